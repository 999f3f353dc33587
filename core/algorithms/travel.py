"""What the algorithms that travel on a network share: how they read and refuse what is given."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from qgis.core import (
    NULL,
    Qgis,
    QgsProcessingFeatureSource,
    QgsProperty,
    QgsWkbTypes,
)

from ..common.errors import InputError
from ..common.modes import MODES, by_mode
from ..common.progress import Progress
from ..common.speech import distance, named
from ..common.text import plain_text, tr
from ..layers.tables import WGS84, read_source
from .base import MaillageAlgorithm

if TYPE_CHECKING:
    import pandas as pd
    from qgis.core import QgsProcessingContext

    from ..access.services import Service
    from ..access.times import Search
    from ..network.roadnetwork import Network

LONGEST_MINUTES = 600
#: Places named in one message, at most.
_NAMED = 20


def read_minutes(text: str) -> list[int]:
    """Limits in ascending order. Raises InputError for anything but whole minutes."""
    try:
        minutes = sorted({int(part) for part in text.replace(";", ",").split(",") if part.strip()})
    except ValueError:
        minutes = []
    if not minutes or minutes[0] < 1 or minutes[-1] > LONGEST_MINUTES:
        raise InputError(
            tr(
                "The limits (MINUTES) are “{text}”. Give whole minutes from 1 to {longest}, "
                "separated by commas, such as 10,20.",
                text=text,
                longest=LONGEST_MINUTES,
            )
        )
    return minutes


def read_modes(
    algorithm: MaillageAlgorithm, parameters: dict[str, Any], context: QgsProcessingContext
) -> list[str]:
    """The modes of MODE, where it may be several. Raises InputError for none."""
    modes: list[str] = algorithm.parameterAsEnumStrings(parameters, "MODE", context)
    if not modes:
        raise InputError(tr("Choose at least one mode: {modes}.", modes=named(MODES)))
    return modes


def refuse_number(
    parameters: dict[str, Any], name: str, check: Callable[[float], None]
) -> tuple[bool, str] | None:
    """What ``checkParameterValues`` answers for a number that cannot be used; None if it can.

    QGIS itself would only say that the value is not right. ``check`` raises InputError.
    """
    value = parameters.get(name)
    if value is None or value == NULL or value == "" or isinstance(value, QgsProperty):
        return None
    try:
        check(float(str(value)))
    except InputError as error:
        return False, str(error)
    except ValueError:
        return False, tr("{name} is “{value}”. Give a number, such as 4.5.", name=name, value=value)
    return None


def read_codes(text: str) -> list[str]:
    """Codes separated by commas, blanks or hyphens, without repeats."""
    for separator in ";- ":
        text = text.replace(separator, ",")
    return list(dict.fromkeys(code.strip().upper() for code in text.split(",") if code.strip()))


def read_services(text: str, places: pd.DataFrame) -> list[Service]:
    """What places state of each code of a text. Raises InputError for a code that is unknown."""
    from ..access.services import find_service
    from ..nomenclature import load_nomenclature

    known = {
        name: {item.code for item in vocabulary}
        for name, vocabulary in load_nomenclature().vocabularies.items()
    }
    return [find_service(places, code, known) for code in read_codes(text)]


def read_places(
    source: QgsProcessingFeatureSource,
    what: str,
    context: QgsProcessingContext,
    progress: Progress,
) -> pd.DataFrame:
    """Places with ``place_id``, ``lon`` and ``lat`` (degrees, NaN without position).

    Where there is no ``place_id`` stands the feature's number. Raises InputError for other than
    points, and for none.
    """
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


def search_from(
    network: Network, network_path: str, mode: str, direction: str, places: pd.DataFrame
) -> Search:
    """A search from the places on one mode of the network.

    Raises InputError when the mode has no road, or no place is near one.
    """
    from ..access.times import Search
    from ..network.graph import Graph

    if mode not in network.modes:
        raise InputError(
            tr(
                "The network {path} was built to travel {modes}, not {by_mode}. Build one with "
                "this mode, or choose another mode.",
                path=network_path,
                modes=named(map(by_mode, network.modes)),
                by_mode=by_mode(mode),
            )
        )
    graph = Graph(network, mode, direction)
    if not graph.leads_somewhere.any():
        raise InputError(
            tr(
                "The network {path} has no road to travel {by_mode}. Choose another mode or "
                "network.",
                path=network_path,
                by_mode=by_mode(mode),
            )
        )
    search = Search(graph, graph.snap(*network.project(places["lon"], places["lat"])))
    if not len(search.joined):
        nearest = float(search.snap.metres.min())
        if nearest < float("inf"):
            raise InputError(
                tr(
                    "None of the places ({count}) is near the network {path}: the nearest one is "
                    "{away} from a road for this mode. Choose a network that covers them.",
                    count=len(places),
                    path=network_path,
                    away=distance(nearest),
                )
            )
        raise InputError(
            tr(
                "None of the places ({count}) has a position. Choose places that have one.",
                count=len(places),
            )
        )
    return search


def tell_unjoined(search: Search, places: pd.DataFrame, progress: Progress) -> None:
    """Says which places are on no road, and why."""
    import numpy as np

    metres = search.snap.metres
    alone = np.flatnonzero(search.snap.edge < 0)
    if not len(alone):
        return
    left_out = [
        tr("{place} ({away} away)", place=places["place_id"][n], away=distance(metres[n]))
        if np.isfinite(metres[n])
        else tr("{place} (no position)", place=places["place_id"][n])
        for n in alone.tolist()
    ]
    progress.warn(
        tr(
            "Places too far from the road, or without a position, and so left out ({count} "
            "of {total}): {named}",
            count=len(alone),
            total=len(places),
            named=named(left_out, _NAMED),
        )
    )
