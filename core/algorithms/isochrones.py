"""``maillage:isochrones``: the ground within so many minutes of each place."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qgis.core import (
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingParameterAuthConfig,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterString,
)

from ..common.errors import InputError
from ..common.modes import MODES
from ..common.text import tr
from .base import MaillageAlgorithm
from .parameters import (
    add_direction,
    add_minutes,
    add_network,
    choice,
    describe,
    optional,
    optional_sink,
)

if TYPE_CHECKING:
    from ..common.progress import Progress
    from ..inputs.given import Given

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
        from ..inputs.given import Given
        from ..inputs.keys import key_of
        from ..inputs.settings import router_authcfg

        given = Given(self, parameters, context)
        self._key, self._no_key = "", None
        engine = given.word("ENGINE")
        authcfg = router_authcfg(engine, given.text("AUTHCFG"), given.text("URL"))
        if authcfg and engine == "openrouteservice":
            try:
                self._key = key_of(authcfg)
            except InputError as error:
                self._no_key = error  # raised later: an error told here reaches nobody
        return True

    def compute(self, given: Given, progress: Progress) -> dict[str, Any]:
        from ..engines.isochrone_words import tell_reply
        from ..inputs.isochrone_answers import answer, read_question
        from ..layers.postprocess import style_on_load
        from ..layers.wording import isochrones_title
        from .isochrone_tables import drawn_layer, failures_layer

        if self._no_key is not None:
            raise self._no_key
        question = read_question(given, progress.part(0, 0.02))
        reply = answer(given, question, self._key, progress.part(0.05, 0.95))
        tell_reply(question, reply, progress)
        engine = given.word("ENGINE")
        outputs = {
            "OUTPUT": self.write_layer(given, "OUTPUT", drawn_layer(question, reply, engine)),
            "FAILURES": self.write_layer(given, "FAILURES", failures_layer(question, reply)),
        }
        title = isochrones_title(question.trip.mode, question.merge, engine)
        style_on_load(given.context, outputs["OUTPUT"], "isochrones", title)
        failures = tr("Failures: {layer}", layer=title)
        style_on_load(given.context, outputs["FAILURES"], "failures", failures)
        reply.forget()
        return outputs
