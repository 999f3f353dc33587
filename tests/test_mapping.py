"""Tables with their own column names: mappings read, refused, proposed, and loaded by."""

from __future__ import annotations

import csv
import json
import random
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from maillage.core.common.errors import InputError
from maillage.core.common.normalising import normalise
from maillage.core.formats.columnnames import unique_names
from maillage.core.formats.readers import RawTable, read_table
from maillage.core.formats.source import Source
from maillage.core.nomenclature import load_nomenclature
from maillage.core.places.census import Census, census_from_table, load_census
from maillage.core.places.proposals import changes
from maillage.core.places.recognising.mapping import (
    MAPPED,
    Mapping,
    header_key,
    propose,
    read_mapping,
    schema_of,
)
from maillage.core.places.saving.rendering import Renderer
from maillage.core.places.saving.save import save_census
from maillage.core.places.schemas.schema import Schema, all_schemas

HEADER = (
    "Structure;Voie;CP;Localité;Latitude;Longitude;Ce qu'on y fait;Pour qui;Horaires;Tél;Modifié le"
)
ROW = (
    "Médiathèque;1 rue X;09000;Foix;42,96;1,60;Coworking, FabLab;Jeunes|Personnes âgées;"
    "Mo 09:00-12:00;05 61 00 00 00;03/02/2020"
)
COLUMNS = {
    "name": "Structure",
    "address": "Voie",
    "postcode": "CP",
    "city": "Localité",
    "lat": "Latitude",
    "lon": "Longitude",
    "activities": ["Ce qu'on y fait"],
    "publics": ["Pour qui"],
    "hours": "Horaires",
    "phone": ["Tél"],
    "updated": "Modifié le",
}


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "lieux.csv"
    path.write_text(f"{HEADER}\n{ROW}\n", encoding="utf-8")
    return path


def saved(folder: Path, content: Any) -> Path:
    path = folder / "mapping.json"
    text = content if isinstance(content, str) else json.dumps(content, ensure_ascii=False)
    path.write_text(text, encoding="utf-8")
    return path


def load(table: Path, **content: Any) -> Census:
    return load_census(table, mapping=read_mapping(saved(table.parent, content)))


# Loading by a mapping


def test_a_table_is_read_by_its_mapping(table: Path) -> None:
    census = load(table, columns=COLUMNS)
    wanted = {
        "place_id": "row-2",
        "name": "Médiathèque",
        "address": "1 rue X",
        "postcode": "09000",
        "city": "Foix",
        "activities": "FL-W",
        "publics": "SEN-J",
        "themes": "",
        "opening_hours": "Mo 09:00-12:00",
        "phone": "05 61 00 00 00",
        "updated": "2020-02-03",
        "source": "lieux.csv",
        "position": "given",
        "lon": 1.6,
        "lat": 42.96,
    }
    assert census.places.loc[0, list(wanted)].to_dict() == wanted
    assert census.schema == "mapping"
    assert census.recognised.startswith("Read with a mapping. Columns used: 11 of 11.")


def test_a_mapping_wins_over_the_schema(table: Path) -> None:
    mapping = read_mapping(saved(table.parent, {"columns": {"name": "Structure"}}))
    assert load_census(table, schema="national", mapping=mapping).places["name"][0] == "Médiathèque"


def test_columns_are_found_whatever_their_letters(table: Path) -> None:
    census = load(table, columns={"name": "STRUCTURE", "city": "localite", "address": " voie "})
    assert census.places.loc[0, ["name", "city", "address"]].tolist() == [
        "Médiathèque",
        "Foix",
        "1 rue X",
    ]


def test_codes_labels_synonyms_and_national_labels_are_all_understood(tmp_path: Path) -> None:
    path = tmp_path / "lieux.csv"
    cells = [
        "ORD-W",
        "Ordinateur en libre service / Coworking",
        "Accès libre à des ordinateurs;W",
        "Accès internet et matériel informatique|Espace de co-working",
    ]
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([["n", "s"], *((str(n), cell) for n, cell in enumerate(cells))])
    census = load(path, columns={"name": "n", "activities": "s"})
    assert census.places["activities"].tolist() == ["ORD-W"] * 4


def test_several_columns_of_codes_are_all_read_but_one_text_wins(tmp_path: Path) -> None:
    path = tmp_path / "lieux.csv"
    path.write_text("n,a,b,t1,t2\nx,ORD,W,,05\ny,,FL,04,05\n", encoding="utf-8")
    columns = {"name": "n", "activities": ["a", "b"], "phone": ["t1", "t2"]}
    columns["access_conditions"] = ["t1", "t2"]
    places = load(path, columns=columns).places
    assert places["activities"].tolist() == ["ORD-W", "FL"]
    assert places["phone"].tolist() == ["05", "04"]
    assert places["access_conditions"].tolist() == ["05", "04;05"]


def test_a_number_and_its_street_in_two_columns_are_one_address(tmp_path: Path) -> None:
    path = tmp_path / "lieux.csv"
    path.write_text("n,no,voie,suite\nx,73,rue Y,Bât. B\ny,,place Z,\n", encoding="utf-8")
    columns = {"name": "n", "address": ["no", "voie"], "address_complement": "suite"}
    assert load(path, columns=columns).places["address"].tolist() == ["73 rue Y Bât. B", "place Z"]


@pytest.mark.parametrize(
    ("record", "address", "cells"),
    [
        (0, "75 rue Y Bât. B", "x,75,rue Y,Bât. B"),
        (0, "73 rue W Bât. B", "x,73,rue W,Bât. B"),
        (0, "73 rue Y Bât. C", "x,73,rue Y,Bât. C"),
        (0, "1 rue W", "x,,1 rue W,"),
        (0, "", "x,,,"),
        (1, "3 place Z", "y,3,place Z,"),
        (1, "place W", "y,,place W,"),
        (2, "Ailleurs", "z,Ailleurs,,"),
    ],
)
def test_an_address_of_two_columns_is_given_back_to_them(
    record: int, address: str, cells: str, tmp_path: Path
) -> None:
    path = tmp_path / "lieux.csv"
    path.write_text(
        "n,no,voie,suite\nx,73,rue Y,Bât. B\ny,,place Z,\nz,,,Bât. C\n", encoding="utf-8"
    )
    columns = {"name": "n", "address": ["no", "voie"], "address_complement": "suite"}
    places = load(path, columns=columns).places
    places.loc[record, "address"] = address
    output = tmp_path / "out.csv"
    save_census(places, path, output, mapping=tmp_path / "mapping.json")
    assert output.read_text(encoding="utf-8").splitlines()[record + 1] == cells
    assert load(output, columns=columns).places["address"][record] == address


def test_a_separator_of_ones_own(tmp_path: Path) -> None:
    path = tmp_path / "lieux.csv"
    path.write_text("n,a\nx,Fab-Lab et Co-working\n", encoding="utf-8")
    census = load(path, columns={"name": "n", "activities": "a"}, separator=" et ")
    assert census.places["activities"].tolist() == ["FL-W"]


def test_a_proposal_of_codes_is_written_with_the_separator_of_the_table(tmp_path: Path) -> None:
    path = tmp_path / "lieux.csv"
    path.write_text("n,a\nx,W|ORD|W\n", encoding="utf-8")
    census = load(path, columns={"name": "n", "activities": "a"}, separator="|")
    [finding] = census.report[census.report["check"] == "code_repeated"].to_dict("records")
    assert finding["proposal"] == "ORD-W"
    [place] = census.places.to_dict("records")
    assert changes(place, finding, census.layout) == {"src_a": "ORD|W"}


def test_seven_days_and_a_day_without_a_column(tmp_path: Path) -> None:
    path = tmp_path / "lieux.csv"
    path.write_text("n,a,b,c,d,e,f\nx,9h-12h,9h-12h,,,,Fermé\n", encoding="utf-8")
    census = load(path, columns={"name": "n", "hours": [*"abcdef", ""]})
    assert census.places["opening_hours"][0].startswith("Mo,Tu 09:00-12:00; Sa off")


def test_metres_in_lambert_93(tmp_path: Path) -> None:
    path = tmp_path / "lieux.csv"
    rows = ["n,e,o", "Tour Eiffel,648237.3,6862272.0", "nulle part,1e30,5", "zéro,0,0", "vide,,"]
    path.write_text("\n".join(rows), encoding="utf-8")
    census = load(path, columns={"name": "n", "x": "e", "y": "o"})
    place = census.places.iloc[0]
    assert (place["lon"], place["lat"]) == pytest.approx((2.2945, 48.8584), abs=1e-4)
    assert census.places["position"].tolist() == ["given", "missing", "missing", "missing"]
    findings = set(zip(census.report["row"], census.report["check"], strict=True))
    assert {(3, "coordinates_range"), (4, "coordinates_zero")} <= findings


# Mappings as files


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("{", "not valid JSON"),
        ("[]", "no object “columns”"),
        ({"columns": []}, "no object “columns”"),
        ({"columns": {}}, "no column for “name”"),
        ({"columns": {"nom": "a"}}, "“nom” is none of place_id, name"),
        ({"columns": {"name": 3}}, "“name” gives neither"),
        ({"columns": {"name": []}}, "“name” gives neither"),
        ({"columns": {"name": ["a", ""]}}, "“name” gives neither"),
        ({"columns": {"name": "a", "hours": ["a", "b"]}}, "“hours” gives 2 columns"),
        ({"columns": {"name": "a", "hours": [""] * 7}}, "“hours” gives neither"),
        ({"columns": {"name": "a", "lat": "b"}}, "one of lat, lon without the other"),
        ({"columns": {"name": "a", "y": "b"}}, "one of x, y without the other"),
        ({"columns": {"name": "a"}, "separator": 1}, "“separator” is no text"),
        ({"columns": {"name": "a"}, "sep": ";"}, "“sep”, which means nothing"),
    ],
)
def test_a_wrong_mapping_is_refused_with_a_sentence(
    content: Any, said: str, tmp_path: Path
) -> None:
    path = saved(tmp_path, content)
    with pytest.raises(InputError) as refused:
        read_mapping(path)
    assert said in str(refused.value)
    assert str(path) in str(refused.value)


def test_columns_that_are_not_there_are_named(table: Path) -> None:
    with pytest.raises(InputError, match=r"does not have: Nom, E-mail\. Its columns are: Struct"):
        load(table, columns={"name": "Nom", "email": ["E-mail"], "city": "Localité"})


_NAMES = st.text(st.characters(blacklist_categories=("Cs",)), min_size=1, max_size=12)
_LISTS = st.lists(_NAMES, min_size=1, max_size=3)


@settings(max_examples=50)
@given(
    columns=st.dictionaries(
        st.sampled_from([name for name in MAPPED if name not in ("hours", "lat", "lon", "x", "y")]),
        _LISTS,
    ),
    name=_LISTS,
    separator=st.sampled_from(["", ";", "|", " et "]),
)
def test_a_saved_mapping_reads_back(
    columns: dict[str, list[str]],
    name: list[str],
    separator: str,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    path = tmp_path_factory.mktemp("mapping") / "mapping.json"
    mapping = Mapping({**columns, "name": name}, separator)
    mapping.write(path)
    assert read_mapping(path) == mapping


def test_a_header_is_known_again_whatever_its_letters_and_order() -> None:
    assert header_key(["Nom", "Code postal"]) == header_key(["CODE_POSTAL", "nom "])
    assert header_key(["Nom", "Code postal"]) != header_key(["Nom", "Ville"])
    assert header_key(["ab", "c"]) != header_key(["a", "bc"])


# Proposals


def test_a_table_of_no_known_schema_is_refused_with_a_mapping_to_correct(table: Path) -> None:
    with pytest.raises(InputError) as refused:
        load_census(table)
    said, _, proposal = str(refused.value).partition("MAPPING:\n")
    assert "Columns found: Structure, Voie, CP" in said
    mapping = read_mapping(saved(table.parent, proposal))
    census = load_census(table, mapping=mapping)
    place = census.places.iloc[0]
    assert (place["name"], place["city"], place["lon"]) == ("Médiathèque", "Foix", 1.6)
    assert (place["activities"], place["publics"]) == ("FL-W", "SEN-J")


def test_each_guess_says_how_sure_it_is_and_why(table: Path) -> None:
    mapping = propose(read_table(table), load_nomenclature())
    assert set(mapping.guesses) == set(mapping.columns)
    for name, guess in mapping.guesses.items():
        assert guess.columns == tuple(mapping.columns[name])
        assert 0.45 <= guess.confidence <= 1
        assert guess.reason.endswith(".")
    assert mapping.guesses["postcode"].reason == (
        "The name of the column says so, and 100% of its values are postcodes."
    )


def proposed(path: Path, *rows: list[str]) -> dict[str, list[str]]:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)
    return propose(read_table(path), load_nomenclature()).columns


def test_the_answers_of_a_form_with_questions_for_headers(tmp_path: Path) -> None:
    header = [
        "Horodateur",
        "Adresse e-mail",
        "Quel est le nom de votre structure ?",
        "Code postal de la commune",
        "Adresse mail à communiquer au public",
        "Que proposez-vous ? (plusieurs réponses possibles)",
    ]
    row = [
        "12/03/2024 14:05:33",
        "julie.martin@example.org",
        "Médiathèque",
        "32200",
        "accueil@example.org",
        "FabLab, Espace de co-working",
    ]
    columns = proposed(tmp_path / "answers.csv", header, row)
    assert columns["postcode"] == ["Code postal de la commune"]
    assert "insee" not in columns
    assert columns["email"] == ["Adresse mail à communiquer au public"]
    assert columns["activities"] == ["Que proposez-vous ? (plusieurs réponses possibles)"]
    assert columns["updated"] == ["Horodateur"]
    alone = proposed(tmp_path / "alone.csv", header[:3], row[:3])
    assert alone["email"] == ["Adresse e-mail"]


def test_codes_over_several_columns_are_proposed_together_but_one_phone(tmp_path: Path) -> None:
    header = ["Nom", "Services", "Autres services", "Tél", "Téléphone"]
    row = ["Mairie", "ORD", "FL", "05 61 00 00 00", "05 61 00 00 01"]
    columns = proposed(tmp_path / "lieux.csv", header, row)
    assert columns["activities"] == ["Services", "Autres services"]
    assert columns["phone"] == ["Tél"]


@pytest.mark.parametrize(
    ("numbers", "address"),
    [
        (["73", "2 bis", ""], ["N°", "Voie"]),
        (["P-1/a", "P-2/a", "P-3/a"], ["Voie"]),
        (["", "", ""], ["Voie"]),
    ],
)
def test_a_column_of_house_numbers_before_the_street_is_of_the_address(
    numbers: list[str], address: list[str], tmp_path: Path
) -> None:
    rows = [["Mairie", number, "rue Neuve"] for number in numbers]
    columns = proposed(tmp_path / "lieux.csv", ["Nom", "N°", "Voie"], *rows)
    assert columns["address"] == address
    assert columns["name"] == ["Nom"]


def test_no_column_serves_two_fields_and_nothing_is_proposed_of_nothing(tmp_path: Path) -> None:
    path = tmp_path / "lieux.csv"
    path.write_text("a,b\n1,zz\n2,yy\n", encoding="utf-8")
    assert propose(read_table(path), load_nomenclature()).columns == {}
    with pytest.raises(InputError) as refused:
        load_census(path)
    assert "MAPPING" not in str(refused.value)


def test_a_column_whose_content_denies_its_name_loses_to_another(tmp_path: Path) -> None:
    path = tmp_path / "lieux.csv"
    path.write_text(
        "nom,code postal,zip\n" + "".join(f"Lieu,texte {n} a,3100{n}\n" for n in range(9)),
        encoding="utf-8",
    )
    assert propose(read_table(path), load_nomenclature()).columns["postcode"] == ["zip"]


@pytest.mark.parametrize(
    ("header", "cells", "wanted"),
    [
        ("nom,X,Y", "Tour,648237.3,6862271.7", {"x": ["X"], "y": ["Y"]}),
        ("nom,coord_1,coord_2", "Tour,6862271.7,648237.3", {"x": ["coord_2"], "y": ["coord_1"]}),
        ("nom,a,b", "Saint-Denis,55.45,-20.88", {"lon": ["a"], "lat": ["b"]}),
        ("nom,latitude,longitude", "Foix,1.6,42.96", {"lon": ["latitude"], "lat": ["longitude"]}),
        ("nom,a,b", "Berlin,13.4,52.5", {}),
        ("nom,salles,places", "Foix,2,43", {}),
    ],
)
def test_coordinates_are_told_by_where_they_lie(
    header: str, cells: str, wanted: dict[str, list[str]], tmp_path: Path
) -> None:
    path = tmp_path / "lieux.csv"
    path.write_text(f"{header}\n{cells}\n{cells}\n", encoding="utf-8")
    columns = propose(read_table(path), load_nomenclature()).columns
    assert {name: columns[name] for name in ("lat", "lon", "x", "y") if name in columns} == wanted


#: The columns of the real files and the names that other people give them, French and English.
OTHER_NAMES = {
    "nom": ["Nom de la structure", "NAME", "Nom du lieu", "Intitulé"],
    "lib_fs": ["Nom structure", "Établissement", "Place name", "Dénomination"],
    "adresse": ["Adresse postale", "Street", "Numéro et voie", "ADRESSE"],
    "code_postal": ["CP", "Zip code", "Code_Postal", "code postal"],
    "ville": ["Commune", "City", "Localité", "VILLE"],
    "commune": ["Ville", "Town", "Nom commune", "Commune"],
    "lib_com": ["Ville", "Town", "Nom de la commune", "Commune"],
    "latitude": ["Lat", "LATITUDE", "Y (WGS84)", "coord_lat"],
    "longitude": ["Lng", "LONGITUDE", "X (WGS84)", "coord_lon"],
    "lat": ["Latitude", "geo lat", "GPS Lat", "lat"],
    "lon": ["Longitude", "geo lon", "GPS Lon", "lon"],
    "telephone": ["Tél.", "Phone", "Numéro de téléphone", "Contact"],
    "tel_structure": ["Téléphone", "Phone number", "tel", "Tél structure"],
    "mail": ["E-mail", "Courriel", "Adresse mail", "Contact (mail)"],
    "courriel": ["E-mail", "Mail", "Mél", "Correspondance"],
    "email_structure": ["Email", "Mail", "Courriel", "Adresse électronique"],
    "site_web": ["Site", "Website", "URL", "Page"],
    "site_internet": ["Site web", "Web", "URL", "Lien"],
    "services": ["Activités", "Services proposés", "Offre", "Accompagnements"],
    "codes_types_mediations": ["Activités", "Services", "Actions", "Médiation"],
    "codes_publics": ["Publics", "Public cible", "Audience", "Pour qui"],
    "date_maj": ["MAJ", "Last updated", "Date de mise à jour", "Modifié le"],
    "horaires": ["Opening hours", "Horaires d'ouverture", "Ouverture", "Quand"],
    "insee_com": ["Code INSEE", "Code commune", "INSEE", "codgeo"],
}


def _truth(schema: Schema, columns: set[str]) -> dict[str, str]:
    """For each field of a schema its first column, if people have other names for it."""
    fields = {name: given[0] for name, given in schema.fields.items() if given}
    fields |= {name: codes["column"] for name, codes in schema.codes.items()}
    fields |= {axis: schema.coordinates[0][axis] for axis in ("lat", "lon")}
    if "osm" in schema.hours:
        fields["hours"] = schema.hours["osm"]
    return {
        name: column
        for name, column in fields.items()
        if column in columns and column in OTHER_NAMES
    }


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize(
    "name", ["rhinocc-2023-01", "france-services-2022-12", "conseillers-numeriques-2022"]
)
def test_proposals_on_real_tables_under_other_names(name: str, seed: int, shared: Path) -> None:
    dice = random.Random(seed)
    path = shared / "places" / f"{name}.csv"
    schema = next(each for each in all_schemas() if each.name == load_census(path).schema)
    raw = read_table(path)
    truth = _truth(schema, set(raw.table.columns))
    renamed = {column: OTHER_NAMES[column][seed] for column in truth.values()}
    kept = [*renamed, "precisions", "structureId", "format_fs", "groupe", "wifi", "statut_infos"]
    order = [column for column in raw.table.columns if column in kept]
    dice.shuffle(order)
    raw.table = raw.table[order].rename(columns=renamed)
    proposed = propose(raw, load_nomenclature()).columns
    right = [field for field in truth if proposed.get(field) == [renamed[truth[field]]]]
    assert len(truth) >= 8
    assert right == list(truth)


_CELLS = st.one_of(
    st.text(st.characters(blacklist_categories=("Cs",)), max_size=15),
    st.sampled_from(
        [
            "31000",
            "Foix",
            "1 rue X",
            "ORD-W",
            "05 61 00 00 00",
            "a@b.fr",
            "9h-12h",
            "2020-01-02",
            "42.9",
            "1.6",
            "648237",
            "6862272",
            "Mo 09:00-12:00",
            "oui",
            "=31=",
            "Jeunes|Seniors",
        ]
    ),
)
_COLUMN_NAMES = st.one_of(
    _NAMES, st.sampled_from(["Nom", "adresse", "CP", "lundi", "Lat", "x", "Y", "mail", "services"])
)


@settings(max_examples=80)
@given(data=st.data())
def test_any_proposal_with_a_name_loads_its_table(data: st.DataObject) -> None:
    names = unique_names(data.draw(st.lists(_COLUMN_NAMES, min_size=1, max_size=6)))
    rows = data.draw(
        st.lists(st.lists(_CELLS, min_size=len(names), max_size=len(names)), min_size=1, max_size=5)
    )
    raw = RawTable("lieux", pd.DataFrame(rows, columns=names, dtype=object), np.arange(len(rows)))
    mapping = propose(raw, load_nomenclature())
    used = [column for columns in mapping.columns.values() for column in columns if column]
    assert set(used) <= set(names)
    assert len(used) == len(set(used))
    if "name" in mapping.columns:
        census = census_from_table(raw, mapping=mapping)
        column = mapping.columns["name"][0]
        assert census.places["name"].tolist() == [cell.strip() for cell in raw.table[column]]
        assert census.places["place_id"].is_unique


def test_a_schema_of_a_mapping_has_every_field() -> None:
    schema = schema_of(Mapping({"name": ["a"]}))
    assert schema.fields["email"] == []
    assert schema.codes["activities"]["column"] == ""
    assert (schema.hours, schema.coordinates, schema.identifiers) == ({}, [], [])


# Proposals that a name or a content alone would get wrong


def test_landline_and_mobile_are_both_phones(tmp_path: Path) -> None:
    header = ["Nom", "Mobile", "Fixe", "Itinérance"]
    rows = [["A", "06 12 34 56 78", "", "non"], ["B", "06 22 13 45 67", "05 61 00 00 02", "oui"]]
    columns = proposed(tmp_path / "lieux.csv", header, *rows)
    assert columns["phone"] == ["Fixe", "Mobile"]
    assert columns["itinerant"] == ["Itinérance"]
    census = load_census(tmp_path / "lieux.csv", mapping=Mapping(columns))
    assert census.places["phone"].tolist() == ["06 12 34 56 78", "05 61 00 00 02"]
    assert census.places["itinerant"].tolist() == [False, True]


@pytest.mark.parametrize("end", ["", ".0"])
def test_phones_that_lost_their_zero_are_proposed_by_their_name(end: str, tmp_path: Path) -> None:
    rows = [[f"L{n}", f"56100000{n}{end}", f"13000164{n}"] for n in range(5)]
    columns = proposed(tmp_path / "lieux.csv", ["Nom", "Téléphone", "Divers"], *rows)
    assert columns["phone"] == ["Téléphone"]
    alone = proposed(tmp_path / "siren.csv", ["Nom", "Divers"], *[row[::2] for row in rows])
    assert "phone" not in alone


def test_the_case_of_two_phones(cases: Path) -> None:
    columns = propose(read_table(cases / "phones" / "fr.csv"), load_nomenclature()).columns
    assert columns["phone"] == ["Fixe", "Mobile"]
    assert "itinerant" not in columns


@pytest.mark.parametrize(
    ("cell", "itinerant"),
    [
        ("06 12 34 56 78", None),
        ("1 rue Neuve", None),
        ("10", None),
        ("1", True),
        ("0", False),
        ("Oui, le mardi", True),
        ("Non, jamais", False),
        ("Itinérantes", True),
        ("Pas itinérant", False),
        ("Mobilité réduite", None),
        ("Oui-dire", True),
        ("Souillac", None),
        ("X", True),
        ("t", True),
        ("Y", True),
        ("O", True),
        ("f", False),
        ("N", False),
        ("sans", False),
        ("aucun", False),
        ("Aucun lieu fixe", None),
        ("non renseigné", None),
    ],
)
def test_yes_and_no_are_whole_words(cell: str, itinerant: bool | None, tmp_path: Path) -> None:
    (tmp_path / "lieux.csv").write_text(f'nom,mobile\nA,"{cell}"\n', encoding="utf-8")
    mapping = Mapping({"name": ["nom"], "itinerant": ["mobile"]})
    census = load_census(tmp_path / "lieux.csv", mapping=mapping)
    assert census.places["itinerant"].tolist() == [itinerant]


def test_an_answer_that_is_not_understood_is_told(tmp_path: Path) -> None:
    header = "id_fs,insee_dep,lib_fs,insee_com,lib_com,h_lundi,itinerance,format_fs\n"
    cells = ["OUI", "VRAI", "1", "true", "x", "O", "FAUX", "parfois", "✓", "-", "NC", ""]
    rows = [f"{n},09,L{n},09122,Foix,,{cell},Antenne\n" for n, cell in enumerate(cells)]
    (tmp_path / "fs.csv").write_text(header + "".join(rows), encoding="utf-8")
    census = load_census(tmp_path / "fs.csv")
    assert census.places["itinerant"].tolist() == [True] * 6 + [False] + [None] * 5
    told = census.report[census.report["check"] == "itinerant_unread"]
    assert told[["row", "field", "value", "severity"]].values.tolist() == [
        [9, "src_itinerance", "parfois", "warning"],
        [10, "src_itinerance", "✓", "warning"],
    ]


@pytest.mark.parametrize(
    ("header", "cells"),
    [
        ("Itinérant", ["le mardi", "à Foix"]),
        ("Téléphone", ["voir le site", "voir le site"]),
        ("Département", ["Ariège", "Aude"]),
        ("Horaires", ["le matin", "tous les jours"]),
        ("Statut", ["06 12 34 56 78", "06 12 34 56 79"]),
        ("Services", ["oui", "non"]),
        ("Type", ["9h-12h", "14h-18h"]),
        ("Identifiant", ["06 12 34 56 78", "06 12 34 56 79"]),
        ("Numéro", ["1", "1"]),
        ("Conditions d'accès", ["oui", "non"]),
        ("Date", ["demain", "hier"]),
        ("Lundi", ["Association", "Association"]),
        ("Samedi", ["SA", "SA"]),
        ("result_id", ["09122_0050", "09122_0051"]),
        ("result_name", ["Place Verte", "Place Rouge"]),
    ],
)
def test_a_name_whose_cells_do_not_fit_proposes_nothing(
    header: str, cells: list[str], tmp_path: Path
) -> None:
    rows = [[f"Mairie {n}", cell] for n, cell in enumerate(("", "", *cells))]
    columns = proposed(tmp_path / "lieux.csv", ["Nom", header], *rows)
    columns.pop("address", None)  # a place may well be a street
    assert columns == {"name": ["Nom"]}


def test_one_cell_among_many_rows_is_no_content(tmp_path: Path) -> None:
    rows = [[f"Mairie {n}", "SA" if n == 3 else ""] for n in range(9)]
    assert proposed(tmp_path / "lieux.csv", ["Nom", "Divers"], *rows) == {"name": ["Nom"]}


def test_wordings_that_the_nomenclature_does_not_know_are_proposed_still(tmp_path: Path) -> None:
    header = ["Nom", "Type de structure", "Tarifs"]
    rows = [["Le Jeu", "Ludothèque", "Gratuit"], ["La Benne", "Recyclerie", "Adhésion"]]
    columns = proposed(tmp_path / "lieux.csv", header, *rows)
    assert columns["kind"] == ["Type de structure"]
    assert columns["access_conditions"] == ["Tarifs"]


@pytest.mark.parametrize(
    ("header", "rows", "address"),
    [
        (["rue", "adresse_complete"], [["rue A", "12 rue A 31000 Toulouse"]], "adresse_complete"),
        (["voie", "adresse"], [["rue A", "12 bis, rue A"]], "adresse"),
        (["adresse", "adresse_complete"], [["12 rue A", "12 rue A"]], "adresse"),
        (["adresse"], [["rue A"]], "adresse"),
    ],
)
def test_the_address_with_its_number_is_preferred(
    header: list[str], rows: list[list[str]], address: str, tmp_path: Path
) -> None:
    table = [["Mairie", *row] for row in rows]
    columns = proposed(tmp_path / "lieux.csv", ["Nom", *header], *table)
    assert columns["address"] == [address]


@pytest.mark.parametrize(
    ("header", "row"),
    [
        (["numero", "rue", "adresse_complete"], ["12", "rue des Arts", "12 rue des Arts 31000 T"]),
        (["adresse", "adresse_complete"], ["12 rue des Arts", "12, RUE des Arts 31000 T"]),
        (["adresse", "adresse_complete"], ["rue des Arts", "12 rue des Arts 31000 T"]),
        (["adresse", "adresse_complete"], ["12 rue des Arts", "12 rue des Arts"]),
    ],
)
@pytest.mark.parametrize("town", [["31000", "T"], []])
def test_an_address_is_read_once(
    header: list[str], row: list[str], town: list[str], tmp_path: Path
) -> None:
    names = ["Nom", *(["code_postal", "commune"] if town else []), *header]
    columns = proposed(tmp_path / "lieux.csv", names, ["Mairie", *town, *row], ["Bus"] + [""] * 5)
    assert "address_complement" not in columns
    places = load_census(tmp_path / "lieux.csv", mapping=Mapping(columns)).places
    assert normalise(places["address"][0]).count("12 rue des arts") == 1
    assert town or places["address"][0].endswith(row[-1][-7:])


def test_a_complement_of_an_address_stays(tmp_path: Path) -> None:
    header = ["Nom", "adresse", "complement_adresse"]
    rows = [
        ["A", "12 rue A", "Bât. B"],
        ["B", "3 place de la Mairie", "Mairie"],
        ["C", "4 rue Y", "2e"],
    ]
    columns = proposed(tmp_path / "lieux.csv", header, *rows)
    assert columns["address_complement"] == ["complement_adresse"]


def test_the_name_that_people_know_is_preferred_to_the_legal_one(tmp_path: Path) -> None:
    header = ["Raison sociale", "Enseigne"]
    rows = [["ASS LES LILAS", "Les Lilas"], ["SARL LE PHARE", "Le Phare"]]
    assert proposed(tmp_path / "a.csv", header, *rows)["name"] == ["Enseigne"]
    rows.append(["SCIC LA RUCHE", ""])
    columns = proposed(tmp_path / "b.csv", header, *rows)
    assert columns["name"] == ["Enseigne", "Raison sociale"]
    census = load_census(tmp_path / "b.csv", mapping=Mapping(columns))
    assert census.places["name"].tolist() == ["Les Lilas", "Le Phare", "SCIC LA RUCHE"]
    assert proposed(tmp_path / "c.csv", ["Raison sociale"], ["SCIC"])["name"] == ["Raison sociale"]
    other = proposed(tmp_path / "d.csv", ["Dénomination", "Nom"], ["SCIC", "La Ruche"])
    assert other["name"] == ["Nom"]


HALF_DAYS = [
    f"{day}{half}"
    for day in ("Lundi", "Mardi", "Mercredi", "Jeudi", "Vendredi")
    for half in ("_matin", " après-midi")
]


def test_mornings_and_afternoons_are_proposed_and_read(tmp_path: Path) -> None:
    hours = ["9h-12h", "14h-18h", "Fermé", "14h-18h", "Fermé", "Fermé", "9h-12h", "", "", ""]
    columns = proposed(tmp_path / "lieux.csv", ["Nom", *HALF_DAYS], ["Mairie", *hours])
    assert columns["hours"] == [*HALF_DAYS, "", "", "", ""]
    census = load_census(tmp_path / "lieux.csv", mapping=Mapping(columns))
    assert census.places["opening_hours"].tolist() == [
        "Mo 09:00-12:00,14:00-18:00; Tu 14:00-18:00; Th 09:00-12:00; We off; Fr-Su unknown"
    ]


def test_what_is_not_read_of_a_half_day_is_told_with_its_column(tmp_path: Path) -> None:
    hours = ["", "", "le matin", "14h-18h", *[""] * 6]
    columns = proposed(tmp_path / "lieux.csv", ["Nom", *HALF_DAYS], ["Mairie", *hours])
    report = load_census(tmp_path / "lieux.csv", mapping=Mapping(columns)).report
    [line] = report[report["check"] == "hours_unread"].to_dict("records")
    assert (line["field"], line["value"]) == ("src_Mardi_matin", "le matin / 14h-18h")


@pytest.mark.parametrize(
    ("osm", "written"),
    [
        ("Mo 09:00-12:30,14:00-18:00; Tu-Su unknown", {"Lundi_matin": "9h-12h30"}),
        ("Mo 14:00-18:00; Tu-Su unknown", {"Lundi_matin": ""}),
        ("Mo off; Tu-Su unknown", {"Lundi_matin": "Fermé", "Lundi après-midi": "Fermé"}),
        ("Mo 09:00-18:00; Tu-Su unknown", {"Lundi_matin": "9h-18h", "Lundi après-midi": ""}),
    ],
)
def test_hours_go_back_to_their_mornings_and_afternoons(
    osm: str, written: dict[str, str], tmp_path: Path
) -> None:
    row = dict(zip(HALF_DAYS, ["9h-12h", "14h-18h", *[""] * 8], strict=True))
    columns = proposed(tmp_path / "lieux.csv", ["Nom", *row], ["Mairie", *row.values()])
    path = tmp_path / "lieux.csv"
    old = load_census(path, mapping=Mapping(columns)).places["opening_hours"].iloc[0]
    renderer = Renderer(Source(read_table(path)), schema_of(Mapping(columns)), load_nomenclature())
    cells = renderer.cells("opening_hours", osm, old, row)
    assert {**row, **cells} == {**row, **written}
    again = {**row, **cells}
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([["Nom", *again], ["Mairie", *again.values()]])
    assert load_census(path, mapping=Mapping(columns)).places["opening_hours"].tolist() == [osm]


# Lists of places as services give them


def geojson(path: Path, *properties: dict[str, str]) -> Path:
    features = [
        {
            "type": "Feature",
            "properties": each,
            "geometry": {"type": "Point", "coordinates": [1.6, 42.96]},
        }
        for each in properties
    ]
    collection = {"type": "FeatureCollection", "features": features}
    path.write_text(json.dumps(collection, ensure_ascii=False), encoding="utf-8")
    return path


def mapping_in(refused: pytest.ExceptionInfo[InputError], folder: Path) -> Path:
    """The mapping that stands in a refusal, as a file."""
    path = folder / "mapping.json"
    path.write_text(str(refused.value).partition("MAPPING:\n")[2], encoding="utf-8")
    return path


def test_a_geojson_list_of_places_gets_a_mapping_proposed(tmp_path: Path) -> None:
    """Its points are where the places are: no column has to say it."""
    path = geojson(
        tmp_path / "lieux.geojson",
        {"name": "Mairie", "phone": "05 61 00 00 00", "opening_hours": "Mo-Fr 09:00-12:00"},
        {"name": "La Ruche", "phone": "05 61 00 00 01", "opening_hours": "24/7"},
    )
    with pytest.raises(InputError) as refused:
        load_census(path)
    mapping = read_mapping(mapping_in(refused, tmp_path))
    assert mapping.columns == {
        "name": ["name"],
        "phone": ["phone"],
        "hours": ["opening_hours"],
    }
    places = load_census(path, mapping=mapping).places
    assert places["position"].tolist() == ["given", "given"]


def test_json_records_are_mapped_loaded_and_written_back(tmp_path: Path) -> None:
    path = tmp_path / "lieux.json"
    records = [{"titre": "Mairie", "adresse": "1 rue Neuve", "services": ["ORD", "FabLab"]}]
    path.write_text(json.dumps({"total": 1, "items": records}), encoding="utf-8")
    with pytest.raises(InputError) as refused:
        load_census(path)
    file = mapping_in(refused, tmp_path)
    places = load_census(path, mapping=read_mapping(file)).places
    assert places[["name", "address", "activities"]].values.tolist() == [
        ["Mairie", "1 rue Neuve", "ORD-FL"]
    ]
    edited = places.assign(name=["La Mairie"])
    save_census(edited, path, tmp_path / "out.json", mapping=file)
    written = path.read_text(encoding="utf-8").replace("Mairie", "La Mairie")
    assert (tmp_path / "out.json").read_text(encoding="utf-8") == written


def test_places_of_openstreetmap_have_their_house_numbers(tmp_path: Path) -> None:
    header = ["name", "addr:city", "addr:housenumber", "addr:postcode", "addr:street"]
    row = ["Mairie", "Foix", "12 bis", "09000", "Rue Neuve"]
    columns = proposed(tmp_path / "lieux.csv", header, row)
    assert columns["address"] == ["addr:housenumber", "addr:street"]
    assert (columns["city"], columns["postcode"]) == (["addr:city"], ["addr:postcode"])


def test_a_table_that_was_geocoded_keeps_its_own_columns(tmp_path: Path) -> None:
    header = ["Nom", "Adresse", "Ville", "result_label", "result_type", "result_id", "result_name",
              "result_city", "result_citycode"]  # fmt: skip
    rows = [
        ["EPN", "1 rue A", "Foix", f"{n} Rue A 09000 Foix", "street", f"09122_{n}", "Rue A", "Foix",
         "09122"]
        for n in range(4)
    ]  # fmt: skip
    assert proposed(tmp_path / "lieux.csv", header, *rows) == {
        "name": ["Nom"],
        "address": ["Adresse"],
        "city": ["Ville"],
        "insee": ["result_citycode"],
    }
