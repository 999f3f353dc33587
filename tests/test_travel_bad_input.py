"""Bad places, demand, minutes and network files for the steps that travel."""

from __future__ import annotations

import re
import shutil
import zipfile
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest
import steps
from maillage.core.common.errors import InputError
from maillage.core.inputs.trips import minutes_of
from maillage.core.network import roadnetwork as network_module
from maillage.core.network.roadnetwork import Network
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsFeature,
    QgsGeometry,
    QgsProcessingException,
    QgsProject,
    QgsVectorLayer,
)
from steps import BEFORE, Run, already_there, read, refused_by

refused = partial(refused_by, "traveltimes")


@pytest.fixture
def output(tmp_path: Path) -> Path:
    """A result that must stay as it was."""
    return already_there(tmp_path / "out" / "times.gpkg")


def inputs(made: Path, root: Path, **changes: Any) -> dict[str, Any]:
    return {
        "PLACES": str(made / "places.gpkg"),
        "DEMAND": str(root / "sample" / "communes.gpkg"),
        "NETWORK": str(made / "network.npz"),
    } | changes


def points(*places: tuple[str, str], name: str = "places") -> QgsVectorLayer:
    """A layer in memory of (identifier, well-known text or nothing)."""
    shapes = ((shape, identifier) for identifier, shape in places)
    return steps.points(*shapes, fields="place_id:string", name=name)


# Minutes


@pytest.mark.parametrize(
    "text",
    [
        "0",
        "-5",
        "10,000",
        "10000",
        "601",
        "ten",
        "10.5",
        "10,5.5",
        "",
        " , ",
        "10 20",
        "1e2",
        "nan",
    ],
)
def test_minutes_that_are_none_are_refused_with_what_they_should_be(text: str) -> None:
    with pytest.raises(
        InputError, match=f"limits \\(MINUTES\\) are “{re.escape(text)}”.*from 1 to 600"
    ):
        minutes_of(text)


def test_minutes_are_put_in_order() -> None:
    assert minutes_of(" 20; 10,20 ,600,") == [10, 20, 600]


@pytest.mark.parametrize("given", [0, -1, -0.5])
def test_a_longest_time_that_is_none_is_refused(
    run: Run, made: Path, root: Path, output: Path, given: float
) -> None:
    refused(
        run, output, "The longest time is .* more than 0", **inputs(made, root, MAX_MINUTES=given)
    )


@pytest.mark.parametrize("given", ["ten", "1_0", float("nan"), float("inf"), "1e999", 10**400])
def test_a_longest_time_that_is_no_number_is_refused(
    run: Run, made: Path, root: Path, output: Path, given: object
) -> None:
    refused(run, output, "MAX_MINUTES is “", **inputs(made, root, MAX_MINUTES=given))


# Network files


def of_another_version(path: Path) -> None:
    before = network_module.FORMAT
    whole = Network.load(path)
    network_module.FORMAT = before + 90
    try:
        whole.save(path)
    finally:
        network_module.FORMAT = before


def cut(share: float) -> Callable[[Path], None]:
    def write(path: Path) -> None:
        whole = path.read_bytes()
        path.write_bytes(whole[: int(len(whole) * share)])

    return write


def another_zip(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("header.npy", "nothing")


FILES: dict[str, tuple[Callable[[Path], Any], str]] = {
    "another version": (of_another_version, "another version of Maillage. Build the network again"),
    "cut at once": (cut(0.001), "not a network built by Maillage"),
    "cut in the middle": (cut(0.5), "not a network built by Maillage"),
    "cut at the end": (cut(0.9999), "not a network built by Maillage"),
    "another zip": (another_zip, "not a network built by Maillage"),
    "a picture": (lambda p: p.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(500)), "not a network"),
    "empty": (lambda p: p.write_bytes(b""), "The file is empty"),
}


@pytest.mark.parametrize("case", FILES)
def test_a_network_file_that_is_none_is_said(
    run: Run, made: Path, root: Path, output: Path, tmp_path: Path, case: str
) -> None:
    write, match = FILES[case]
    path = tmp_path / "given.npz"
    path.write_bytes((made / "network.npz").read_bytes())
    write(path)
    with pytest.raises(QgsProcessingException, match=r"given\.npz"):
        run("traveltimes", **inputs(made, root, NETWORK=str(path)), OUTPUT=str(output))
    refused(run, output, match, **inputs(made, root, NETWORK=str(path)))


def test_a_layer_given_for_the_network_is_said(
    run: Run, made: Path, root: Path, output: Path
) -> None:
    given = inputs(made, root, NETWORK=str(made / "places.gpkg"))
    refused(run, output, r"places\.gpkg is not a network built by Maillage", **given)


def test_a_mode_that_the_network_lacks_is_said(
    run: Run, made: Path, root: Path, output: Path, tmp_path: Path
) -> None:
    path = str(tmp_path / "car.npz")
    run("buildnetwork", INPUT=str(root / "sample" / "roads.gpkg"), MODES=["car"], OUTPUT=path)
    given = inputs(made, root, NETWORK=path, MODE="foot")
    refused(run, output, "built to travel by car, not on foot. Build one with this mode", **given)


def test_a_mode_without_any_road_is_said_when_built_and_when_used(
    run: Run, made: Path, root: Path, output: Path, tmp_path: Path
) -> None:
    path = str(tmp_path / "paths.npz")
    paths = QgsVectorLayer("LineString?crs=EPSG:4326&field=highway:string", "paths", "memory")
    feature = QgsFeature(paths.fields())
    feature.setAttributes(["footway"])
    feature.setGeometry(QgsGeometry.fromWkt("LINESTRING (1 44, 1.01 44)"))
    assert paths.dataProvider().addFeature(feature)
    run("buildnetwork", INPUT=paths, OUTPUT=path)
    assert any("No road to travel by car" in said for said in run.feedback.said)
    given = inputs(made, root, NETWORK=path, PLACES=points(("a", "POINT (1 44)")), MODE="car")
    refused(run, output, r"paths\.npz has no road to travel by car", **given)


# Places


def test_places_in_the_sea_are_said_with_their_distance(
    run: Run, made: Path, root: Path, output: Path
) -> None:
    sea = points(("buoy", "POINT (3.5 43.0)"), ("nowhere", ""))
    match = r"None of the places \(2\) is near the network .*: the nearest one is \d{2,} km"
    refused(run, output, match, **inputs(made, root, PLACES=sea))


def test_places_without_any_position_are_said(
    run: Run, made: Path, root: Path, output: Path
) -> None:
    refused(
        run,
        output,
        "None of the places \\(1\\) has a position",
        **inputs(made, root, PLACES=points(("nowhere", ""))),
    )


def test_no_place_at_all_is_said(run: Run, made: Path, root: Path, output: Path) -> None:
    refused(run, output, "The layer places is empty", **inputs(made, root, PLACES=points()))


def test_no_place_with_the_service_is_said(run: Run, made: Path, root: Path, output: Path) -> None:
    given = inputs(made, root, SERVICES="COMP,XYZ")
    refused(run, output, r"No place states the code XYZ. The codes stated are: .*COMP", **given)


def test_the_places_left_out_are_named_with_the_reason(
    run: Run, made: Path, root: Path, tmp_path: Path
) -> None:
    network = Network.load(made / "network.npz")
    from maillage.core.common.projection import WGS84, project

    (lon,), (lat,) = project(network.x[:1], network.y[:1], network.epsg, WGS84)
    mixed = points(("town", f"POINT ({lon} {lat})"), ("buoy", "POINT (3.5 43)"), ("nowhere", ""))
    run("traveltimes", **inputs(made, root, PLACES=mixed), OUTPUT=str(tmp_path / "times.gpkg"))
    said = "\n".join(run.feedback.said)
    assert re.search(r"left out \(2 of 3\): buoy \(\d{2,} km away\), nowhere \(no pos", said)
    assert {row["nearest_id"] for row in read(tmp_path / "times.gpkg")} <= {"town", None}


# Demand


def test_an_empty_demand_is_said(run: Run, made: Path, root: Path, output: Path) -> None:
    empty = points(name="cells")
    refused(run, output, "The layer cells is empty", **inputs(made, root, DEMAND=empty))


def test_a_demand_without_reference_system_is_said(
    run: Run, made: Path, root: Path, output: Path
) -> None:
    cells = points(("a", "POINT (1 44)"), name="cells")
    cells.setCrs(QgsCoordinateReferenceSystem())
    match = "cells has no coordinate reference system"
    refused(run, output, match, **inputs(made, root, DEMAND=cells))


def test_demand_without_geometry_or_far_away_has_no_time_and_is_counted(
    run: Run, made: Path, root: Path, tmp_path: Path
) -> None:
    odd = points(("nowhere", ""), ("empty", "POINT EMPTY"), ("sea", "POINT (3.5 43)"))
    run("traveltimes", **inputs(made, root, DEMAND=odd), OUTPUT=str(tmp_path / "times.gpkg"))
    rows = read(tmp_path / "times.gpkg")
    assert [row["src_place_id" if "src_place_id" in row else "place_id"] for row in rows] == [
        "nowhere",
        "empty",
        "sea",
    ]
    assert all(row["minutes"] is None and row["nearest_id"] is None for row in rows)
    said = "\n".join(run.feedback.said)
    assert "With a time: 0 of 3" in said
    assert "for lack of a position: 2" in said
    assert "more than 1 km from a road of the network: 1" in said


# Outputs


@pytest.mark.parametrize("given", ["{path}", "{path}|layername=communes", "layer"])
def test_an_output_over_the_demand_is_refused_and_the_demand_stays(
    run: Run, made: Path, root: Path, tmp_path: Path, given: str
) -> None:
    path = tmp_path / "communes.gpkg"
    shutil.copyfile(root / "sample" / "communes.gpkg", path)
    before = len(read(path))
    demand = given.format(path=path)
    if given == "layer":
        layer = QgsVectorLayer(str(path), "communes", "ogr")
        QgsProject.instance().addMapLayer(layer)
        demand = layer.id()
    with pytest.raises(QgsProcessingException, match=r"communes\.gpkg is the input .*\(DEMAND\)"):
        run("traveltimes", **inputs(made, root, DEMAND=demand), OUTPUT=str(path))
    QgsProject.instance().removeAllMapLayers()
    assert len(read(path)) == before == 40
    assert "minutes" not in read(path)[0]


def test_a_place_where_no_result_can_be_written_is_said(
    run: Run, made: Path, root: Path, tmp_path: Path
) -> None:
    occupied = tmp_path / "file"
    occupied.write_bytes(BEFORE)
    with pytest.raises(QgsProcessingException, match=r"Cannot write .*times\.gpkg"):
        run("traveltimes", **inputs(made, root), OUTPUT=str(occupied / "times.gpkg"))
    assert occupied.read_bytes() == BEFORE
