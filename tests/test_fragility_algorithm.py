"""``maillage:fragilityindex`` as QGIS runs it: own weights, steps, explanations, groups."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from qgis.core import (
    QgsApplication,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsProcessingOutputLayerDefinition,
    QgsProject,
    QgsVectorLayer,
)
from steps import FAR, Run, already_there, polygons, read, refused_by

OWN = {
    "name": "Seniors",
    "population": "population_legale",
    "variables": {
        "taux_pauvrete": {"reference": "population_mean", "direction": "higher"},
        "revenu_median": {"reference": 19672, "direction": "lower", "weight": 2},
        "part_65_ans_plus": {"reference": "median", "direction": "higher"},
    },
    "axes": {"argent": ["taux_pauvrete", "revenu_median"]},
}


@pytest.fixture
def indicators(root: Path) -> str:
    return str(root / "sample" / "indicators.csv")


@pytest.fixture
def inputs(root: Path, indicators: str) -> dict[str, str]:
    return {"INDICATORS": indicators, "TERRITORIES": str(root / "sample" / "communes.gpkg")}


def test_weights_may_be_a_file_or_text(run: Run, indicators: str, tmp_path: Path) -> None:
    path = tmp_path / "own.json"
    path.write_text(json.dumps(OWN), encoding="utf-8")
    found = []
    for number, weights in enumerate((str(path), json.dumps(OWN))):
        output = tmp_path / f"{number}.csv"
        run(
            "fragilityindex",
            INDICATORS=indicators,
            METHOD="custom",
            WEIGHTS=weights,
            OUTPUT=str(output),
        )
        found.append(read(output))
    assert found[0] == found[1]
    assert list(found[0][0]) == ["code_insee", "argent", "score_global", "method"]
    assert {row["method"] for row in found[0]} == {"Seniors"}
    said = " ".join(run.feedback.said)
    assert "taux_pauvrete: compared with 0." in said
    assert "the mean weighted by population of 40 territories" in said
    assert "revenu_median: compared" not in said, "its reference was given"


def test_an_own_index_does_not_go_by_the_name_of_the_official_one(
    run: Run, indicators: str, tmp_path: Path
) -> None:
    weights = json.dumps(OWN | {"name": "incubo"})
    output = str(tmp_path / "own.csv")
    run("fragilityindex", INDICATORS=indicators, METHOD="custom", WEIGHTS=weights, OUTPUT=output)
    assert {row["method"] for row in read(output)} == {"custom"}


@pytest.mark.parametrize(
    ("changes", "match"),
    [
        ({"METHOD": "custom"}, "needs WEIGHTS: a JSON file"),
        ({"METHOD": "custom", "WEIGHTS": "absent.json"}, "File not found: absent.json"),
        ({"METHOD": "custom", "WEIGHTS": '{"variables": {}}'}, "The weights: it names no variable"),
        ({"WEIGHTS": json.dumps(OWN)}, "METHOD is incubo, which has its own"),
        ({"EXPLAIN": "99999"}, "99999 have no score"),
        ({"GROUPS": "groups.csv"}, "needs to know what makes a group"),
        ({"GROUPS": "groups.csv", "GROUP_FIELD": "canton"}, "has no column canton"),
        (
            {"GROUPS": "groups.csv", "GROUP_FIELD": "dep", "POPULATION_FIELD": "nom"},
            "the population in the column nom is “",
        ),
    ],
)
def test_what_cannot_be_scored_is_said_and_the_existing_output_stays(
    run: Run, inputs: dict[str, str], tmp_path: Path, changes: dict[str, str], match: str
) -> None:
    output = already_there(tmp_path / "folder" / "scored.gpkg")
    if "GROUPS" in changes:
        changes = changes | {"GROUPS": str(tmp_path / changes["GROUPS"])}
    refused_by("fragilityindex", run, output, match, **inputs, **changes)


def test_an_input_is_not_overwritten(run: Run, indicators: str, tmp_path: Path) -> None:
    table = tmp_path / "indicators.csv"
    table.write_bytes(Path(indicators).read_bytes())
    with pytest.raises(QgsProcessingException, match=r"is the input .*\(INDICATORS\)"):
        run("fragilityindex", INDICATORS=str(table), OUTPUT=str(table))
    assert table.read_bytes() == Path(indicators).read_bytes()


def test_the_steps_of_all_territories_sum_to_their_scores(
    run: Run, inputs: dict[str, str], tmp_path: Path
) -> None:
    output, steps = tmp_path / "scored.gpkg", tmp_path / "steps.csv"
    run("fragilityindex", **inputs, OUTPUT=str(output), STEPS=str(steps))
    scored = {row["insee"]: row for row in read(output)}
    sums: dict[tuple[str, str], float] = {}
    for row in read(steps):
        key = (row["code"], row["axis"])
        sums[key] = sums.get(key, 0) + float(row["contribution"])
    assert len(sums) == 40 * 7
    for (code, axis), total in sums.items():
        assert total == pytest.approx(scored[code][axis], abs=0.005)


def test_an_explanation_names_the_territory_and_each_variable(
    run: Run, indicators: str, tmp_path: Path
) -> None:
    output = str(tmp_path / "scored.csv")
    run(
        "fragilityindex",
        INDICATORS=indicators,
        METHOD="incubo_corrected",
        EXPLAIN="00106, 00103",
        OUTPUT=output,
    )
    said = run.feedback.said
    scores = {row["code_insee"]: float(row["score_global"]) for row in read(output)}
    first, second = (
        next(n for n, line in enumerate(said) if line.startswith(name))
        for name in ("Castelmirac (00106)", "Bournazols (00103)")
    )
    assert first < second
    assert f"Incub'O, corrected income: {scores['00106']:.2f}." in said[first]
    explained = said[first:second]
    # 100 x 0.1665 / 0.172 = 96.80.
    (poverty,) = [line for line in explained if line.startswith("– taux_pauvrete")]
    assert "0.1665 / 0.172 = 0.968, so 96.80 points (a higher value is more fragile)" in poverty
    (income,) = [line for line in explained if line.startswith("– revenu_median")]
    assert "2 − 19,318 / 19,672 = 1.018, so 101.80 points (a lower value is more fragile)" in income
    (last,) = [line for line in explained if line.startswith("score_global")]
    assert last.endswith(f"points / 11 = {scores['00106']:.2f}")


def test_decimals_of_the_user_s_language(run: Run, indicators: str, tmp_path: Path) -> None:
    from maillage.core.common.voice import speaking

    with speaking(None, "fr"):
        run(
            "fragilityindex",
            INDICATORS=indicators,
            EXPLAIN="00106",
            OUTPUT=str(tmp_path / "scored.csv"),
        )
    assert any("0,1665 / 0,172 = 0,968, so 96,80 points" in line for line in run.feedback.said)


def test_groups_by_a_field_weigh_by_population_and_sum(
    run: Run, inputs: dict[str, str], tmp_path: Path
) -> None:
    output, groups = tmp_path / "scored.gpkg", tmp_path / "groups.csv"
    run("fragilityindex", **inputs, GROUP_FIELD="epci", OUTPUT=str(output), GROUPS=str(groups))
    scored, grouped = read(output), {row["epci"]: row for row in read(groups)}
    assert set(grouped) == {row["epci"] for row in scored}
    assert sum(int(row["territories"]) for row in grouped.values()) == 40
    for code, row in grouped.items():
        members = [each for each in scored if each["epci"] == code]
        people = sum(each["population"] for each in members)
        mean = sum(each["population"] * each["score_global"] for each in members) / people
        assert float(row["population"]) == people
        assert float(row["score_global"]) == pytest.approx(mean)
    whole = sum(each["population"] * each["score_global"] for each in scored) / sum(
        each["population"] for each in scored
    )
    assert any(f"the average one is {whole:.2f}" in line for line in run.feedback.said)


def test_groups_by_place_and_by_code_are_the_same_on_their_polygons(
    run: Run, root: Path, inputs: dict[str, str], tmp_path: Path
) -> None:
    found = []
    for name, field in (("place", None), ("code", "epci")):
        groups = tmp_path / f"{name}.gpkg"
        run(
            "fragilityindex",
            **inputs,
            GROUP_FIELD=field,
            GROUP_TERRITORIES=str(root / "sample" / "epci.gpkg"),
            OUTPUT=str(tmp_path / "scored.gpkg"),
            GROUPS=str(groups),
        )
        layer = QgsVectorLayer(str(groups), "groups", "ogr")
        assert all(feature.hasGeometry() for feature in layer.getFeatures())
        found.append([{k: v for k, v in row.items() if k != "fid"} for row in read(groups)])
    for one, other in zip(*found, strict=True):
        assert one["nom"] == other["nom"]
        assert (one["territories"], one["population"]) == (
            other["territories"],
            other["population"],
        )
        assert one["score_global"] == pytest.approx(other["score_global"])
        assert isinstance(one["territories"], int)


def test_what_has_no_score_no_population_or_no_group_is_told(
    run: Run, indicators: str, tmp_path: Path
) -> None:
    codes = [row["code_insee"] for row in read(indicators)][:3]
    layer = polygons(
        (FAR, codes[0], "A", 100),
        (FAR, codes[1], "A", None),
        (FAR, codes[2], None, 50),
        (FAR, "99999", "B", 10),
        fields="insee:string,epci:string,population:integer",
    )
    groups = tmp_path / "groups.csv"
    run(
        "fragilityindex",
        INDICATORS=indicators,
        TERRITORIES=layer,
        GROUP_FIELD="epci",
        OUTPUT=str(tmp_path / "scored.gpkg"),
        GROUPS=str(groups),
    )
    rows: dict[Any, dict[str, Any]] = {row["epci"]: row for row in read(groups)}
    scored = {row["insee"]: row for row in read(tmp_path / "scored.gpkg")}
    assert scored["99999"]["method"] is None
    assert scored[codes[0]]["method"] == "incubo"
    assert len(rows) == 3
    assert int(rows["A"]["without_population"]) == 1
    assert float(rows["A"]["score_global"]) == pytest.approx(scored[codes[0]]["score_global"])
    assert int(rows["B"]["without_score"]) == 1
    assert rows["B"]["score_global"] in (None, "")
    said = " ".join(run.feedback.said)
    assert "1 territory has no score" in said
    assert "1 territory has no population" in said
    assert "1 territory is in no group; its inhabitants: 50." in said


def test_the_scores_that_the_territories_had_are_kept_beside(
    run: Run, inputs: dict[str, str], tmp_path: Path
) -> None:
    first, second = tmp_path / "first.gpkg", tmp_path / "second.gpkg"
    run("fragilityindex", **inputs, OUTPUT=str(first))
    inputs["TERRITORIES"] = str(first)
    run("fragilityindex", **inputs, METHOD="incubo_corrected", OUTPUT=str(second))
    for before, after in zip(read(first), read(second), strict=True):
        assert (after["src_method"], after["method"]) == ("incubo", "incubo_corrected")
        assert after["src_score_global"] == before["score_global"] != after["score_global"]


def test_the_region_by_departement_is_the_region(run: Run, shared: Path, tmp_path: Path) -> None:
    groups = tmp_path / "groups.csv"
    run(
        "fragilityindex",
        INDICATORS=str(shared / "fragility" / "incubo-indicateurs.csv"),
        TERRITORIES=str(shared / "territories" / "communes_occitanie.gpkg"),
        GROUP_FIELD="dep",
        OUTPUT=str(tmp_path / "scored.gpkg"),
        GROUPS=str(groups),
    )
    rows = read(groups)
    assert len(rows) == 13
    assert sum(int(row["territories"]) for row in rows) == 4454
    assert sum(float(row["population"]) for row in rows) == 5_802_162
    mean = sum(float(r["population"]) * float(r["score_global"]) for r in rows) / 5_802_162
    assert any(f"the average one is {mean:.2f}" in line for line in run.feedback.said)


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_example_of_the_help_can_be_copied(
    run: Run, root: Path, indicators: str, tmp_path: Path, language: str
) -> None:
    page = (root / "docs" / "help" / language / "fragilityindex.md").read_text(encoding="utf-8")
    output = str(tmp_path / "own.csv")
    weights = page.split("```\n")[1]
    run("fragilityindex", INDICATORS=indicators, METHOD="custom", WEIGHTS=weights, OUTPUT=output)
    rows = read(output)
    assert len(rows) == 40
    assert all(40 < float(row["score_global"]) < 300 for row in rows)


@pytest.mark.parametrize(
    ("method", "title"),
    [("incubo", "Incub'O, official method"), ("incubo_corrected", "Incub'O, corrected income")],
)
def test_layers_are_named_after_their_index(
    maillage: Any, inputs: dict[str, str], tmp_path: Path, method: str, title: str
) -> None:
    from maillage.core.layers.territory_style import fragility_title

    context, feedback = QgsProcessingContext(), QgsProcessingFeedback()
    project = QgsProject()
    paths = {name: str(tmp_path / f"{name}.gpkg") for name in ("OUTPUT", "GROUPS")}
    outputs = {
        name: QgsProcessingOutputLayerDefinition(path, project) for name, path in paths.items()
    }
    epci = inputs["TERRITORIES"].replace("communes", "epci")
    parameters = {**inputs, **outputs, "METHOD": method, "GROUP_TERRITORIES": epci}
    algorithm = QgsApplication.processingRegistry().createAlgorithmById("maillage:fragilityindex")
    _, good = algorithm.run(parameters, context, feedback)
    assert good, feedback.textLog()
    names = []
    for path in paths.values():
        details = context.layerToLoadOnCompletionDetails(path)
        layer = QgsVectorLayer(path, details.name, "ogr")
        details.postProcessor().postProcessLayer(layer, context, feedback)
        names.append(layer.name())
    assert names == [f"Fragility: {title}", f"Fragility of the groups: {title}"]
    # In a project and a dossier too; the official index needs no name there.
    shown = fragility_title(QgsVectorLayer(paths["OUTPUT"], "scored", "ogr"))
    official = "Digital fragility (100 = region)"
    assert shown == (official if method == "incubo" else f"Digital fragility: {title}")


@pytest.fixture
def form(dock: Any) -> Any:
    panels = [panel for n in range(len(dock.steps)) for panel in dock.page(n).panels]
    return next(panel.form for panel in panels if panel.job.algorithm == "fragilityindex")


def test_the_dock_asks_for_weights_only_of_an_index_of_ones_own(form: Any) -> None:
    form.set_value("WEIGHTS", "own.json")
    for method, wanted in (("incubo", None), ("custom", "own.json"), ("incubo_corrected", None)):
        form.set_value("METHOD", method)
        assert (form.values()["METHOD"], form.values()["WEIGHTS"]) == (method, wanted)
