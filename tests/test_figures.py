"""Figures as they are rounded for people."""

from __future__ import annotations

import pytest
from maillage.core.common.figures import percent


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
