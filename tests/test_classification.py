"""Where the classes of a map begin."""

from __future__ import annotations

from itertools import combinations
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from maillage.core.layers.classification import class_limits, natural_breaks, quantiles

COLOURS = {"colours": ["#000000"] * 3}
JENKS = {"method": "jenks"} | COLOURS


def spread_within(values: np.ndarray, limits: list[float]) -> float:
    group = np.searchsorted(limits, values, side="right")
    parts = [values[group == one] for one in np.unique(group)]
    return sum(((part - part.mean()) ** 2).sum() for part in parts)


@given(st.lists(st.integers(0, 30), min_size=3, max_size=9), st.integers(2, 4))
def test_natural_breaks_are_the_best_of_all_cuts(drawn: list[int], count: int) -> None:
    values = np.sort(np.array(drawn, dtype=float))
    different = np.unique(values)
    limits = natural_breaks(values, count)
    assert len(limits) == min(count, len(different)) - 1
    ways = combinations(different[1:], len(limits))
    best = min(spread_within(values, list(way)) for way in ways)
    assert spread_within(values, limits) == pytest.approx(best, abs=1e-9)


def test_natural_breaks_are_those_of_mapclassify(oracle: Any) -> None:
    values = np.sort(np.random.default_rng(3).lognormal(2, 0.8, 300)).round(3)
    script = "import mapclassify; result = mapclassify.FisherJenks(data['v'], k=5).bins.tolist()"
    tops = oracle(script, v=values.tolist())
    # There a class ends with its last value, here it begins with its first.
    expected = [values[np.searchsorted(values, top, side="right")] for top in tops[:-1]]
    assert natural_breaks(values, 5) == pytest.approx(expected)


def test_many_values_are_cut_nearly_as_well() -> None:
    values = np.sort(np.random.default_rng(4).gamma(2, 10, 20_000))
    found = spread_within(values, natural_breaks(values, 5))
    assert found < 0.75 * spread_within(values, quantiles(values, 5))


def test_quantiles_hold_as_many_values_each() -> None:
    values = np.arange(1.0, 101)
    held = np.bincount(np.searchsorted(quantiles(values, 5), values, side="right"))
    assert held.tolist() == [20] * 5


@given(st.lists(st.integers(0, 9), min_size=1, max_size=8), st.integers(2, 7))
def test_no_class_of_quantiles_is_empty(drawn: list[int], count: int) -> None:
    values = np.sort(np.array(drawn, dtype=float))
    limits = quantiles(values, count)
    held = np.bincount(np.searchsorted(limits, values, side="right"), minlength=len(limits) + 1)
    assert len(limits) < count and (held > 0).all()


def test_limits_have_no_more_digits_than_they_need() -> None:
    row = {"method": "jenks"} | COLOURS
    assert class_limits(row, [1.0312, 1.11, 7.93, 8.02, 30.4, 31.7]) == [5.0, 20.0]


@pytest.mark.parametrize("values", [[], [None, float("nan")], [4.0] * 5])
def test_nothing_to_tell_apart_has_no_limits(values: list[float | None]) -> None:
    assert class_limits(JENKS, values) == []
    assert class_limits({"method": "quantile"} | COLOURS, values) == []


def test_fitting_limits_are_fixed_until_they_say_too_little() -> None:
    row = {"method": "fitting", "breaks": [5, 10]} | COLOURS
    assert class_limits(row, [1, 6, 12]) == [5, 10]
    assert class_limits(row, [40, 41, 60, 61, 90, 92]) == [50, 80]
    assert class_limits({**row, "method": "fixed"}, [40, 41, 60]) == [5, 10]


def test_every_class_holds_a_value() -> None:
    values = np.random.default_rng(5).normal(100, 15, 500)
    for method in ("quantile", "jenks"):
        limits = class_limits({"method": method, "colours": ["#000000"] * 7}, values)
        assert (np.bincount(np.searchsorted(limits, values, side="right"), minlength=7) > 0).all()
