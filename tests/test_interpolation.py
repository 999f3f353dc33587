"""Coordinates by interpolation are those of PROJ, to less than a millimetre."""

from __future__ import annotations

import subprocess
import sys

import numpy as np
import pytest
from maillage.core.common.interpolation import project_near
from maillage.core.common.projection import LAMBERT_93, WGS84, project


@pytest.mark.parametrize(
    ("epsg", "corner"),
    [
        (LAMBERT_93, (570_000, 6_280_000)),
        (LAMBERT_93, (130_000, 6_830_000)),
        (32622, (300_000, 500_000)),
        (32740, (330_000, 7_680_000)),
    ],
)
def test_they_are_those_of_proj(epsg: int, corner: tuple[float, float]) -> None:
    points = np.random.default_rng(0).uniform(0, 60_000, (5000, 2)) + corner
    exact = np.column_stack(project(points[:, 0], points[:, 1], epsg, WGS84))
    metres = np.abs(project_near(points, epsg, WGS84) - exact) * 111_320
    assert metres.max() < 1e-3


def test_one_point_no_point_and_the_same_system() -> None:
    point = np.array([[574_000.0, 6_279_000.0]])
    lon, lat = project(*point.T, LAMBERT_93, WGS84)
    assert project_near(point, LAMBERT_93, WGS84)[0] == pytest.approx([lon[0], lat[0]], abs=1e-9)
    assert project_near(point[:0], LAMBERT_93, WGS84).shape == (0, 2)
    assert (project_near(point, LAMBERT_93, LAMBERT_93) == point).all()


@pytest.mark.parametrize("switch", ["DontUseExceptions", "UseExceptions"])
def test_a_point_off_earth_is_infinite_and_the_others_stay(switch: str) -> None:
    # In a process of its own: GDAL's switches are for all, and cannot be put back in any order.
    ask = f"""if True:
        from osgeo import gdal, ogr, osr
        for module in gdal, ogr, osr:
            module.{switch}()
        from maillage.core.common.projection import project
        x, y = project([2, 2, 3], [45, 95, 46], 4326, 2154)
        print(*x, *y)
    """
    said = subprocess.run([sys.executable, "-c", ask], capture_output=True, text=True, check=True)
    x, y = np.array(said.stdout.split(), dtype=float).reshape(2, 3)
    assert np.isfinite(x).tolist() == np.isfinite(y).tolist() == [True, False, True]
    assert x[[0, 2]] == pytest.approx(project([2, 3], [45, 46], 4326, 2154)[0])
