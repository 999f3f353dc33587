"""The layers of ``maillage:isochrones``: what was drawn, and why places have none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qgis.core import QgsGeometry, QgsWkbTypes

from ..layers.layer import Layer
from ..layers.tables import make_fields

if TYPE_CHECKING:
    from ..engines.isochrone_question import IsochroneQuestion, IsochroneReply


def drawn_layer(question: IsochroneQuestion, reply: IsochroneReply, engine: str) -> Layer:
    """A row for each isochrone; that of all places together has an empty ``place_id``."""
    import pandas as pd

    fields = make_fields(
        {
            "place_id": "text",
            "mode": "text",
            "minutes": "integer",
            "engine": "text",
            "truncated": "boolean",
        }
    )
    names = [*question.places["place_id"], ""]  # the last one is that of all together, -1
    mode = question.trip.mode
    rows = [(names[one.place], mode, one.minutes, engine, one.truncated) for one in reply.drawn]
    geometries = []
    for one in reply.drawn:
        geometries.append(QgsGeometry())
        geometries[-1].fromWkb(bytes(one.geometry.ExportToIsoWkb()))
    table = pd.DataFrame(rows, columns=fields.names())
    return Layer(table, fields, geometries, QgsWkbTypes.Type.MultiPolygon)


def failures_layer(question: IsochroneQuestion, reply: IsochroneReply) -> Layer:
    """A row for each place without isochrones, or without all of them."""
    import pandas as pd

    fields = make_fields({"place_id": "text", "name": "text", "reason": "text"})
    places = question.places
    identifiers = places["place_id"].tolist()
    called = dict(enumerate(places["name"])) if "name" in places else {}
    rows = [
        (identifiers[place], called.get(place), reason)
        for place, reason in sorted(reply.failures.items())
    ]
    return Layer(pd.DataFrame(rows, columns=fields.names()), fields)
