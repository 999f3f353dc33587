"""maillage:suggestsites through QGIS: the sites, their figures, what the log says, bad input."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import worker_jobs
from maillage.core.common import worker
from maillage.core.common.worker import run_in_worker
from maillage.core.layers.style import style_layer
from maillage.core.nomenclature import load_nomenclature
from qgis.core import (
    QgsApplication,
    QgsProcessingAlgRunnerTask,
    QgsProcessingContext,
    QgsVectorLayer,
)
from steps import (
    Run,
    Said,
    already_there,
    coverage_inputs,
    points,
    polygons,
    read,
    refused_by,
    stays,
    wait_for,
)

FIGURES = ["rank", "gain", "cumulative_share", "gain_unit", "method", "reinforces"]


@pytest.fixture
def suggest(run: Run, made: Path, tmp_path: Path) -> Callable[..., list[dict[str, Any]]]:
    """Runs on the demonstration, on foot; the rows of OUTPUT, and where they are (``wkt``)."""

    def call(**parameters: Any) -> list[dict[str, Any]]:
        output = tmp_path / f"sites{len(list(tmp_path.iterdir()))}.gpkg"
        inputs = {**coverage_inputs(made), "MODE": "foot", "OUTPUT": str(output), **parameters}
        run("suggestsites", **inputs)
        return [row | {"wkt": wkt} for row, wkt in zip(read(output), where(output), strict=True)]

    return call


def where(path: Path) -> list[str]:
    """The geometries of a layer, feature by feature."""
    features = QgsVectorLayer(str(path), "layer", "ogr").getFeatures()
    return [feature.geometry().asWkt() for feature in features]


def test_sites_gain_people_whom_coverage_then_counts(
    run: Run, made: Path, tmp_path: Path, suggest: Any
) -> None:
    """What a site gains is the difference between two coverages, without and with it."""
    places = QgsVectorLayer(str(made / "places.gpkg"), "places", "ogr")
    rows = suggest(COUNT=3, MINUTES=15, FRAGILITY_FIELD="")
    assert [row["rank"] for row in rows] == [1, 2, 3]
    assert {row["gain_unit"] for row in rows} == {"inhabitants"}
    gains = [row["gain"] for row in rows]
    assert gains == sorted(gains, reverse=True)
    assert all(gain > 0 for gain in gains)

    def covered(layer: QgsVectorLayer, name: str) -> tuple[float, float]:
        inputs = {**coverage_inputs(made), "PLACES": layer, "MODE": ["foot"], "MINUTES": "15"}
        run("coverage", **inputs, OUTPUT=str(tmp_path / name))
        table = read(tmp_path / name)
        inside = sum(row["population"] - row["population_outside"] for row in table)
        return sum(row["covered_15"] or 0 for row in table), inside

    before, inside = covered(places, "before.gpkg")
    both = [(f.geometry().asWkt(), "old") for f in places.getFeatures()]
    more = points(*both, *((row["wkt"], "new") for row in rows))
    after, _ = covered(more, "after.gpkg")
    assert after - before == pytest.approx(sum(gains), abs=1)
    assert rows[-1]["cumulative_share"] == pytest.approx(
        (after - before) / (inside - before), abs=1e-3
    )


def test_the_fragile_are_those_above_the_threshold(suggest: Any, run: Run) -> None:
    everybody = suggest(COUNT=2, MINUTES=15, FRAGILITY_FIELD="")
    all_fragile = suggest(COUNT=2, MINUTES=15, FRAGILITY_THRESHOLD=-1)
    average = suggest(COUNT=2, MINUTES=15)
    assert [row["gain"] for row in all_fragile] == [row["gain"] for row in everybody]
    assert average[0]["gain"] <= everybody[0]["gain"]
    assert average[0]["gain_unit"] == "fragile inhabitants"
    (said,) = [each for each in run.feedback.said if "min from any place" in each]
    assert "Inside the network, fragile inhabitants" in said


def test_exact_is_no_worse_and_says_that_it_is_proved(suggest: Any, run: Run) -> None:
    for objective in ("maxcover", "pmedian"):
        greedy = suggest(COUNT=4, MINUTES=10, OBJECTIVE=objective)
        assert any("63 %" in each for each in run.feedback.said)
        exact = suggest(COUNT=4, MINUTES=10, OBJECTIVE=objective, SOLVER="exact")
        assert any("it is proved" in each for each in run.feedback.said)
        assert sum(r["gain"] for r in exact) >= sum(r["gain"] for r in greedy) - 0.2
        assert 0 < exact[0]["cumulative_share"] < exact[-1]["cumulative_share"] <= 1
        assert list(exact[0])[-7:-1] == FIGURES
        assert exact[0]["name"]  # the commune it stands in


def test_the_median_spares_minutes_to_all(suggest: Any, run: Run) -> None:
    rows = suggest(COUNT=2, OBJECTIVE="pmedian", MODE="car", FRAGILITY_FIELD="")
    assert {row["gain_unit"] for row in rows} == {"minutes spared, all journeys together"}
    assert any(
        "of the travel time of all inhabitants together" in each for each in run.feedback.said
    )


def test_candidates_keep_their_columns_and_those_off_the_network_are_named(
    suggest: Any, run: Run, made: Path
) -> None:
    spots = [row["wkt"] for row in suggest(COUNT=2, MINUTES=10)]
    layer = points(
        (spots[0], "town hall", "A"),
        ("POINT (9 40)", "buoy", "B"),
        (spots[1], "library", "C"),
        (of_a_place(made), "where a place is", "D"),
        fields="name:string,place_id:string",
    )
    rows = suggest(CANDIDATES=layer, COUNT=2, MINUTES=10)
    assert {row["name"] for row in rows} == {"town hall", "library"}
    said = run.feedback.said
    assert any("(1 of 4)" in each and "B (" in each for each in said)
    assert any("1 candidate would gain nobody: D" in each for each in said)
    rows = suggest(CANDIDATES=layer, COUNT=3, MINUTES=10)
    assert len(rows) == 2
    assert any("Sites asked for: 3, found: 2" in each for each in run.feedback.said)


def of_a_place(made: Path) -> str:
    return next(wkt for wkt in where(made / "places.gpkg") if wkt)


def test_a_service_counts_its_places_and_looks_among_the_others(
    suggest: Any, run: Run, made: Path
) -> None:
    places = read(made / "places.gpkg")
    rows = suggest(SERVICE="COMP", CANDIDATES=str(made / "places.gpkg"), COUNT=2, MINUTES=15)
    lacking = {row["place_id"] for row in places if "COMP" not in (row["activities"] or "")}
    assert {row["place_id"] for row in rows} <= lacking
    said = run.feedback.said
    assert any("Candidates that state COMP already, and are left out" in each for each in said)
    assert any("does not say whether it offers the service" in each for each in said)
    any_place = suggest(COUNT=1, MINUTES=15)
    alone = suggest(SERVICE="COMP", COUNT=1, MINUTES=15)
    assert alone[0]["gain"] >= any_place[0]["gain"]


@pytest.mark.parametrize("solver", ["greedy", "exact"])
def test_more_sites_than_help_are_not_proposed(suggest: Any, run: Run, solver: str) -> None:
    sites = suggest(MINUTES=120, COUNT=600, SOLVER=solver)
    assert 0 < len(sites) < 600 and all(site["gain"] > 0 for site in sites)
    assert any("Sites asked for: 600" in each for each in run.feedback.said)


def test_a_result_is_numbered_and_named_and_never_taken_for_places(
    suggest: Any, tmp_path: Path, made: Path
) -> None:
    suggest(CANDIDATES=str(made / "places.gpkg"), SERVICE="COMP", COUNT=2, MINUTES=15)
    layer = QgsVectorLayer(str(next(tmp_path.glob("sites*"))), "sites", "ogr")
    style_layer(layer, "sites")
    alias = layer.attributeAlias(layer.fields().lookupField("gain"))
    assert alias == "Gain (fragile inhabitants)"
    assert layer.labelsEnabled()


@pytest.mark.parametrize(
    ("parameters", "match"),
    [
        ({"COUNT": 0}, "COUNT is 0"),
        ({"MINUTES": 0}, "whole minutes from 1"),
        ({"GAP": 101}, "0 to 100"),
        ({"TIME_LIMIT": 0}, "TIME_LIMIT is 0"),
        ({"MINUTES": 600}, "within 600 min of a place already"),
        ({"FRAGILITY_THRESHOLD": 1e9}, "nobody is fragile"),
        ({"SERVICE": "COMP,ACCN"}, "one service only"),
        ({"SERVICE": "NOPE"}, "No place states the code NOPE"),
        ({"POPULATION_FIELD": "nothing"}, "nothing"),
    ],
)
def test_what_cannot_be_answered_is_said(
    run: Run, made: Path, tmp_path: Path, parameters: dict[str, Any], match: str
) -> None:
    inputs = {**coverage_inputs(made), "MODE": "foot", "MINUTES": 10, **parameters}
    refused_by("suggestsites", run, already_there(tmp_path / "out" / "sites.gpkg"), match, **inputs)


def test_bad_candidates_and_demand_are_said(run: Run, made: Path, tmp_path: Path) -> None:
    output = already_there(tmp_path / "out" / "sites.gpkg")
    inputs = {**coverage_inputs(made), "MODE": "foot", "MINUTES": 10, "COUNT": 1}
    far, none = points(("POINT (9 40)", "buoy")), points()
    here = points((of_a_place(made), "where a place is"))
    square = "POLYGON ((9 40, 9.1 40, 9.1 40.1, 9 40.1, 9 40))"
    demand = {"FRAGILITY_FIELD": "", "DEMAND": polygons((square, 100))}
    nobody = {"FRAGILITY_FIELD": "", "DEMAND": polygons((square, 0))}
    for parameters, match in (
        ({"CANDIDATES": far}, "None of the candidates \\(1\\) is near a road"),
        ({"CANDIDATES": none}, "is empty"),
        ({"CANDIDATES": here}, "No candidate would gain anybody"),
        ({"CANDIDATES": here, "COUNT": 2}, "can be used: only 1"),
        (demand, "nside the network"),
        (nobody, "counts nobody"),
    ):
        refused_by("suggestsites", run, output, match, **{**inputs, **parameters})


def test_a_cancel_in_a_task_of_qgis_ends_the_solver_and_leaves_nothing(
    maillage: Any, made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As the dock runs it: off the main thread, the solver in a program of its own."""
    output, slow = already_there(tmp_path / "out" / "sites.gpkg"), tmp_path / "number"
    # In the solver's place, what never ends.
    monkeypatch.setattr(
        worker,
        "run_in_worker",
        lambda module, function, job, progress: run_in_worker(
            worker_jobs.__name__, "hang", {"file": str(slow)}, progress
        ),
    )
    algorithm = QgsApplication.processingRegistry().algorithmById("maillage:suggestsites")
    parameters = {**coverage_inputs(made), "MODE": "foot", "COUNT": 2, "SOLVER": "exact"}
    context, feedback, ended = QgsProcessingContext(), Said(), []
    task = QgsProcessingAlgRunnerTask(
        algorithm, {**parameters, "OUTPUT": str(output)}, context, feedback
    )
    task.executed.connect(lambda good, results: ended.append(good))
    QgsApplication.taskManager().addTask(task)
    wait_for(slow.exists)
    begin = time.monotonic()
    feedback.cancel()
    wait_for(lambda: bool(ended))
    assert time.monotonic() - begin < 1
    assert ended == [False]
    assert stays(output)
    with pytest.raises(ProcessLookupError):
        os.kill(int(slow.read_text()), 0)


def test_straight_lines_stand_for_journeys_where_there_is_no_network(
    suggest: Any, run: Run, made: Path
) -> None:
    rows = suggest(NETWORK="", COUNT=3, MINUTES=15)
    assert {row["method"] for row in rows} == {"straight"}
    said = run.feedback.said
    assert any("Times are straight lines, not roads: 3.5 km/h on foot" in each for each in said)
    assert any("In a straight line, fragile inhabitants who are more than" in each for each in said)
    assert any("at any point inside, which may be far" in each for each in said)
    assert [row["method"] for row in suggest(COUNT=1, MINUTES=15)] == ["network"]
    # The network, where it is given, tells where most streets are.
    assert suggest(METHOD="straight", COUNT=1)[0]["method"] == "straight"
    (streets,) = [each for each in run.feedback.said if "where they have most streets" in each]
    assert "where they have most streets: 0" not in streets


def test_what_a_site_gains_in_straight_lines_is_what_a_plain_loop_counts(
    run: Run, tmp_path: Path
) -> None:
    # 700 m north of a place, 3 km, 3.5 km; 10 minutes on foot are 583 m in a straight line.
    degree = 111_100.0
    demand = points(
        *((f"POINT (2 {44 + metres / degree})", people) for metres, people in
          ((100, 1), (700, 10), (3000, 20), (3500, 40))),
        ("", 1000),  # nobody knows where they are: they are no need
        fields="population:integer",
    )  # fmt: skip
    candidates = points(
        (f"POINT (2 {44 + 900 / degree})", "near"), (f"POINT (2 {44 + 3200 / degree})", "far")
    )
    inputs = {"PLACES": points(("POINT (2 44)", "here")), "DEMAND": demand, "MODE": "foot"}
    output = str(tmp_path / "sites.gpkg")
    run("suggestsites", **inputs, CANDIDATES=candidates, COUNT=2, MINUTES=10, OUTPUT=output)
    rows = read(output)
    assert [(row["name"], row["gain"]) for row in rows] == [("far", 60), ("near", 10)]
    assert rows[-1]["cumulative_share"] == 1
    metre_minutes = 60 / 3500
    run("suggestsites", **inputs, CANDIDATES=candidates, COUNT=2, OBJECTIVE="pmedian",
        OUTPUT=output)  # fmt: skip
    first, second = read(output)
    spared = 20 * (3000 - 200) + 40 * (3500 - 300)
    assert first["gain"] == pytest.approx(spared * metre_minutes, rel=0.01)
    assert second["gain"] == pytest.approx(10 * (700 - 200) * metre_minutes, rel=0.01)


def test_people_who_come_out_too_far_from_their_own_place_are_told_of(
    run: Run, tmp_path: Path
) -> None:
    corner = points(("POINT (2.01 44.01)", "here"))
    commune = polygons(("POLYGON ((2 44, 2.2 44, 2.2 44.2, 2 44.2, 2 44))", 100))
    inputs = {"PLACES": corner, "DEMAND": commune, "COUNT": 1}
    run("suggestsites", **inputs, OUTPUT=str(tmp_path / "sites.gpkg"))
    assert any("stand farther from one than" in each for each in run.feedback.said)


def test_roads_without_a_network_are_refused(run: Run, made: Path, tmp_path: Path) -> None:
    inputs = coverage_inputs(made) | {"NETWORK": "", "METHOD": "network"}
    output = already_there(tmp_path / "out" / "sites.gpkg")
    refused_by("suggestsites", run, output, "no network is given", **inputs)


@pytest.mark.parametrize("solver", ["greedy", "exact"])
@pytest.mark.parametrize("network", [True, False])
def test_one_site_in_each_territory_at_most(
    suggest: Any, run: Run, root: Path, network: bool, solver: str
) -> None:
    given = {"COUNT": 5, "MINUTES": 10, "SOLVER": solver} | ({} if network else {"NETWORK": ""})
    anywhere = suggest(**given)
    by_field = suggest(**given, ONE_PER="epci")
    said = run.feedback.said
    assert len(anywhere) == 5 and len(by_field) == 3
    assert any("get one site at most: 3; candidates in none" in each for each in said)
    assert any("their territory or group has its site already" in each for each in said)
    assert sum(row["gain"] for row in by_field) <= sum(row["gain"] for row in anywhere)
    by_layer = suggest(**given, TERRITORIES=str(root / "sample" / "epci.gpkg"))
    assert [row["wkt"] for row in by_layer] == [row["wkt"] for row in by_field]
    everywhere = suggest(**given, TERRITORIES=str(root / "sample" / "epci.gpkg"), ONE_PER="source")
    assert [row["rank"] for row in everywhere] == [1]


def test_one_of_the_candidates_of_each_value_is_the_best_that_trying_finds(
    suggest: Any, run: Run, made: Path
) -> None:
    spots = [row["wkt"] for row in suggest(COUNT=6, MINUTES=10, FRAGILITY_FIELD="")]
    owners = ["x", "x", "y", "y", "", ""]
    layer = points(
        *((wkt, str(number), owner) for number, (wkt, owner) in enumerate(zip(spots, owners,
          strict=True))),
        fields="place_id:string,owner:string",
    )  # fmt: skip
    given = {"CANDIDATES": layer, "MINUTES": 10, "FRAGILITY_FIELD": ""}
    rows = suggest(**given, COUNT=4, ONE_PER="owner", SOLVER="exact")
    alone = {row["place_id"]: row["gain"] for row in suggest(**given, COUNT=6)}
    # Spots of a greedy answer hardly overlap: the best of each owner, and both that have none.
    assert {row["place_id"] for row in rows} == {"0", "2", "4", "5"}
    assert sum(row["gain"] for row in rows) >= sum(alone[n] for n in ("0", "2", "4", "5")) - 0.5


def test_places_of_the_census_are_reinforced_and_chosen_by_kind(
    suggest: Any, run: Run, made: Path
) -> None:
    census = str(made / "places.gpkg")
    given = {"SERVICE": "COMP", "CANDIDATES": census, "MINUTES": 15}
    rows = suggest(**given, COUNT=3)
    assert all(row["reinforces"] == row["place_id"] for row in rows)
    assert [row["reinforces"] for row in suggest(COUNT=2, MINUTES=15)] == [None, None]
    wanted = next(row["kind"] for row in rows if row["kind"])
    assert {row["kind"] for row in suggest(**given, COUNT=1, KINDS=wanted)} == {wanted}
    # A kind by its code, whatever its case, with another one.
    code = load_nomenclature().vocabulary("kinds").find(wanted).code
    by_code = suggest(**given, COUNT=1, KINDS=f"nothing, {code.lower()}")
    assert {row["kind"] for row in by_code} == {wanted}
    assert any("of the kinds nothing (KINDS)" in said for said in run.feedback.said)


def test_kinds_that_choose_nothing_are_said(run: Run, made: Path, tmp_path: Path) -> None:
    output = already_there(tmp_path / "out" / "sites.gpkg")
    inputs = coverage_inputs(made) | {"MODE": "foot", "COUNT": 1, "KINDS": "FL,nothing"}
    refused_by("suggestsites", run, output, "chooses among candidates", **inputs)
    inputs |= {"CANDIDATES": points((of_a_place(made), "MED"), fields="kind:string")}
    refused_by("suggestsites", run, output, "of the kinds FL, nothing.*are: MED", **inputs)
    inputs |= {"KINDS": "", "ONE_PER": "nothing"}
    refused_by("suggestsites", run, output, "have the field nothing", **inputs)


def test_candidates_that_all_are_places_need_a_service(
    run: Run, made: Path, tmp_path: Path
) -> None:
    output = already_there(tmp_path / "out" / "sites.gpkg")
    inputs = coverage_inputs(made) | {"MODE": "foot", "MINUTES": 10, "COUNT": 1}
    inputs |= {"CANDIDATES": str(made / "places.gpkg")}
    refused_by("suggestsites", run, output, "give the service that they lack", **inputs)


def test_where_most_are_near_by_car_the_mode_that_shows_a_need_is_named(
    suggest: Any, run: Run, made: Path, tmp_path: Path
) -> None:
    rows = suggest(MODE="car", MINUTES=15, COUNT=50, FRAGILITY_FIELD="")
    said = run.feedback.said
    assert 0 < len(rows) < 50
    assert any(f"Sites asked for: 50, found: {len(rows)}" in each for each in said)
    (modes,) = [each for each in said if "of a place today, of all inhabitants" in each]
    assert "choose this mode (MODE=foot)" in modes and "the bus" in modes
    # The share on foot is the coverage's.
    inputs = coverage_inputs(made) | {"MODE": ["foot"], "MINUTES": "15"}
    run("coverage", **inputs, OUTPUT=str(tmp_path / "x.gpkg"))
    table = read(tmp_path / "x.gpkg")
    inside = sum(row["population"] - row["population_outside"] for row in table)
    share = sum(row["covered_15"] or 0 for row in table) / inside
    assert f"{round(100 * share)}% on foot" in modes
    output = already_there(tmp_path / "out" / "sites.gpkg")
    inputs = coverage_inputs(made) | {"MODE": "car", "MINUTES": 120, "COUNT": 5}
    refused_by("suggestsites", run, output, r"already\..*by car.*on foot", **inputs)


def test_where_few_are_near_no_other_mode_is_spoken_of(suggest: Any, run: Run) -> None:
    assert len(suggest(MINUTES=5, COUNT=3)) == 3
    assert not any("of a place today, of all" in each for each in run.feedback.said)


def test_centres_by_road_are_said_to_be_of_no_use_and_cells_count(
    suggest: Any, run: Run, made: Path
) -> None:
    centres = points((of_a_place(made), "A"))
    suggest(COUNT=1, MINUTES=15, CENTRES=centres)
    assert any("the centres (CENTRES) are not used" in each for each in run.feedback.said)
    suggest(COUNT=1, MINUTES=15, CENTRES=centres, NETWORK="")
    assert any("at their centre: 1" in each for each in run.feedback.said)
    # All of a commune stand where a place is: there is less to gain.
    cells = suggest(COUNT=1, MINUTES=15, CELLS=str(made / "places.gpkg"))
    assert cells[0]["cumulative_share"] != suggest(COUNT=1, MINUTES=15)[0]["cumulative_share"]
