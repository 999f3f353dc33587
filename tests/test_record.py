"""What a result is, kept with it: written with it, read from it, whatever becomes of the layer."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from qgis.core import (
    QgsLayerMetadata,
    QgsProcessingException,
    QgsProject,
    QgsProviderRegistry,
    QgsVectorFileWriter,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import Qt

ROOT = Path(__file__).resolve().parents[1]
SAMPLE = ROOT / "sample"
CENSUS = SAMPLE / "census.csv"


def opened(path: Any) -> QgsVectorLayer:
    layer = QgsVectorLayer(str(path), "layer", "ogr")
    assert layer.isValid(), path
    return layer


def load(run: Any, output: Any, **parameters: Any) -> Any:
    return run("loadcensus", INPUT=str(CENSUS), OUTPUT=str(output), **parameters)["OUTPUT"]


@pytest.mark.parametrize("ending", ["gpkg", "geojson", "csv", "TEMPORARY_OUTPUT"])
def test_a_result_says_what_it_is(run: Any, tmp_path: Path, ending: str) -> None:
    from maillage.core.common.files import fingerprint
    from maillage.core.layers.record import record_of

    memory = ending == "TEMPORARY_OUTPUT"
    output = load(run, ending if memory else tmp_path / f"places.{ending}", SCHEMA="rhinocc")
    record = record_of(output if memory else opened(output))
    assert (record.role, record.algorithm) == ("places", "loadcensus")
    assert record.parameters["SCHEMA"] == "rhinocc"
    (given,) = record.inputs["INPUT"]
    assert given["name"] == "census.csv" and given["sha256"] == fingerprint(CENSUS)
    assert Path(given["path"]).samefile(CENSUS)
    assert Path(record.origin["file"]).samefile(CENSUS) and record.origin["schema"] == "rhinocc"
    stated = next(
        line.partition("=")[2]
        for line in (ROOT / "metadata.txt").read_text(encoding="utf-8").splitlines()
        if line.startswith("version=")
    )
    assert record.plugin == stated.strip()
    assert record.made.startswith("20") and record.made.endswith("+00:00")


def test_files_that_are_not_geopackages_come_with_one_beside(run: Any, tmp_path: Path) -> None:
    load(run, tmp_path / "places.geojson")
    assert sorted(one.name for one in tmp_path.iterdir()) == ["places.geojson", "places.qmd"]
    load(run, tmp_path / "other.gpkg")
    assert not (tmp_path / "other.qmd").exists()


def test_paths_are_told_from_where_the_result_is(run: Any, tmp_path: Path) -> None:
    """So that a folder can move with all that it holds, and no machine's path stands in it."""
    from maillage.core.layers.record import record_of

    here = tmp_path / "here"
    (here / "out").mkdir(parents=True)
    shutil.copy(CENSUS, here)
    for name in ("places.gpkg", "places.geojson"):
        run("loadcensus", INPUT=str(here / "census.csv"), OUTPUT=str(here / "out" / name))
    beside = (here / "out" / "places.qmd").read_text(encoding="utf-8")
    assert str(tmp_path) not in beside and "../census.csv" in beside
    assert str(tmp_path).encode() not in (here / "out" / "places.gpkg").read_bytes()
    here.rename(tmp_path / "there")
    for name in ("places.gpkg", "places.geojson"):
        record = record_of(opened(tmp_path / "there" / "out" / name))
        assert record.origin["file"] == str(tmp_path / "there" / "census.csv")


def test_a_result_that_fails_leaves_neither_it_nor_what_stands_beside(
    run: Any, tmp_path: Path
) -> None:
    output = tmp_path / "places.geojson"
    load(run, output)
    before = {one.name: one.read_bytes() for one in tmp_path.iterdir()}
    with pytest.raises(QgsProcessingException):
        run("loadcensus", INPUT=str(tmp_path / "nowhere.csv"), OUTPUT=str(output))
    assert {one.name: one.read_bytes() for one in tmp_path.iterdir()} == before


def test_a_table_beside_others_in_a_geopackage_has_its_own(run: Any, tmp_path: Path) -> None:
    from maillage.core.layers.record import record_of

    package = tmp_path / "all.gpkg"
    load(run, package)
    for table, schema in (("second", "auto"), ("third", "rhinocc")):
        output = f"ogr:dbname='{package}' table=\"{table}\" (geom)"
        load(run, output, SCHEMA=schema)
    tables = {"all": "auto", "second": "auto", "third": "rhinocc"}
    for table, schema in tables.items():
        record = record_of(opened(f"{package}|layername={table}"))
        assert (record.role, record.parameters["SCHEMA"]) == ("places", schema)
    first = record_of(opened(f"{package}|layername=all")).made
    assert first < record_of(opened(f"{package}|layername=second")).made


def test_what_was_made_of_places_keeps_their_origin(run: Any, tmp_path: Path) -> None:
    from maillage.core.layers.record import record_of

    base = load(run, tmp_path / "base.gpkg")
    (tmp_path / "deeper").mkdir()
    merged = tmp_path / "deeper" / "merged.gpkg"
    run("mergecensus", BASE=base, INCOMING=base, OUTPUT=str(merged))
    assert Path(record_of(opened(merged)).origin["file"]).samefile(CENSUS)
    # A result that is no place has none.
    run(
        "straightline",
        PLACES=base,
        DEMAND=str(SAMPLE / "communes.gpkg"),
        OUTPUT=str(tmp_path / "straight.gpkg"),
    )
    assert record_of(opened(tmp_path / "straight.gpkg")).origin == {}


def test_duplicates_exports_and_projects_keep_it(run: Any, tmp_path: Path) -> None:
    from maillage.core.layers.record import record_of

    layer = opened(load(run, tmp_path / "places.gpkg"))
    known = record_of(layer)
    assert record_of(layer.clone()) == known
    options = QgsVectorFileWriter.SaveVectorOptions()
    options.driverName = "GPKG"
    options.saveMetadata, options.layerMetadata = True, layer.metadata()
    copy = str(tmp_path / "copy.gpkg")
    context = QgsProject.instance().transformContext()
    QgsVectorFileWriter.writeAsVectorFormatV3(layer, copy, context, options)
    assert record_of(opened(copy)).made == known.made
    project, saved = QgsProject(), str(tmp_path / "saved.qgz")
    project.addMapLayer(layer.clone())
    project.write(saved)
    again = QgsProject()
    assert again.read(saved)
    assert [record_of(one) for one in again.mapLayers().values()] == [known]


def test_layers_in_memory_take_it_along_into_a_styled_project(run: Any, tmp_path: Path) -> None:
    from maillage.core.layers.record import record_of

    places = load(run, "TEMPORARY_OUTPUT")
    run("buildproject", PLACES=places, OUTPUT=str(tmp_path / "styled.qgz"))
    saved = record_of(opened(tmp_path / "styled_layers.gpkg"))
    assert (saved.role, saved.made) == ("places", record_of(places).made)
    assert str(tmp_path.parent).encode() not in (tmp_path / "styled_layers.gpkg").read_bytes()


def test_secrets_never_go_in(run: Any, tmp_path: Path) -> None:
    from maillage.core.algorithms.recording import Recorder
    from maillage.core.layers.record import metadata_of
    from qgis.core import QgsApplication, QgsProcessingContext

    algorithm = QgsApplication.processingRegistry().createAlgorithmById("maillage:isochrones")
    whose, key = "me:hush-two", "password"
    given = {
        "PLACES": f"dbname='places' host=db user='me' {key}='hush-one' table=\"p\" (geom)",
        "ENGINE": "openrouteservice",
        "URL": f"https://{whose}@example.org/route?api_key=hush-three#hush-four",
        "AUTHCFG": "abc1234",
    }
    other = {
        "PLACES": f"MSSQL:server=h;pwd=hush-five;{key}=hush",
        "URL": f"https://{whose}/hush@h/[x",
    }
    for each in (given | other, given):
        record = Recorder(algorithm, each, QgsProcessingContext()).record("OUTPUT")
        assert "hush" not in json.dumps(metadata_of(record).keywords("maillage"))
    assert record.parameters["URL"] == "https://example.org/route"
    assert record.parameters["AUTHCFG"] == "abc1234"
    assert "hush" not in json.dumps(metadata_of(record).keywords("maillage"))


def test_large_files_are_told_apart_by_pieces(tmp_path: Path) -> None:
    from maillage.core.algorithms.recording import _identity

    file = tmp_path / "large"
    with open(file, "wb") as opened_file:
        opened_file.truncate(40 << 20)
    first = _identity(file)
    assert first["bytes"] == 40 << 20 and "sha256" not in first
    with open(file, "r+b") as opened_file:
        opened_file.seek(-1, 2)
        opened_file.write(b"x")
    assert _identity(file)["sampled"] != first["sampled"]


def test_a_newer_record_is_refused_in_a_sentence(run: Any, tmp_path: Path) -> None:
    path = str(load(run, tmp_path / "places.gpkg"))
    newer = opened(path).metadata()
    content = json.loads(newer.keywords("maillage")[0]) | {"version": 2}
    newer.setKeywords({"maillage": [json.dumps(content)]})
    ogr = QgsProviderRegistry.instance().providerMetadata("ogr")
    assert ogr.saveLayerMetadata(f"{path}|layername=places", newer)[0]
    assert "newer version of Maillage. Update the plugin" in refusal(path)
    with pytest.raises(QgsProcessingException, match="newer version"):
        run("mergecensus", BASE=path, INCOMING=path, OUTPUT=str(tmp_path / "merged.gpkg"))
    assert not (tmp_path / "merged.gpkg").exists()


def refusal(path: str) -> str:
    """What is said of a file's record. (An exception that is kept would keep the layer.)"""
    from maillage.core.common.errors import InputError
    from maillage.core.layers.record import record_of

    try:
        record_of(opened(path))
    except InputError as error:
        return str(error)
    return ""


@pytest.mark.parametrize("text", ["", "not json", "[]", "{}", '{"version": "1"}', '{"role": "x"}'])
def test_what_is_no_record_is_none(qgis_app: Any, text: str) -> None:
    from maillage.core.layers.record import record_of

    layer = QgsVectorLayer("Point?crs=EPSG:4326", "layer", "memory")
    metadata = QgsLayerMetadata()
    metadata.setKeywords({"maillage": [text]})
    layer.setMetadata(metadata)
    assert record_of(layer) is None
    assert record_of(QgsVectorLayer("Point?crs=EPSG:4326", "layer", "memory")) is None


def test_a_file_of_another_format_is_not_taken_for_the_one_that_was_written(
    run: Any, tmp_path: Path
) -> None:
    from maillage.core.layers.record import record_of

    load(run, tmp_path / "places.geojson")
    (tmp_path / "places.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    assert record_of(opened(tmp_path / "places.csv")) is None
    assert record_of(opened(tmp_path / "places.geojson")).role == "places"


def test_shared_out_isochrones_have_borders_by_what_they_are(
    run: Any, made: Path, tmp_path: Path
) -> None:
    """Read from a file with its record beside, in a session that never ran the algorithm."""
    from maillage.core.layers.style import style_layer

    widths = {}
    for merge in ("each", "nearest"):
        output = str(tmp_path / f"{merge}.geojson")
        run(
            "isochrones",
            PLACES=str(made / "places.gpkg"),
            NETWORK=str(made / "network.npz"),
            MINUTES="10",
            MERGE=merge,
            OUTPUT=output,
        )
        layer = opened(output)
        style_layer(layer, "isochrones")
        categories = layer.renderer().categories()
        sign = categories[0].symbol().symbolLayer(0)
        widths[merge] = sign.strokeStyle() != Qt.PenStyle.NoPen and sign.strokeWidth()
    assert widths["each"] == 0 < widths["nearest"]
