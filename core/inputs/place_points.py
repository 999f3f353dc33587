"""Places: the points of a layer, and what is said of the services that they offer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qgis.core import Qgis, QgsProcessingContext, QgsProcessingFeatureSource, QgsWkbTypes

from ..common.errors import InputError
from ..common.progress import Progress
from ..common.text import plain_text, tr
from ..layers.tables import WGS84, read_source
from .given import Given

if TYPE_CHECKING:
    import pandas as pd

    from ..access.services import Service


def read_places(given: Given, name: str, progress: Progress) -> pd.DataFrame:
    """The places of a parameter, as ``places_of`` reads them."""
    return places_of(given.source(name), given.context, progress)


def places_of(
    source: QgsProcessingFeatureSource, context: QgsProcessingContext, progress: Progress
) -> pd.DataFrame:
    """Places with ``place_id``, ``lon`` and ``lat`` (degrees, NaN without position).

    Where there is no ``place_id`` stands the feature's number. Raises InputError for other than
    points, and for none.
    """
    what = source.sourceName()
    if QgsWkbTypes.geometryType(source.wkbType()) != Qgis.GeometryType.Point:
        raise InputError(tr("The layer {layer} holds no points. Choose places.", layer=what))
    table, geometries = read_source(source, what, context, WGS84, progress)
    if not geometries:
        raise InputError(tr("The layer {layer} is empty. Choose places.", layer=what))
    given = table["place_id"] if "place_id" in table else [None] * len(table)
    table["place_id"] = [
        plain_text(value) or str(number) for number, value in enumerate(given, start=1)
    ]
    points = [None if g.isNull() or g.isEmpty() else g.vertexAt(0) for g in geometries]
    table["lon"] = [float("nan") if point is None else point.x() for point in points]
    table["lat"] = [float("nan") if point is None else point.y() for point in points]
    return table


def codes_of(text: str) -> list[str]:
    """Codes separated by commas, blanks or hyphens, without repeats."""
    for separator in ";- ":
        text = text.replace(separator, ",")
    return list(dict.fromkeys(code.strip().upper() for code in text.split(",") if code.strip()))


def services_of(text: str, places: pd.DataFrame) -> list[Service]:
    """What places state of each code of a text. Raises InputError for a code that is unknown."""
    from ..access.services import find_service
    from ..nomenclature import load_nomenclature

    known = {
        name: {item.code for item in vocabulary}
        for name, vocabulary in load_nomenclature().vocabularies.items()
    }
    return [find_service(places, code, known) for code in codes_of(text)]
