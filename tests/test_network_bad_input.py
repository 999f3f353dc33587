"""Bad input to ``buildnetwork``: a sentence that says what, where and what to do; nothing lost."""

from __future__ import annotations

import re
import resource
import zipfile
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from maillage.core.network.roadnetwork import Network
from qgis.core import QgsFeature, QgsGeometry, QgsProcessingException, QgsVectorLayer
from steps import BEFORE, Run, Said, already_there, refused_by, stays

refused = partial(refused_by, "buildnetwork")
OSM = """<?xml version="1.0"?><osm version="0.6">
<node id="1" lon="1.40" lat="43.6" version="1"/><node id="2" lon="1.41" lat="43.6" version="1"/>
<way id="1" version="1"><nd ref="1"/><nd ref="2"/><tag k="{key}" v="{value}"/></way></osm>"""
ROADS = OSM.format(key="highway", value="residential")


@pytest.fixture
def output(tmp_path: Path) -> Path:
    """A network file that must stay as it was."""
    return already_there(tmp_path / "out" / "network.npz")


# OpenStreetMap files


def zipped(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("roads.osm", ROADS)


FILES: dict[str, tuple[str, Callable[[Path], Any], str]] = {
    "empty": ("a.osm.pbf", lambda path: path.write_bytes(b""), "The file is empty"),
    "text": ("a.osm.pbf", lambda path: path.write_text("no map"), "not an OpenStreetMap file"),
    "zip": ("a.osm.pbf", zipped, "not an OpenStreetMap file"),
    "cut XML": ("a.osm", lambda path: path.write_text(ROADS[:-60]), "damaged or cut short"),
    "binary zeros": ("a.pbf", lambda path: path.write_bytes(bytes(5000)), "OpenStreetMap|damaged"),
    "no road": (
        "a.osm",
        lambda path: path.write_text(OSM.format(key="waterway", value="river")),
        "holds no road",
    ),
    "closed roads": (
        "a.osm",
        lambda path: path.write_text(OSM.format(key="highway", value="proposed")),
        "holds no road that the chosen modes may use",
    ),
}


@pytest.mark.parametrize("case", FILES)
def test_a_file_that_gives_no_roads_is_said(
    run: Run, output: Path, tmp_path: Path, case: str
) -> None:
    name, write, match = FILES[case]
    write(tmp_path / name)
    refused(run, output, rf"(?s){re.escape(name)}.*({match})|({match}).*{re.escape(name)}",
            INPUT=str(tmp_path / name))  # fmt: skip


@pytest.mark.parametrize("share", [0.02, 0.4, 0.9, 0.999])
def test_a_download_that_broke_off_is_said(
    run: Run, output: Path, tmp_path: Path, shared: Path, share: float
) -> None:
    whole = (shared / "network" / "andorra-2020.osm.pbf").read_bytes()
    cut = tmp_path / "cut.osm.pbf"
    cut.write_bytes(whole[: int(len(whole) * share)])
    refused(run, output, r"cut\.osm\.pbf is damaged or cut short", INPUT=str(cut), MODES=["car"])


# Line layers


def layer_of(kind: str, *shapes: str, crs: str = "EPSG:4326") -> QgsVectorLayer:
    layer = QgsVectorLayer(f"{kind}?crs={crs}&field=v:string", "streets", "memory")
    for shape in shapes:
        feature = QgsFeature(layer.fields())
        if shape:
            feature.setGeometry(QgsGeometry.fromWkt(shape))
        assert layer.dataProvider().addFeature(feature)
    return layer


@pytest.mark.parametrize(
    ("kind", "shapes", "match"),
    [
        ("Point", ["POINT (1 44)"], "streets holds no lines"),
        ("Polygon", ["POLYGON ((1 44, 1 45, 2 45, 1 44))"], "streets holds no lines"),
        ("None", [""], "streets holds no lines"),
        ("LineString", [], "streets has 0 features and no line of two points"),
        ("LineString", ["", "LINESTRING EMPTY"], "streets has 2 features and no line"),
        ("LineString", ["LINESTRING (1 44, 1 44)"], "streets holds no road"),
    ],
)
def test_a_layer_without_roads_is_said(
    run: Run, output: Path, kind: str, shapes: list[str], match: str
) -> None:
    refused(run, output, match, INPUT=layer_of(kind, *shapes))


def test_a_line_layer_without_reference_system_is_said(run: Run, output: Path) -> None:
    layer = layer_of("LineString", "LINESTRING (1 44, 1 45)")
    layer.setCrs(type(layer.crs())())
    refused(run, output, "streets has no coordinate reference system", INPUT=layer)


@pytest.mark.parametrize("name", ["SPEED_FIELD", "ONEWAY_FIELD"])
def test_a_field_that_is_not_there_is_said(run: Run, output: Path, name: str) -> None:
    layer = layer_of("LineString", "LINESTRING (1 44, 1 45)")
    refused(
        run, output, "has no field vitesse. Its fields are: v", INPUT=layer, **{name: "vitesse"}
    )


def test_a_layer_that_does_not_exist_is_said(run: Run, output: Path, tmp_path: Path) -> None:
    refused(run, output, r"absent\.gpkg", INPUT=str(tmp_path / "absent.gpkg"))


@pytest.mark.parametrize("modes", [[], ["plane"]])
def test_a_mode_that_is_none_is_refused(run: Run, root: Path, output: Path, modes: Any) -> None:
    roads = str(root / "sample" / "roads.gpkg")
    refused(run, output, "MODES|at least one mode", INPUT=roads, MODES=modes)


# Outputs


def test_a_folder_that_is_missing_is_made(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "new" / "newer" / "network.npz"
    run("buildnetwork", INPUT=layer_of("LineString", "LINESTRING (1 44, 1 45)"), OUTPUT=str(path))
    assert Network.load(path).modes == ["car", "bike", "foot"]


def test_a_place_where_nothing_can_be_written_is_said(run: Run, tmp_path: Path) -> None:
    occupied = tmp_path / "file"
    occupied.write_bytes(BEFORE)
    with pytest.raises(QgsProcessingException, match=r"Cannot write .*network\.npz"):
        run(
            "buildnetwork",
            INPUT=layer_of("LineString", "LINESTRING (1 44, 1 45)"),
            OUTPUT=str(occupied / "network.npz"),
        )
    assert occupied.read_bytes() == BEFORE


def test_a_temporary_network_is_said_to_be_one(run: Run, tmp_path: Path) -> None:
    layer = layer_of("LineString", "LINESTRING (1 44, 1.01 44)")
    run("buildnetwork", INPUT=layer, OUTPUT="TEMPORARY_OUTPUT")
    assert any("is in a temporary file" in said for said in run.feedback.said)
    run("buildnetwork", INPUT=layer, OUTPUT=str(tmp_path / "network.npz"))
    assert not any("temporary file" in said for said in run.feedback.said)


def test_another_ending_is_refused(run: Run, tmp_path: Path) -> None:
    with pytest.raises(QgsProcessingException, match=r"network\.gpkg: give .* a name in \.npz"):
        run(
            "buildnetwork",
            INPUT=layer_of("LineString", "LINESTRING (1 44, 1 45)"),
            OUTPUT=str(tmp_path / "network.gpkg"),
        )
    assert not list(tmp_path.iterdir())


def test_a_disk_that_fills_up_loses_nothing(run: Run, root: Path, output: Path) -> None:
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, hard))
    try:
        refused(run, output, r"Cannot write .*network\.npz", INPUT=str(root / "sample/roads.gpkg"))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@pytest.mark.parametrize("percent", [1, 30, 60, 90])
def test_a_cancel_leaves_the_old_network_whole(
    maillage: Any, root: Path, output: Path, percent: int
) -> None:
    import processing

    feedback = Said()
    feedback.progressChanged.connect(lambda now: now >= percent and feedback.cancel())
    with pytest.raises(QgsProcessingException, match="Cancelled"):
        processing.run(
            "maillage:buildnetwork",
            {"INPUT": str(root / "sample/roads.gpkg"), "OUTPUT": str(output)},
            feedback=feedback,
        )
    assert stays(output)
