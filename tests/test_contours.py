"""Contours of grids: what they hold, that they are valid, nest and share their borders."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from maillage.core.access.borders import filled, settled
from maillage.core.access.contours import Grid, Smallest, contour_polygons
from maillage.core.access.outlines import outlines
from osgeo import ogr

NO_SPOT = np.empty((0, 2), dtype=int)
#: Every hole and part is drawn.
ALL = Smallest(0, 0)
#: Points around the random ones that are outside.
MARGIN = 4


def surrounded(values: np.ndarray, by: float) -> np.ndarray:
    return np.pad(values, MARGIN, constant_values=by)


def spot(x: float, y: float) -> ogr.Geometry:
    geometry = ogr.Geometry(ogr.wkbPoint)
    geometry.AddPoint_2D(x, y)
    return geometry


def holes(geometry: ogr.Geometry) -> int:
    return sum(part.GetGeometryCount() - 1 for part in geometry)


def test_one_point_inside_is_a_diamond_cut_where_the_values_say() -> None:
    values = np.full((5, 5), 30.0)
    values[2, 2] = -10.0
    (found,) = contour_polygons([Grid(values, 10, 20, NO_SPOT)], 100, ALL)
    # A quarter of the way to the four points around (x 2200, y 1200).
    assert found[1].GetEnvelope() == (2175, 2225, 1175, 1225)
    assert found[1].Area() == 2 * 25**2


def test_points_that_touch_by_a_corner_are_joined_their_outside_is_not() -> None:
    grid = np.zeros((6, 6), dtype=int)
    grid[2, 2] = grid[3, 3] = 1
    assert len(outlines([grid]).start) - 1 == 1
    checks = np.pad(np.array([[1, 1, 1], [1, 0, 1], [1, 1, 0]]), 1)
    checks[3, 3] = 1
    checks[3, 2] = checks[2, 3] = 1
    assert len(outlines([checks]).start) - 1 == 2


def test_small_parts_and_holes_are_left_out_but_those_with_a_spot() -> None:
    values = np.full((30, 60), 1.0)
    values[5:25, 5:25] = -1
    values[10:12, 10:12] = 1
    values[15:16, 40:41] = -1
    values[20:22, 50:52] = -1
    (all_of_it,) = contour_polygons([Grid(values, 0, 0, NO_SPOT)], 1, ALL)
    assert (all_of_it[1].GetGeometryCount(), holes(all_of_it[1])) == (3, 1)
    (large,) = contour_polygons([Grid(values, 0, 0, NO_SPOT)], 1, Smallest(20, 20))
    assert (large[1].GetGeometryCount(), holes(large[1])) == (1, 0)
    (kept,) = contour_polygons([Grid(values, 0, 0, np.array([[20, 50]]))], 1, Smallest(20, 20))
    assert kept[1].GetGeometryCount() == 2
    assert kept[1].Contains(spot(50.5, 20.5))


def test_an_island_in_a_lake_is_a_part_and_its_lake_a_hole_of_the_land() -> None:
    values = np.full((40, 40), 1.0)
    for first, value in ((5, -1), (10, 1), (15, -1), (18, 1)):
        values[first:-first, first:-first] = value
    (found,) = contour_polygons([Grid(values, 0, 0, NO_SPOT)], 1, ALL)
    assert found[1].IsValid()
    assert sorted(part.GetGeometryCount() for part in found[1]) == [2, 2]
    assert not found[1].Contains(spot(12, 12))
    assert found[1].Contains(spot(16, 16))


@settings(max_examples=100)
@given(st.integers(0, 2**32 - 1), st.integers(2, 18), st.floats(0.1, 0.9))
def test_they_hold_what_is_inside_are_valid_and_nest(seed: int, size: int, share: float) -> None:
    random = np.random.default_rng(seed)
    values = surrounded(random.uniform(-share, 1 - share, (size, size + 3)), 1.0)
    lower = values - random.uniform(0, 0.3, values.shape) * (values < 0.9)
    grids = [Grid(each, 3, 5, NO_SPOT) for each in (values, lower)]
    found = contour_polygons(grids, 1, ALL)
    for grid, polygons in zip(grids, found, strict=True):
        if not polygons:
            assert (grid.values > 0).all()
            continue
        assert polygons[1].IsValid()
        for row, column in np.ndindex(grid.values.shape):
            inside = polygons[1].Contains(spot(column + 5.0, row + 3.0))
            assert inside == (grid.values[row, column] <= 0)
    if found[0]:
        assert found[1][1].Contains(found[0][1])
        assert found[0][1].Difference(found[1][1]).Area() == 0


@settings(max_examples=100)
@given(st.integers(0, 2**32 - 1), st.integers(2, 14), st.integers(1, 5))
def test_labels_share_their_borders_and_leave_no_gap(seed: int, size: int, count: int) -> None:
    random = np.random.default_rng(seed)
    labels = surrounded(random.integers(1, count + 1, (size, size)), 1)
    inside = np.full(labels.shape, 1.0)
    inside[MARGIN:-MARGIN, MARGIN:-MARGIN] = -1
    (split,) = contour_polygons([Grid(inside, 0, 0, NO_SPOT, labels)], 1, ALL)
    (whole,) = contour_polygons([Grid(inside, 0, 0, NO_SPOT)], 1, ALL)
    for geometry in split.values():
        assert geometry.IsValid()
    for one, other in combinations(split.values(), 2):
        assert one.Intersection(other).Area() == pytest.approx(0, abs=1e-9)
    # All between the points inside is somebody's; on the border they may round a corner off.
    middle = ogr.CreateGeometryFromWkt(
        "POLYGON(({0} {0},{0} {1},{1} {1},{1} {0},{0} {0}))".format(MARGIN, MARGIN + size - 1)
    )
    missing, union = middle.Clone(), 0.0
    for geometry in split.values():
        missing = missing.Difference(geometry)
        union += geometry.Area()
        assert geometry.Difference(whole[1].Buffer(1e-9)).Area() == pytest.approx(0, abs=1e-6)
    assert missing.Area() == pytest.approx(0, abs=1e-9)
    assert union <= whole[1].Area() + 1e-9


def test_a_hole_that_is_filled_takes_the_parts_in_it() -> None:
    values = np.full((40, 40), 1.0)
    for first, value in ((5, -1), (10, 1), (15, -1), (18, 1)):
        values[first:-first, first:-first] = value
    for place in (NO_SPOT, np.array([[16, 16]])):
        # The lake has 400, the island in it 100, less their corners, and its pond 16.
        (found,) = contour_polygons([Grid(values, 0, 0, place)], 1, Smallest(500, 50))
        assert found[1].IsValid()
        assert (found[1].GetGeometryCount(), holes(found[1])) == (1, 0)
    (found,) = contour_polygons([Grid(values, 0, 0, NO_SPOT)], 1, Smallest(100, 50))
    assert (found[1].GetGeometryCount(), holes(found[1])) == (2, 1)


def test_small_patches_go_to_what_is_beside_them_but_not_around_a_spot() -> None:
    owner = np.full((30, 30), 7)
    owner[:, 20:] = 3
    owner[10:12, 5:7] = 3
    owner[20:22, 25:27] = 9
    owner[0, :] = -1
    found = settled(owner, 30, np.array([[20, 25]]))
    assert found[10, 5] == 7
    assert (found[20:22, 25:27] == 9).all()
    assert (found[0] == found[1]).all()
    assert set(np.unique(found)) == {3, 7, 9}


def test_small_holes_are_filled_and_small_parts_dropped() -> None:
    values = np.full((20, 20), 5.0)
    values[2:12, 2:12] = -5
    values[4:6, 4:6] = 5
    values[15, 15] = values[17, 3] = -5
    found = filled(values, 5, 5, np.array([[17, 3]]))
    assert (found[2:12, 2:12] <= 0).all()
    assert found[15, 15] > 0
    assert found[17, 3] <= 0
    assert (found <= 0).sum() == 101
