"""Censuses of every known shape: recognised, and read into the same fields."""

from __future__ import annotations

import csv
import random
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from maillage.core.common.errors import InputError
from maillage.core.formats.columnnames import unique_names
from maillage.core.formats.readers import RawTable, read_table
from maillage.core.formats.source import Source
from maillage.core.nomenclature import load_nomenclature
from maillage.core.places.census import Census, census_from_table, load_census
from maillage.core.places.codes import read_codes
from maillage.core.places.fields import CODE_FIELDS, PLACE_FIELDS
from maillage.core.places.lists import items_of, listed, unlisted
from maillage.core.places.recognising.mapping import Mapping
from maillage.core.places.recognising.recognition import recognise
from maillage.core.places.saving.rendering import Renderer
from maillage.core.places.schemas.schema import (
    SCHEMAS,
    STATED_FIELDS,
    Schema,
    all_schemas,
    read_schema,
)

Rows = list[dict[str, str]]
Write = Callable[..., Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Writes a table of rows, each a dictionary, as a CSV."""

    def save(rows: Rows, name: str = "census.csv", delimiter: str = ",") -> Path:
        path = tmp_path / name
        columns = list(dict.fromkeys(column for row in rows for column in row))
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, columns, delimiter=delimiter, restval="")
            writer.writeheader()
            writer.writerows(rows)
        return path

    return save


def plain(path: Path) -> Rows:
    """The rows of a file by Python's own reader, cells trimmed; of columns of the same name the
    first."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        header, *rows = csv.reader(file)
    return [
        {name: cell.strip() for name, cell in reversed(list(zip(header, row, strict=True)))}
        for row in rows
    ]


def filled(census: Census, name: str) -> int:
    return int((census.places[name].fillna("") != "").sum())


# Small tables

NATIONAL = {
    "id": "structure-1",
    "pivot": "43493312300029",
    "nom": "Anonymal",
    "commune": "Reims",
    "code_postal": "09100",
    "code_insee": "09225",
    "adresse": "12 BIS RUE DE LECLERCQ",
    "complement_adresse": "Le patio du bois de l'Aulne",
    "latitude": "43.52609",
    "longitude": "1.41423",
    "typologie": "TIERS_LIEUX|ASSO",
    "telephone": "+33180059880",
    "courriels": "contact@laquincaillerie.tl|direction@laquincaillerie.tl",
    "site_web": "https://www.laquincaillerie.tl/|https://m.laquincaillerie.tl/",
    "horaires": "Mo-Fr 09:00-12:00,14:00-18:30; Sa 08:30-12:00",
    "source": "Hubik",
    "itinerance": "Itinérant",
    "date_maj": "2022-06-02T10:11:12+02:00",
    "services": "Maîtrise des outils numériques du quotidien|Aide aux démarches administratives|"
    "Insertion professionnelle via le numérique",
    "publics_specifiquement_adresses": "Seniors|Femmes|Jeunes",
    "prise_en_charge_specifique": "Surdité",
    "frais_a_charge": "Gratuit",
    "dispositif_programmes_nationaux": "France Services|Point d’accès numérique CAF",
    "autres_formations_labels": "APTIC|Nouvelle Aquitaine",
    "modalites_acces": "Se présenter|Téléphoner",
    "modalites_accompagnement": "Accompagnement individuel",
}


def test_a_place_of_the_national_schema(write: Write) -> None:
    census = load_census(write([NATIONAL]))
    place = census.places.iloc[0]
    assert (census.schema, census.layout.version) == ("national", "1")
    wanted = {
        "place_id": "structure-1",
        "name": "Anonymal",
        "address": "12 BIS RUE DE LECLERCQ Le patio du bois de l'Aulne",
        "postcode": "09100",
        "city": "Reims",
        "insee": "09225",
        "kind": "Tiers lieu",
        "activities": "ACCN-ACCDS",
        "publics": "SEN-J",
        "themes": "EM",
        "labels": "APTIC-MFS-TL",
        "access_conditions": "Gratuit;Sans Rendez-Vous;Téléphoner",
        "opening_hours": "Mo-Fr 09:00-12:00,14:00-18:30; Sa 08:30-12:00",
        "phone": "+33180059880",
        "updated": "2022-06-02",
        "itinerant": True,
        "source": "Hubik",
        "position": "given",
        "lon": 1.41423,
        "lat": 43.52609,
    }
    assert place[list(wanted)].to_dict() == wanted


def test_ways_of_helping_say_what_mastering_the_tools_means(write: Write) -> None:
    ways = ["Accompagnement individuel", "Dans un atelier collectif", "En autonomie", ""]
    service = "Maîtrise des outils numériques du quotidien"
    rows = [
        {**NATIONAL, "id": str(number), "services": service, "modalites_accompagnement": way}
        for number, way in enumerate(ways)
    ]
    activities = load_census(write(rows)).places["activities"].tolist()
    assert activities[:2] == ["ACCN", "COMP"]
    assert activities[2] == activities[3] == "ACCN-COMP"


def test_labels_are_read_however_they_are_spelt_and_joined(write: Write) -> None:
    spelt = "  aide aux demarches administratives ;UTILISATION SÉCURISÉE DU NUMÉRIQUE|"
    rows = [{**NATIONAL, "services": spelt}, {**NATIONAL, "id": "2", "services": "Tricot|FL"}]
    places = load_census(write(rows)).places
    assert places["activities"].tolist() == ["ACCDS-SENS", "FL"]


def test_labels_joined_by_commas_or_explained_are_labels_still(write: Write) -> None:
    """As in the examples that the standard gives of itself."""
    row = {
        **NATIONAL,
        "typologie": "TIERS_LIEUX,ASSO",
        "frais_a_charge": "Gratuit : Je peux accéder gratuitement au lieu et à ses services",
        "dispositif_programmes_nationaux": "Aidants Connect, France Services, Tricot",
        "modalites_acces": "",
        "modalite_acces": "Se présenter|Téléphoner",
    }
    census = load_census(write([row]))
    place = census.places.iloc[0]
    assert place["kind"] == "Tiers lieu"
    assert place["labels"] == "APTIC-MFS-TL"
    assert place["access_conditions"] == "Gratuit;Sans Rendez-Vous;Téléphoner"
    report = census.report.set_index("check")
    assert report.loc[["code_unknown"], "value"].tolist() == ["Tricot"]


def test_the_second_version_of_the_national_schema_is_read_too(write: Write) -> None:
    """It has no column structure_parente, and neither pivot nor date_maj need be filled."""
    row = {
        **NATIONAL,
        "pivot": "",
        "date_maj": "",
        "formations_labels": "Étapes numériques (La Poste)",
    }
    census = load_census(write([row]))
    place = census.places.iloc[0]
    assert census.schema == "national"
    assert (place["activities"], place["updated"]) == ("ACCN-ACCDS", "")
    untranslated = census.report[census.report["check"] == "code_untranslated"]
    assert "Étapes numériques (La Poste)" in untranslated["value"].tolist()


def test_a_phone_of_the_national_schema_is_put_right_as_that_schema_writes_it(
    write: Write,
) -> None:
    census = load_census(write([{**NATIONAL, "telephone": "33180059880|180059881"}]))
    report = census.report.set_index("check")
    assert report.loc["phone_malformed", "proposal"] == "+33180059880|+33180059881"


def test_what_the_nomenclature_cannot_say_is_kept_apart_from_what_nobody_knows(
    write: Write,
) -> None:
    solidarity = "Acquisition de matériel informatique à prix solidaire"
    census = load_census(write([{**NATIONAL, "services": f"{solidarity}|Tricot"}]))
    report = census.report.set_index("check")
    assert report.loc[["code_unknown"], "value"].tolist() == ["Tricot"]
    untranslated = " ".join(report.loc[["code_untranslated"], ["message", "value"]].stack())
    assert solidarity in untranslated
    assert "Tricot" not in untranslated
    assert "Accompagnement individuel" not in untranslated  # it told what the services are


def test_unknown_types_of_place_are_kept(write: Write) -> None:
    rows = [
        {**NATIONAL, "id": str(number), "typologie": kind}
        for number, kind in enumerate(["RESSOURCERIE|ESS", "RESSOURCERIE|BIB", "", "MUNI"])
    ]
    kinds = load_census(write(rows)).places["kind"].tolist()
    assert kinds == ["RESSOURCERIE|ESS", "Bibliothèque", "", "Mairie"]


def test_zero_coordinates_are_none(write: Write) -> None:
    rows = [
        {**NATIONAL, "latitude": "0", "longitude": "0"},
        {**NATIONAL, "id": "2", "latitude": "", "longitude": ""},
        {**NATIONAL, "id": "3", "latitude": "43,5", "longitude": "0"},
    ]
    assert load_census(write(rows)).places["position"].tolist() == ["missing", "missing", "given"]


@pytest.mark.parametrize(
    ("said", "itinerant"),
    [
        ("Itinérant", True),
        ("Fixe", False),
        ("Fixe|Itinérant", True),
        ("itinerant", True),
        ("", None),
        ("Non itinérant", False),
        ("?", None),
    ],
)
def test_what_is_said_of_itinerance(said: str, itinerant: bool | None, write: Write) -> None:
    place = load_census(write([{**NATIONAL, "itinerance": said}])).places.iloc[0]
    assert place["itinerant"] is itinerant


def test_a_place_of_the_first_national_schema(write: Write) -> None:
    row = {
        "id": "1",
        "pivot": "00000000000000",
        "nom": "Mairie",
        "commune": "Foix",
        "code_postal": "09000",
        "adresse": "1 place X",
        "latitude": "42.96",
        "longitude": "1.6",
        "courriel": "mairie@foix.fr",
        "horaires": "Mo 09:00-12:00",
        "services": "Accompagner les démarches de santé;Prendre en main un ordinateur",
        "publics_accueillis": "Seniors (+ 65 ans);Surdité",
        "labels_nationaux": "CNFS;APTIC",
        "conditions_acces": "Payant : L'accès au lieu et/ou à ses services est payant",
        "modalites_accompagnement": "Dans un atelier : j'apprends collectivement à utiliser le "
        "numérique",
        "date_maj": "2022-06-02",
    }
    census = load_census(write([row]))
    place = census.places.iloc[0]
    assert (census.schema, census.layout.version) == ("national", "0")
    assert place[["activities", "publics", "themes", "labels"]].tolist() == [
        "ACCDS-COMP",
        "SEN",
        "SAN",
        "APTIC",
    ]
    assert place[["access_conditions", "email"]].tolist() == ["Payant", "mairie@foix.fr"]


def test_a_house_of_france_services(write: Write) -> None:
    row = {
        "id_fs": "7",
        "insee_dep": "9",
        "lib_fs": "France services X",
        "adresse": "1 rue Y",
        "complement_adresse": "Mairie",
        "insee_com": "9122",
        "code_postal": "9000",
        "lib_com": "Foix",
        "latitude": "42.96",
        "longitude": "1.6",
        "mail": "x@france-services.gouv.fr",
        "telephone": "05 61 00 00 00",
        "h_lundi": "09:00 - 12:00 / 13:30 - 16:30",
        "h_mardi": "",
        "h_mercredi": "09:00 - 12:30",
        "h_jeudi": "",
        "h_vendredi": "",
        "h_samedi": "Fermé",
        "itinerance": "Oui",
        "format_fs": "Antenne",
        "groupe": "",
        "labellisation": "Espace labellisé 01/01/2020",
    }
    other = {**row, "id_fs": "8", "itinerance": "Non"}
    census = load_census(write([row, other]))
    place = census.places.iloc[0]
    assert census.schema == "france_services"
    wanted = {
        "place_id": "7",
        "name": "France services X",
        "address": "1 rue Y Mairie",
        "postcode": "09000",
        "insee": "09122",
        "departement": "09",
        "kind": "France Services",
        "labels": "MFS",
        "activities": "",
        "updated": "",
        "source": "census.csv",
        "position": "given",
    }
    assert place[list(wanted)].to_dict() == wanted
    assert census.places["itinerant"].tolist() == [True, False]
    hours = place["opening_hours"]
    assert "Mo 09:00-12:00,13:30-16:30" in hours
    assert "We 09:00-12:30" in hours
    assert "Sa off" in hours


def test_the_earlier_censuses_in_their_own_words(tmp_path: Path) -> None:
    path = tmp_path / "census.csv"
    path.write_text(
        "rh_id,n_ref,code_departement,ville,nom,code_postal,type_lieu,date_maj,code_label,"
        "codes_types_mediations,codes_publics,horaires_semaine,lundi,lat,lon,code_departement\n"
        "RH_1,,,Foix,Mairie,09000,Mairie,Decembre 2019 Decembre 2019,TL,ORD-ORD,TP,"
        "<p><ul><li>lundi : 9h</li></ul></p>,9h-12h,42.9,1.6,=09=\n",
        encoding="utf-8",
    )
    census = load_census(path)
    place = census.places.iloc[0]
    assert census.schema == "rhinocc"
    assert place[["place_id", "departement", "updated", "activities"]].tolist() == [
        "RH_1",
        "09",
        "2019-12",
        "ORD",
    ]
    assert "Mo 09:00-12:00" in place["opening_hours"]
    assert place["src_horaires_semaine"] == "<p><ul><li>lundi : 9h</li></ul></p>"


# Recognising


def read(path: Path, word: str = "auto") -> tuple[Schema, str]:
    found = recognise(word, Source(read_table(path)), load_nomenclature())
    assert found is not None
    return found


@pytest.mark.parametrize("seed", range(5))
def test_a_header_in_other_letters_and_another_order_is_the_same(seed: int, write: Write) -> None:
    dice = random.Random(seed)
    disguises: list[Callable[[str], str]] = [
        str.upper,
        str.title,
        lambda name: name.replace("_", " "),
        lambda name: f" {name} ",
        lambda name: name.replace("e", "é"),
        lambda name: name.replace("_", "-").capitalize(),
    ]
    cells = list(NATIONAL.items())
    dice.shuffle(cells)
    row = {dice.choice(disguises)(name): cell for name, cell in cells}
    ours = load_census(write([row])).places.loc[0, list(PLACE_FIELDS)]
    plain_ones = load_census(write([NATIONAL])).places.loc[0, list(PLACE_FIELDS)]
    assert ours.to_dict() == plain_ones.to_dict()


def test_extra_columns_do_not_matter(write: Write) -> None:
    extra = {f"extra_{number}": "x" for number in range(120)}
    schema, sentence = read(write([{**extra, **NATIONAL}]))
    assert schema.name == "national"
    assert "26 of its 32 columns" in sentence


def test_it_says_what_it_recognised_and_why(write: Write) -> None:
    _, sentence = read(write([NATIONAL]))
    assert sentence == (
        "Recognised as the national schema, version 1: 26 of its 32 columns, labels of the "
        "national standard in services, establishment numbers in pivot, opening hours as "
        "OpenStreetMap writes them in horaires, values joined by |."
    )


def test_what_few_values_say_is_no_sign(write: Write) -> None:
    rows = [{**NATIONAL, "id": str(number), "pivot": "inconnu"} for number in range(3)]
    _, sentence = read(write([NATIONAL, *rows]))
    assert "labels of the national standard in services" in sentence
    assert "establishment numbers" not in sentence


def test_the_sentence_stands_in_the_report(write: Write) -> None:
    census = load_census(write([NATIONAL]))
    line = census.report[census.report["check"] == "recognised"].iloc[0]
    assert (line["severity"], line["message"]) == ("info", census.recognised)


def test_the_values_decide_where_the_columns_do_not(write: Write) -> None:
    few = {name: NATIONAL[name] for name in ("nom", "services", "pivot", "horaires")}
    assert read(write([few]))[0].name == "national"
    other = {**few, "services": "Coiffure", "pivot": "12", "horaires": "9h-12h"}
    assert recognise("auto", Source(read_table(write([other]))), load_nomenclature()) is None


@pytest.mark.parametrize(
    "header",
    [
        "id,nom,commune,code_postal,code_insee,adresse,latitude,longitude,telephone,date_maj,source",
        "departement,ville,nom,code_postal,adresse,lat,lon,date_maj,code_commune,wifi,precisions",
    ],
)
def test_a_list_of_anything_else_is_not_taken_for_a_census(header: str, tmp_path: Path) -> None:
    path = tmp_path / "pharmacies.csv"
    path.write_text(f"{header}\n{','.join('x' for _ in header.split(','))}\n", encoding="utf-8")
    with pytest.raises(InputError, match="is no census of a known schema"):
        load_census(path)


def test_the_columns_that_the_standard_requires_are_enough(write: Write) -> None:
    required = ["id", "pivot", "nom", "commune", "code_postal", "adresse", "date_maj", "services"]
    row = {name: NATIONAL[name] for name in required}
    census = load_census(write([row]))
    assert (census.schema, census.layout.version) == ("national", "1")
    assert census.places["activities"].tolist() == ["ACCN-ACCDS-COMP"]


def test_a_commune_code_tells_the_departement_where_no_column_does(write: Write) -> None:
    rows = [
        {**NATIONAL, "id": str(number), "code_insee": code}
        for number, code in enumerate(["9225", "2A004", "97411", ""])
    ]
    assert load_census(write(rows)).places["departement"].tolist() == ["09", "2A", "974", ""]


def test_a_word_given_is_obeyed(write: Write) -> None:
    schema, sentence = read(write([NATIONAL]), "rhinocc")
    assert schema.name == "rhinocc"
    assert sentence.startswith("Read as the RhinOcc census, as asked")
    with pytest.raises(InputError, match=r"list of France Services: it lacks the column lib_fs"):
        read(write([NATIONAL]), "france_services")


def test_of_a_word_with_two_versions_the_nearer_one_is_read(write: Write) -> None:
    old = {"nom": "x", "courriel": "a@b.fr", "publics_accueillis": "Adultes"}
    assert read(write([old]), "national")[0].version == "0"
    new = {"nom": "x", "courriels": "a@b.fr"}
    assert read(write([new]), "national")[0].version == "1"
    both = {name: NATIONAL[name] for name in ("id", "nom", "pivot", "services", "typologie")}
    assert read(write([both]), "national")[0].version == "1"
    labels = "Approfondir ma culture numérique;Utiliser le numérique au quotidien"
    of_old = {**both, "services": labels, "typologie": "ASSO;MUNI"}
    assert read(write([of_old]), "national")[0].version == "0"


_CELLS = st.one_of(
    st.text(st.characters(blacklist_categories=("Cs",)), max_size=8),
    st.sampled_from(
        ["31", "=31=", "9122", "43.6", "0", "ORD-W", "Seniors|Femmes", "Oui", "9h-12h"]
    ),
)


@settings(max_examples=60)
@given(data=st.data())
def test_whatever_the_cells_every_row_is_a_place_or_the_table_is_refused(
    data: st.DataObject,
) -> None:
    schema = data.draw(st.sampled_from(all_schemas()))
    columns = data.draw(st.sampled_from(list(schema.versions.values())))
    names = unique_names(data.draw(st.lists(st.sampled_from(columns), min_size=4, unique=True)))
    row = st.lists(_CELLS, min_size=len(names), max_size=len(names))
    rows = data.draw(st.lists(row, min_size=1, max_size=3))
    raw = RawTable("census", pd.DataFrame(rows, columns=names, dtype=object), np.arange(len(rows)))
    try:
        places = census_from_table(raw, schema.name).places
    except InputError:
        assert schema.lacks(names)
        return
    assert len(places) == len(rows)
    assert places["place_id"].is_unique
    assert all(places["place_id"])
    for name, vocabulary in CODE_FIELDS.items():
        known = load_nomenclature().vocabulary(vocabulary)
        for cell in places[name]:
            assert known.join(set(known.split(cell))) == cell


# The schemas themselves


@pytest.mark.parametrize("schema", all_schemas(), ids=lambda each: f"{each.name}-{each.version}")
def test_a_schema_holds_together(schema: Schema) -> None:
    known = {column for columns in schema.versions.values() for column in columns}
    used = {
        *schema.required,
        *schema.signature,
        *schema.distinctive,
        *schema.enumerations,
        *(column for columns in schema.fields.values() for column in columns),
        *(pair[axis] for pair in schema.coordinates for axis in ("lat", "lon")),
        *schema.hours.get("days", [schema.hours.get("osm")]),
        *schema.itinerant["columns"],
        *schema.geocoder.values(),
        *schema.identifiers,
        *(each["column"] for each in schema.codes.values()),
    } - {"", None, "code_departement_2", "modalite_acces"}
    assert used <= known
    assert set(schema.fields) == set(STATED_FIELDS)
    assert set(schema.codes) == set(CODE_FIELDS)
    assert schema.signature_minimum <= len(schema.signature)
    assert set(schema.free) | set(schema.distinctive) <= known


def test_every_word_of_the_interface_is_a_schema() -> None:
    assert set(SCHEMAS) == {
        "rhinocc",
        "national",
        "france_services",
        "conseiller_numerique",
        "data_inclusion",
    }
    assert read_schema("national").version == "1"


# Real files, beside what Python's own CSV reader counts in them


def test_the_real_conseillers_numeriques(shared: Path) -> None:
    path = shared / "places" / "conseillers-numeriques-2022.csv"
    rows, census = plain(path), load_census(path)
    assert (census.schema, len(census.places)) == ("conseiller_numerique", len(rows))
    assert "19 of its 19 columns" in census.recognised
    for name, column in {
        "place_id": "id",
        "name": "nom",
        "postcode": "code_postal",
        "city": "commune",
        "email": "courriel",
        "phone": "telephone",
        "website": "site_web",
        "updated": "date_maj",
        "source": "source",
    }.items():
        assert census.places[name].tolist() == [row[column] for row in rows], name
    services = census.places["labels"].eq("MFS")
    assert (
        services.sum() == sum("France Services" in row["labels_nationaux"] for row in rows) == 187
    )
    assert set(census.places["activities"]) == {"ACCN-COMP-SENS"}
    assert set(census.places["access_conditions"]) == {"Gratuit"}
    located = census.places["position"].eq("given").sum()
    assert located == sum(bool(row["latitude"]) for row in rows) == 590
    assert filled(census, "opening_hours") >= 525  # of 529 texts


def test_the_real_france_services(shared: Path) -> None:
    path = shared / "places" / "france-services-2022-12.csv"
    rows, census = plain(path), load_census(path)
    places = census.places
    assert (census.schema, len(places)) == ("france_services", len(rows))
    assert places["place_id"].tolist() == [row["id_fs"] for row in rows]
    assert places["departement"].tolist() == [row["insee_dep"] for row in rows]
    assert set(places["labels"]) == {"MFS"}
    assert places["itinerant"].tolist() == [row["itinerance"] == "Oui" for row in rows]
    assert places["itinerant"].sum() == 38
    assert places["position"].eq("given").sum() == sum(bool(r["latitude"]) for r in rows) == 345
    week = ["h_lundi", "h_mardi", "h_mercredi", "h_jeudi", "h_vendredi", "h_samedi"]
    with_hours = sum(any(any(c.isdigit() for c in row[day]) for day in week) for row in rows)
    assert with_hours - 15 <= filled(census, "opening_hours") <= with_hours


# The schema of data·inclusion

INCLUSION = {
    "id": "a1",
    "siret": "60487647500499",
    "rna": "",
    "nom": "Espace X",
    "commune": "Toulouse",
    "code_postal": "31000",
    "code_insee": "31555",
    "adresse": "1 rue Y",
    "complement_adresse": "",
    "longitude": "1.44",
    "latitude": "43.6",
    "typologie": "CCAS",
    "telephone": "0102030405",
    "courriel": "a@b.fr",
    "site_web": "https://x.fr",
    "presentation_resume": "",
    "presentation_detail": "",
    "source": "dora",
    "date_maj": "2022-04-28T16:53:11Z",
    "antenne": "False",
    "lien_source": "",
    "horaires_ouverture": "Mo-Fr 10:00-20:00",
    "accessibilite": "",
    "labels_nationaux": "",
    "labels_autres": "",
    "thematiques": "",
}


@pytest.mark.parametrize(
    "written",
    [
        ("['france-service', 'mobin']", "['APTIC']", "['numerique--acceder-a-du-materiel']"),
        ("['france-service' 'mobin']", "['APTIC']", "['numerique--acceder-a-du-materiel']"),
        ('["france-service", "mobin"]', '["APTIC"]', '["numerique--acceder-a-du-materiel"]'),
        ("{france-service,mobin}", "{APTIC}", "{numerique--acceder-a-du-materiel}"),
        ("france-service|mobin", "APTIC", "numerique--acceder-a-du-materiel"),
    ],
)
def test_a_place_of_data_inclusion(written: tuple[str, str, str], write: Write) -> None:
    columns = ("labels_nationaux", "labels_autres", "thematiques")
    census = load_census(write([{**INCLUSION, **dict(zip(columns, written, strict=True))}]))
    place = census.places.iloc[0]
    assert census.schema == "data_inclusion"
    assert "the data·inclusion schema, version 0: 26 of its 26 columns" in census.recognised
    wanted = {
        "place_id": "a1",
        "kind": "CCAS",
        "labels": "APTIC-MFS",
        "activities": "ORD",
        "themes": "",
        "opening_hours": "Mo-Fr 10:00-20:00",
        "updated": "2022-04-28",
        "source": "dora",
        "itinerant": None,
    }
    assert place[list(wanted)].to_dict() == wanted
    dropped = census.report[census.report["check"] == "code_untranslated"]
    assert dropped["value"].tolist() == ["mobin"], "what no field says is said"


def test_a_mobile_space_of_data_inclusion_is_itinerant(write: Write) -> None:
    rows = [{**INCLUSION, "id": kind, "typologie": kind} for kind in ("ENM", "EPN")]
    assert load_census(write(rows)).places["itinerant"].tolist() == [True, None]


def test_the_next_version_of_data_inclusion(write: Write) -> None:
    row = {
        "source": "dora",
        "id": "dora--1",
        "nom": "Espace X",
        "description": "Aide au numérique",
        "date_maj": "2025-02-14",
        "siret": "13003013300016",
        "commune": "Foix",
        "code_postal": "09000",
        "code_insee": "09122",
        "adresse": "1 rue Y",
        "longitude": "1.6",
        "latitude": "42.96",
        "telephone": "+33561000000",
        "courriel": "a@b.fr",
        "site_web": "",
        "horaires_accueil": "Mo-Fr 08:30-12:30; PH off",
        "accessibilite_lieu": "",
        "reseaux_porteurs": '["france-services", "mission-locale"]',
    }
    census = load_census(write([row]))
    assert census.schema == "data_inclusion" and "version 1: " in census.recognised
    place = census.places.iloc[0]
    assert (place["labels"], place["opening_hours"]) == ("MFS", "Mo-Fr 08:30-12:30; PH off")
    assert "mission-locale" in census.report["value"].tolist()


def test_a_list_stays_one_when_its_labels_change(write: Write) -> None:
    row = {**INCLUSION, "labels_nationaux": "['france-service', 'mobin']"}
    other = {**INCLUSION, "id": "a2", "labels_nationaux": "['aptic']"}
    source = Source(read_table(write([row, other])))
    schema = next(s for s in all_schemas() if (s.name, s.version) == ("data_inclusion", "0"))
    renderer = Renderer(source, schema, load_nomenclature())
    assert renderer.cells("labels", "", "MFS", row) == {"labels_nationaux": "['mobin']"}
    assert renderer.cells("labels", "APTIC-MFS", "MFS", row) == {
        "labels_nationaux": "['france-service', 'mobin', 'aptic']"
    }


def test_the_case_of_data_inclusion(cases: Path) -> None:
    census = load_census(cases / "data-inclusion" / "structures.csv")
    assert census.schema == "data_inclusion"
    assert census.places["labels"].tolist() == ["MFS"] * 3
    assert census.places["activities"].tolist() == ["ORD", "ACCN-COMP", ""]
    assert census.places["themes"].tolist() == ["EM", "", ""]
    assert census.places["kind"].tolist() == ["Association", "CCAS", "CCAS"]


# Cells that are lists


@pytest.mark.parametrize(
    ("cell", "items"),
    [
        ("['a', 'b c']", ["a", "b c"]),
        ("['a' 'b']", ["a", "b"]),
        ('["l\'eau"]', ["l'eau"]),
        ("['l\\'eau', \"d'air\"]", ["l'eau", "d'air"]),
        ("{a,b}", ["a", "b"]),
        ('{"a, b",c,NULL}', ["a, b", "c"]),
        ('["M\\u00e9diath\\u00e8que"]', ["Médiathèque"]),
        ("['M\\xe9diath\\xe8que']", ["Médiathèque"]),
        ("[]", []),
        ("{}", []),
        ("[None]", []),
        ("[à confirmer]", None),
        ('{"a": 1}', None),
        ("['a", None),
        ("a, b", None),
        ("[", None),
        ("", None),
    ],
)
def test_a_cell_that_is_a_list(cell: str, items: list[str] | None) -> None:
    assert items_of(cell) == items
    assert unlisted(cell) == (cell if items is None else "|".join(items))
    if items:
        assert items_of(listed(items, cell)) == items


@given(
    st.lists(st.text(min_size=1).map(str.strip).filter(bool)), st.sampled_from(["{", "['", '["'])
)
def test_a_list_that_is_written_is_read_again(items: list[str], like: str) -> None:
    kept = [item for item in items if item not in ("None", "null", "nan", "NULL")]
    assert items_of(listed(kept, like)) == kept


def test_lists_are_read_in_any_census(write: Write) -> None:
    row = {"nom": "X", "services": "['ORD' 'FabLab']", "type": "['Médiathèque']"}
    mapping = Mapping({"name": ["nom"], "activities": ["services"], "kind": ["type"]})
    place = load_census(write([row]), mapping=mapping).places.iloc[0]
    assert (place["activities"], place["kind"]) == ("ORD-FL", "Médiathèque")


# A known schema whose columns changed

FRANCE_SERVICES_2024 = {
    "id_fs": "75",
    "insee_dep": "12",
    "lib_fs": "France services X",
    "adresse": "1 rue Y",
    "complement_adresse": "",
    "insee_com": "12169",
    "code_postal": "12800",
    "lib_com": "Naucelle",
    "latitude": "44.19",
    "longitude": "2.34",
    "mail": "x@france-services.gouv.fr",
    "telephone": "05 00 00 00 00",
    "h_lundi": "",
    "h_mardi": "09:00 - 12:00 / 13:15 - 16:45",
    "h_mercredi": "08:12 - 14:18",
    "h_jeudi": "08:45 - 14:18",
    "h_vendredi": "",
    "h_samedi": "",
    "prise_rdv": "Non",
    "commentaire": "",
    "type_fs": "Principal",
    "format_fs": "Itinérante",
    "groupe_fs": "",
    "labellisation_fs": "Espace labellisé 01/01/2020",
}


def test_the_list_of_france_services_says_itinerance_in_its_format(write: Write) -> None:
    said = {
        "Itinérante": True,
        "Bus_équivalent": True,
        "Mobile": True,
        "Fixe": False,
        "Antenne": None,
        "Immobile": None,
    }
    rows = [{**FRANCE_SERVICES_2024, "id_fs": word, "format_fs": word} for word in said]
    census = load_census(write(rows))
    assert "version 2024: 24 of its 24 columns" in census.recognised
    assert census.places["itinerant"].tolist() == list(said.values())
    assert "column_missing" not in set(census.report["check"])


def test_hours_to_the_minute_are_read_and_what_they_may_mean_is_proposed(write: Write) -> None:
    census = load_census(write([FRANCE_SERVICES_2024]))
    hours = census.places["opening_hours"].iloc[0]
    assert "Tu 09:00-12:00,13:15-16:45; We 08:12-14:18; Th 08:45-14:18; " in hours
    [odd] = census.report[census.report["check"] == "hours_odd"].to_dict("records")
    assert (odd["field"], odd["value"]) == ("opening_hours", "08:12 - 14:18")  # 45 is no hour
    assert "We 08:00-12:00,14:00-18:00" in odd["proposal"]


def test_the_cases_of_france_services(cases: Path) -> None:
    census = load_census(cases / "france-services-2024" / "small.csv")
    assert census.places["itinerant"].tolist() == [True, True]
    assert set(census.report["check"]) == {"recognised"}


def missing(census: Census) -> dict[str, tuple[str, str]]:
    """The severity and the columns of each field that lacks columns."""
    lines = census.report[census.report["check"] == "column_missing"]
    return {line.field: (line.severity, line.value) for line in lines.itertuples()}


def test_a_lost_column_that_a_field_needs_is_said(write: Write) -> None:
    without = {k: v for k, v in FRANCE_SERVICES_2024.items() if k not in ("format_fs", "h_samedi")}
    assert missing(load_census(write([without]))) == {
        "itinerant": ("warning", "format_fs"),
        "opening_hours": ("info", "h_samedi"),
    }
    national = {k: v for k, v in NATIONAL.items() if k not in ("itinerance", "services", "pivot")}
    lost = missing(load_census(write([national])))
    assert lost["itinerant"] == ("warning", "itinerance")
    assert "services" in lost["activities"][1]


def test_columns_that_say_the_same_do_not_miss_each_other(write: Write) -> None:
    """Of two pairs of coordinates one is enough, and of the département and the commune's code."""
    rows = [{**FRANCE_SERVICES_2024, "id_fs": "1"}]
    del rows[0]["insee_dep"]
    assert missing(load_census(write(rows))) == {}
    del rows[0]["latitude"]
    assert missing(load_census(write(rows))) == {"position": ("warning", "latitude")}


def test_a_column_of_another_name_stands_in(write: Write) -> None:
    row = {**NATIONAL, "modalites_acces": "Téléphoner"}
    odd = {("modalite_acces" if k == "modalites_acces" else k): v for k, v in row.items()}
    assert "access_conditions" not in missing(load_census(write([odd])))
    del odd["modalite_acces"]
    assert missing(load_census(write([odd])))["access_conditions"][1] == "modalites_acces"


@pytest.mark.parametrize("name", ["rhinocc-2020-07", "rhinocc-2023-01-source", "rhinocc-2023-01"])
def test_the_real_censuses_lack_nothing(name: str, shared: Path) -> None:
    assert missing(load_census(shared / "places" / f"{name}.csv")) == {}


def test_itinerance_is_written_in_the_words_of_its_column(write: Write) -> None:
    rows = [{**FRANCE_SERVICES_2024, "id_fs": word, "format_fs": word} for word in ("Fixe", "Bus")]
    path = write(rows)
    renderer = Renderer(
        Source(read_table(path)), read_schema("france_services"), load_nomenclature()
    )
    assert renderer.cells("itinerant", "true", "false", rows[0]) == {"format_fs": "Bus"}
    assert renderer.cells("itinerant", "false", "true", rows[1]) == {"format_fs": "Fixe"}
    alone = Source(read_table(write(rows[1:])))
    renderer = Renderer(alone, read_schema("france_services"), load_nomenclature())
    assert renderer.cells("itinerant", "false", "true", rows[1]) == {"format_fs": "Fixe"}


@pytest.mark.parametrize(
    ("name", "count", "version", "located"),
    [
        ("rhinocc-2020-07", 459, "2020", 409),
        ("rhinocc-2021-06", 493, "2021", 484),
        ("rhinocc-2023-01", 845, "2023", 842),
    ],
)
def test_the_real_census_of_each_year(
    name: str, count: int, version: str, located: int, shared: Path
) -> None:
    path = shared / "places" / f"{name}.csv"
    rows, census = plain(path), load_census(path)
    assert (census.schema, len(rows), len(census.places)) == ("rhinocc", count, count)
    assert f"version {version}: " in census.recognised
    assert census.places["position"].ne("missing").sum() == located
    for field, column in {
        "name": "nom",
        "city": "ville",
        "email": "email_structure",
        "phone": "tel_structure",
        "website": "site_internet",
    }.items():
        assert census.places[field].tolist() == [row[column] for row in rows], field
    of_departement = Counter(row["departement"].zfill(2) for row in rows if row["departement"])
    ours = Counter(census.places["departement"])
    assert {code: ours[code] for code in of_departement} == dict(of_departement)
    identifiers = [row["n_ref"] or row.get("rh_id", "") for row in rows]
    assert census.places["place_id"].tolist() == identifiers
    codes = [row["codes_types_mediations"] for row in rows]
    known = {
        "ORD",
        "ORDM",
        "ACCN",
        "ACCDS",
        "ACCDA",
        "COMP",
        "PRO",
        "ENT",
        "SENS",
        "FL",
        "W",
        "REP",
    }
    simple = [set(cell.split("-")) for cell in codes if set(cell.split("-")) <= known]
    read = [
        set(clean.split("-"))
        for clean, cell in zip(census.places["activities"], codes, strict=True)
        if set(cell.split("-")) <= known
    ]
    assert read == simple
    assert len(simple) > 100


def test_opening_hours_of_the_earlier_censuses(shared: Path) -> None:
    for name in ("rhinocc-2020-07", "rhinocc-2021-06"):
        path = shared / "places" / f"{name}.csv"
        days = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
        weeks = [[row[day] for day in days] for row in plain(path)]
        hours = load_census(path).places["opening_hours"].tolist()
        said = [any(any(c.isdigit() for c in cell) for cell in week) for week in weeks]
        assert all(not text for text, week in zip(hours, weeks, strict=True) if not any(week))
        read = sum(bool(text) for text, week in zip(hours, said, strict=True) if week)
        assert read >= 0.9 * sum(said)


def test_no_real_file_is_taken_for_another(shared: Path) -> None:
    names = {path.name: load_census(path).schema for path in (shared / "places").glob("*.csv")}
    assert names == {
        "conseillers-numeriques-2022.csv": "conseiller_numerique",
        "france-services-2022-12.csv": "france_services",
        "rhinocc-2020-07.csv": "rhinocc",
        "rhinocc-2021-06.csv": "rhinocc",
        "rhinocc-2023-01-source.csv": "rhinocc",
        "rhinocc-2023-01.csv": "rhinocc",
    }


# Cells of codes


def test_labels_of_several_words_are_found_before_they_are_cut() -> None:
    themes = load_nomenclature().vocabulary("themes")
    assert read_codes("Famille/parentalité;Santé", themes).clean == "SAN-FAM"
    activities = load_nomenclature().vocabulary("activities")
    assert read_codes("Fab-Lab | Co-working", activities).clean == "FL-W"
    assert read_codes("ORD~W", activities, separator="~").clean == "ORD-W"
    assert read_codes("FabLab, Espace de co-working/ORD", activities).clean == "ORD-FL-W"


def test_the_words_of_a_web_address_are_no_codes() -> None:
    publics = load_nomenclature().vocabulary("publics")
    address = "https://exemple.org/ateliers-adultes-seniors/"
    codes = read_codes(f"TP-voir {address}", publics)
    assert codes.clean == "TP"
    assert address in codes.free_text
