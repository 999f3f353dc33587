"""An index of one's own: what its file may say, references from the data, the steps behind it."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from maillage.core.common.errors import InputError
from maillage.core.territories.explaining import sentences
from maillage.core.territories.fragility import STEPS, compute_index, explain
from maillage.core.territories.method import Method
from maillage.core.territories.method_file import METHODS, read_method, shipped_method

#: Four communes; means: poor 0.25 (0.22 by inhabitant), rich 20, wired 0.8.
TABLE = pd.DataFrame(
    {
        "code_insee": ["09001", "09002", "09003", "09004"],
        "people": [100, 300, 100, 0],
        "poor": [0.1, 0.2, 0.4, 0.3],
        "rich": [10, 20, 20, 30],
        "wired": ["1", "0,6", "1", "0,6"],
    }
)


def method(**changes: Any) -> Method:
    content = {
        "variables": {
            "poor": {"reference": "mean", "direction": "higher"},
            "rich": {"reference": 20, "direction": "lower", "weight": 3},
            "wired": {"reference": 0.8, "direction": "missing"},
        },
        "axes": {"money": ["poor", "rich"], "all": ["money", "wired"]},
    }
    return read_method(json.dumps(content | changes))


def one(reference: object, direction: str = "higher", **others: Any) -> Method:
    """A method of one variable, ``poor``."""
    variables = {"poor": {"reference": reference, "direction": direction}}
    return read_method(json.dumps({"variables": variables, **others}))


def test_each_score_by_hand() -> None:
    scores = compute_index(TABLE, method()).scores.set_index("code_insee")
    # poor 0.1 / 0.25 = 0.4; rich 2 - 10 / 20 = 1.5, thrice; nothing of wired is missing.
    assert scores.loc["09001", "money"] == pytest.approx((40 + 3 * 150) / 4)
    assert scores.loc["09001", "all"] == pytest.approx((40 + 3 * 150 + 0) / 5)
    # poor 0.2 / 0.25 = 0.8; rich 1; wired (1 - 0.6) / 0.8 = 0.5.
    assert scores.loc["09002", "all"] == pytest.approx((80 + 3 * 100 + 50) / 5)
    # Nobody asked for it: the score of all variables is there for maps and coverage.
    assert scores["score_global"].tolist() == scores["all"].tolist()


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("mean", (0.1 + 0.2 + 0.4 + 0.3) / 4),
        ("median", 0.25),
        ("population_mean", (100 * 0.1 + 300 * 0.2 + 100 * 0.4) / 500),
        ("population_median", 0.2),
        (0.5, 0.5),
    ],
)
def test_references_count_territories_or_inhabitants(word: object, expected: float) -> None:
    index = compute_index(TABLE, one(word, population="people"))
    assert index.references == {"poor": pytest.approx(expected)}
    assert index.scores["score_global"][1] == pytest.approx(round(100 * 0.2 / expected, 2))


def test_an_unknown_value_leaves_its_scores_unknown_and_the_others_known() -> None:
    table = TABLE.assign(wired=[1, None, 1, 0.6])
    index = compute_index(table, method())
    assert index.unreadable == [("09002", "wired", "")]
    assert np.isnan(index.scores["all"][1])
    assert index.scores["money"].notna().all()
    # Left out of its reference too.
    given = method(variables={"wired": {"reference": "mean", "direction": "higher"}}, axes={})
    assert compute_index(table, given).references["wired"] == pytest.approx(2.6 / 3)
    zero = compute_index(table, method(no_number="zero"))
    assert zero.scores["all"][1] == pytest.approx((80 + 300 + 0) / 5)


VARIABLE = {"reference": 1, "direction": "higher"}


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ('{"variables": ', "not valid JSON"),
        ('{"variables": {"a": {}, "a": {}}}', "“a” stands twice"),
        ("{}", "names no variable"),
        ('{"variables": ' + "[" * 100_000, "not valid JSON"),
        ({"variables": {"a": {"reference": 1, "direction": "lower"}}, "source": 1}, "“source” is"),
        ({"variables": []}, "names no variable"),
        ({"weights": {}}, "“weights” means nothing"),
        ({"variables": {"a": {**VARIABLE, "wieght": 2}}}, "“wieght” means nothing in the variable"),
        ({"variables": {"a": 3}}, "variable “a” has no reference"),
        ({"variables": {"a": {"direction": "higher"}}}, "reference is “None”"),
        ({"variables": {"a": {**VARIABLE, "reference": "average"}}}, "“average”, not mean, median"),
        ({"variables": {"a": {**VARIABLE, "reference": 0}}}, "“0”, not a number above 0"),
        ({"variables": {"a": {**VARIABLE, "reference": True}}}, "“True”, not a number above 0"),
        (
            '{"variables": {"a": {"reference": NaN, "direction": "higher"}}}',
            r"not valid JSON \(NaN\)",
        ),
        ('{"variables": {"a": {"reference": 1e999, "direction": "higher"}}}', "“1e999”, not mean"),
        (
            f'{{"variables": {{"a": {{"reference": 1{"0" * 5000}, "direction": "higher"}}}}}}',
            "“10+”",
        ),
        ({"variables": {"a": {**VARIABLE, "weight": 10**12}}}, "weight is “1000000000000”"),
        ({"variables": {"a": {**VARIABLE, "unit": ["share"]}}}, "not share"),
        ({"variables": {"a": VARIABLE}, "axes": {"b": [{"a": 1}]}}, "“b” names “{'a': 1}”"),
        ({"variables": {"a": VARIABLE}, "axes": {"b": None}}, "axis “b” names no variable"),
        ({"variables": {"a": VARIABLE}, "no_number": ["zero"]}, "not unknown or zero"),
        (
            {"variables": {"a": VARIABLE}, "axes": {f"b{n}": ["a"] for n in range(101)}},
            "too many axes",
        ),
        ({"variables": {f"a{n}": VARIABLE for n in range(101)}}, "too many variables"),
        (
            {
                "variables": {"a": VARIABLE},
                "axes": {"b0": ["a"], "b1": ["b0"]}
                | {f"b{n}": [f"b{n - 1}", f"b{n - 2}"] for n in range(2, 60)},
            },
            "counts “a” more than once",
        ),
        ({"variables": {"a": {**VARIABLE, "direction": "up"}}}, "“up”, not higher, lower or miss"),
        ({"variables": {"a": {**VARIABLE, "weight": -1}}}, "weight is “-1”"),
        ({"variables": {"a": {**VARIABLE, "weight": "2"}}}, "weight is “2”"),
        ({"variables": {"a": {**VARIABLE, "weight": 0}}}, "axis “score_global” sum to 0"),
        ({"variables": {"a": VARIABLE}, "axes": {"b": []}}, "axis “b” names no variable"),
        ({"variables": {"a": VARIABLE}, "axes": {"b": ["c"]}}, "“b” names “c”, which is neither"),
        ({"variables": {"a": VARIABLE}, "axes": {"b": ["b"]}}, "“b” names “b”, which is neither"),
        ({"variables": {"a": VARIABLE}, "axes": {"A": ["a"]}}, "“A” needs a name of its own"),
        ({"variables": {"a": VARIABLE}, "axes": {"Method": ["a"]}}, "name of its own"),
        ({"variables": {"a": VARIABLE}, "axes": {"group": ["a"]}}, "name of its own"),
        ({"variables": {"a": VARIABLE}, "axes": {"b": ["a", "a"]}}, "counts “a” more than once"),
        (
            {"variables": {"a": VARIABLE, "c": VARIABLE}, "axes": {"score_global": ["a"]}},
            "“c” counts in no axis",
        ),
        ({"variables": {"a": {**VARIABLE, "reference": "population_mean"}}}, "under “population”"),
        ({"variables": {"a": VARIABLE}, "no_number": "skip"}, "“skip”, not unknown or zero"),
        ({"variables": {"a": VARIABLE}, "name": 3}, "“name” is no text"),
    ],
)
def test_a_file_that_says_no_method_is_refused_with_the_reason(content: Any, said: str) -> None:
    text = content if isinstance(content, str) else json.dumps(content)
    with pytest.raises(InputError, match=said) as caught:
        read_method(text)
    assert str(caught.value).startswith("The weights")
    assert str(caught.value).endswith("has an example to start from.")


def test_a_file_is_named_in_what_is_wrong_with_it(tmp_path: Path) -> None:
    path = tmp_path / "weights.json"
    path.write_bytes(b"{\xff}")
    with pytest.raises(InputError, match=r"weights\.json: it is no text in UTF-8"):
        read_method(path)
    path.write_text('\ufeff{"variables": {"a": {"reference": 1, "direction": "lower"}}}', "utf-8")
    assert list(read_method(str(path)).variables) == ["a"]
    with pytest.raises(InputError, match="not found"):
        read_method(tmp_path / "absent.json")


@pytest.mark.parametrize(
    ("change", "given", "said"),
    [
        ({"poor": ["0,1", "beaucoup", "0,4", "0,3"]}, one("mean"), "row 3.*poor.*“beaucoup”"),
        ({"poor": [0.1, None, None, None]}, one("mean"), "poor that hold no number: 3 of 4"),
        ({"poor": [0.2] * 4}, one("median"), "all the cells of the column poor hold the same"),
        ({"poor": [0, 0, 0, 1]}, one("median"), "the median of the column poor is 0"),
        ({"poor": [0.1, -0.2, 0.4, 0.3]}, one("mean"), "poor: 1 value is below 0 .−0.2 in row 3"),
        (
            {"poor": [1, 96.5, 1, 1]},
            one(1, "missing"),
            "poor: 1 value is too high .96.5 in row 3.: a share is",
        ),
        ({"people": [1, 2, None, 3]}, one(1, population="people"), "row 4: the pop.*is empty"),
        ({"people": [1, 2, "many", 3]}, one(1, population="people"), "row 4: the pop.*“many”"),
        ({"people": [1, -2, 2, 3]}, one(1, population="people"), "row 3: the population.*“-2”"),
        ({"people": [0, 0, 0, 0]}, one(1, population="people"), "people counts no inhabitant"),
        ({}, one(1, population="men"), "lacks the indicators men"),
        ({}, one(1, axes={"Code_INSEE": ["poor"]}), "The axis code_insee has the name of the code"),
    ],
)
def test_values_that_cannot_be_compared_are_refused_with_their_place(
    change: dict[str, list[Any]], given: Method, said: str
) -> None:
    with pytest.raises(InputError, match=f"(?s){said}"):
        compute_index(TABLE.assign(**change), given, table_name="table.csv")


def test_a_constant_column_may_be_compared_with_a_number() -> None:
    index = compute_index(TABLE.assign(poor=0.2), one(0.1))
    assert index.scores["score_global"].tolist() == [200.0] * 4


def test_the_steps_of_a_score_by_hand() -> None:
    steps = explain(compute_index(TABLE, method()), ["09002"])
    assert list(steps) == list(STEPS)
    assert set(steps["code"]) == {"09002"}
    assert steps["axis"].tolist() == ["money"] * 2 + ["all"] * 3 + ["score_global"] * 3
    poor, rich, wired = (steps.iloc[row] for row in (2, 3, 4))
    assert (poor["value"], poor["threshold"], poor["direction"]) == (0.2, 0.25, "higher")
    assert (poor["coefficient"], poor["weight"], poor["points"]) == pytest.approx((0.8, 1, 80))
    assert (rich["coefficient"], rich["weight"], rich["points"]) == pytest.approx((1, 3, 100))
    assert (wired["coefficient"], wired["points"]) == pytest.approx((0.5, 50))
    assert [s["contribution"] for s in (poor, rich, wired)] == pytest.approx([16, 60, 10])


def test_the_steps_come_in_the_order_asked_for_and_unknown_codes_are_refused() -> None:
    index = compute_index(TABLE, one(1))
    assert explain(index, ["09003", "09001"])["code"].tolist() == ["09003", "09001"]
    assert explain(index)["code"].tolist() == TABLE["code_insee"].tolist()
    with pytest.raises(InputError, match=r"9001 have no score.*such as 09001"):
        explain(index, ["9001"])


@settings(max_examples=40)
@given(
    poor=st.lists(st.floats(0, 1), min_size=4, max_size=4),
    weights=st.lists(st.floats(0.1, 10), min_size=3, max_size=3),
)
def test_contributions_sum_to_the_score_whatever_values_and_weights(
    poor: list[float], weights: list[float]
) -> None:
    variables = {
        "poor": {"reference": 0.3, "direction": "lower", "weight": weights[0]},
        "rich": {"reference": "median", "direction": "higher", "weight": weights[1]},
        "wired": {"reference": 0.9, "direction": "missing", "weight": weights[2]},
    }
    index = compute_index(TABLE.assign(poor=poor), method(variables=variables))
    _check_sums(index)


def _check_sums(index: Any) -> None:
    """Contributions sum to every score, up to the rounding of the sum to 2 decimals."""
    steps = explain(index)
    sums = steps.groupby(["code", "axis"])["contribution"].sum(min_count=1).unstack()
    scores = index.scores.set_index(index.codes)
    for axis in index.method.axes:
        difference = (sums[axis] - scores[axis]).abs().dropna()
        assert len(difference) == len(scores)
        assert difference.max() <= 0.00501 / index.method.weight_of(axis)


@pytest.fixture(scope="module")
def indicators(shared: Path) -> pd.DataFrame:
    path = shared / "fragility" / "incubo-indicateurs.csv"
    return pd.read_csv(path, dtype=str, keep_default_na=False)


@pytest.fixture(scope="module")
def published(shared: Path) -> pd.DataFrame:
    path = shared / "fragility" / "incubo-scores-publies-5dep.csv"
    return pd.read_csv(path, dtype={"code_insee": str}).set_index("code_insee")


def test_incubo_as_an_index_of_ones_own_gives_the_published_scores(
    indicators: pd.DataFrame, published: pd.DataFrame
) -> None:
    text = (METHODS / "incubo.json").read_text(encoding="utf-8")
    scores = compute_index(indicators, read_method(text)).scores.set_index("code_insee")
    assert (scores.loc[published.index, published.columns] - published).abs().max().max() <= 0.01


#: Those whose official thresholds are means of the communes, each counting once.
BY_COMMUNE = ("couverture_thd", "couverture_mobile_2g", "services_publics_par_habitant")


def test_references_computed_from_the_communes_come_near_the_published_scores(
    indicators: pd.DataFrame, published: pd.DataFrame
) -> None:
    """The official ones are the region's own figures; ours weigh the communes' rates by people."""
    content = json.loads((METHODS / "incubo.json").read_text(encoding="utf-8"))
    for name, variable in content["variables"].items():
        variable["reference"] = "mean" if name in BY_COMMUNE else "population_mean"
    content["variables"]["revenu_median"]["reference"] = "population_median"
    index = compute_index(
        indicators, read_method(json.dumps(content | {"population": "population_legale"}))
    )
    official = shipped_method("incubo").variables
    for name in BY_COMMUNE:
        assert index.references[name] == pytest.approx(official[name].reference, rel=1e-12)
    scores = index.scores.set_index("code_insee").loc[published.index, published.columns]
    difference = (scores - published).abs()["score_global"]
    assert difference.median() < 5
    assert scores["score_global"].corr(published["score_global"], method="spearman") > 0.98


def test_every_step_of_every_commune_sums_to_its_score(indicators: pd.DataFrame) -> None:
    for name in ("incubo", "incubo_corrected"):
        index = compute_index(indicators, shipped_method(name))
        _check_sums(index)


def test_suzan_counts_no_point_for_what_is_no_number(indicators: pd.DataFrame) -> None:
    index = compute_index(indicators, shipped_method("incubo"))
    assert index.unreadable == [("09304", "couverture_thd", "N/A - division par 0")]
    step = explain(index, ["09304"]).iloc[0]
    assert (step["axis"], step["variable"]) == ("acces_interfaces", "couverture_thd")
    assert np.isnan(step["value"])
    assert np.isnan(step["coefficient"])
    assert (step["points"], step["contribution"]) == (0, 0)


def test_an_explanation_says_what_is_unknown_weighed_and_cut_off() -> None:
    table = TABLE.assign(wired=[1, None, 1, 0.6], rich=[10, 20, 50, 30])
    index = compute_index(table, method())
    unknown = sentences(index, "09002", "Aigues-Vives")
    assert unknown[0].startswith("Aigues-Vives (09002), An index of one's own: unknown.")
    assert "money: 380.00 points / 4 = 95.00" in unknown
    assert "all: unknown, since one of its parts is." in unknown
    assert "– wired: no number in the table, so unknown" in unknown
    rich = next(line for line in sentences(index, "09003") if line.startswith("– rich"))
    assert rich == (
        "– rich: 2 − 50 / 20, not above 0, so 0 points, counted 3 times "
        "(a lower value is more fragile)"
    )
    zero = sentences(compute_index(table, method(no_number="zero")), "09002")
    assert "– wired: no number in the table, counted as 0 points" in zero


def test_every_line_of_an_explanation_is_a_sum_that_a_person_can_do_again(
    indicators: pd.DataFrame,
) -> None:
    """The points written under each score are those that the score is made of, and no others."""
    index = compute_index(indicators, shipped_method("incubo"))
    scores = index.scores.set_index("code_insee")
    for code in ("09304", "31555", "46042"):
        lines = [re.sub(r"(?<=\d),(?=\d{3})", "", line) for line in sentences(index, code)]
        heads = [n for n, line in enumerate(lines) if " points / " in line]
        assert len(heads) == 7
        for head, following in zip(heads, [*heads[1:], len(lines)], strict=True):
            axis, total, divisor, score = re.fullmatch(
                r"(\w+): ([\d.]+) points / (\d+) = ([\d.]+)", lines[head]
            ).groups()
            points = [re.search(r"([\d.]+) points", line) for line in lines[head + 1 : following]]
            assert sum(float(found[1]) for found in points) == pytest.approx(float(total), abs=0.03)
            assert float(total) / int(divisor) == pytest.approx(float(score), abs=0.0051)
            assert float(score) == pytest.approx(scores.loc[code, axis], abs=0.0051)


def test_thousands_may_be_apart() -> None:
    index = compute_index(TABLE.assign(rich=["10", "20", "1 020,5", "30"]), method())
    assert index.values["rich"].tolist() == [10, 20, 1020.5, 30]
