"""The maps' colours stay apart for everybody, and grow darker with the figure."""

from __future__ import annotations

from itertools import combinations, pairwise
from typing import Any

import numpy as np
import pytest
from maillage.core.common.theme import shades, theme
from maillage.core.layers.bivariate_style import bivariate_classes, bivariate_colour

#: How a person sees linear RGB: Machado, Oliveira & Fernandes (2009), severity 1.
SEEN = {
    "all cones": np.eye(3),
    "protanopia": [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216],
                   [-0.003882, -0.048116, 1.051998]],
    "deuteranopia": [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413],
                     [-0.011820, 0.042940, 0.968881]],
    "tritanopia": [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602],
                   [0.004733, 0.691367, 0.303900]],
}  # fmt: skip
#: CIE 1931 of linear sRGB, over the white of D65.
XYZ = np.array([[0.4124564, 0.3575761, 0.1804375], [0.2126729, 0.7151522, 0.0721750],
                [0.0193339, 0.1191920, 0.9503041]]) / [[0.95047], [1.0], [1.08883]]  # fmt: skip
SEQUENTIAL = ("coverage", "minutes", "priority", "density", "score")
DIVERGING = ("fragility", "evolution")
#: In CIELAB two colours side by side are told apart from about 2.3 on.
CLEAR = 5.0


def lab(colour: str, sight: str) -> np.ndarray:
    """CIELAB of a colour written #RRGGBB, as seen."""
    shown = np.array([int(colour[at : at + 2], 16) for at in (1, 3, 5)]) / 255
    linear = np.where(shown <= 0.04045, shown / 12.92, ((shown + 0.055) / 1.055) ** 2.4)
    x, y, z = np.cbrt(XYZ @ np.clip(np.asarray(SEEN[sight]) @ linear, 1e-9, 1))
    return np.array([116 * y - 16, 500 * (x - y), 200 * (y - z)])


def nearest(colours: list[str], sight: str) -> float:
    """The least distance of two of the colours."""
    seen = [lab(one, sight) for one in colours]
    return min(float(np.linalg.norm(a - b)) for a, b in combinations(seen, 2))


@pytest.mark.parametrize("sight", SEEN)
@pytest.mark.parametrize("ramp", [*SEQUENTIAL, *DIVERGING])
def test_classes_are_told_apart_by_everybody(ramp: str, sight: str) -> None:
    assert nearest(theme()[ramp]["colours"], sight) > 2 * CLEAR


@pytest.mark.parametrize("ramp", SEQUENTIAL)
def test_more_is_darker(ramp: str) -> None:
    light = [lab(one, "all cones")[0] for one in theme()[ramp]["colours"]]
    assert all(before > after + CLEAR for before, after in pairwise(light))


@pytest.mark.parametrize("ramp", DIVERGING)
def test_both_ends_are_darker_than_the_middle(ramp: str) -> None:
    light = [lab(one, "all cones")[0] for one in theme()[ramp]["colours"]]
    middle = len(light) // 2
    assert len(light) % 2 and light[: middle + 1] == sorted(light[: middle + 1])
    assert light[middle:] == sorted(light[middle:], reverse=True)


@pytest.mark.parametrize("sight", SEEN)
def test_the_nine_classes_of_two_figures_are_told_apart(sight: str) -> None:
    colours = [bivariate_colour(value).name() for value in bivariate_classes()]
    assert len(set(colours)) == 9 and nearest(colours, sight) > 4 * CLEAR


@pytest.mark.parametrize("sight", SEEN)
def test_lines_of_the_modes_are_told_apart(sight: str) -> None:
    lines = [mode["line"] for mode in theme()["modes"].values()]
    assert nearest(lines, sight) > 2 * CLEAR


def test_fewer_classes_keep_the_ends_of_a_ramp(qgis_app: Any) -> None:
    ramp = theme()["minutes"]["colours"]
    assert shades(ramp, len(ramp)) == ramp
    assert shades(ramp, 3)[0] == ramp[0] and shades(ramp, 3)[-1] == ramp[-1]
    assert len(shades(ramp, 1)) == 1 and len(set(shades(ramp, 4))) == 4
