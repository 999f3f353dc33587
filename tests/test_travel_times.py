"""``traveltimes``: services, directions and limits, on roads to reason about by hand."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from qgis.core import QgsFeature, QgsGeometry, QgsVectorLayer
from roads import EAST, NORTH
from steps import Run, read

#: A square of streets, 1 km a side at 36 km/h (10 m/s), the bottom one-way from west to east.
STREETS = (
    ("LINESTRING (0 0, 1000 0)", "yes"),
    ("LINESTRING (1000 0, 1000 1000)", "no"),
    ("LINESTRING (1000 1000, 0 1000)", "no"),
    ("LINESTRING (0 1000, 0 0)", "no"),
)


def layer(kind: str, rows: list[tuple[str, ...]], *fields: str) -> QgsVectorLayer:
    """A layer in memory of well-known texts, in metres from the origin, and their cells."""
    columns = "".join(f"&field={field}:string" for field in fields)
    made = QgsVectorLayer(f"{kind}?crs=EPSG:2154{columns}", "layer", "memory")
    for shape, *cells in rows:
        feature = QgsFeature(made.fields())
        feature.setAttributes(list(cells))
        geometry = QgsGeometry.fromWkt(shape)
        geometry.translate(EAST, NORTH)
        feature.setGeometry(geometry)
        assert made.dataProvider().addFeature(feature)
    return made


@pytest.fixture(scope="module")
def square(run: Run, tmp_path_factory: pytest.TempPathFactory) -> str:
    path = tmp_path_factory.mktemp("square") / "network.npz"
    roads = layer("LineString", [(shape, "36", way) for shape, way in STREETS], "v", "way")
    run("buildnetwork", INPUT=roads, SPEED_FIELD="v", ONEWAY_FIELD="way", OUTPUT=str(path))
    return str(path)


PLACES = [
    ("POINT (0 0)", "south", "COMP-ACCDA"),
    ("POINT (0 1000)", "north", "SEN"),
    ("POINT (0 900)", "silent", ""),
]
DEMAND = [("POINT (1000 0)", "corner"), ("POINT (900 1000)", "top")]


def times(run: Run, square: str, folder: Path, **parameters: Any) -> dict[str, dict[str, Any]]:
    output = folder / "times.gpkg"
    run(
        "traveltimes",
        **{
            "PLACES": layer("Point", PLACES, "place_id", "activities"),
            "DEMAND": layer("Point", DEMAND, "name"),
            "NETWORK": square,
            "OUTPUT": str(output),
        }
        | parameters,
    )
    return {row["name"]: row for row in read(output)}


def test_the_direction_decides_which_way_round_one_drives(
    run: Run, square: str, tmp_path: Path
) -> None:
    south = layer("Point", PLACES[:1], "place_id", "activities")
    to = times(run, square, tmp_path, PLACES=south)
    back = times(run, square, tmp_path, PLACES=south, DIRECTION="from")
    # To the place, the one-way forces 3,000 m round the square; from it, 1,000 m.
    assert to["corner"]["minutes"] == pytest.approx(5, abs=0.05)
    assert back["corner"]["minutes"] == pytest.approx(1000 / 600, abs=0.05)


def test_each_service_has_its_own_nearest_place(run: Run, square: str, tmp_path: Path) -> None:
    rows = times(run, square, tmp_path, SERVICES="sen, COMP")
    top = rows["top"]
    assert (top["nearest_id"], top["nearest_SEN"], top["nearest_COMP"]) == (
        "north",
        "north",
        "south",
    )
    assert top["minutes_SEN"] == top["minutes"] == pytest.approx(1.5, abs=0.05)
    assert top["minutes_COMP"] == pytest.approx(1900 / 600, abs=0.05)
    assert list(top)[-6:] == [
        "minutes",
        "nearest_id",
        "minutes_SEN",
        "nearest_SEN",
        "minutes_COMP",
        "nearest_COMP",
    ]


def test_beyond_the_longest_time_there_is_no_time_and_below_it_the_same(
    run: Run, square: str, tmp_path: Path
) -> None:
    whole = times(run, square, tmp_path, SERVICES="COMP")
    limited = times(run, square, tmp_path, SERVICES="COMP", MAX_MINUTES=4)
    assert whole["corner"]["minutes_COMP"] == pytest.approx(5, abs=0.05)
    assert limited["corner"]["minutes_COMP"] is limited["corner"]["nearest_COMP"] is None
    assert limited["corner"]["minutes"] == whole["corner"]["minutes"]
    assert whole["corner"]["minutes"] == pytest.approx(10 / 3, abs=0.05)
    assert limited["top"] == whole["top"]
    assert "With a time: 2 of 2" in "\n".join(run.feedback.said)


def test_the_search_itself_stops_at_the_longest_time(
    run: Run, square: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from maillage.core.access.times import RoadSearch

    limits = []
    nearest = RoadSearch.nearest

    def watched(self: RoadSearch, places: Any = None, max_seconds: float = float("inf")) -> Any:
        limits.append(max_seconds)
        return nearest(self, places, max_seconds)

    monkeypatch.setattr(RoadSearch, "nearest", watched)
    times(run, square, tmp_path, MAX_MINUTES=3)
    times(run, square, tmp_path)
    assert limits == [180, float("inf")]


def test_a_polygon_counts_as_a_point_inside_it(run: Run, square: str, tmp_path: Path) -> None:
    ring = "POLYGON ((800 -100, 1000 -100, 1000 100, 800 100, 800 -100))"
    cells = layer("Polygon", [(ring, "cell")], "name")
    places = layer("Point", PLACES[:1], "place_id", "activities")
    rows = times(run, square, tmp_path, DEMAND=cells, PLACES=places)
    # From 800 to 1,000 m along the one-way, and 3,000 m round the square.
    assert 5 < rows["cell"]["minutes"] < 5.4


def test_places_without_an_identifier_get_their_number(
    run: Run, square: str, tmp_path: Path
) -> None:
    anonymous = layer("Point", [("POINT (0 0)",), ("POINT (0 1000)",)])
    rows = times(run, square, tmp_path, PLACES=anonymous)
    assert rows["top"]["nearest_id"] == "2"
