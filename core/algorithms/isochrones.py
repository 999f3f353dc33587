"""``maillage:isochrones``: the ground within so many minutes of each place."""

from __future__ import annotations

from typing import Any

from qgis.core import (
    QgsGeometry,
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingParameterAuthConfig,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterString,
    QgsWkbTypes,
)

from ..common.errors import InputError
from ..common.modes import MODES
from ..common.progress import Progress
from ..common.speech import named
from ..common.text import plural, tr
from ..inputs.secrets import key_of
from ..inputs.settings import router_address, router_authcfg
from ..layers.postprocess import style_on_load
from ..layers.tables import make_fields, to_features
from ..layers.wording import isochrones_title
from .base import MaillageAlgorithm
from .isochrone_answers import IsochroneQuestion, Reply, ask_network, ask_service
from .parameters import (
    add_direction,
    add_minutes,
    add_network,
    choice,
    describe,
    optional,
    optional_sink,
)
from .travel import read_minutes, read_places

#: Reasons that the log gives, and places that it names for each, at most.
_REASONS, _NAMED = 3, 3
ENGINES = ["network", "valhalla", "geoplateforme", "openrouteservice"]
MERGES = ["each", "union", "nearest"]


class Isochrones(MaillageAlgorithm):
    """Isochrones from travel times on the network, or from a routing service."""

    ID = "isochrones"
    GROUP = "travel"

    def title(self) -> str:
        return tr("Isochrones")

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        self.addParameter(
            QgsProcessingParameterFeatureSource(
                "PLACES", tr("Places"), [QgsProcessing.SourceType.TypeVectorPoint]
            )
        )
        self.addParameter(choice("ENGINE", tr("Engine"), ENGINES, "network"))
        add_network(self, is_needed=False)
        self.addParameter(
            optional(QgsProcessingParameterString("URL", tr("Address of the service")))
        )
        self.addParameter(
            optional(QgsProcessingParameterAuthConfig("AUTHCFG", tr("Key of the service")))
        )
        self.addParameter(choice("MODE", tr("Mode"), list(MODES), "car"))
        add_minutes(self, "10,20")
        self.addParameter(
            choice(
                "MERGE",
                tr("Isochrones of several places"),
                MERGES,
                "each",
            )
        )
        add_direction(self)
        self.addParameter(QgsProcessingParameterFeatureSink("OUTPUT", tr("Isochrones")))
        self.addParameter(
            optional_sink("FAILURES", tr("Failures"), QgsProcessing.SourceType.TypeVector)
        )
        describe(
            self,
            roles={
                "PLACES": "places",
                "NETWORK": "network",
                "OUTPUT": "isochrones",
                "FAILURES": "failures",
            },
            folded="DIRECTION",
            only_with={
                "NETWORK": "ENGINE=network",
                "URL": "ENGINE=valhalla",
                "AUTHCFG": "ENGINE=openrouteservice",
            },
        )

    def prepareAlgorithm(
        self,
        parameters: dict[str, Any],
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
    ) -> bool:
        """On the main thread, the only one on which QGIS gives a key."""
        self._key, self._no_key = "", None
        engine = self.parameterAsEnumString(parameters, "ENGINE", context)
        url = self.parameterAsString(parameters, "URL", context)
        authcfg = self.parameterAsString(parameters, "AUTHCFG", context)
        authcfg = router_authcfg(engine, authcfg, url)
        if authcfg and engine == "openrouteservice":
            try:
                self._key = key_of(authcfg)
            except InputError as error:
                self._no_key = error  # raised later: an error told here reaches nobody
        return True

    def compute(
        self, parameters: dict[str, Any], context: QgsProcessingContext, progress: Progress
    ) -> dict[str, Any]:
        if self._no_key is not None:
            raise self._no_key
        minutes = read_minutes(self.parameterAsString(parameters, "MINUTES", context))
        source = self.source(parameters, "PLACES", context)
        question = IsochroneQuestion(
            read_places(source, source.sourceName(), context, progress.part(0, 0.02)),
            self.parameterAsEnumString(parameters, "MODE", context),
            minutes,
            self.parameterAsEnumString(parameters, "MERGE", context),
            self.parameterAsEnumString(parameters, "DIRECTION", context),
        )
        engine = self.parameterAsEnumString(parameters, "ENGINE", context)
        part = progress.part(0.05, 0.95)
        if engine == "network":
            path = self.parameterAsFile(parameters, "NETWORK", context)
            reply = ask_network(question, path, part)
        else:
            url = router_address(engine, self.parameterAsString(parameters, "URL", context))
            reply = ask_service(question, engine, url, self._key, part)
        _tell(question, reply, progress)
        outputs = self._write_all(parameters, context, question, engine, reply)
        reply.forget()
        return outputs

    def _write_all(
        self,
        parameters: dict[str, Any],
        context: QgsProcessingContext,
        question: IsochroneQuestion,
        engine: str,
        reply: Reply,
    ) -> dict[str, Any]:
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
        rows = [
            (names[one.place], question.mode, one.minutes, engine, one.truncated)
            for one in reply.drawn
        ]
        geometries = []
        for one in reply.drawn:
            geometries.append(QgsGeometry())
            geometries[-1].fromWkb(bytes(one.geometry.ExportToIsoWkb()))
        table = pd.DataFrame(rows, columns=fields.names())
        failed = make_fields({"place_id": "text", "name": "text", "reason": "text"})
        called = dict(enumerate(question.places["name"])) if "name" in question.places else {}
        reasons = [
            (names[place], called.get(place), reason)
            for place, reason in sorted(reply.failures.items())
        ]
        failures = pd.DataFrame(reasons, columns=failed.names())
        outputs = {
            "OUTPUT": self.write(
                parameters,
                "OUTPUT",
                context,
                fields,
                to_features(table, fields, geometries),
                QgsWkbTypes.Type.MultiPolygon,
            ),
            "FAILURES": self.write(
                parameters, "FAILURES", context, failed, to_features(failures, failed)
            ),
        }
        title = isochrones_title(question.mode, question.merge, engine)
        style_on_load(context, outputs["OUTPUT"], "isochrones", title)
        style_on_load(
            context, outputs["FAILURES"], "failures", tr("Failures: {layer}", layer=title)
        )
        return outputs


def _tell(question: IsochroneQuestion, reply: Reply, progress: Progress) -> None:
    """Says what there is, how far it can be believed, and why places lack some."""
    progress.say(
        tr(
            "Isochrones: {count}, places: {places}.",
            count=len(reply.drawn),
            places=len(question.places),
        )
    )
    cut = sum(bool(one.truncated) for one in reply.drawn)
    if cut:
        progress.warn(
            plural(
                "{n} of them reaches the edge of the network: the real area may go farther there.",
                "{n} of them reach the edge of the network: the real areas may go farther there.",
                cut,
            )
        )
    if reply.failures:
        progress.warn(
            plural(
                "{n} place has none, or not all; it is in the table of failures (FAILURES).",
                "{n} places have none, or not all; they are in the table of failures (FAILURES).",
                len(reply.failures),
            )
        )
    places: dict[str, list[str]] = {}
    for place, reason in sorted(reply.failures.items()):
        places.setdefault(reason, []).append(str(question.places["place_id"].iloc[place]))
    for reason, lacking in sorted(places.items(), key=lambda item: -len(item[1]))[:_REASONS]:
        first = named(lacking[:_NAMED])
        if len(lacking) > _NAMED:
            first = plural(
                "{places} and {n} other",
                "{places} and {n} others",
                len(lacking) - _NAMED,
                places=first,
            )
        progress.say(tr("{places}: {reason}", places=first, reason=reason))
