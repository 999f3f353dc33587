"""``maillage:mergecensus``: two lists of places to one, and the review of their pairs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qgis.core import (
    QgsProcessing,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterNumber,
    QgsWkbTypes,
)

from ..common.text import plural, tr
from .base import MaillageAlgorithm
from .parameters import choice, describe, optional_sink

if TYPE_CHECKING:
    import pandas as pd

    from ..common.progress import Progress
    from ..inputs.given import Given
    from ..matching.merging import Merged

#: Whether the incoming list claims to hold all places; "auto": if it has half of the base's.
WHOLE = ["auto", "yes", "no"]


class MergeCensus(MaillageAlgorithm):
    """Finds the places that two lists share, and merges what they say of them."""

    ID = "mergecensus"
    GROUP = "census"

    def title(self) -> str:
        return tr("Merge two lists of places")

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        kinds = QgsProcessing.SourceType
        for name, label in (("BASE", tr("Base: your places")), ("INCOMING", tr("Incoming places"))):
            self.addParameter(QgsProcessingParameterFeatureSource(name, label, [kinds.TypeVector]))
        self.addParameter(
            QgsProcessingParameterNumber(
                "THRESHOLD",
                tr("Probability from which a pair is one place"),
                QgsProcessingParameterNumber.Type.Double,
                defaultValue=0.8,
                minValue=0.5,
                maxValue=0.999,
            )
        )
        self.addParameter(
            QgsProcessingParameterFeatureSource(
                "DECISIONS", tr("Review with your decisions"), [kinds.TypeVector], optional=True
            )
        )
        self.addParameter(
            choice("WHOLE", tr("The incoming list is whole: what it lacks is gone"), WHOLE, "auto")
        )
        self.addParameter(
            QgsProcessingParameterFeatureSink("OUTPUT", tr("Merged places"), kinds.TypeVectorPoint)
        )
        self.addParameter(optional_sink("REVIEW", tr("Review of the pairs")))
        describe(
            self,
            roles={
                "BASE": "first_list places",
                "INCOMING": "second_list",
                "OUTPUT": "places",
                "REVIEW": "review",
            },
            folded="THRESHOLD DECISIONS",
        )

    def compute(self, given: Given, progress: Progress) -> dict[str, Any]:
        from ..layers.postprocess import style_on_load
        from ..layers.tables import make_fields, point_geometries, to_features
        from ..matching.match import match_places
        from ..matching.merging import merge_places, merged_types
        from ..places.fields import REVIEW_FIELDS

        base = self._places(given, "BASE", progress.part(0, 0.05))
        incoming = self._places(given, "INCOMING", progress.part(0.05, 0.1))
        decisions = self._decisions(given)
        threshold = given.number("THRESHOLD")
        word = given.word("WHOLE")
        whole = {"yes": True, "no": False}.get(word)
        review = match_places(base, incoming, threshold, decisions, whole, progress.part(0.1, 0.8))
        merged = merge_places(base, incoming, review, whole)
        progress.step(0.9)
        places = merged.places
        fields = make_fields(merged_types(places))
        features = to_features(places, fields, point_geometries(places))
        points = QgsWkbTypes.Type.Point
        output = self.write(given, "OUTPUT", fields, features, points)
        style_on_load(given.context, output, "places")
        fields = make_fields(REVIEW_FIELDS)
        pairs = self.write(given, "REVIEW", fields, to_features(review, fields))
        _tell(merged, review, progress)
        if whole is None:
            progress.say(_taken_for(merged.whole))
        outputs = {"OUTPUT": output, "REVIEW": pairs}
        return {name: value for name, value in outputs.items() if value}

    def _places(
        self,
        given: Given,
        name: str,
        progress: Progress,
    ) -> pd.DataFrame:
        """The attributes of a layer, its points as ``lon`` and ``lat``; the source's name in
        ``source`` where the places do not say theirs."""
        from ..layers.tables import WGS84, read_source

        source = given.source(name)
        what = source.sourceName()
        drawn = source.wkbType() != QgsWkbTypes.Type.NoGeometry
        crs = WGS84 if drawn else None
        table, geometries = read_source(source, what, given.context, crs, progress)
        points = [None if g.isEmpty() else g.centroid().asPoint() for g in geometries]
        table["lon"] = [float("nan") if point is None else point.x() for point in points]
        table["lat"] = [float("nan") if point is None else point.y() for point in points]
        said = table["source"] if "source" in table else [None] * len(table)
        table["source"] = [value or what for value in said]
        return table

    def _decisions(self, given: Given) -> pd.DataFrame | None:
        from ..layers.tables import read_source

        source = given.optional_source("DECISIONS")
        if source is None:
            return None
        return read_source(source, source.sourceName(), given.context)[0]


def _taken_for(whole: bool) -> str:
    """What an incoming list was taken for, where the person left it open."""
    if whole:
        return tr(
            "The incoming list has at least half of the base's places: it was taken as whole. "
            "If it is a part only, choose so and run again."
        )
    return tr(
        "The incoming list has less than half of the base's places: it was taken as a part. No "
        "place is called gone, and names stay. If it is whole, choose so and run again."
    )


def _tell(merged: Merged, review: pd.DataFrame, progress: Progress) -> None:
    """Says what became of the places."""
    counts = review["decision"].value_counts()
    progress.say(
        tr(
            "Incoming places that are in the base already: {same}; base places that took "
            "something from them: {updated}; new places: {added}.",
            same=counts.get("same", 0),
            updated=merged.updated,
            added=merged.added,
        )
    )
    if merged.waiting:
        progress.say(
            plural(
                "{n} incoming place is doubtful: it is neither merged nor added. Decide on it "
                "in the review, then merge again with your decisions.",
                "{n} incoming places are doubtful: they are neither merged nor added. Decide "
                "on them in the review, then merge again with your decisions.",
                merged.waiting,
            )
        )
    if merged.gone:
        progress.say(
            plural(
                "{n} base place is not in the incoming list. It is kept; the review lists it "
                "as gone.",
                "{n} base places are not in the incoming list. They are kept; the review lists "
                "them as gone.",
                merged.gone,
            )
        )
