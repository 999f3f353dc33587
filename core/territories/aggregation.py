"""From small territories to those they make up: EPCI, département, region, any polygon.

Shares and scores are those of the average inhabitant (means weighted by population), counts are
sums. What is in no group is kept as a separate group, so that the parts add up to the whole.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from ..common.text import plain_text
from .cell_numbers import inhabitants, known_numbers
from .method import GLOBAL
from .zones import Zones

#: Column names that hold the inhabitants, most precise first.
POPULATION_NAMES = (
    "population",
    "population_legale",
    "population_municipale",
    "pmun",
    "pop",
    "ind",
)


def aggregate(
    table: pd.DataFrame,
    group: str,
    weights: str,
    means: Sequence[str],
    sums: Sequence[str],
    table_name: str = "-",
) -> pd.DataFrame:
    """A row per value of the column ``group``, in their order, the empty one (None) last.

    Its columns are ``group`` (text), then ``sums`` and ``means``. A mean weighs each row by the
    inhabitants in the column ``weights`` and leaves out rows without a value or without known
    inhabitants: NaN where nobody is left. A sum leaves out unknown values, and is NaN where none is
    known. ``table_name`` is for messages. Raises InputError, naming the row, for inhabitants below
    0 and for texts; and where nobody lives at all.
    """
    people = inhabitants(table[weights], table_name)
    values = {name: known_numbers(table[name], table_name) for name in {*means, *sums}}
    codes = table[group].map(plain_text).to_numpy()
    columns = {f"sum {name}": values[name] for name in sums}
    for name in means:
        columns[f"held {name}"] = values[name] * people
        columns[f"by {name}"] = people.where(values[name].notna())
    frame = pd.DataFrame(columns, index=table.index)
    totals = frame.groupby(codes, sort=True).sum(min_count=1)
    # "" comes first among texts.
    totals = totals.reindex([*filter(None, totals.index), *([""] if "" in totals.index else [])])
    result = pd.DataFrame({group: [code or None for code in totals.index]}, dtype=object)
    for name in sums:
        result[name] = totals[f"sum {name}"].to_numpy()
    for name in means:
        by = totals[f"by {name}"].to_numpy()
        result[name] = totals[f"held {name}"].to_numpy() / np.where(by > 0, by, np.nan)
    return result


def aggregate_within(
    polygons: Zones,
    x: np.ndarray,
    y: np.ndarray,
    table: pd.DataFrame,
    weights: str,
    means: Sequence[str],
    sums: Sequence[str],
    table_name: str = "-",
) -> pd.DataFrame:
    """As ``aggregate``, by the polygon that holds the point (``x``, ``y``) of each row (metres).

    A whole row counts where its point is: give points where people are, or ``inner_points``. The
    result has a row per polygon, indexed by its number, and -1 for what lies in none (of several,
    in the first). A polygon that holds no point has sums of 0 and no means.
    """
    located = table.assign(polygon=polygons.locate(x, y))
    aggregated = aggregate(located, "polygon", weights, means, sums, table_name)
    aggregated.index = aggregated.pop("polygon").astype(int)
    numbers = [*range(len(polygons)), *([-1] if -1 in aggregated.index else [])]
    empty = [number for number in numbers if number not in aggregated.index]
    aggregated = aggregated.reindex(numbers)
    aggregated.loc[empty, list(sums)] = 0
    return aggregated


def inner_points(zones: Zones) -> tuple[np.ndarray, np.ndarray]:
    """A point on the surface of each polygon (metres), inside it whatever its shape."""
    points = [geometry.PointOnSurface() for geometry in zones.geometries]
    return np.array([p.GetX() for p in points]), np.array([p.GetY() for p in points])


def countable(
    scores: pd.DataFrame, population: pd.Series, table_name: str = "-"
) -> tuple[pd.DataFrame, list[str]]:
    """Scores ready to be aggregated, and the names of the columns that are summed with them.

    ``population``, ``territories`` (how many), ``without_score`` (of which the score of all
    variables is unknown), ``without_population``. Raises InputError as ``inhabitants`` does.
    """
    people = inhabitants(population, table_name).to_numpy()
    table = scores.assign(
        population=people,
        territories=1,
        without_score=scores[GLOBAL].isna().astype(int),
        without_population=np.isnan(people).astype(int),
    )
    return table, ["territories", "without_score", "without_population", "population"]
