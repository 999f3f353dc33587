"""What the algorithms that travel on a network share: its parameters, and how they are read."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from qgis.core import (
    NULL,
    Qgis,
    QgsMapLayer,
    QgsProcessingFeatureSource,
    QgsProcessingFeatureSourceDefinition,
    QgsProcessingParameterFile,
    QgsProcessingParameterString,
    QgsProcessingUtils,
    QgsProperty,
    QgsProviderRegistry,
    QgsWkbTypes,
)

from ..common.errors import InputError
from ..common.figures import distance
from ..common.modes import by_mode
from ..common.progress import Progress
from ..common.text import plain_text, tr
from ..layers.tables import WGS84, read_source
from .base import MaillageAlgorithm, choice, optional

if TYPE_CHECKING:
    import pandas as pd
    from qgis.core import QgsProcessingContext

    from ..access.times import Search
    from ..network.network import Network

#: The words of MODE, MINUTES and DIRECTION, as the public interface has them.
MODES = ["car", "bike", "foot"]
DIRECTIONS = ["to", "from"]
LONGEST_MINUTES = 600
#: Places named in one message, at most.
_NAMED = 20


def add_network(algorithm: MaillageAlgorithm, *, is_needed: bool = True) -> None:
    """The parameter NETWORK: a file built by ``buildnetwork``."""
    # Any file may be given: what is no network is said when it is read.
    files = ";;".join((tr("Maillage network (*.npz)"), tr("All files (*.*)")))
    network = QgsProcessingParameterFile("NETWORK", tr("Network file"), fileFilter=files)
    algorithm.addParameter(network if is_needed else optional(network))


def add_direction(algorithm: MaillageAlgorithm) -> None:
    """The parameter DIRECTION: to the place (what an inhabitant travels) or from it."""
    algorithm.addParameter(
        choice("DIRECTION", tr("Direction: to the place, or from it"), DIRECTIONS, "to")
    )


def add_minutes(algorithm: MaillageAlgorithm, default: str) -> None:
    """The parameter MINUTES: limits separated by commas."""
    algorithm.addParameter(
        QgsProcessingParameterString("MINUTES", tr("Limits (minutes, e.g. 10,20)"), default)
    )


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


def file_of(value: Any, context: QgsProcessingContext) -> Path | None:
    """The file behind a layer, its id, or a path with or without a layer's name; None if none."""
    if isinstance(value, QgsProcessingFeatureSourceDefinition):
        value = value.source.staticValue()
    if isinstance(value, str) and not Path(value.split("|")[0]).is_file():
        value = QgsProcessingUtils.mapLayerFromString(value, context) or value
    if isinstance(value, QgsMapLayer):
        registry = QgsProviderRegistry.instance()
        value = registry.decodeUri(value.providerType(), value.source()).get("path", "")
    path = Path(str(value).split("|")[0])
    return path if path.is_file() else None


def refuse_overwriting(
    algorithm: MaillageAlgorithm,
    parameters: dict[str, Any],
    inputs: tuple[str, ...],
    context: QgsProcessingContext,
) -> None:
    """Raises InputError when an output is the file of an input, all layers of which would be lost.

    An input that is not given is left out.
    """
    for destination in algorithm.destinationParameterDefinitions():
        output = algorithm._destination_file(parameters, destination.name())
        for name in inputs:
            path = file_of(parameters.get(name), context)
            if output is not None and path is not None and path.resolve() == output.resolve():
                raise InputError(
                    tr(
                        "{path} is the input {name}: give another output file.",
                        path=output,
                        name=name,
                    )
                )


def read_codes(text: str) -> list[str]:
    """Codes separated by commas, blanks or hyphens, without repeats."""
    for separator in ";- ":
        text = text.replace(separator, ",")
    return list(dict.fromkeys(code.strip().upper() for code in text.split(",") if code.strip()))


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
                modes=", ".join(map(by_mode, network.modes)),
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
                    "None of the {count} places is near the network {path}: the nearest one is "
                    "{away} from a road for this mode. Choose a network that covers them.",
                    count=len(places),
                    path=network_path,
                    away=distance(nearest),
                )
            )
        raise InputError(
            tr("None of the {count} places has a position. Choose places.", count=len(places))
        )
    return search


def tell_unjoined(search: Search, places: pd.DataFrame, progress: Progress) -> None:
    """Says which places are on no road, and why."""
    import numpy as np

    metres = search.snap.metres
    alone = np.flatnonzero(search.snap.edge < 0)
    if not len(alone):
        return
    named = [
        tr("{place} ({away} away)", place=places["place_id"][n], away=distance(metres[n]))
        if np.isfinite(metres[n])
        else tr("{place} (no position)", place=places["place_id"][n])
        for n in alone[:_NAMED].tolist()
    ]
    progress.say(
        tr(
            "{count} of {total} places are too far from the road, or have no position, and are "
            "left out: {named}",
            count=len(alone),
            total=len(places),
            named=", ".join(named) + ("…" if len(alone) > _NAMED else "."),
        )
    )


def offering(places: pd.DataFrame, code: str) -> Any:
    """Indices of the places that state a code among activities, publics, themes or labels.

    Raises InputError when none does, with the codes that are there.
    """
    import numpy as np

    columns = [c for c in ("activities", "publics", "themes", "labels") if c in places]
    stated = [
        {part for value in row for part in str(value or "").split("-") if part}
        for row in places[columns].itertuples(index=False)
    ]
    found = np.flatnonzero([code in codes for codes in stated])
    if not len(found):
        raise InputError(
            tr(
                "No place states the code {code}. The codes stated are: {codes}.",
                code=code,
                codes=", ".join(sorted(set().union(*stated))) or "-",
            )
        )
    return found
