"""Giving a census back: what counts as an edit, and that the rest of the file stays."""

from __future__ import annotations

import csv
import io
import re
import shutil
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from maillage.core.common.errors import Cancelled, InputError, OutputError
from maillage.core.common.progress import Progress
from maillage.core.places.saving.save import Saved, keep_previous, load_draft, save_census
from qgis.core import (
    QgsFeature,
    QgsGeometry,
    QgsPointXY,
    QgsProcessingException,
    QgsProcessingFeatureSourceDefinition,
    QgsVectorLayer,
    edit,
)
from steps import Run, read

HEADER = (
    "n_ref,departement,ville,code_commune,nom,code_postal,adresse,adresse_suite,type_lieu,"
    "tel_structure,lundi,mardi,mercredi,jeudi,vendredi,samedi,dimanche,date_maj,type_mediation_1,"
    "codes_types_mediations,codes_publics,precisions,lat,lon,BAN_latitude,BAN_longitude"
)
ROWS = (
    "Ref_1,=09=,Foix,9122,Médiathèque,09000,1 rue Neuve,Bât. A,Médiathèque,05 61 00 00 01,"
    "9h-12h,9h-12h / 14h-18h,-,,sur demande,,Fermé,Decembre 2019,,ORDM-ORD,TP TP,,"
    "42.96000,1.6000,42.96000,1.6000",
    "Ref_2,=09=,Foix,,Mairie,09000,,,Mairie,,,,,,,,,05/03/2022,ORD;COMP,,,,,,,",
    "Ref_3,=31=,Toulouse,31555,Poste,31000,3 rue Longue,,,05 61 00 00 03,,,,,,,,2022,,"
    "ACCN-XYZ,,note,,,43.604652,1.444209",
    "Ref_4,=31=,Toulouse,31555,Centre,31000,4 rue Longue,,,,,,,,,,,2022,,,,,43.6,1.44,,",
)
TEXT = "\r\n".join([HEADER, *ROWS])


@pytest.fixture
def census(tmp_path: Path) -> Path:
    path = tmp_path / "census.csv"
    path.write_bytes(TEXT.encode("cp1252"))
    return path


Edit = Callable[[pd.DataFrame], Any]


def saved(census: Path, change: Edit, **options: Any) -> tuple[Saved, list[str]]:
    """What came of a change to the layer, and the lines of the file."""
    layer = load_draft(census).places
    changed = change(layer)
    output = census.with_name("out.csv")
    result = save_census(layer if changed is None else changed, census, output, **options)
    return result, output.read_bytes().decode("cp1252").split("\r\n")


def put(place: int, **values: Any) -> Edit:
    def change(layer: pd.DataFrame) -> None:
        for name, value in values.items():
            layer.at[place, name] = value

    return change


def cells(line: str) -> dict[str, str]:
    return dict(zip(HEADER.split(","), next(csv.reader([line])), strict=True))


def changed(lines: list[str]) -> dict[tuple[int, str], str]:
    """The cells that are not as they were, by row and column."""
    assert lines[0] == HEADER
    assert len(lines) == 1 + len(ROWS)
    differences = {}
    for row, (old, new) in enumerate(zip(ROWS, lines[1:], strict=True), start=2):
        before = cells(old)
        differences |= {
            (row, name): text for name, text in cells(new).items() if text != before[name]
        }
    return differences


def test_nothing_edited_is_the_same_file(census: Path) -> None:
    result, _ = saved(census, lambda layer: None)
    assert census.with_name("out.csv").read_bytes() == census.read_bytes()
    assert (result.cells, result.added, result.removed, result.notes) == (0, 0, 0, [])


@pytest.mark.parametrize(
    ("place", "values", "expected"),
    [
        (0, {"name": "Café “é”"}, {(2, "nom"): "Café “é”"}),
        (0, {"name": "=1+1"}, {(2, "nom"): "=1+1"}),
        (0, {"name": None}, {(2, "nom"): ""}),
        (0, {"insee": "09225"}, {(2, "code_commune"): "09225"}),
        (1, {"insee": "09122"}, {(3, "code_commune"): "09122"}),
        (0, {"departement": "11"}, {(2, "departement"): "=11="}),
        (0, {"address": "2 rue Neuve Bât. A"}, {(2, "adresse"): "2 rue Neuve"}),
        (0, {"address": "1 rue Neuve Bât. B"}, {(2, "adresse_suite"): "Bât. B"}),
        (0, {"address": "Ailleurs"}, {(2, "adresse"): "Ailleurs", (2, "adresse_suite"): ""}),
        (0, {"activities": "ORD"}, {(2, "codes_types_mediations"): "ORD"}),
        (1, {"activities": "COMP-REP"}, {(3, "codes_types_mediations"): "COMP-REP"}),
        (1, {"activities": ""}, {(3, "type_mediation_1"): ""}),
        (1, {"updated": "2026-11-22"}, {(3, "date_maj"): "22/11/2026"}),
        (2, {"updated": "2026-11-22"}, {(4, "date_maj"): "2026-11-22"}),
        (0, {"place_id": "Ref_9"}, {(2, "n_ref"): "Ref_9"}),
        (0, {"src_precisions": " as typed "}, {(2, "precisions"): " as typed "}),
        (0, {"src_code_commune": "09122"}, {(2, "code_commune"): "09122"}),
        (0, {"src_tel_structure": "1", "phone": "1"}, {(2, "tel_structure"): "1"}),
        (0, {"lon": 1.61}, {(2, "lon"): "1.610000", (2, "BAN_longitude"): "1.610000"}),
        (2, {"lat": 43.5}, {(4, "BAN_latitude"): "43.500000"}),
        (3, {"lat": 43.6001}, {(5, "lat"): "43.600100"}),
        (1, {"lon": 1.5, "lat": 43.0}, {(3, "lon"): "1.500000", (3, "lat"): "43.000000"}),
        (1, {"lon": 1.5, "lat": 43.0, "position": "geocoded"},
         {(3, "BAN_longitude"): "1.500000", (3, "BAN_latitude"): "43.000000"}),
        (3, {"lon": None, "lat": None}, {(5, "lon"): "", (5, "lat"): ""}),
        (3, {"lon": 1.44 + 4e-8}, {}),
        (0, {"name": "Médiathèque", "source": "copy.csv", "position": "geocoded"}, {}),
    ],
)  # fmt: skip
def test_an_edit_is_written_where_it_was_read(
    place: int, values: dict[str, Any], expected: dict[tuple[int, str], str], census: Path
) -> None:
    result, lines = saved(census, put(place, **values))
    assert changed(lines) == expected
    assert result.cells == len(expected)
    assert not result.conflicting


def test_hours_change_only_the_days_that_say_something_else(census: Path) -> None:
    hours = load_draft(census).places["opening_hours"][0]
    assert "Mo 09:00-12:00" in hours
    _, lines = saved(census, put(0, opening_hours=hours.replace("Mo 09:00", "Mo 08:30")))
    [((row, column), text)] = changed(lines).items()
    assert (row, column) == (2, "lundi")
    assert re.fullmatch(r"0?8h30.*12h.*", text)


def test_hours_spelt_otherwise_are_not_reported_as_changed(census: Path) -> None:
    assert load_draft(census).places["opening_hours"][0] == (
        "Mo 09:00-12:00; Tu 09:00-12:00,14:00-18:00; Su off; We-Sa unknown"
    )
    rest = "Tu 09:00-12:00,14:00-18:00; We,Th,Fr,Sa unknown"
    result, lines = saved(census, put(0, opening_hours=f"Su off; Mo 09:00-12:00; {rest}"))
    assert changed(lines) == {} and result.notes == []
    # Nor is one day's edit, in a spelling that reading the file does not give.
    result, lines = saved(census, put(0, opening_hours=f"Su off; Mo 08:00-12:00; {rest}"))
    assert list(changed(lines)) == [(2, "lundi")] and result.notes == []


@pytest.mark.parametrize(
    ("place", "values", "field", "said"),
    [
        (0, {"website": "https://example.org"}, "website", "no column"),
        (0, {"opening_hours": "Jan Mo 09:00-12:00"}, "opening_hours", "seven columns"),
        (0, {"phone": "2", "src_tel_structure": "1"}, "phone", "both edited"),
        (3, {"lon": 1.5, "src_lon": "1.7"}, "lon, lat", "both edited"),
    ],
)
def test_what_cannot_be_written_is_listed_and_the_file_stays(
    place: int, values: dict[str, Any], field: str, said: str, census: Path
) -> None:
    result, lines = saved(census, put(place, **values, name="Nouveau"))
    assert changed(lines) == {(place + 2, "nom"): "Nouveau"}
    [conflict] = result.conflicts.to_dict("records")
    assert (conflict["outcome"], conflict["row"], conflict["field"]) == ("kept", place + 2, field)
    assert conflict["place_id"] == f"Ref_{place + 1}"
    assert said in conflict["reason"]
    assert result.conflicting == 1


def test_both_edited_to_say_the_same_is_no_conflict(census: Path) -> None:
    result, lines = saved(census, put(0, insee="09225", src_code_commune="9225"))
    assert changed(lines) == {(2, "code_commune"): "9225"}
    [note] = result.notes
    assert (note.outcome, note.file_value, note.layer_value) == ("written", "09122", "09225")


def test_words_that_are_lost_are_said(census: Path) -> None:
    result, lines = saved(census, put(2, activities="ACCN-ORD"))
    assert changed(lines) == {(4, "codes_types_mediations"): "ACCN-ORD"}
    assert any("XYZ" in note.reason and note.outcome == "written" for note in result.notes)


def test_a_sign_that_the_encoding_lacks_is_listed(census: Path) -> None:
    result, lines = saved(census, put(0, name="→", phone="1"))
    assert changed(lines) == {(2, "tel_structure"): "1"}
    [note] = result.notes
    assert (note.outcome, note.field, note.layer_value) == ("kept", "nom", "→")
    assert (result.cells, result.rows) == (1, 1)


# Rows


def test_order_and_missing_columns_are_no_edits(census: Path) -> None:
    def change(layer: pd.DataFrame) -> pd.DataFrame:
        fewer = layer.drop(columns=["src_nom", "website", "src_precisions", "lon", "lat"])
        return fewer.iloc[::-1].reset_index(drop=True)

    _, lines = saved(census, change)
    assert changed(lines) == {}


def test_numbers_that_lost_their_zero_are_no_edits(census: Path) -> None:
    def change(layer: pd.DataFrame) -> None:
        layer["postcode"] = layer["postcode"].astype(int)
        layer["src_code_postal"] = layer["src_code_postal"].astype(float)
        layer["src_row"] = layer["src_row"].astype(float)

    _, lines = saved(census, change)
    assert changed(lines) == {}


def test_a_boolean_as_a_csv_writes_it_is_no_edit(census: Path) -> None:
    words = "id_fs,lib_fs,lib_com,h_lundi,itinerance,format_fs\n1,A,Foix,,Oui,\n2,B,Foix,,Non,\n"
    census.write_text(words)
    layer = load_draft(census).places
    assert layer["itinerant"].tolist() == [True, False]
    output = census.with_name("out.csv")
    assert save_census(layer.assign(itinerant=["1", "0"]), census, output).conflicts.empty
    assert output.read_text() == words
    save_census(layer.assign(itinerant=["1", "1"]), census, output)
    assert output.read_text() == words.replace("Non", "Oui")


def test_a_deleted_feature_removes_its_row_and_is_listed(census: Path) -> None:
    result, lines = saved(census, lambda layer: layer.drop(index=[3]).reset_index(drop=True))
    assert "\r\n".join(lines) == "\r\n".join([HEADER, *ROWS[:3]])
    [note] = result.notes
    assert (note.outcome, note.row, note.place_id) == ("removed", 5, "Ref_4")
    assert result.removed == 1


def test_a_filtered_layer_removes_nothing(census: Path) -> None:
    first = put(0, name="Nouveau")

    def change(layer: pd.DataFrame) -> pd.DataFrame:
        first(layer)
        return layer.iloc[:1]

    result, lines = saved(census, change, partial=True)
    assert changed(lines) == {(2, "nom"): "Nouveau"}
    assert result.removed == 0


def test_most_rows_are_never_removed(census: Path) -> None:
    with pytest.raises(InputError, match="that the layer holds: 1 of 4"):
        saved(census, lambda layer: layer.iloc[:1])
    assert not census.with_name("out.csv").exists()


def test_a_layer_of_another_file_is_refused(census: Path) -> None:
    def change(layer: pd.DataFrame) -> None:
        layer["place_id"] = [f"X{n}" for n in range(len(layer))]
        for name in layer:
            if name.startswith("src_") and name != "src_row":
                layer[name] = "x"

    with pytest.raises(InputError, match=r"Places that do not come from .*: 4 of 4"):
        saved(census, change)


def test_a_list_merged_into_the_census_may_be_longer_than_it(census: Path) -> None:
    def change(layer: pd.DataFrame) -> pd.DataFrame:
        rows = [{"place_id": f"X{n}", "name": f"Lieu {n}", "src_row": 2 + n} for n in range(9)]
        return pd.concat([layer, pd.DataFrame(rows)], ignore_index=True)

    result, lines = saved(census, change)
    assert "\r\n".join(lines[:5]) == TEXT
    assert [cells(line)["nom"] for line in lines[5:]] == [f"Lieu {n}" for n in range(9)]
    assert (result.added, result.removed) == (9, 0)
    assert {note.outcome for note in result.notes} == {"added"}


def append(layer: pd.DataFrame, row: dict[str, Any]) -> pd.DataFrame:
    return pd.concat([layer, pd.DataFrame([row])], ignore_index=True)


def test_a_new_feature_becomes_a_row(census: Path) -> None:
    new = {"place_id": "Ref_5", "name": "Neuf", "insee": "09225", "activities": "ORD-ACCN",
           "departement": "09", "lon": 1.5, "lat": 43.0}  # fmt: skip
    result, lines = saved(census, lambda layer: append(layer, new))
    assert "\r\n".join(lines[:-1]) == TEXT
    filled = {name: text for name, text in cells(lines[-1]).items() if text}
    assert filled == {
        "n_ref": "Ref_5", "nom": "Neuf", "code_commune": "09225", "departement": "=09=",
        "codes_types_mediations": "ORD-ACCN", "lon": "1.500000", "lat": "43.000000",
    }  # fmt: skip
    assert (result.added, result.cells, result.notes) == (1, 0, [])


def test_a_copied_feature_is_a_new_row_without_the_identifier(census: Path) -> None:
    def change(layer: pd.DataFrame) -> pd.DataFrame:
        copy = {**layer.iloc[0].to_dict(), "name": "Copie", "lat": 42.97}
        return append(layer, copy)

    result, lines = saved(census, change)
    assert "\r\n".join(lines[:-1]) == TEXT
    before, after = cells(ROWS[0]), cells(lines[-1])
    assert {name: text for name, text in after.items() if text != before[name]} == {
        "n_ref": "", "nom": "Copie", "lat": "42.970000", "BAN_latitude": "42.970000",
    }  # fmt: skip
    [note] = result.notes
    assert (note.outcome, note.field) == ("added", "place_id")


def test_an_empty_feature_is_left_out_and_said(census: Path) -> None:
    result, lines = saved(census, lambda layer: append(layer, {"place_id": None}))
    assert changed(lines) == {}
    assert [note.outcome for note in result.notes] == ["left_out"]


def test_rows_that_moved_since_are_found_and_new_ones_stay(census: Path) -> None:
    layer = load_draft(census).places
    put(3, name="Nouveau")(layer)
    added = "Ref_0,=31=,Toulouse,31555,Avant,31000" + "," * 20
    census.write_bytes("\r\n".join([HEADER, added, *ROWS]).encode("cp1252"))
    result = save_census(layer, census, census.with_name("out.csv"))
    lines = census.with_name("out.csv").read_bytes().decode("cp1252").split("\r\n")
    assert lines[1] == added
    assert lines[2:5] == list(ROWS[:3])
    assert cells(lines[5])["nom"] == "Nouveau"
    [note] = result.notes
    assert (note.outcome, note.row, note.place_id) == ("kept", 2, "Ref_0")


# Files


def test_a_census_loaded_with_a_mapping(tmp_path: Path) -> None:
    path, mapping = tmp_path / "list.csv", tmp_path / "mapping.json"
    path.write_text("Structure;Rue;X;Y;Quoi\nA;1 rue;586000;6208000;ORD, COMP\n", "utf-8")
    mapping.write_text(
        '{"columns": {"name": "Structure", "address": "Rue", "x": "X", "y": "Y",'
        ' "activities": "Quoi"}, "separator": ", "}',
        "utf-8",
    )
    places = load_draft(path, mapping=mapping).places
    output = tmp_path / "out.csv"
    save_census(places, path, output, mapping=mapping)
    assert output.read_bytes() == path.read_bytes()
    places.at[0, "activities"] = "ORD-REP"
    places.at[0, "lon"] += 0.1
    save_census(places, path, output, mapping=mapping)
    again = load_draft(output, mapping=mapping).places
    assert again["activities"][0] == "ORD-REP"
    assert again["lon"][0] == pytest.approx(places["lon"][0], abs=1e-5)
    line = output.read_text("utf-8").splitlines()[1]
    assert re.fullmatch(r"A;1 rue;59\d{4};620\d{4};ORD, REP", line)


def test_a_sheet_that_is_not_the_first(tmp_path: Path, census: Path) -> None:
    from osgeo import gdal

    book, output = tmp_path / "book.xlsx", tmp_path / "out.xlsx"
    source = gdal.OpenEx(str(census), gdal.OF_VECTOR)
    for name in ("notes", "places"):
        access = None if name == "notes" else "update"
        gdal.VectorTranslate(str(book), source, format="XLSX", layerName=name, accessMode=access)
    places = load_draft(book, "places").places
    places.at[0, "phone"] = "autre"
    result = save_census(places, book, output, sheet="places")
    assert result.cells == 1
    assert load_draft(output, "places").places["phone"][0] == "autre"
    assert load_draft(output, "notes").places["phone"][0] == "05 61 00 00 01"


def test_the_previous_file_is_kept_and_no_backup_overwritten(tmp_path: Path) -> None:
    output, new = tmp_path / "a.csv", tmp_path / "new.csv"
    noon = datetime(2026, 11, 22, 9, 15)
    new.write_text("new")
    assert keep_previous(output, new, lambda: noon) is None
    for content in ("one", "two"):
        output.write_text(content)
        keep_previous(output, new, lambda: noon)
    assert (tmp_path / "a.2026-11-22T0915.csv").read_text() == "one"
    assert (tmp_path / "a.2026-11-22T0915-2.csv").read_text() == "two"
    output.write_text("new")
    assert keep_previous(output, new, lambda: noon) is None


def test_a_full_disk_leaves_the_file_and_no_half_backup(
    census: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(source: Path, copy: Path) -> None:
        Path(copy).write_bytes(b"half")
        raise OSError(28, "No space left on device")

    layer, before = load_draft(census).places, census.read_bytes()
    put(0, name="Nouveau")(layer)
    monkeypatch.setattr(shutil, "copy2", full)
    with pytest.raises(OutputError, match="No space left"):
        save_census(layer, census, census)
    assert census.read_bytes() == before
    assert list(census.parent.iterdir()) == [census]


@pytest.mark.parametrize("after", [0, 1, 2, 3])
def test_a_cancelled_save_leaves_the_file(after: int, census: Path) -> None:
    asked = iter([False] * after + [True] * 9)
    layer, before = load_draft(census).places, census.read_bytes()
    put(0, name="Nouveau")(layer)
    with pytest.raises(Cancelled):
        save_census(layer, census, census, progress=Progress(is_cancelled=lambda: next(asked)))
    assert census.read_bytes() == before
    assert list(census.parent.iterdir()) == [census]


def test_another_ending_is_refused(census: Path) -> None:
    with pytest.raises(InputError, match=r"out\.xlsx must end in \.csv"):
        save_census(load_draft(census).places, census, census.with_name("out.xlsx"))


def variant(data: bytes, name: str) -> bytes:
    """The same table in another dialect."""
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    separator, newline, encoding, quoting = {
        "semicolons": (";", "\r\n", "cp1252", csv.QUOTE_MINIMAL),
        "all quoted": (",", "\n", "utf-8-sig", csv.QUOTE_ALL),
        "tabs": ("\t", "\r\n", "utf-16", csv.QUOTE_MINIMAL),
        "mac": (";", "\r", "mac_roman", csv.QUOTE_MINIMAL),
        "dos": (";", "\r\n", "cp850", csv.QUOTE_MINIMAL),
    }[name]
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=separator, lineterminator=newline, quoting=quoting).writerows(rows)
    return text.getvalue().encode(encoding, errors="replace")


@pytest.mark.parametrize("dialect", ["as it is", "semicolons", "all quoted", "tabs", "mac", "dos"])
def test_the_real_files_come_back_in_any_dialect(
    dialect: str, shared: Path, tmp_path: Path
) -> None:
    files = sorted((shared / "places").glob("*.csv"))
    assert len(files) == 6
    for file in files:
        data = file.read_bytes()
        path, output = tmp_path / file.name, tmp_path / f"out-{file.name}"
        path.write_bytes(data if dialect == "as it is" else variant(data, dialect))
        places = load_draft(path).places
        save_census(places, path, output)
        assert output.read_bytes() == path.read_bytes(), file.name
        old = places.at[100, "name"]
        places.at[100, "name"] = "Ici, là; et « là »"
        result = save_census(places, path, output)
        before, after = path.read_bytes(), output.read_bytes()
        assert (result.cells, result.notes) == (1, []), file.name
        start = next(n for n, (a, b) in enumerate(zip(before, after, strict=False)) if a != b)
        end = next(
            n for n, (a, b) in enumerate(zip(before[::-1], after[::-1], strict=False)) if a != b
        )
        # What is between the first and the last byte that differ is no more than the cell.
        assert len(before) - start - end <= 2 * len(old) + 4, file.name
        assert load_draft(output).places.at[100, "name"] == "Ici, là; et « là »"


def test_accepted_proposals_reach_the_file(shared: Path, tmp_path: Path) -> None:
    from maillage.core.places import proposals
    from maillage.core.places.census import load_census

    file, output = shared / "places" / "rhinocc-2023-01.csv", tmp_path / "out.csv"
    census = load_census(file)
    offered = census.report[census.report["proposal"] != ""]
    accepted, counts = proposals.apply(
        census.places, census.report, set(offered["check"]), census.layout
    )
    result = save_census(accepted, file, output)
    assert not result.conflicting
    assert result.cells >= sum(counts.values()) > 100
    again = load_census(output)
    assert not (again.report["proposal"] != "").any()
    public = [name for name in accepted if not name.startswith("src_") and name != "source"]
    pd.testing.assert_frame_equal(again.places[public], accepted[public], check_dtype=False)


# Through QGIS


def conflicts(result: dict[str, Any]) -> list[dict[str, Any]]:
    return read(result["CONFLICTS"])


def test_every_real_file_comes_back_through_a_geopackage_and_an_edit_session(
    run: Run, shared: Path, tmp_path: Path
) -> None:
    for file in sorted((shared / "places").glob("*.csv")):
        places, output = tmp_path / f"{file.stem}.gpkg", tmp_path / file.name
        run("loadcensus", INPUT=str(file), OUTPUT=str(places))
        run("savecensus", INPUT=str(places), SOURCE=str(file), OUTPUT=str(output))
        assert output.read_bytes() == file.read_bytes(), file.name
        layer = QgsVectorLayer(str(places), "places", "ogr")
        feature = next(layer.getFeatures("src_row = 12"))
        with edit(layer):
            assert layer.changeAttributeValue(
                feature.id(), layer.fields().lookupField("name"), "Autre"
            )
        run("savecensus", INPUT=str(places), SOURCE=str(file), OUTPUT=str(output))
        before, after = file.read_bytes(), output.read_bytes()
        old = feature["name"].encode()
        assert after.replace(b"Autre", old, 1) == before, file.name
        with edit(layer):
            layer.changeAttributeValue(
                feature.id(), layer.fields().lookupField("name"), feature["name"]
            )
        run("savecensus", INPUT=layer, SOURCE=str(file), OUTPUT=str(output))
        assert output.read_bytes() == file.read_bytes(), file.name


def test_an_edit_session_of_all_kinds(run: Run, census: Path, tmp_path: Path) -> None:
    places, output = tmp_path / "places.gpkg", tmp_path / "out.csv"
    run("loadcensus", INPUT=str(census), OUTPUT=str(places))
    layer = QgsVectorLayer(str(places), "places", "ogr")
    by_row = {feature["src_row"]: feature for feature in layer.getFeatures()}
    number = layer.fields().lookupField
    assert layer.startEditing()
    layer.changeAttributeValue(by_row[2].id(), number("phone"), "05 61 00 00 09")
    layer.changeAttributeValue(by_row[3].id(), number("src_precisions"), "écrit")
    moved = QgsGeometry.fromPointXY(QgsPointXY(1.45, 43.6))
    layer.changeGeometry(by_row[5].id(), moved)
    layer.deleteFeature(by_row[4].id())
    new = QgsFeature(layer.fields())
    new["name"], new["place_id"] = "Neuf", "Ref_7"
    layer.addFeature(new)
    for committed in (False, True):  # what is in the edit buffer is saved too
        if committed:
            assert layer.commitChanges()
        given = {"INPUT": layer, "SOURCE": str(census), "OUTPUT": str(output)}
        result = run("savecensus", **given, CONFLICTS=str(tmp_path / "conflicts.gpkg"))
        expected = [
            HEADER,
            ROWS[0].replace("05 61 00 00 01", "05 61 00 00 09"),
            ROWS[1].replace("ORD;COMP,,,,,,,", "ORD;COMP,,,écrit,,,,"),
            ROWS[3].replace(",1.44,", ",1.450000,"),
            "Ref_7,,,,Neuf" + "," * 21,
        ]
        assert output.read_bytes().decode("cp1252").split("\r\n") == expected
        [line] = conflicts(result)
        assert (line["outcome"], line["row"], line["place_id"]) == ("removed", 4, "Ref_3")
        assert any("Cells changed: 3, in rows: 3. Rows added: 1, removed: 1." in said
                   for said in run.feedback.said)  # fmt: skip


def test_the_source_itself_is_kept_before_it_is_overwritten(
    run: Run, census: Path, tmp_path: Path
) -> None:
    places = tmp_path / "places.gpkg"
    run("loadcensus", INPUT=str(census), OUTPUT=str(places))
    before = census.read_bytes()
    run("savecensus", INPUT=str(places), SOURCE=str(census), OUTPUT=str(census))
    assert sorted(path.name for path in tmp_path.iterdir()) == ["census.csv", "places.gpkg"]
    layer = QgsVectorLayer(str(places), "places", "ogr")
    with edit(layer):
        layer.changeAttributeValue(1, layer.fields().lookupField("name"), "Autre")
    run("savecensus", INPUT=str(places), SOURCE=str(census), OUTPUT=str(census))
    [backup] = tmp_path.glob("census.2*.csv")
    assert re.fullmatch(r"census\.\d{4}-\d\d-\d\dT\d{4}\.csv", backup.name)
    assert backup.read_bytes() == before
    assert census.read_bytes() == before.replace("Médiathèque".encode("cp1252"), b"Autre", 1)
    assert any(backup.name in said for said in run.feedback.said)


@pytest.mark.parametrize("how", ["selected", "filtered"])
def test_features_that_are_not_shown_are_not_deleted(
    how: str, run: Run, census: Path, tmp_path: Path
) -> None:
    places, output = tmp_path / "places.gpkg", tmp_path / "out.csv"
    run("loadcensus", INPUT=str(census), OUTPUT=str(places))
    layer = QgsVectorLayer(str(places), "places", "ogr")
    given: Any = layer
    if how == "selected":
        from qgis.core import QgsProject

        QgsProject.instance().addMapLayer(layer)
        layer.selectByIds([1, 2, 3])
        given = QgsProcessingFeatureSourceDefinition(layer.id(), selectedFeaturesOnly=True)
    else:
        layer.setSubsetString('"src_row" < 5')
    run("savecensus", INPUT=given, SOURCE=str(census), OUTPUT=str(output))
    assert output.read_bytes() == census.read_bytes()
    if how == "selected":
        QgsProject.instance().removeMapLayer(layer.id())


def test_a_formula_stays_a_text(run: Run, census: Path, tmp_path: Path) -> None:
    shutil.copy(census, tmp_path / "in.csv")
    _, lines = saved(census, put(0, name="+33 @ =SUM(A1)"))
    assert changed(lines) == {(2, "nom"): "+33 @ =SUM(A1)"}


@pytest.mark.parametrize(
    ("parameters", "said"),
    [
        ({}, "SOURCE"),
        ({"SOURCE": "none.csv"}, "none.csv"),
        ({"SOURCE": "CENSUS", "OUTPUT": "out.xlsx"}, r"out\.xlsx must end in \.csv"),
        ({"SCHEMA": "national", "OUTPUT": "out.xlsx"}, r"must end in \.csv"),
    ],
)
def test_a_wrong_parameter_is_said(
    parameters: dict[str, str], said: str, run: Run, census: Path, tmp_path: Path
) -> None:
    places = tmp_path / "places.gpkg"
    run("loadcensus", INPUT=str(census), OUTPUT=str(places))
    given = {"INPUT": str(places), "OUTPUT": "out.csv", **parameters}
    given["OUTPUT"] = str(tmp_path / given["OUTPUT"])
    if given.get("SOURCE") == "CENSUS":
        given["SOURCE"] = str(census)
    with pytest.raises(QgsProcessingException, match=said):
        run("savecensus", **given)


# The same layer, saved more than once, or after the file was changed


def saved_again(census: Path, layer: pd.DataFrame) -> list[str]:
    """The lines of the source, saved over itself with a layer that was not loaded again."""
    save_census(layer, census, census)
    return census.read_bytes().decode("cp1252").split("\r\n")


def test_saving_again_undoes_nothing(census: Path) -> None:
    layer = load_draft(census).places
    put(0, name="Nouveau", lon=1.7)(layer)
    put(3, phone="9")(layer)
    first = saved_again(census, layer)
    expected = {(2, "nom"): "Nouveau", (2, "lon"): "1.700000", (2, "BAN_longitude"): "1.700000",
                (5, "tel_structure"): "9"}  # fmt: skip
    assert changed(first) == expected
    assert saved_again(census, layer) == first
    put(0, name="Encore", src_precisions="noté")(layer)
    expected |= {(2, "nom"): "Encore", (2, "precisions"): "noté"}
    assert changed(saved_again(census, layer)) == expected


def test_a_row_added_by_an_earlier_save_is_left_alone(census: Path) -> None:
    named = {"place_id": "Ref_5", "name": "Neuf", "phone": "1"}
    nameless = {"place_id": None, "name": "Autre", "activities": "ORD"}
    layer = append(append(load_draft(census).places, named), nameless)
    first = saved_again(census, layer)
    assert [cells(line)["nom"] for line in first[-2:]] == ["Neuf", "Autre"]
    result = save_census(layer, census, census)
    assert (result.cells, result.added, result.removed, result.notes) == (0, 0, 0, [])
    layer.at[4, "phone"] = "2"
    assert cells(saved_again(census, layer)[-2])["tel_structure"] == "2"


def test_an_older_backup_is_not_taken_for_what_was_loaded(census: Path) -> None:
    layer = load_draft(census).places
    put(0, name="Nouveau", phone="9")(layer)
    saved_again(census, layer)
    layer = load_draft(census).places
    put(0, src_nom="Médiathèque")(layer)
    assert cells(saved_again(census, layer)[1])["nom"] == "Médiathèque"


def test_the_files_own_column_edited_alone_is_written_and_told(census: Path) -> None:
    result, lines = saved(census, put(0, src_nom="Autre"))
    assert changed(lines) == {(2, "nom"): "Autre"}
    [note] = result.notes
    assert (note.outcome, note.field, note.layer_value) == ("written", "name", "Médiathèque")
    assert "“Autre”" in note.reason


WITHOUT_IDENTIFIERS = [re.sub(r"^Ref_\d", "", row) for row in ROWS]


@pytest.mark.parametrize(
    "rows",
    [
        [",=31=,Toulouse,31555,Avant,31000" + "," * 20, *WITHOUT_IDENTIFIERS],
        WITHOUT_IDENTIFIERS[::-1],
    ],
    ids=["inserted", "sorted"],
)
def test_rows_without_identifiers_are_found_by_their_cells(rows: list[str], census: Path) -> None:
    census.write_bytes("\r\n".join([HEADER, *WITHOUT_IDENTIFIERS]).encode("cp1252"))
    layer = load_draft(census).places
    put(2, name="Nouveau")(layer)
    census.write_bytes("\r\n".join([HEADER, *rows]).encode("cp1252"))
    result = save_census(layer, census, census.with_name("out.csv"))
    lines = census.with_name("out.csv").read_bytes().decode("cp1252").split("\r\n")
    assert lines == [HEADER, *(row.replace("Poste", "Nouveau") for row in rows)]
    assert (result.cells, result.added, result.removed) == (1, 0, 0)


def test_rows_that_are_the_same_need_no_identifier(census: Path) -> None:
    twins = [WITHOUT_IDENTIFIERS[0], WITHOUT_IDENTIFIERS[3], WITHOUT_IDENTIFIERS[0]]
    census.write_bytes("\r\n".join([HEADER, *twins]).encode("cp1252"))
    layer = load_draft(census).places
    put(2, phone="9")(layer)
    moved = [WITHOUT_IDENTIFIERS[1], *twins]
    census.write_bytes("\r\n".join([HEADER, *moved]).encode("cp1252"))
    result = save_census(layer, census, census.with_name("out.csv"))
    lines = census.with_name("out.csv").read_bytes().decode("cp1252").split("\r\n")
    assert sorted(cells(line)["tel_structure"] for line in lines[1:]) == [
        "", "", "05 61 00 00 01", "9",
    ]  # fmt: skip
    assert (result.cells, result.added, result.removed) == (1, 0, 0)


def test_a_new_place_that_names_a_row_is_not_taken_for_it(census: Path) -> None:
    new = {"place_id": "X", "name": "Ailleurs", "src_row": 5, "src_ville": "Toulouse"}

    def change(layer: pd.DataFrame) -> pd.DataFrame:
        return append(layer.drop(index=[3]), new)

    result, lines = saved(census, change)
    assert (result.added, result.removed) == (1, 1)
    assert cells(lines[-1])["nom"] == "Ailleurs"
    assert cells(lines[-1])["adresse"] == ""


def test_rows_that_nothing_tells_are_not_guessed(census: Path) -> None:
    census.write_bytes("\r\n".join([HEADER, *WITHOUT_IDENTIFIERS]).encode("cp1252"))
    layer = load_draft(census).places
    put(2, src_precisions="autre")(layer)
    census.write_bytes("\r\n".join([HEADER, *WITHOUT_IDENTIFIERS[::-1]]).encode("cp1252"))
    with pytest.raises(InputError, match="which rows some of the places are \\(1\\)"):
        save_census(layer, census, census.with_name("out.csv"))


def test_identifiers_that_repeat_tell_no_rows(census: Path) -> None:
    rows = [row.replace("Ref_2", "Ref_1") for row in ROWS]
    census.write_bytes("\r\n".join([HEADER, *rows]).encode("cp1252"))
    layer = load_draft(census).places
    census.write_bytes("\r\n".join([HEADER, *rows[::-1]]).encode("cp1252"))
    result = save_census(layer, census, census.with_name("out.csv"))
    assert census.with_name("out.csv").read_bytes() == census.read_bytes()
    assert result.notes == []


# Layers that went through another format


@pytest.mark.parametrize("driver", ["GeoJSON", "CSV", "XLSX"])
def test_a_copy_in_another_format_is_no_edit(
    driver: str, run: Run, census: Path, tmp_path: Path
) -> None:
    from qgis.core import QgsProject, QgsVectorFileWriter

    dated = TEXT.replace("Decembre 2019", "01/12/2019").replace(",2022,", ",2022/05/06,")
    census.write_bytes(dated.replace("note", "2022/05/06").encode("cp1252"))
    places, copy = tmp_path / "places.gpkg", tmp_path / f"copy.{driver.lower()}"
    run("loadcensus", INPUT=str(census), OUTPUT=str(places))
    options = QgsVectorFileWriter.SaveVectorOptions()
    options.driverName, options.layerOptions = driver, ["GEOMETRY=AS_WKT"] * (driver == "CSV")
    layer, context = QgsVectorLayer(str(places)), QgsProject.instance().transformContext()
    QgsVectorFileWriter.writeAsVectorFormatV3(layer, str(copy), context, options)
    uri, provider = str(copy), "ogr"
    if driver == "CSV":
        uri = f"file://{copy}?type=csv&wktField=WKT&crs=EPSG:4326&detectTypes=yes"
        provider = "delimitedtext"
    given = QgsVectorLayer(uri, "copy", provider)
    assert given.featureCount() == 4
    output = tmp_path / "out.csv"
    run("savecensus", INPUT=given, SOURCE=str(census), OUTPUT=str(output))
    assert output.read_bytes() == census.read_bytes()


def test_an_edited_date_of_a_date_column_is_written(census: Path) -> None:
    def change(layer: pd.DataFrame) -> None:
        layer["updated"] = ["2026-11-22", *layer["updated"][1:]]
        layer.attrs["dates"] = ["updated"]

    _, lines = saved(census, change)
    assert changed(lines) == {(2, "date_maj"): "2026-11-22"}


@pytest.mark.parametrize("schema", ["same", "national"])
def test_a_shapefile_is_refused(schema: str, run: Run, census: Path, tmp_path: Path) -> None:
    from osgeo import gdal

    places, copy = tmp_path / "places.gpkg", tmp_path / "copy.shp"
    run("loadcensus", INPUT=str(census), OUTPUT=str(places))
    gdal.VectorTranslate(str(copy), str(places), format="ESRI Shapefile")
    given = {"INPUT": str(copy), "SOURCE": str(census), "SCHEMA": schema}
    with pytest.raises(QgsProcessingException, match="departement is called departemen"):
        run("savecensus", **given, OUTPUT=str(tmp_path / "out.csv"))


def test_columns_of_another_file_are_told_and_not_written(census: Path) -> None:
    def change(layer: pd.DataFrame) -> None:
        layer["src_BAN_city"] = "Foix"

    result, _ = saved(census, change)
    assert census.with_name("out.csv").read_bytes() == census.read_bytes()
    assert [(note.outcome, note.layer_value) for note in result.notes] == [("kept", "BAN_city")]
    assert "census.csv" in result.notes[0].reason
