"""Who lives where: demand, its inhabitants, and the territories to sum them up by."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

from qgis.core import Qgis, QgsProcessingFeatureSource, QgsWkbTypes

from ..common.errors import InputError
from ..common.progress import SILENT, Progress
from ..common.speech import named
from ..common.text import plain_text, plural, tr
from ..layers.tables import read_source
from ..layers.zone_layers import zones_from_source
from .given import Given
from .people_words import tell_threshold
from .place_points import places_of

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd

    from ..access.coverage import People
    from ..access.demand import Cells, Demand, JoinedDemand
    from ..network.roadnetwork import Network
    from ..territories.zones import Zones


class Territories(NamedTuple):
    """Polygons to sum up by, the layer they come from, and which one each demand point is in."""

    source: QgsProcessingFeatureSource
    zones: Zones
    of: np.ndarray


def read_territories(given: Given, demand: Demand, units: Zones | None, epsg: int) -> Territories:
    """TERRITORIES, or ``units``, the polygons of DEMAND. Raises InputError without either."""
    source = given.optional_source("TERRITORIES")
    if source is not None:
        code = given.text("TERRITORY_FIELD") or None
        zones = zones_from_source(source, source.sourceName(), code, epsg=epsg)
        return Territories(source, zones, zones.locate(demand.x, demand.y))
    if units is None:
        raise InputError(
            tr("The demand is points: give TERRITORIES, the polygons to sum them up by.")
        )
    source = given.source("DEMAND")
    _refuse_groups(source, given.text("TERRITORY_FIELD"))
    return Territories(source, units, demand.unit)


def _refuse_groups(source: QgsProcessingFeatureSource, field: str) -> None:
    """Raises InputError for a column of the demand's polygons that many of them share: figures by
    EPCI were asked for, and would be those of each commune."""
    number = source.fields().lookupField(field) if field else -1
    if number >= 0 and len(source.uniqueValues(number)) < source.featureCount():
        raise InputError(
            tr(
                "Several polygons of {layer} have the same {field}, and without TERRITORIES the "
                "figures would be those of each polygon. Give TERRITORIES, a layer with one "
                "polygon for each {field}, or leave TERRITORY_FIELD empty.",
                layer=source.sourceName(),
                field=field,
            )
        )


def read_demand(
    given: Given, network: Network, cells: Cells | None = None, progress: Progress = SILENT
) -> tuple[JoinedDemand, Zones | None]:
    """DEMAND: the people on the network (of polygons at ``cells``), and their polygons, if any."""
    from ..access.demand import joined, point_demand, polygon_demand

    source = given.source("DEMAND")
    if is_polygons(source):
        zones = zones_from_source(source, source.sourceName(), epsg=network.epsg)
        return joined(polygon_demand(zones, network, cells, progress), network), zones
    points = places_of(source, given.context, progress)
    x, y = network.project(points["lon"], points["lat"])
    return joined(point_demand(x, y, network), network), None


def read_straight_demand(
    given: Given, epsg: int, network: Network | None, progress: Progress
) -> tuple[Demand, Zones | None]:
    """DEMAND where straight lines stand for journeys: people at the points given, or where
    ``standing`` has those of polygons (CELLS, CENTRES, a network); and the polygons, if any.
    """
    import numpy as np

    from ..access.demand import POINT, Demand
    from ..access.standing import at_centres, standing
    from ..common.projection import WGS84, project
    from .centre_points import find_given_centres

    source = given.source("DEMAND")
    if is_polygons(source):
        cells = read_cells(given, epsg, None, progress.part(0, 0.4))
        zones = zones_from_source(source, source.sourceName(), epsg=epsg)
        chosen = find_given_centres(given, zones, progress.part(0.4, 0.8))
        centres = None if chosen is None else at_centres(*chosen)
        return standing(zones, cells, centres, network), zones
    points = places_of(source, given.context, SILENT)
    x, y = project(points["lon"], points["lat"], WGS84, epsg)
    return Demand.at_points(np.arange(len(x)), x, y, np.ones(len(x)), POINT), None


def is_polygons(source: QgsProcessingFeatureSource) -> bool:
    """Whether a layer is of polygons."""
    return QgsWkbTypes.geometryType(source.wkbType()) == Qgis.GeometryType.Polygon


def read_cells(
    given: Given, epsg: int, network: Network | None, progress: Progress
) -> Cells | None:
    """CELLS in the system ``epsg``, None where none are given. Without a field of people, polygons
    count by their area, and points 1 each. Without a network, people stand inside each polygon.
    """
    import numpy as np

    from ..access.demand import inner_cells, point_cells, polygon_cells

    source = given.optional_source("CELLS")
    if source is None:
        return None
    what, field = source.sourceName(), given.text("CELLS_POPULATION_FIELD")
    table, geometries = read_source(source, what, given.context, f"EPSG:{epsg}", progress)
    if not len(table):
        raise InputError(tr("The layer {layer} is empty. Choose cells or buildings.", layer=what))
    people = np.ones(len(table))
    if field:
        people = np.nan_to_num(_read_shares(table, field, what, progress))
    if not (people > 0).any():
        raise InputError(
            tr("{layer}: the field {field} counts nobody. Choose another.", layer=what, field=field)
        )
    if is_polygons(source):
        zones = zones_from_source(source, what, epsg=epsg)
        if not field:
            people = np.array([polygon.Area() for polygon in zones.geometries])
        return (
            inner_cells(zones, people) if network is None else polygon_cells(zones, people, network)
        )
    corners = [None if g.isNull() or g.isEmpty() else g.vertexAt(0) for g in geometries]
    nowhere = float("nan")
    x = [nowhere if corner is None else corner.x() for corner in corners]
    y = [nowhere if corner is None else corner.y() for corner in corners]
    return point_cells(np.array(x), np.array(y), people)


def read_people(given: Given, progress: Progress) -> People:
    """The inhabitants of DEMAND's units. Raises InputError for what is no such number."""
    import numpy as np

    from ..access.coverage import People, mean_fragility

    refusal = given.refusal("FRAGILITY_THRESHOLD", _finite)
    if refusal:
        raise InputError(refusal)
    source = given.source("DEMAND")
    what = source.sourceName()
    table, _ = read_source(source, what, given.context)
    if not len(table):
        raise InputError(tr("The layer {layer} is empty. Choose where people live.", layer=what))
    population = read_population(table, given.text("POPULATION_FIELD"), what, progress)
    name = given.text("FRAGILITY_FIELD")
    fragility = read_numbers(table, name, what, progress) if name else np.full(len(table), np.nan)
    unknown = int((np.isnan(fragility) & (population > 0)).sum())
    if name and unknown:
        progress.warn(
            plural(
                "{layer}: {n} feature with inhabitants has no score in the field {field}. It "
                "counts in no figure of fragility.",
                "{layer}: {n} features with inhabitants have no score in the field {field}. "
                "They count in no figure of fragility.",
                unknown,
                layer=what,
                field=name,
            )
        )
    threshold = mean_fragility(population, fragility)
    if given.has("FRAGILITY_THRESHOLD"):
        threshold = given.number("FRAGILITY_THRESHOLD")
    people = People(population, fragility, threshold)
    tell_threshold(progress, people, given.has("FRAGILITY_THRESHOLD"), what, name)
    return people


def _finite(number: float) -> None:
    if not math.isfinite(number):
        raise ValueError(number)


def read_population(table: pd.DataFrame, name: str, layer: str, progress: Progress) -> np.ndarray:
    """The inhabitants of each unit. Raises InputError for what is negative or no number, and for
    “1,234”, which may be two numbers.

    An empty cell is NaN, and the log says how many there are.
    """
    from ..territories.cell_numbers import require_plain_counts

    if name in table:
        require_plain_counts(table[name], layer)
    return _read_shares(table, name, layer, progress)


def _read_shares(table: pd.DataFrame, name: str, layer: str, progress: Progress) -> np.ndarray:
    """As ``read_population``, of cells: there decimals are usual."""
    import numpy as np

    population = read_numbers(table, name, layer, progress)
    missing = int(np.isnan(population).sum())
    if missing:
        progress.say(
            plural(
                "{layer}: {n} feature has no population in the field {field}. It adds nobody "
                "to any sum.",
                "{layer}: {n} features have no population in the field {field}. They add "
                "nobody to any sum.",
                missing,
                layer=layer,
                field=name,
            )
        )
    negative = np.flatnonzero(population < 0)
    if len(negative):
        raise InputError(
            tr(
                "{layer}: the field {field} holds negative populations, the first in feature "
                "{row}: {value}. Correct them, or choose another field.",
                layer=layer,
                field=name,
                row=str(int(negative[0]) + 1),
                value=population[negative[0]],
            )
        )
    return population


def read_numbers(table: pd.DataFrame, name: str, layer: str, progress: Progress) -> np.ndarray:
    """A field as numbers, as people write them too (``1 234``, ``1,5``), NaN where empty.

    A cell that is none counts as empty, and a warning says how many there are. Raises InputError,
    naming the first, where as many cells are none as are.
    """
    import numpy as np

    from ..territories.cell_numbers import numbers

    if name not in table:
        raise InputError(
            tr(
                "The layer {layer} has no field {field}. Its fields are: {fields}.",
                layer=layer,
                field=name,
                fields=named(table),
            )
        )
    read = numbers(table[name]).to_numpy(dtype=float)
    missing = np.flatnonzero(np.isnan(read))
    texts = [plain_text(cell) for cell in table[name].iloc[missing]]
    wrong = [(int(row) + 1, text) for row, text in zip(missing, texts, strict=True) if text]
    if not wrong:
        return read
    row, value = wrong[0]
    if len(wrong) >= len(read) - len(missing):
        raise InputError(
            tr(
                "{layer}, feature {row}: the field {field} holds “{value}”, not a number. Correct "
                "it, or choose another field.",
                layer=layer,
                row=str(row),
                field=name,
                value=value,
            )
        )
    progress.warn(
        plural(
            "{layer}: {n} feature holds no number in the field {field}: “{value}”, in feature "
            "{row}. It counts as empty.",
            "{layer}: {n} features hold no number in the field {field}, the first “{value}”, in "
            "feature {row}. They count as empty.",
            len(wrong),
            layer=layer,
            field=name,
            value=value,
            row=str(row),
        )
    )
    return read
