"""From communes to the territories they make up: by hand, and the parts sum to the whole."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from maillage.core.common.errors import InputError
from maillage.core.territories.aggregation import aggregate, aggregate_within, inner_points
from maillage.core.territories.zones import Zones
from osgeo import ogr

TABLE = pd.DataFrame(
    {
        "epci": ["B", "A", "A", None, "C"],
        "people": [100, 300, 100, 50, 0],
        "score": [90.0, 110.0, None, 70.0, 80.0],
        "places": [1, 2, 3, 0, 1],
    }
)


def test_means_are_of_the_average_inhabitant_and_counts_are_sums() -> None:
    result = aggregate(
        TABLE.assign(score=[90, 110, 130, 70, 80]),
        "epci",
        "people",
        ["score"],
        ["people", "places"],
    )
    assert list(result) == ["epci", "people", "places", "score"]
    assert result["epci"].tolist() == ["A", "B", "C", None]
    assert result["people"].tolist() == [400, 100, 0, 50]
    assert result["places"].tolist() == [5, 1, 1, 0]
    assert result["score"].tolist()[:2] == [(300 * 110 + 100 * 130) / 400, 90]
    assert np.isnan(result["score"][2]), "nobody lives there"


def test_what_is_unknown_is_left_out_of_means_and_all_unknown_is_no_sum() -> None:
    table = TABLE.assign(people=[None, 300, 100, 50, 0])
    result = aggregate(table, "epci", "people", ["score"], ["people", "places"])
    assert result["score"].tolist()[0] == 110
    assert np.isnan(result["score"][1]), "its only commune has no known inhabitants"
    assert np.isnan(result["people"][1])
    assert result["places"][1] == 1


def test_codes_stay_text_whatever_the_column_was() -> None:
    result = aggregate(TABLE.assign(epci=[9.0, 9, 31, 31, None]), "epci", "people", [], ["people"])
    assert result["epci"].tolist() == ["31", "9", None]


@pytest.mark.parametrize(
    ("people", "said"),
    [
        ([100, 300, -1, 50, 0], r"row 4: the population in the column people is “-1”"),
        ([100, "beaucoup", 1, 50, 0], r"row 3: the population in the column people is “beaucoup”"),
        ([0, 0, 0, 0, 0], "counts no inhabitant"),
        ([None] * 5, "counts no inhabitant"),
    ],
)
def test_a_population_that_is_none_is_refused(people: list[object], said: str) -> None:
    with pytest.raises(InputError, match=f"communes.csv.*{said}"):
        aggregate(TABLE.assign(people=people), "epci", "people", ["score"], [], "communes.csv")


@pytest.mark.parametrize("mark", [",", "."])
def test_a_population_that_may_be_thousands_or_decimals_is_refused(mark: str) -> None:
    people = ["987", f"1{mark}234", "", f"2{mark}345{mark}678", None]
    with pytest.raises(InputError, match=rf"“1\{mark}234”, which may be 1234, or 1 and decimals"):
        aggregate(TABLE.assign(people=people), "epci", "people", [], ["people"])


@pytest.mark.parametrize("other", ["0,5", "1 000,5", "2,34", "1234,567", "0,500"])
def test_a_population_with_other_decimals_is_read(other: str) -> None:
    table = TABLE.assign(people=["1,234", other, "3", "4", "5"])
    result = aggregate(table, "epci", "people", [], ["people"])
    assert result["people"][1] == pytest.approx(1.234)
    assert aggregate(TABLE.assign(people=[1.234] * 5), "epci", "people", [], ["people"]) is not None


def test_a_text_among_the_scores_is_refused() -> None:
    with pytest.raises(InputError, match="row 2: the column score holds “high”"):
        aggregate(TABLE.assign(score=["high", 1, 2, 3, 4]), "epci", "people", ["score"], [])


rows = st.lists(
    st.tuples(
        st.sampled_from(["A", "B", "C", ""]),
        st.integers(0, 1000),
        st.one_of(st.none(), st.floats(0, 500)),
    ),
    min_size=1,
    max_size=30,
).filter(lambda rows: any(people for _, people, _ in rows))


@given(rows)
def test_the_parts_sum_to_the_whole(rows: list[tuple[str, int, float | None]]) -> None:
    table = pd.DataFrame(rows, columns=["group", "people", "score"]).astype({"score": float})
    table["scored"] = table["people"].where(table["score"].notna(), 0)
    parts = aggregate(table, "group", "people", ["score"], ["people", "scored"])
    whole = aggregate(table.assign(group="all"), "group", "people", ["score"], ["people", "scored"])
    assert parts["people"].sum() == whole["people"][0] == table["people"].sum()
    assert len(parts) == table["group"].nunique()
    if whole["scored"][0]:
        # The mean of the parts' means, by their scored inhabitants, is the mean of the whole.
        of_parts = (parts["score"] * parts["scored"]).sum() / parts["scored"].sum()
        assert of_parts == pytest.approx(whole["score"][0])
    else:
        assert np.isnan(whole["score"][0])


def squares(*corners: tuple[int, int]) -> Zones:
    """Squares of a kilometre, by their lower left corner in kilometres."""
    shapes = []
    for x, y in corners:
        text = f"{x} {y}, {x + 1} {y}, {x + 1} {y + 1}, {x} {y + 1}, {x} {y}"
        shapes.append(ogr.CreateGeometryFromWkt(f"POLYGON (({text}))"))
    for shape in shapes:
        ring = shape.GetGeometryRef(0)
        for number in range(ring.GetPointCount()):
            ring.SetPoint_2D(number, *(1000 * part for part in ring.GetPoint_2D(number)))
    names = [str(number) for number in range(len(shapes))]
    return Zones(names, names, shapes, 2154)


def test_any_polygon_takes_the_rows_whose_point_it_holds() -> None:
    polygons = squares((0, 0), (1, 0), (5, 5))
    table = pd.DataFrame({"people": [10, 30, 5, 7], "score": [80.0, 120.0, 100.0, 60.0]})
    x, y = np.array([100, 200, 1500, 9000]), np.array([100, 900, 500, 100])
    result = aggregate_within(polygons, x, y, table, "people", ["score"], ["people"])
    assert result.index.tolist() == [0, 1, 2, -1]
    assert result["people"].tolist() == [40, 5, 0, 7]
    assert result["score"].tolist()[:2] == [110, 100]
    assert np.isnan(result["score"][2])
    assert result["people"].sum() == table["people"].sum()


def test_inner_points_lie_inside_whatever_the_shape() -> None:
    ring = "POLYGON ((0 0, 9 0, 9 9, 0 9, 0 0), (1 1, 8 1, 8 8, 1 8, 1 1))"
    zones = Zones(["ring"], ["ring"], [ogr.CreateGeometryFromWkt(ring)], 2154)
    assert zones.locate(*inner_points(zones)).tolist() == [0]


@pytest.fixture(scope="module")
def communes(shared: Path) -> Zones:
    return Zones.read(shared / "territories" / "communes_occitanie.gpkg")


def test_the_regions_communes_by_code_and_by_place_are_the_same_epci(
    shared: Path, communes: Zones
) -> None:
    source = ogr.Open(str(shared / "territories" / "communes_occitanie.gpkg"))
    layer = source.GetLayer(0)
    names = ("insee", "epci", "dep", "population")
    table = pd.DataFrame([[feature[name] for name in names] for feature in layer], columns=names)
    assert table["insee"].tolist() == communes.codes
    table["communes"] = 1
    by_code = aggregate(table, "epci", "population", [], ["population", "communes"])
    assert by_code["population"].sum() == 5_802_162
    assert by_code["communes"].sum() == 4454
    epci = Zones.read(shared / "territories" / "epci_occitanie.gpkg", epsg=communes.epsg)
    by_place = aggregate_within(
        epci, *inner_points(communes), table, "population", [], ["population", "communes"]
    )
    by_place["epci"] = [epci.codes[n] if n >= 0 else None for n in by_place.index]
    both = by_code.merge(by_place, on="epci", suffixes=("_code", "_place"))
    assert by_place["population"].sum() == 5_802_162
    same = both["communes_code"] == both["communes_place"]
    assert len(both) >= 164
    assert same.all(), both[~same]
