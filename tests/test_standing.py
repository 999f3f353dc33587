"""Where people stand without journeys by road: cells, centres, most streets, a point inside."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from maillage.core.access.demand import (
    CELLS,
    CENTRE,
    DENSEST,
    PLACEMENTS,
    POINT,
    Demand,
    point_cells,
)
from maillage.core.access.standing import (
    Centres,
    _beside,
    at_centres,
    extent,
    find_centres,
    settlement_rank,
    standing,
)
from maillage.core.access.straight import farther_than_extent
from maillage.core.territories.zones import Zones
from osgeo import ogr
from roads import EAST, NORTH, network


def squares(*names: str, side: float = 10_000.0) -> Zones:
    """Squares in a row from west to east, with codes A, B, C..."""
    codes = [chr(ord("A") + number) for number in range(len(names))]
    polygons = []
    for number in range(len(names)):
        west = EAST + number * side
        text = ", ".join(
            f"{west + x * side} {NORTH + y * side}"
            for x, y in ((0, 0), (1, 0), (1, 1), (0, 1), (0, 0))
        )
        polygons.append(ogr.CreateGeometryFromWkt(f"MULTIPOLYGON ((({text})))"))
    return Zones(codes, list(names), polygons, 2154)


def centres(*rows: tuple[float, float, str, str, str]) -> Centres:
    """(metres east, north, code, name, OpenStreetMap's place)."""
    x, y, codes, names, places = zip(*rows, strict=True)
    rank = settlement_rank(places)
    return Centres(
        EAST + np.array(x, dtype=float), NORTH + np.array(y, dtype=float), list(codes),
        list(names), np.where(rank < 0, 99, rank),
    )  # fmt: skip


def test_the_biggest_settlement_comes_first_and_what_is_none_has_no_rank() -> None:
    ranks = settlement_rank(["City", "town", "village", "hamlet", "locality", "square", None])
    assert ranks[:4].tolist() == sorted(ranks[:4].tolist())
    assert ranks[4:].tolist() == [-1, -1, -1]


def test_the_code_then_the_place_then_the_size_then_the_name_tell_the_centre() -> None:
    zones = squares("Here", "There", "Nowhere", "Far")
    found = find_centres(
        zones,
        centres(
            (1000, 1000, "", "Small", "hamlet"),
            (2000, 1000, "", "Other", "village"),
            (3000, 1000, "", "HERE", "village"),
            (4000, 1000, "", "Here", "locality"),
            # In A, but it says that it is B's town hall.
            (9900, 1000, "B", "", ""),
            (12000, 1000, "", "There", "city"),
            # The code of D, beyond all that D extends to.
            (1000, 2000, "D", "Wrong", ""),
        ),
    )
    assert found.of_zone.tolist() == [2, 4, -1, -1]
    assert found.far.tolist() == [6]


def test_people_stand_at_cells_else_a_centre_else_streets_else_any_point() -> None:
    zones = squares("Cells", "Centre", "Streets", "Alone")
    # Of the third: a village of short streets in a corner, a long road across.
    east = 20_000.0
    village = [[(east + 1000 + 100 * n, 1000), (east + 1000 + 100 * n, 1500)] for n in range(6)] + [
        [(east + 1000, 1000 + 100 * n), (east + 1500, 1000 + 100 * n)] for n in range(6)
    ]
    road = [(east + 1500, 1000), (east + 9900, 9900)]
    around = [(0, 0), (30_000, 0), (30_000, 10_000), (0, 10_000)]
    built = network(*village, road, around)
    cells = point_cells(
        EAST + np.array([1000, 2000, 3000, 15_000]),
        NORTH + np.array([1000, 1000, 1000, -5.0]),
        np.array([30, 10, 0, 7]),
    )
    of_zone = np.array([0, 0, -1, -1])
    centre = at_centres(centres((12_000, 3000, "B", "", "")), of_zone)
    demand = standing(zones, cells, centre, built)
    assert demand.unit.tolist() == [0, 0, 1, 2, 3]
    assert demand.share.tolist() == [0.75, 0.25, 1, 1, 1]
    assert demand.placement.tolist() == [CELLS, CELLS, CENTRE, DENSEST, POINT]
    assert (demand.x[2] - EAST, demand.y[2] - NORTH) == (12_000, 3000)
    assert np.hypot(demand.x[3] - EAST - east - 1250, demand.y[3] - NORTH - 1250) < 300
    alone = standing(zones, None, None, None)
    assert (alone.placement == POINT).all() and alone.unit.tolist() == [0, 1, 2, 3]
    assert zones.locate(alone.x, alone.y).tolist() == [0, 1, 2, 3]


def test_a_network_that_shows_a_part_of_a_polygon_does_not_tell_where_its_streets_are() -> None:
    zones = squares("Half")
    part = network([(0, 0), (5000, 0), (5000, 10_000), (0, 10_000)], [(100, 100), (600, 100)])
    assert standing(zones, None, None, part).placement.tolist() == [POINT]


@pytest.mark.parametrize(("covered", "placement"), [(9500, DENSEST), (8500, POINT)])
def test_a_network_tells_where_streets_are_from_nine_tenths_of_a_polygon_on(
    covered: float, placement: int
) -> None:
    edge = [(0, 0), (covered, 0), (covered, 10_000), (0, 10_000), (0, 0)]
    demand = standing(squares("Part"), None, None, network(edge))
    assert demand.placement.tolist() == [placement]


def streets(west: float, south: float, side: float, metres: float) -> list[list[tuple]]:
    """Parallel streets that fill a square, so many metres in all."""
    return [
        [(west, south + north), (west + side, south + north)]
        for north in np.linspace(0, side, round(metres / side))
    ]


def test_most_streets_are_counted_in_squares_of_750_metres() -> None:
    """Neither where they are nearest to one another, nor where most are over a larger ground."""
    dense, village, spread = (1000, 1000), (5000, 5000), (7500, 1000)
    built = network(
        *streets(*dense, 200, 1600),
        *streets(*village, 700, 3500),
        *streets(*spread, 1400, 5600),
        [(0, 0), (10_000, 0), (10_000, 10_000), (0, 10_000), (0, 0)],
    )
    demand = standing(squares("All"), None, None, built)
    assert demand.placement.tolist() == [DENSEST]
    assert np.hypot(demand.x - EAST - 5350, demand.y - NORTH - 5350)[0] < 400


@settings(max_examples=60)
@given(st.lists(st.tuples(st.integers(1, 5), st.integers(1, 5)), min_size=1, max_size=25))
def test_what_is_beside_a_square_is_what_a_plain_loop_adds_up(spots: list) -> None:
    width = 7  # a margin on either side, as rows must not run into one another
    numbers = np.unique([row * width + column for row, column in spots])
    values = np.arange(1.0, len(numbers) + 1)
    held = dict(zip(numbers.tolist(), values, strict=True))
    for number, total in zip(numbers.tolist(), _beside(numbers, values, width), strict=True):
        row, column = divmod(number, width)
        near = ((row + down, column + across) for down in (-1, 0, 1) for across in (-1, 0, 1))
        assert total == sum(held.get(r * width + c, 0.0) for r, c in near)


def test_a_unit_with_a_place_that_is_farther_than_it_extends_is_told() -> None:
    zones = squares("Near", "Far", "No place")
    assert extent(zones) == pytest.approx([10_000 / np.sqrt(np.pi)] * 3)
    unit = np.array([0, 1, 1, 2])
    demand = Demand.at_points(unit, unit, unit, np.array([1, 0.5, 0.5, 1]), POINT)
    kilometres = np.array([5.6, 3.0, 9.0, 30.0])
    far = farther_than_extent(demand, kilometres, np.array([1, 2, 0]), extent(zones))
    assert far.tolist() == [1]


def test_words_of_placement_are_those_that_the_help_tells(root: Path) -> None:
    words = {PLACEMENTS[kind] for kind in (CELLS, CENTRE, DENSEST, POINT)}
    for language in ("en", "fr"):
        page = (root / "docs" / "help" / language / "straightline.md").read_text(encoding="utf-8")
        (line,) = [line for line in page.splitlines() if line.startswith("- `placement`")]
        assert {word for word in words if f"`{word}`" in line} == words
