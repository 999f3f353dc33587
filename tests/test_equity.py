"""Equity: published examples, other implementations, and what holds for any people."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from maillage.core.access.equity import concentration, decile_ratio, gini, lorenz, palma

#: The incomes of the examples of R's package ineq.
INCOMES = np.array([541.0, 1463, 2445, 3438, 4437, 5401, 6392, 8304, 11904, 22261])
ONE_EACH = np.ones(10)

People = st.lists(st.tuples(st.floats(0.1, 1e4), st.floats(0.01, 1e4)), min_size=1, max_size=30)


def arrays(pairs: list[tuple[float, float]]) -> tuple[np.ndarray, np.ndarray]:
    values, weights = np.array(pairs).T
    return values, weights


# Published examples


def test_gini_of_the_documented_examples_of_r() -> None:
    # ineq (and acid, which prints it).
    assert gini(INCOMES, ONE_EACH) == pytest.approx(0.4620911, abs=5e-8)
    # phylotools, by ineq's algorithm.
    assert gini(np.array([1.0, 3, 2, 1, 1, 1, 4]), np.ones(7)) == pytest.approx(0.3076923, abs=5e-8)


def test_gini_of_the_special_cases_of_r_with_and_without_weights() -> None:
    # DescTools: all in two of five hands, one by one and in groups; a perfect balance.
    assert gini(np.array([10.0, 10, 0, 0, 0]), np.ones(5)) == pytest.approx(0.6)
    assert gini(np.array([10.0, 0]), np.array([2.0, 3])) == pytest.approx(0.6)
    assert gini(np.array([10.0, 10, 10]), np.ones(3)) == pytest.approx(0)


def test_the_concentration_of_child_mortality_in_india() -> None:
    # O'Donnell, van Doorslaer, Wagstaff & Lindelow (World Bank 2008), chapter 8: deaths under five
    # in 1,000 births, 1982-92, by fifths of wealth, births as weights.
    births = np.array([29939.0, 28776, 26528, 24689, 19739])
    deaths = np.array([154.7, 152.9, 119.5, 86.9, 54.3])
    assert concentration(deaths, np.arange(5), births) == pytest.approx(-0.1694, abs=5e-5)


def test_palma_and_deciles_of_ten_incomes() -> None:
    lowest = 541 + 1463 + 2445 + 3438
    assert palma(INCOMES, ONE_EACH) == pytest.approx(22261 / lowest)
    # One person in ten has at most 541, nine at most 11,904.
    assert decile_ratio(INCOMES, ONE_EACH) == pytest.approx(11904 / 541)


def test_palma_of_the_documented_example_of_r() -> None:
    # wINEQ: 1 to 10, once each: 10 / (1 + 2 + 3 + 4). Then as many people as the value: the highest
    # tenth of the 55 is 5.5 people at 10, the four lowest the people of 1 to 6 and one at 7.
    values = np.arange(1.0, 11)
    assert palma(values, ONE_EACH) == pytest.approx(1)
    assert palma(values, values) == pytest.approx(55 / (1 + 4 + 9 + 16 + 25 + 36 + 7))


# Beside other implementations


def test_the_curve_of_lorenz_agrees_with_pysal(oracle: Callable[..., Any]) -> None:
    values = np.random.default_rng(5).gamma(2, 10, 300)
    people, held = oracle(
        "import numpy\n"
        "from inequality.wolfson import lorenz_curve\n"
        "result = [numpy.asarray(one, dtype=float).tolist() for one in "
        "lorenz_curve(numpy.array(data['values']))]",
        values=values.tolist(),
    )
    ours = lorenz(values, values, np.ones(300))
    assert ours[0] == pytest.approx(people, abs=1e-12)
    assert ours[1] == pytest.approx(held, abs=1e-12)


def test_weighted_gini_palma_and_deciles_agree_with_one_row_a_person(
    oracle: Callable[..., Any],
) -> None:
    random = np.random.default_rng(6)
    values, people = random.gamma(2, 10, 60), random.integers(1, 30, 60) * 10
    rows = np.repeat(values, people)
    found = oracle(
        "import numpy\n"
        "from inequality.gini import Gini\n"
        "rows = numpy.sort(data['rows'])\n"
        "tenth = len(rows) // 10\n"
        "low, high = numpy.quantile(rows, [0.1, 0.9], method='inverted_cdf')\n"
        "result = [float(Gini(rows).g), rows[-tenth:].sum() / rows[:4 * tenth].sum(), high / low]",
        rows=rows.tolist(),
    )
    weights = people.astype(float)
    ours = [gini(values, weights), palma(values, weights), decile_ratio(values, weights)]
    assert ours == pytest.approx(found, rel=1e-12)


# What holds for any people


@given(People)
def test_the_curve_of_lorenz_rises_below_the_diagonal(pairs: list[tuple[float, float]]) -> None:
    values, weights = arrays(pairs)
    people, held = lorenz(values, values, weights)
    assert (people[0], held[0]) == (0, 0)
    assert (people[-1], held[-1]) == (1, 1)
    assert (np.diff(people) > 0).all()
    assert (np.diff(held) >= 0).all()
    assert (held <= people + 1e-9).all()


@given(People, st.floats(0.001, 1000), st.floats(0.001, 1000))
def test_units_do_not_matter_and_groups_may_be_divided(
    pairs: list[tuple[float, float]], unit: float, size: float
) -> None:
    values, weights = arrays(pairs)
    halves = np.repeat(values, 2), np.repeat(weights / 2, 2)
    for measure in (gini, palma):
        expected = measure(values, weights)
        assert measure(unit * values, size * weights) == pytest.approx(expected, rel=1e-9, abs=1e-9)
        assert measure(*halves) == pytest.approx(expected, rel=1e-9, abs=1e-9)


@given(People)
def test_a_tenth_of_the_people_is_at_or_below_the_first_decile(
    pairs: list[tuple[float, float]],
) -> None:
    values, weights = arrays(pairs)
    ratio = decile_ratio(values, weights)
    total = weights.sum()
    firsts, ninths = (
        {v for v in values if weights[values <= v].sum() >= share * total * (1 - 1e-9)
         and weights[values < v].sum() <= share * total * (1 + 1e-9)}
        for share in (0.1, 0.9)
    )  # fmt: skip
    assert any(ratio == pytest.approx(high / low, rel=1e-9) for high in ninths for low in firsts)


def test_equal_values_are_equal() -> None:
    values, weights = np.full(7, 12.0), np.arange(1.0, 8)
    assert palma(values, weights) == pytest.approx(0.25)
    assert decile_ratio(values, weights) == 1


def test_the_order_of_rank_not_of_value_makes_the_curve() -> None:
    # 10 people of low rank hold 3 each, 30 of high rank 10 each.
    people, held = lorenz(np.array([10.0, 3]), np.array([2.0, 1]), np.array([30.0, 10]))
    assert people.tolist() == [0, 0.25, 1]
    assert held == pytest.approx([0, 30 / 330, 1])


def test_who_has_no_time_or_rank_or_is_nobody_is_left_out() -> None:
    values = np.array([*INCOMES, np.inf, np.nan, 5, 7])
    weights = np.array([*ONE_EACH, 3, 3, 0, 2])
    rank = np.array([*INCOMES, 1, 2, 3, np.nan])
    assert lorenz(values, rank, weights)[1] == pytest.approx(lorenz(INCOMES, INCOMES, ONE_EACH)[1])
    one = (values[:13], weights[:13])
    assert palma(*one) == pytest.approx(palma(INCOMES, ONE_EACH))
    assert decile_ratio(*one) == decile_ratio(INCOMES, ONE_EACH)


@pytest.mark.parametrize(
    ("values", "weights"), [([], []), ([5.0], [0.0]), ([np.inf], [3.0]), ([0.0, 0.0], [1.0, 2.0])]
)
def test_without_people_or_anything_to_share_nothing_is_said(
    values: list[float], weights: list[float]
) -> None:
    given_values, given_weights = np.array(values), np.array(weights)
    assert len(lorenz(given_values, given_values, given_weights)[0]) == 0
    for measure in (gini, palma, decile_ratio):
        assert np.isnan(measure(given_values, given_weights))


def test_a_ratio_to_nothing_is_unknown() -> None:
    values, weights = np.array([0.0, 8]), np.array([1.0, 1])
    assert np.isnan(palma(values, weights))
    assert np.isnan(decile_ratio(values, weights))
    assert gini(values, weights) == pytest.approx(0.5)
