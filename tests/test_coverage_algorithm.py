"""``maillage:coverage`` through QGIS: cells, services, itinerant places, borders, tables."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
import steps
from maillage.core.access.coverage import People
from maillage.core.access.coverage_words import tell_unreached
from maillage.core.access.demand import POINT, Demand
from maillage.core.common.progress import Progress
from qgis.core import QgsProcessingException, QgsVectorLayer
from steps import Run, Said, already_there, coverage_inputs, polygons, read, refused_by, stays

#: A cross of two streets, 8 km long each: the centre is at 1.5, 44.
ROADS = """<?xml version="1.0"?><osm version="0.6">
<node id="1" lon="1.45" lat="44.0" version="1"/><node id="2" lon="1.5" lat="44.0" version="1"/>
<node id="3" lon="1.55" lat="44.0" version="1"/><node id="4" lon="1.5" lat="43.96" version="1"/>
<node id="5" lon="1.5" lat="44.04" version="1"/>
<way id="1" version="1"><nd ref="1"/><nd ref="2"/><nd ref="3"/>
<tag k="highway" v="residential"/></way>
<way id="2" version="1"><nd ref="4"/><nd ref="2"/><nd ref="5"/>
<tag k="highway" v="residential"/></way></osm>"""


@pytest.fixture(scope="module")
def cross(run: Run, tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = tmp_path_factory.mktemp("cross")
    (folder / "roads.osm").write_text(ROADS)
    run("buildnetwork", INPUT=str(folder / "roads.osm"), OUTPUT=str(folder / "network.npz"))
    return str(folder / "network.npz")


def points(*rows: tuple[float, float, list[Any]], fields: str) -> QgsVectorLayer:
    """A layer in memory of (longitude, latitude, attributes)."""
    shapes = ((f"POINT ({lon} {lat})", *values) for lon, lat, values in rows)
    return steps.points(*shapes, fields=fields)


def box(west: float, south: float, east: float, north: float) -> str:
    return (
        f"POLYGON (({west} {south}, {east} {south}, {east} {north}, {west} {north}, "
        f"{west} {south}))"
    )


#: The west and the east of the cross.
WEST, EAST = box(1.455, 43.996, 1.499, 44.004), box(1.499, 43.996, 1.545, 44.004)
PLACE = "place_id:string,activities:string,itinerant:bool"


def test_a_place_across_the_border_counts_for_times_and_not_for_places(
    run: Run, cross: str, tmp_path: Path
) -> None:
    place = points((1.501, 44.0, ["over there", "COMP", False]), fields=PLACE)
    run(
        "coverage",
        PLACES=place,
        DEMAND=polygons((WEST, 100), (EAST, 100)),
        NETWORK=cross,
        MINUTES="30",
        OUTPUT=str(tmp_path / "both.gpkg"),
    )
    west, east = read(tmp_path / "both.gpkg")
    assert (west["places"], east["places"]) == (0, 1)
    assert (west["places_per_10000"], east["places_per_10000"]) == (0, 100)
    assert west["covered_30"] == pytest.approx(100)
    assert (west["placement"], west["network_status"]) == ("streets", "inside")


def test_what_is_not_stated_stands_apart(run: Run, cross: str, tmp_path: Path) -> None:
    places = points(
        (1.46, 44.0, ["offers", "COMP", False]),
        (1.54, 44.0, ["silent", None, False]),
        (1.543, 44.0, ["other", "FL", False]),
        fields=PLACE,
    )
    run(
        "coverage",
        PLACES=places,
        DEMAND=polygons((WEST, 100), (EAST, 100)),
        NETWORK=cross,
        MODE=["foot"],
        MINUTES="30",
        SERVICES="COMP,W",
        OUTPUT=str(tmp_path / "both.gpkg"),
        TOTALS=str(tmp_path / "totals.gpkg"),
    )
    west, east = read(tmp_path / "both.gpkg")
    assert (west["offering_COMP"], west["not_stated_COMP"]) == (1, 0)
    assert (east["offering_COMP"], east["not_stated_COMP"], east["not_stated_W"]) == (0, 1, 1)
    assert west["covered_30_COMP"] > 50 > west["covered_unstated_30_COMP"]
    assert east["covered_unstated_30_COMP"] > 50 > east["covered_30_COMP"]
    # Nobody offers W: none is covered, there is no time, and the log says so.
    assert (west["covered_30_W"], west["median_minutes_W"], west["priority_W"]) == (0, None, None)
    assert east["covered_30_COMP"] == 0
    assert east["covered_unstated_30_W"] == east["covered_unstated_30_COMP"]
    assert any("W: no place says that it offers it" in said for said in run.feedback.said)
    comp, coworking = read(tmp_path / "totals.gpkg")
    assert (comp["mode"], comp["service"], comp["places"]) == ("foot", "COMP", 3)
    assert (comp["offering"], comp["not_stated"], coworking["offering"]) == (1, 1, 0)
    assert comp["covered_30"] == pytest.approx(west["covered_30_COMP"] + east["covered_30_COMP"])


def test_itinerant_places_stand_apart_and_can_be_left_out(
    run: Run, cross: str, tmp_path: Path, made: Path
) -> None:
    places = points(
        (1.46, 44.0, ["fixed", None, False]), (1.54, 44.0, ["bus", None, True]), fields=PLACE
    )
    inputs = {
        "PLACES": places,
        "DEMAND": polygons((WEST, 1000), (EAST, 1000)),
        "NETWORK": cross,
        "MODE": ["foot"],
        "MINUTES": "20",
    }
    run("coverage", **inputs, OUTPUT=str(tmp_path / "counted.gpkg"))
    assert any("Itinerant places: 1 of 2." in said for said in run.feedback.said)
    run("coverage", **inputs, ITINERANT="leave_out", OUTPUT=str(tmp_path / "left.gpkg"))
    (_, counted), (_, left) = read(tmp_path / "counted.gpkg"), read(tmp_path / "left.gpkg")
    for east in (counted, left):
        figures = [east[name] for name in ("places", "places_itinerant", "places_per_10000")]
        assert figures == [1, 1, 0]
    assert counted["covered_20"] > 0 == left["covered_20"]
    bus = points((1.54, 44.0, ["bus", None, True]), fields=PLACE)
    refused_by(
        "coverage",
        run,
        already_there(tmp_path / "old" / "output.gpkg"),
        r"All places are itinerant \(1\)",
        **(inputs | {"PLACES": bus, "ITINERANT": "leave_out"}),
    )


@pytest.mark.parametrize("kind", ["points", "buildings"])
def test_people_stand_at_cells_or_buildings(
    run: Run, cross: str, tmp_path: Path, kind: str
) -> None:
    # Of the west, three in four live near its end, one near the centre; of the east nobody knows.
    if kind == "points":
        rows = (1.457, 44.0, [30]), (1.495, 44.0, [10]), (1.48, 44.0, [None])
        cells, field = points(*rows, fields="people:integer"), "people"
    else:  # by their area
        homes = box(1.4560, 43.9999, 1.4590, 44.0003), box(1.4950, 43.9999, 1.4960, 44.0003)
        cells, field = polygons(*[(home, 0) for home in homes]), None
    run(
        "coverage",
        PLACES=points((1.457, 44.0, ["end", None, False]), fields=PLACE),
        DEMAND=polygons((WEST, 1000), (EAST, 1000)),
        CELLS=cells,
        CELLS_POPULATION_FIELD=field,
        NETWORK=cross,
        MODE=["foot"],
        MINUTES="10",
        OUTPUT=str(tmp_path / "output.gpkg"),
    )
    west, east = read(tmp_path / "output.gpkg")
    assert west["covered_10"] == pytest.approx(750, abs=1)
    assert (west["placement"], east["placement"]) == ("cells", "streets")
    assert east["population"] == pytest.approx(1000)
    assert any(
        "at cells or buildings: 1; along inhabited streets: 1" in said for said in run.feedback.said
    )


def test_overlapping_territories_and_who_is_in_none_are_told(
    run: Run, cross: str, tmp_path: Path
) -> None:
    territories = polygons(
        (box(1.45, 43.97, 1.52, 44.03), "A"), (box(1.48, 43.97, 1.53, 44.03), "B"),
        fields="code:string",
    )  # fmt: skip
    run(
        "coverage",
        PLACES=points((1.5, 44.0, ["centre", None, False]), fields=PLACE),
        DEMAND=polygons((box(1.455, 43.996, 1.545, 44.004), 9000)),
        TERRITORIES=territories,
        NETWORK=cross,
        MINUTES="30",
        OUTPUT=str(tmp_path / "output.gpkg"),
        TOTALS=str(tmp_path / "totals.csv"),
    )
    first, second = read(tmp_path / "output.gpkg")
    (overlap,) = [said for said in run.feedback.said if " overlap: " in said]
    assert overlap.startswith("The territories A and B overlap: the ")
    (elsewhere,) = [said for said in run.feedback.said if "none of the territories" in said]
    assert (first["places"], second["places"]) == (1, 0)
    missing = 9000 - first["population"] - second["population"]
    assert missing > 500
    assert elsewhere.startswith(f"{missing:,.0f} inhabitants")
    (totals,) = read(tmp_path / "totals.csv")
    assert float(totals["population"]) == pytest.approx(9000)


def test_a_population_that_is_missing_is_unknown_and_counted(
    run: Run, cross: str, tmp_path: Path
) -> None:
    run(
        "coverage",
        PLACES=points((1.5, 44.0, ["centre", None, False]), fields=PLACE),
        DEMAND=polygons((WEST, None), (EAST, 100)),
        NETWORK=cross,
        MINUTES="30",
        OUTPUT=str(tmp_path / "output.gpkg"),
    )
    west, east = read(tmp_path / "output.gpkg")
    names = ("population", "covered_30", "share_30", "mean_minutes", "places_per_10000")
    assert [west[name] for name in names] == [None] * 5
    assert east["population"] == pytest.approx(100)
    assert any(
        "shapes: 1 feature has no population in the field population" in said
        for said in run.feedback.said
    )


def test_the_tables_of_the_whole_demand(run: Run, made: Path, tmp_path: Path) -> None:
    tables = {name: str(tmp_path / f"{name}.gpkg") for name in ("TOTALS", "DECILES", "LORENZ")}
    run(
        "coverage",
        **coverage_inputs(made),
        MODE=["car", "foot"],
        MINUTES="10,20",
        OUTPUT=str(tmp_path / "communes.gpkg"),
        **tables,
    )
    communes = read(tmp_path / "communes.gpkg")
    totals, deciles, lorenz = (read(path) for path in tables.values())
    assert [(row["mode"], row["service"]) for row in totals] == [("car", ""), ("foot", "")]
    for row in totals:
        for name in ("covered_10", "fragile_covered_20", "fragile_uncovered_10"):
            parts = sum(commune[f"{name}_{row['mode']}"] for commune in communes)
            assert row[name] == pytest.approx(parts, abs=0.01)
        assert row["places"] == sum(commune["places"] for commune in communes)
        assert row["mean_minutes"] > 0
        assert row["palma"] > 0.25
        assert row["decile_ratio"] > 1
        tenths = [one for one in deciles if one["mode"] == row["mode"]]
        assert [one["decile"] for one in tenths] == list(range(1, 11))
        assert sum(one["population"] for one in tenths) == pytest.approx(
            row["population"] - row["population_outside"], rel=1e-6
        )
        assert sum(one["share_10"] for one in tenths) / 10 == pytest.approx(row["share_10"], 1e-6)
        curve = [one for one in lorenz if one["mode"] == row["mode"]]
        assert (len(curve), curve[0]["minutes"], curve[-1]["minutes"]) == (101, 0, 1)
    classes = {commune["bivariate_foot"] for commune in communes}
    assert classes <= {f"{f}-{t}" for f in "123" for t in "123"}
    assert len(classes) > 3


@pytest.mark.parametrize(
    ("output", "given"), [("OUTPUT", "TERRITORIES"), ("DECILES", "DEMAND"), ("TOTALS", "PLACES")]
)
def test_no_output_overwrites_an_input(
    run: Run, made: Path, tmp_path: Path, output: str, given: str
) -> None:
    inputs = coverage_inputs(made)
    inputs["TERRITORIES"] = inputs["DEMAND"]
    copy = tmp_path / "old" / "input.gpkg"
    copy.parent.mkdir()
    copy.write_bytes(Path(inputs[given]).read_bytes())
    before = copy.read_bytes()
    outputs = {"OUTPUT": str(tmp_path / "output.gpkg"), output: str(copy)}
    with pytest.raises(
        QgsProcessingException, match=rf"is the input .*\({given}\): give another output file"
    ):
        run("coverage", **(inputs | {given: str(copy)}), **outputs)
    assert copy.read_bytes() == before
    assert not (tmp_path / "output.gpkg").exists()


def test_numbers_as_people_write_them_count_as_numbers(
    run: Run, cross: str, tmp_path: Path
) -> None:
    """Populations, scores and inhabitants of cells as text, and what of them is no number."""
    place = points((1.501, 44.0, ["here", "COMP", False]), fields=PLACE)
    shapes = [WEST, EAST, box(1.49, 43.97, 1.51, 43.99), box(1.49, 44.01, 1.51, 44.03)]
    as_text = [("1 234", "101,5"), ("1\u202f000,5", "90"), ("n.d.", "80"), ("10", "n.c.")]
    as_numbers = [(1234.0, 101.5), (1000.5, 90.0), (None, 80.0), (10.0, None)]
    cells = [(1.47, 44.0, "1 000"), (1.48, 44.0, "0,5"), (1.52, 44.0, "2"), (1.53, 44.0, "c")]
    figures = {}
    for kind, rows in (("string", as_text), ("double", as_numbers)):
        output = tmp_path / f"{kind}.gpkg"
        parse = {"1 000": 1000.0, "0,5": 0.5, "2": 2.0, "c": None}
        people = [text if kind == "string" else parse[text] for *_, text in cells]
        run(
            "coverage",
            PLACES=place,
            DEMAND=polygons(
                *((shape, *row) for shape, row in zip(shapes, rows, strict=True)),
                fields=f"population:{kind},score:{kind}",
            ),
            FRAGILITY_FIELD="score",
            CELLS=points(
                *((x, y, [n]) for (x, y, _), n in zip(cells, people, strict=True)),
                fields=f"people:{kind}",
            ),
            CELLS_POPULATION_FIELD="people",
            NETWORK=cross,
            MODE=["foot"],
            MINUTES="30",
            OUTPUT=str(output),
        )
        hidden = ("src_population", "score", "fid")
        figures[kind] = [
            {name: value for name, value in row.items() if name not in hidden}
            for row in read(output)
        ]
        said = [each for each in run.feedback.said if "hold" in each and "no number" in each]
        fields = [] if kind == "double" else ["population", "score", "people"]
        assert sorted(fields) == sorted(each.split("the field ")[1].split(":")[0] for each in said)
    assert figures["string"] == figures["double"]


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"DEMAND": polygons((WEST, -5))}, "holds negative populations"),
        ({"DEMAND": polygons((WEST, "many"), fields="population:string")}, "“many”, not a number"),
        ({"CELLS": points((1.5, 44, [0]), fields="people:integer"),
          "CELLS_POPULATION_FIELD": "people"}, "counts nobody"),
        ({"CELLS": points((1.5, 44, [-1]), fields="people:integer"),
          "CELLS_POPULATION_FIELD": "people"}, "holds negative"),
        ({"CELLS": points(fields="people:integer")}, "is empty. Choose cells or buildings"),
        ({"PLACES": points(fields=PLACE)}, "is empty. Choose places"),
        ({"DEMAND": points((1.5, 44, [7]), fields="population:integer")}, "give TERRITORIES"),
        ({"SERVICES": "XYZ"}, "No place states the code XYZ"),
    ],
)  # fmt: skip
def test_bad_input_is_said(
    run: Run, cross: str, tmp_path: Path, changes: dict[str, Any], said: str
) -> None:
    good = {
        "PLACES": points((1.5, 44.0, ["centre", "COMP", False]), fields=PLACE),
        "DEMAND": polygons((WEST, 100)),
        "NETWORK": cross,
    }
    output = already_there(tmp_path / "old" / "output.gpkg")
    refused_by("coverage", run, output, said, **(good | changes))


def test_people_whom_no_place_can_be_reached_from_are_said() -> None:
    """Two points of 60 and 40 people, of which no road leads from the second by car."""
    unit, nowhere = np.array([0, 0]), np.zeros(2)
    demand = Demand.at_points(unit, nowhere, nowhere, np.array([0.6, 0.4]), POINT)
    people = People(np.array([100.0]), np.array([np.nan]), np.nan)
    offered = {
        ("car", "COMP"): np.array([60.0, np.inf]),
        ("foot", "COMP"): np.array([60.0, 90.0]),
        # Nobody offers it: said elsewhere.
        ("car", "FL"): np.array([np.inf, np.inf]),
    }
    said: list[str] = []
    tell_unreached(Progress(say=said.append), demand, people, offered)
    assert len(said) == 1
    assert "can reach no place at all, COMP by car: 40." in said[0]


def test_a_cancel_leaves_the_existing_output(maillage: Any, made: Path, tmp_path: Path) -> None:
    import processing

    output = already_there(tmp_path / "old" / "output.gpkg")
    for percent in (20, 50, 75):
        feedback = Said()
        feedback.progressChanged.connect(
            lambda done, feedback=feedback, least=percent: done > least and feedback.cancel()
        )
        parameters = coverage_inputs(made) | {"MODE": ["car", "foot"], "OUTPUT": str(output)}
        with pytest.raises(QgsProcessingException, match="Cancelled"):
            processing.run("maillage:coverage", parameters, feedback=feedback)
        assert stays(output)
