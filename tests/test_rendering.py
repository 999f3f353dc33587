"""Public values in the words of a schema: the same file's, and whole tables in another one."""

from __future__ import annotations

import csv
import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from conftest import Oracle
from maillage.core.common.errors import InputError
from maillage.core.formats.rawtable import RawTable
from maillage.core.formats.source import Source
from maillage.core.nomenclature import load_nomenclature
from maillage.core.nomenclature.correspondence import load_correspondence
from maillage.core.places.hours.week import write_days
from maillage.core.places.saving.exporting import save_as
from maillage.core.places.saving.national import NATIONAL, NO_PIVOT, national_rules
from maillage.core.places.saving.rendering import CannotSayError, Renderer
from maillage.core.places.saving.save import load_draft, save_census
from maillage.core.places.schemas.schema import Schema, read_schema, schemas_named
from qgis.core import QgsVectorLayer, edit
from steps import Run

#: Validates CSVs by a Table Schema; the errors of each as [row, field, what is wrong].
FRICTIONLESS = """
from frictionless import Resource, Schema, system
result = []
with system.use_context(trusted=True):
    for path in data["paths"]:
        resource = Resource(path=path, schema=Schema.from_descriptor(data["schema"]))
        report = resource.validate(limit_errors=1000)
        result.append(report.flatten(["rowNumber", "fieldName", "type", "note"]))
"""


def validated(oracle: Oracle, *paths: Path) -> list[Any]:
    """What frictionless finds in each of the files: starting it once for all is what costs."""
    schema = json.loads(NATIONAL.read_text(encoding="utf-8"))
    errors: list[Any] = oracle(FRICTIONLESS, paths=[str(path) for path in paths], schema=schema)
    return errors


def table(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


# One field into the cells of a source


def renderer(schema: Schema, **columns: list[str]) -> Renderer:
    frame = pd.DataFrame(columns, dtype=object)
    raw = RawTable("", frame, np.arange(2, len(frame) + 2))
    return Renderer(Source(raw), schema, load_nomenclature())


NATIONAL_CELLS = {
    "services": "Accès internet et matériel informatique|"
    "Acquisition de matériel informatique à prix solidaire",
    "publics_specifiquement_adresses": "Femmes|Seniors",
    "prise_en_charge_specifique": "",
    "frais_a_charge": "Gratuit",
    "modalites_acces": "Téléphoner",
    "modalites_accompagnement": "En autonomie",
    "dispositif_programmes_nationaux": "",
    "formations_labels": "",
    "autres_formations_labels": "",
    "typologie": "BIB|EPN",
    "itinerance": "",
}


@pytest.mark.parametrize(
    ("field", "new", "old", "expected"),
    [
        ("publics", "SEN-J", "SEN",
         {"publics_specifiquement_adresses": "Femmes|Seniors|Jeunes"}),
        ("publics", "", "SEN", {"publics_specifiquement_adresses": "Femmes"}),
        ("activities", "", "ORD",
         {"services": "Acquisition de matériel informatique à prix solidaire"}),
        ("themes", "EM", "", {"services": NATIONAL_CELLS["services"]
         + "|Insertion professionnelle via le numérique"}),
        ("labels", "EPN-MFS", "EPN", {"dispositif_programmes_nationaux": "France Services"}),
        ("labels", "", "EPN", {"typologie": "BIB"}),
        ("kind", "Mairie", "Bibliothèque", {"typologie": "MUNI|EPN"}),
        ("access_conditions", "Payant", "Gratuit", {"frais_a_charge": "Payant"}),
        ("access_conditions", "Gratuit;Sans Rendez-Vous", "Gratuit",
         {"modalites_acces": "Téléphoner|Se présenter"}),
        ("itinerant", "true", "", {"itinerance": "Itinérant"}),
    ],
)  # fmt: skip
def test_national_labels_come_and_go_and_the_others_stay(
    field: str, new: str, old: str, expected: dict[str, str]
) -> None:
    columns = {name: [cell] for name, cell in NATIONAL_CELLS.items()}
    written = renderer(read_schema("national"), **columns).cells(field, new, old, NATIONAL_CELLS)
    assert written == expected


def test_a_label_of_two_codes_stays_while_one_of_them_does() -> None:
    label = "Maîtrise des outils numériques du quotidien"
    cells = {name: "" for name in NATIONAL_CELLS} | {"services": label}
    writer = renderer(read_schema("national"), **{name: [cell] for name, cell in cells.items()})
    assert writer.cells("activities", "ACCN", "ACCN-COMP", cells) == {}
    assert writer.cells("activities", "", "ACCN-COMP", cells) == {"services": ""}


def test_what_the_national_labels_cannot_say_is_refused_with_the_reason() -> None:
    columns = {name: [cell] for name, cell in NATIONAL_CELLS.items()}
    national = renderer(read_schema("national"), **columns)
    with pytest.raises(CannotSayError, match="“TP” cannot be said"):
        national.cells("publics", "SEN-TP", "SEN", NATIONAL_CELLS)
    with pytest.raises(CannotSayError, match="no column"):
        national.cells("legal_nature", "Association", "", NATIONAL_CELLS)


def test_a_day_without_a_column_may_only_be_closed() -> None:
    days = read_schema("france_services").hours["days"]
    services = renderer(read_schema("france_services"), **{day: [""] for day in days if day},
                        itinerance=["OUI"])  # fmt: skip
    written = services.cells("opening_hours", "Mo 09:00-12:00", "", {})
    assert list(written) == days[:6]
    assert written["h_mardi"] == write_days("Tu off")[1]
    with pytest.raises(CannotSayError, match="one of the days"):
        services.cells("opening_hours", "Su 09:00-12:00", "", {})
    assert services.cells("itinerant", "true", "", {}) == {"itinerance": "OUI"}
    assert services.cells("itinerant", "false", "", {}) == {"itinerance": "Non"}
    with pytest.raises(CannotSayError, match="same for every place"):
        services.cells("kind", "Mairie", "", {})


def test_several_columns_of_a_mapping_become_one() -> None:
    schema = Schema(
        "mapping",
        "",
        fields={"access_conditions": ["Prix", "Accueil"]},
        joined=["access_conditions"],
        codes={"activities": {"column": "Quoi", "with": ["Autre"], "completed_by": []}},
        separator=", ",
    )
    columns = {"Prix": ["Gratuit"], "Accueil": ["Sur RDV"], "Quoi": ["ORD"], "Autre": ["REP"]}
    cells = {name: cell for name, [cell] in columns.items()}
    table = renderer(schema, **columns)
    assert table.cells("access_conditions", "Payant", "Gratuit;Sur RDV", cells) == {
        "Prix": "Payant",
        "Accueil": "",
    }
    assert table.cells("activities", "ORD-COMP", "ORD-REP", cells) == {
        "Quoi": "ORD, COMP",
        "Autre": "",
    }
    assert table.cells("activities", "", "ORD-REP", cells) == {"Quoi": "", "Autre": ""}


def test_an_old_version_gets_its_own_labels() -> None:
    older = next(schema for schema in schemas_named("national") if schema.version == "0")
    columns = {"services": ["Prendre en main un ordinateur", "Accéder à du matériel"]}
    codes = load_correspondence().from_national("services", "Accéder à du matériel")
    [code] = {code for vocabulary, code in codes if vocabulary == "activities"}
    written = renderer(older, **columns).cells("activities", code, "", {"services": ""})
    assert written == {"services": "Accéder à du matériel"}


# A whole table


def place(**values: Any) -> dict[str, Any]:
    whole = {
        "place_id": "A", "name": "Médiathèque", "address": "1 rue Neuve", "postcode": "09000",
        "city": "Foix", "insee": "09122", "updated": "2022-03-05", "lon": 1.6, "lat": 42.96,
    }  # fmt: skip
    return whole | values


def exported(
    tmp_path: Path, *places: dict[str, Any], schema: str = "national", **given: Any
) -> Any:
    path = tmp_path / "out.csv"
    result = save_as(pd.DataFrame(list(places)), schema, path, **given)
    return result, table(path)


def test_a_place_in_the_national_schema(tmp_path: Path) -> None:
    full = place(
        kind="Mairie", activities="ORD-ACCDS", publics="SEN-TP", labels="MFS-APTIC",
        access_conditions="Gratuit;Sur Rendez-Vous", opening_hours="Mo-Fr 09:00-12:00",
        phone="05.61.00.00.01 / 06 00 00 00 00", email="a@example.org ; b@example.org",
        website="www.example.org", updated="2019-12", itinerant=False, source="census.csv",
    )  # fmt: skip
    result, [row] = exported(tmp_path, full)
    assert list(row) == list(national_rules())
    assert {name: text for name, text in row.items() if text} == {
        "id": "A", "pivot": NO_PIVOT, "nom": "Médiathèque", "commune": "Foix",
        "code_postal": "09000", "code_insee": "09122", "adresse": "1 rue Neuve",
        "latitude": "42.960000", "longitude": "1.600000", "typologie": "MUNI",
        "telephone": "+33561000001", "courriels": "a@example.org|b@example.org",
        "site_web": "https://www.example.org", "horaires": "Mo-Fr 09:00-12:00",
        "source": "census.csv", "itinerance": "Fixe", "date_maj": "2019-12-01",
        "services": "Accès internet et matériel informatique|Aide aux démarches administratives",
        "modalites_accompagnement": "En autonomie|Accompagnement individuel",
        "publics_specifiquement_adresses": "Seniors", "frais_a_charge": "Gratuit",
        "dispositif_programmes_nationaux": "France Services", "autres_formations_labels": "APTIC",
    }  # fmt: skip
    said = {(note.outcome, note.field) for note in result.notes}
    assert said == {
        ("left_out", "publics"), ("left_out", "access_conditions"), ("written", "updated"),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("missing", "column"),
    [
        ({"name": ""}, "nom"),
        ({"city": None}, "commune"),
        ({"postcode": "9000"}, "code_postal"),
        ({"address": ""}, "adresse"),
        ({"updated": ""}, "date_maj"),
    ],
)
def test_a_place_without_what_the_schema_wants_is_left_out_and_listed(
    missing: dict[str, Any], column: str, tmp_path: Path
) -> None:
    result, rows = exported(tmp_path, place(**missing), place(place_id="B"))
    assert [row["id"] for row in rows] == ["B"]
    [note] = result.notes
    assert (note.outcome, note.place_id) == ("left_out", "A")
    assert f"wants {column}, " in note.reason


def test_a_date_can_be_given_for_places_that_state_none(tmp_path: Path) -> None:
    result, [row] = exported(tmp_path, place(updated=""), updated="2026-11-22")
    assert row["date_maj"] == "2026-11-22"
    assert [(note.outcome, note.field) for note in result.notes] == [("written", "updated")]
    with pytest.raises(InputError, match="2026-13-45 is no date"):
        exported(tmp_path, place(), updated="2026-13-45")


def test_a_time_is_cut_from_a_date(tmp_path: Path) -> None:
    path, output = tmp_path / "national.csv", tmp_path / "out.csv"
    save_as(pd.DataFrame([place()]), "national", path)
    dated = path.read_text("utf-8").replace("2022-03-05", "2022-03-05T10:15:00")
    path.write_text(dated, "utf-8")
    save_as(load_draft(path).places, "national", output)
    assert [row["date_maj"] for row in table(output)] == ["2022-03-05"]


def test_a_table_without_a_row_is_not_written(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="date_maj"):
        exported(tmp_path, place(updated=""))
    assert not list(tmp_path.iterdir())


def test_the_same_identifier_twice_is_said(tmp_path: Path) -> None:
    result, rows = exported(tmp_path, place(), place(name="Autre"))
    assert len(rows) == 1
    assert [note.outcome for note in result.notes] == ["left_out"]


def test_the_rules_name_the_schemas_columns_and_labels() -> None:
    rules = national_rules()
    assert list(rules) == read_schema("national").versions["1"]
    for column, labels in load_correspondence().enumerations.items():
        pattern = rules[column]["pattern"]
        assert all(re.fullmatch(pattern, label) for label in labels), column
        assert re.fullmatch(pattern, "|".join(labels)), column
        assert not re.fullmatch(pattern, labels[0] + "|Autre chose"), column


def test_a_bad_table_does_not_pass_the_rules(oracle: Oracle, tmp_path: Path) -> None:
    good = tmp_path / "good.csv"
    save_as(pd.DataFrame([place(), place(place_id="B")]), "national", good)
    bad = tmp_path / "bad.csv"
    text = good.read_text(encoding="utf-8").replace("B,", "A,").replace("09000", "9000")
    bad.write_text(text.replace("2022-03-05", "mars 2022"), encoding="utf-8")
    none, found = validated(oracle, good, bad)
    assert none == []
    fields = {field for _, field, _, _ in found}
    assert {"code_postal", "date_maj"} <= fields


def test_the_real_censuses_pass_the_national_rules_and_read_back(
    oracle: Oracle, shared: Path, tmp_path: Path
) -> None:
    dates = {"france-services-2022-12.csv": "2022-12-01"}
    files = sorted((shared / "places").glob("*.csv"))
    for file in files:
        places, output = load_draft(file).places, tmp_path / file.name
        result = save_as(places, "national", output, dates.get(file.name, ""))
        again = load_draft(output)
        assert (again.schema.name, again.schema.version) == ("national", "1")
        left = {note.place_id for note in result.notes if note.outcome == "left_out"
                and not note.field}  # fmt: skip
        assert len(again.places) + len(left) == len(places), file.name
        both = places.set_index("place_id").join(
            again.places.set_index("place_id"), rsuffix="_again", how="inner"
        )
        assert len(both) == len(again.places)
        told = {(note.place_id, note.field) for note in result.notes}
        for name in ("name", "address", "postcode", "city", "opening_hours", "labels"):
            for key, old, new in zip(both.index, both[name], both[f"{name}_again"], strict=True):
                same = old == new or (key, name) in told
                assert same or (name == "labels" and gained(old, new)), (file.name, key, name)
    errors = validated(oracle, *(tmp_path / file.name for file in files))
    assert [file.name for file, told in zip(files, errors, strict=True) if told] == []


def gained(old: str, new: str) -> bool:
    """A type of place (MSAP) reads back as a label too: the schema has one word for both."""
    return set(filter(None, old.split("-"))) <= set(new.split("-"))


def test_rhinocc_again_is_the_same_census(shared: Path, tmp_path: Path) -> None:
    file, output = shared / "places" / "rhinocc-2023-01.csv", tmp_path / "out.csv"
    places = load_draft(file).places
    result = save_as(places, "rhinocc", output)
    again = load_draft(output).places
    own = [name for name in places if not name.startswith("src_") and name != "source"]
    pd.testing.assert_frame_equal(again[own], places[own])
    assert table(output)[0].keys() == table(file)[0].keys()
    assert [row["wifi"] for row in table(output)] == [row["wifi"] for row in table(file)]
    assert not result.notes


def test_the_national_census_as_rhinocc_keeps_what_both_say(shared: Path, tmp_path: Path) -> None:
    file, output = shared / "places" / "conseillers-numeriques-2022.csv", tmp_path / "out.csv"
    places = load_draft(file).places
    result = save_as(places, "rhinocc", output)
    again = load_draft(output).places
    assert len(again) == len(places)
    for name in ("place_id", "name", "address", "activities", "publics", "phone", "updated"):
        assert again[name].tolist() == places[name].tolist(), name
    unsaid = {note.place_id for note in result.notes if note.field == "opening_hours"}
    for n, hours in enumerate(places["opening_hours"]):
        if hours and places["place_id"][n] not in unsaid:
            assert write_days(again["opening_hours"][n]) == write_days(hours)


@pytest.mark.parametrize("schema", ["national", "rhinocc"])
def test_labels_of_the_source_that_no_field_holds_stay_or_are_said(
    schema: str, shared: Path, tmp_path: Path
) -> None:
    file, output = shared / "places" / "conseillers-numeriques-2022.csv", tmp_path / "out.csv"
    stated = [row["labels_nationaux"].split(";") for row in table(file)]
    result = save_as(load_draft(file).places, schema, output)
    said = Counter(n.layer_value for n in result.notes if n.field == "src_labels_nationaux")
    assert said.pop("CNFS") == sum("CNFS" in labels for labels in stated) > 500
    assert result.left_out == 0
    if schema == "rhinocc":
        assert said == {"Aidants Connect": sum("Aidants Connect" in labels for labels in stated)}
        return
    assert not said
    assert {note.field for note in result.notes} == {"src_labels_nationaux"}
    assert all(row["services"] for row in table(output))
    assert [row["pivot"] for row in table(output)] == [row["pivot"] for row in table(file)]
    for labels, row in zip(stated, table(output), strict=True):
        written = set(row["dispositif_programmes_nationaux"].split("|")) - {""}
        assert written == set(labels) - {"CNFS"}


def test_a_place_that_does_not_move_misses_no_column(tmp_path: Path) -> None:
    places = pd.DataFrame([place(itinerant=False), place(place_id="B", itinerant=True)])
    result = save_as(places, "rhinocc", tmp_path / "out.csv")
    assert [note.place_id for note in result.notes if note.field == "itinerant"] == ["B"]


def test_the_sample_goes_through_the_algorithm(
    run: Run, root: Path, oracle: Oracle, tmp_path: Path
) -> None:
    places, output = tmp_path / "places.gpkg", tmp_path / "national.csv"
    run("loadcensus", INPUT=str(root / "sample" / "census.csv"), OUTPUT=str(places))
    layer = QgsVectorLayer(str(places), "places", "ogr")
    with edit(layer):
        layer.changeAttributeValue(7, layer.fields().lookupField("address"), None)
    given = {"INPUT": layer, "SCHEMA": "national", "OUTPUT": str(output)}
    run("savecensus", **given, UPDATED="2026-11-22", CONFLICTS=str(tmp_path / "conflicts.csv"))
    assert validated(oracle, output) == [[]]
    rows = table(output)
    assert len(rows) > 50
    notes = table(tmp_path / "conflicts.csv")
    [left] = [n for n in notes if not n["field"] and n["outcome"] == "left_out"]
    assert len(rows) == layer.featureCount() - 1
    [said] = [said for said in run.feedback.said if "places written" in said]
    assert said.startswith(f"{len(rows)} places written")
    assert said.endswith("Left out: 1.")
    assert left["reason"] in run.feedback.said[0]


def test_a_national_census_is_edited_in_place(tmp_path: Path) -> None:
    path, output = tmp_path / "national.csv", tmp_path / "out.csv"
    services = "Accès internet et matériel informatique"
    save_as(pd.DataFrame([place(activities="ORD"), place(place_id="B")]), "national", path)
    text = path.read_text(encoding="utf-8")
    places = load_draft(path).places
    places.at[0, "activities"] = "ORD-SENS"
    places.at[1, "opening_hours"] = "Mo-Fr 09:00-12:00"
    result = save_census(places, path, output)
    rows = table(output)
    assert rows[0]["services"].startswith(f"{services}|")
    assert rows[1]["horaires"] == "Mo-Fr 09:00-12:00"
    assert (result.cells, result.rows) == (2, 2)
    expected = text.replace(services, rows[0]["services"])
    assert output.read_text(encoding="utf-8").splitlines()[:2] == expected.splitlines()[:2]
