"""Indicators in another unit than their method's are said before anything is scored."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from maillage.core.common.errors import InputError
from maillage.core.common.progress import Progress
from maillage.core.territories.fragility import compute_index
from maillage.core.territories.joining.doubts import doubts
from maillage.core.territories.method_file import read_method, shipped_method
from steps import Run, already_there, refused_by

#: What is as it should be: twelve communes near the references of the official method.
COUNT = 12
OFFICIAL = {
    "couverture_thd": [0.9, 1.0],
    "couverture_mobile_2g": [1.0, 0.98],
    "taux_pauvrete": [0.15, 0.2],
    "revenu_median": [18715.6, 21000.0],
    "part_familles_monoparentales": [0.0, 1.0],
    "part_menages_une_personne": [0.3, 0.4],
    "services_publics_par_habitant": [0.0, 0.0028],
    "part_chomeurs_15_64": [0.1, 0.12],
    "part_15_29_ans": [0.1, 0.2],
    "part_65_ans_plus": [0.161, 0.297],
    "part_sans_diplome": [0.286, 0.309],
}


def table(count: int = COUNT, **factors: float) -> pd.DataFrame:
    """Indicators of communes, some columns multiplied."""
    columns = {
        name: [factors.get(name, 1) * values[n % 2] for n in range(count)]
        for name, values in OFFICIAL.items()
    }
    return pd.DataFrame({"insee": [f"09{n:03}" for n in range(count)], **columns})


def warned(indicators: pd.DataFrame, method: Any = "incubo") -> list[str]:
    """What a computation that goes on warns of."""
    said: list[str] = []
    chosen = shipped_method(method) if isinstance(method, str) else method
    compute_index(indicators, chosen, table_name="t.csv", progress=Progress(warn=said.append))
    return said


def refusal(indicators: pd.DataFrame, method: Any = "incubo") -> str:
    with pytest.raises(InputError) as caught:
        warned(indicators, method)
    return str(caught.value)


def own(**variable: Any) -> Any:
    """A method of one variable, ``poor``."""
    content = {"reference": 0.2, "direction": "higher", **variable}
    return read_method(json.dumps({"variables": {"poor": content}}))


def poor(*values: float, count: int = COUNT) -> pd.DataFrame:
    cells = [values[n % len(values)] for n in range(count)]
    return pd.DataFrame({"insee": [f"09{n:03}" for n in range(count)], "poor": cells})


@pytest.mark.parametrize("method", ["incubo", "incubo_corrected"])
def test_what_is_in_its_unit_is_scored_without_a_word(method: str) -> None:
    assert warned(table(), method) == []
    # A single small commune may be far from a region's mean: it is scored.
    assert warned(table(1), method) == []


def test_all_columns_of_per_cents_are_named_with_what_to_do() -> None:
    said = refusal(table(taux_pauvrete=100, part_65_ans_plus=100, couverture_thd=100))
    for column, values in (
        ("taux_pauvrete", "from 15 to 20"),
        ("part_65_ans_plus", "from 16.1 to 29.7"),
        ("couverture_thd", "from 90 to 100"),
    ):
        assert f"{column}: values {values}, and a share is from 0 to 1" in said
    assert said.count("They look like per cents: divide the column by 100.") == 3
    assert "part_sans_diplome" not in said


def test_the_few_cells_of_another_unit_are_placed() -> None:
    mixed = table()
    mixed.loc[[4, 6], "part_15_29_ans"] = [17.0, 17.5]
    said = refusal(mixed)
    assert "part_15_29_ans: 2 values are too high (the first, 17, in row 6)" in said
    mixed.loc[6, "part_15_29_ans"] = 0.17
    assert "part_15_29_ans: 1 value is too high (17 in row 6)" in refusal(mixed)


@pytest.mark.parametrize(
    ("column", "factor", "said"),
    [
        (
            "revenu_median",
            1 / 1000,
            "revenu_median: values from 18.7156 to 21, in the mean 991 tim",
        ),
        ("revenu_median", 1 / 12, "in the mean 12 times less than the 19,672"),
        ("revenu_median", 100, "in the mean 101 times the 19,672"),
        ("services_publics_par_habitant", 1000, "from 0 to 2.8, and a number by inhabitant is"),
        ("part_15_29_ans", 1 / 100, "113 times less than the 0.17"),
        ("taux_pauvrete", 1000, "from 150 to 200, and a share is from 0 to 1. Check the unit"),
        ("revenu_median", -1, "12 values are below 0 (the first, −18,715.6, in row 2)"),
    ],
)
def test_other_units_and_lost_marks(column: str, factor: float, said: str) -> None:
    assert said in refusal(table(**{column: factor}))


def test_what_only_few_territories_tell_is_a_warning() -> None:
    (said,) = warned(table(9, revenu_median=1 / 1000))
    assert said.startswith("t.csv: revenu_median: values from 18.7156 to 21")
    (said,) = warned(table(couverture_mobile_2g=0.01))
    assert "divided by 100 twice" in said
    # The best covered of all may be at 1.1 %: of a poor region, not of a slip.
    assert warned(table(couverture_mobile_2g=0.011)) == []


def test_rounding_is_not_a_unit() -> None:
    assert warned(poor(0.2, 1.0000000002), own(unit="share")) == []
    assert "1 value is too high" in refusal(poor(0.2, 1.0001, count=2), own(unit="share"))


@pytest.mark.parametrize(
    ("variable", "values", "said"),
    [
        # Of a unit that the method does not say, its reference tells.
        ({}, (18.0, 22.0), "100 times the 0.2 that the method compares them with. They look like"),
        ({}, (18.0, 22.0), "“unit”: “number”"),
        ({"reference": 17.2}, (0.1, 0.2), "They look like shares: multiply the column by 100."),
        ({"reference": 17.2, "unit": "percent"}, (0.1, 0.2), "multiply the column by 100"),
        (
            {"reference": 17.2, "unit": "percent"},
            (17, 172),
            "(the first, 172, in row 3): a per cent is from 0 to 100",
        ),
        ({"reference": "mean", "unit": "share"}, (18.0, 22.0), "a share is from 0 to 1"),
        ({"direction": "missing"}, (96, 100), "a share is from 0 to 1"),
    ],
)
def test_a_method_of_ones_own_has_units_too(
    variable: dict[str, Any], values: tuple[float, ...], said: str
) -> None:
    assert said in refusal(poor(*values), own(**variable))


@pytest.mark.parametrize(
    ("variable", "values"),
    [
        ({"unit": "number"}, (18.0, 22.0)),
        ({"reference": "mean"}, (18.0, 22.0)),
        ({"reference": 3, "unit": "count"}, (0, 900)),
        ({"reference": 17.2, "unit": "percent"}, (0.4, 61)),
        ({"reference": 17.2}, (0.4, 61)),
        ({"reference": 0.01, "direction": "missing"}, (0.99, 1)),
    ],
)
def test_what_a_method_allows_is_scored(
    variable: dict[str, Any], values: tuple[float, ...]
) -> None:
    assert warned(poor(*values), own(**variable)) == []


@pytest.mark.parametrize(
    ("variable", "said"),
    [
        ({"unit": "percents"}, "“unit” is “percents”, not share, percent, euros"),
        ({"unit": ["share"]}, "“unit” is “['share']”, not share"),
        ({"reference": 17.2, "unit": "share"}, "its reference is 17.2, and a share is from 0 to 1"),
        ({"reference": 96, "direction": "missing"}, "its reference is 96, and a share is"),
        ({"direction": "missing", "unit": "percent"}, "its direction “missing” is that of a share"),
    ],
)
def test_a_unit_that_the_variable_cannot_have_is_refused(
    variable: dict[str, Any], said: str
) -> None:
    with pytest.raises(InputError) as caught:
        own(**variable)
    assert f"the variable “poor”: {said}" in str(caught.value)


def test_the_case_from_the_field(cases: Path) -> None:
    path = cases / "shares-and-per-cents" / "pct_some.csv"
    with path.open(encoding="utf-8", newline="") as file:
        indicators = pd.DataFrame(list(csv.DictReader(file)))
    said = refusal(indicators)
    assert "taux_pauvrete: all values are 18.5, and a share is from 0 to 1" in said
    assert "part_65_ans_plus: values from 0 to 39, and a share is from 0 to 1" in said
    for column in ("taux_pauvrete", "part_65_ans_plus"):
        indicators[column] = indicators[column].astype(float) / 100
    assert warned(indicators) == []


def test_groups_of_real_communes_are_in_their_units(shared: Path) -> None:
    path = shared / "fragility" / "incubo-indicateurs.csv"
    indicators = pd.read_csv(path, dtype=str, keep_default_na=False)
    for start in range(0, len(indicators), 300):
        assert warned(indicators[start : start + 12]) == []


def test_the_algorithm_refuses_and_keeps_the_output_that_was_there(
    run: Run, tmp_path: Path
) -> None:
    path = tmp_path / "indicators.csv"
    table(taux_pauvrete=100, part_sans_diplome=100).to_csv(path, index=False)
    output = already_there(tmp_path / "folder" / "scored.gpkg")
    refused_by("fragilityindex", run, output, "taux_pauvrete.*part_sans", INDICATORS=str(path))


def test_an_index_that_is_not_what_its_columns_say_is_doubted() -> None:
    index = pd.DataFrame(
        {"score_global": ["1975", "2010"], "taux_pauvrete": ["18,5", "16"], "other": [1, 2]}
    )
    said = doubts(index, ["score_global", "taux_pauvrete", "other"])
    assert len(said) == 2
    assert "score_global: values from 1,975 to 2,010" in said[0]
    assert "IFN V1 or Incub'O (base 100)" in said[0]
    assert "taux_pauvrete: values from 16 to 18.5, and a share is from 0 to 1" in said[1]
    assert doubts(pd.DataFrame({"score_global": [84, 120]}), ["score_global"]) == []


def test_a_doubtful_index_is_joined_and_the_log_says_so(
    run: Run, root: Path, tmp_path: Path
) -> None:
    from steps import read

    communes = read(root / "sample" / "communes.gpkg")
    index = tmp_path / "index.csv"
    lines = [
        "insee,score_global",
        *(f"{row['insee']},{1900 + n}" for n, row in enumerate(communes)),
    ]
    index.write_text("\n".join(lines), encoding="utf-8")
    run(
        "joinindex",
        TERRITORIES=str(root / "sample" / "communes.gpkg"),
        INDEX=str(index),
        HIGHER_IS_FRAGILE="yes",
        OUTPUT=str(tmp_path / "joined.gpkg"),
    )
    assert any("score_global: values from 1,900 to 1,939" in line for line in run.feedback.said)


def coverage_warnings(run: Run, made: Path, tmp_path: Path, **parameters: Any) -> list[str]:
    from steps import coverage_inputs

    output = str(tmp_path / "coverage.gpkg")
    run("coverage", **coverage_inputs(made) | parameters, OUTPUT=output)
    return [
        line for line in run.feedback.said if "FRAGILITY_THRESHOLD" in line or "all the" in line
    ]


def test_a_threshold_on_another_scale_than_the_scores_is_told(
    run: Run, made: Path, tmp_path: Path
) -> None:
    assert coverage_warnings(run, made, tmp_path, FRAGILITY_THRESHOLD=100) == []
    (said,) = coverage_warnings(run, made, tmp_path, FRAGILITY_THRESHOLD=10_000)
    assert "FRAGILITY_THRESHOLD is 10,000, and the scores in the field score_global of" in said
    assert "nobody counts as fragile" in said
    (said,) = coverage_warnings(run, made, tmp_path, FRAGILITY_THRESHOLD=1)
    assert "everybody counts as fragile" in said


def test_nobody_is_fragile_where_all_scores_are_equal(run: Run, made: Path, tmp_path: Path) -> None:
    from steps import read

    row = read(made / "fragility.gpkg")[0]
    assert row["population"] > 0
    one = f"{made / 'fragility.gpkg'}|subset=insee = '{row['insee']}'"
    (said,) = coverage_warnings(run, made, tmp_path, DEMAND=one)
    assert "all the scores in the field score_global are" in said
    assert read(tmp_path / "coverage.gpkg")[0]["fragile_population"] == 0


def test_the_mean_of_equal_scores_is_one_of_them() -> None:
    import numpy as np
    from maillage.core.access.coverage import mean_fragility

    for score, people in ((0.1, 2.0), (83.91, 1.0)):
        assert mean_fragility(np.array([people, 10.0]), np.array([score, score])) == score
