"""The scores of ``fragilityindex`` brought to EPCI, départements or any polygons."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from qgis.core import (
    QgsGeometry,
    QgsProcessingContext,
    QgsProcessingFeatureSource,
)

from ..common.errors import InputError
from ..common.progress import Progress
from ..common.speech import fixed, named
from ..common.text import plain_text, plural, tr
from ..layers.layer import Layer
from ..layers.tables import read_source
from ..layers.zone_layers import zones_from_source

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True)
class Units:
    """Scored territories: row beside row, their own columns, those of the indicators, scores.

    ``source`` and ``geometries`` are their polygons, None for the indicators alone.
    """

    table: pd.DataFrame
    indicators: pd.DataFrame
    scores: pd.DataFrame
    what: str
    source: QgsProcessingFeatureSource | None = None
    geometries: list[QgsGeometry] | None = None

    def column(self, wanted: str, known: tuple[str, ...]) -> pd.Series:
        """The ``wanted`` column of the territories, else of the indicators; else a known one.

        Raises InputError naming those that there are.
        """
        from ..territories.zones import find_column

        # Of a name that both have, the column of the territories.
        columns = {str(name).lower(): self.indicators[name] for name in self.indicators}
        columns |= {str(name).lower(): self.table[name] for name in self.table}
        return columns[find_column(list(columns), wanted or None, known, self.what)]


def group_scores(
    units: Units,
    field: str,
    population: str,
    polygons: QgsProcessingFeatureSource | None,
    context: QgsProcessingContext,
    progress: Progress,
) -> Layer:
    """A row per value of ``field``, or per polygon.

    Polygons take the group whose code stands in their own column ``field``; without a field, the
    territories of which a point of the surface lies inside. Raises InputError when neither is
    given, and for a column that is missing or a population that is none.
    """
    from ..territories.aggregation import POPULATION_NAMES, aggregate, countable

    people = units.column(population, POPULATION_NAMES)
    table, sums = countable(units.scores, people, units.what)
    means = list(units.scores)
    if polygons is None and not field:
        raise InputError(
            tr(
                "GROUPS needs to know what makes a group: give a field (GROUP_FIELD), such as "
                "epci, or polygons (GROUP_TERRITORIES)."
            )
        )
    whole = aggregate(table.assign(group=""), "group", "population", means, sums, units.what)
    _say_whole(whole.iloc[0], progress)
    if not field and polygons is not None:
        return _by_place(units, table, means, sums, polygons, context, progress)
    table["group"] = units.column(field, ()).map(plain_text).to_numpy()
    groups = aggregate(table, "group", "population", means, sums, units.what)
    progress.say(
        plural(
            "{n} group by {field}.",
            "{n} groups by {field}.",
            groups["group"].count(),
            field=field,
        )
    )
    _say_outside(groups[groups["group"].isna()], progress)
    if polygons is not None:
        return _on_polygons(groups, sums, field, polygons, context, progress)
    name = "group" if field.lower() in {each.lower() for each in groups} else field
    return Layer.plain(_whole(groups, sums).rename(columns={"group": name}))


def _by_place(
    units: Units,
    table: pd.DataFrame,
    means: list[str],
    sums: list[str],
    polygons: QgsProcessingFeatureSource,
    context: QgsProcessingContext,
    progress: Progress,
) -> Layer:
    from ..territories.aggregation import aggregate_within, inner_points

    if units.source is None:
        raise InputError(
            tr(
                "To know which polygon of {layer} holds a territory, its own polygon is needed: "
                "give TERRITORIES, or a field that says it (GROUP_FIELD).",
                layer=polygons.sourceName(),
            )
        )
    zones = zones_from_source(units.source, units.what)
    larger = zones_from_source(polygons, polygons.sourceName(), epsg=zones.epsg)
    found = aggregate_within(
        larger, *inner_points(zones), table, "population", means, sums, units.what
    )
    _say_outside(found[found.index < 0], progress)
    own, geometries = read_source(polygons, polygons.sourceName(), context)
    return Layer.beside(own, _whole(found[found.index >= 0], sums), polygons, geometries)


def _on_polygons(
    groups: pd.DataFrame,
    sums: list[str],
    field: str,
    polygons: QgsProcessingFeatureSource,
    context: QgsProcessingContext,
    progress: Progress,
) -> Layer:
    from ..territories.zones import find_column

    what = polygons.sourceName()
    own, geometries = read_source(polygons, what, context)
    codes = own[find_column(list(own), field, (), what)].map(plain_text)
    by_code = groups.dropna(subset=["group"]).set_index("group")
    if unmatched := sorted(set(by_code.index) - set(codes)):
        progress.say(
            plural(
                "{n} group has no polygon in {layer}: {codes}.",
                "{n} groups have no polygon in {layer}: {codes}.",
                len(unmatched),
                layer=what,
                codes=named(unmatched, 20),
            )
        )
    if len(unmatched) == len(by_code):
        raise InputError(
            tr(
                "No code of {layer} (field {field}, such as {code}) is that of a group (such as "
                "{known}). Choose another field.",
                layer=what,
                field=field,
                code=next(iter(codes), "-"),
                known=next(iter(by_code.index), "-"),
            )
        )
    figures = by_code.reindex(codes)
    # Of a polygon without territories nothing is counted, and no score known.
    figures.loc[~codes.isin(by_code.index).to_numpy(), sums] = 0
    return Layer.beside(own, _whole(figures, sums), polygons, geometries)


def _whole(table: pd.DataFrame, counts: list[str]) -> pd.DataFrame:
    """The table with whole numbers where all the counts of a column are known and whole."""
    known = [name for name in counts if (table[name] % 1 == 0).all()]
    return table.astype(dict.fromkeys(known, "int64"))


def _say_whole(whole: pd.Series, progress: Progress) -> None:
    progress.say(
        tr(
            "Inhabitants in all: {population}; the score of the average one is {score}.",
            population=_known(whole["population"], 0),
            score=_known(whole["score_global"], 2),
        )
    )
    if unscored := whole["without_score"]:
        progress.say(
            plural(
                "{n} territory has no score: it counts in no mean.",
                "{n} territories have no score: they count in no mean.",
                unscored,
            )
        )
    if uncounted := whole["without_population"]:
        progress.say(
            plural(
                "{n} territory has no population: it counts in no mean, nor in the sum.",
                "{n} territories have no population: they count in no mean, nor in the sum.",
                uncounted,
            )
        )


def _known(number: float, digits: int) -> str:
    return tr("unknown") if number != number else fixed(number, digits)


def _say_outside(outside: pd.DataFrame, progress: Progress) -> None:
    for _, row in outside.iterrows():
        progress.say(
            plural(
                "{n} territory is in no group; its inhabitants: {population}.",
                "{n} territories are in no group; their inhabitants: {population}.",
                row["territories"],
                population=_known(row["population"], 0),
            )
        )
