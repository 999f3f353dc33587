"""Figures as they are rounded for people."""

from __future__ import annotations

import pytest
from maillage.core.common.figures import distance, percent
from maillage.core.common.text import set_translator


@pytest.mark.parametrize(
    ("share", "written"),
    [
        (0, (0, 0)),
        (0.00001, (0.1, 1)),
        (0.004, (0.4, 1)),
        (0.412, (41, 0)),
        (0.99, (99, 0)),
        (0.9984, (99.8, 1)),
        (0.99999, (99.9, 1)),
        (1 - 1e-12, (100, 0)),
        (1, (100, 0)),
    ],
)
def test_neither_nothing_nor_all_by_rounding(share: float, written: tuple[float, int]):
    assert percent(share) == written


@pytest.mark.parametrize(
    ("metres", "written"),
    [
        (0, "0 m"),
        (6.6, "7 m"),
        (9.4, "9 m"),
        (9.6, "10 m"),
        (14.9, "10 m"),
        (44.9, "40 m"),
        (45.1, "50 m"),
        (994.9, "990 m"),
        (995.1, "1 km"),
        (999.6, "1 km"),
        (1000, "1 km"),
        (1049, "1 km"),
        (1051, "1.1 km"),
        (1951, "2 km"),
        (9949, "9.9 km"),
        (9951, "10 km"),
        (10_499, "10 km"),
        (10_501, "11 km"),
        (93_789, "94 km"),
    ],
)
def test_a_distance_has_as_many_figures_as_it_is_worth(metres: float, written: str) -> None:
    assert distance(metres) == written


def test_the_mark_of_a_decimal_is_that_of_the_language() -> None:
    set_translator(lambda text: text.replace("}.{", "},{"))
    try:
        assert distance(1234) == "1,2 km"
    finally:
        set_translator(None)
