"""``maillage:fragilityindex``: raw indicators to fragility scores, joined to territories."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from qgis.core import (
    QgsProcessing,
    QgsProcessingFeatureSource,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterField,
    QgsProcessingParameterFile,
    QgsProcessingParameterString,
)
from qgis.core import QgsProcessingParameterDefinition as Definition

from ..common.errors import InputError
from ..common.text import plain_text, plural, tr
from .base import MaillageAlgorithm
from .parameters import choice, describe, optional, optional_sink

if TYPE_CHECKING:
    import pandas as pd

    from ..common.progress import Progress
    from ..inputs.given import Given
    from ..layers.layer import Layer
    from ..territories.fragility import Index
    from ..territories.method import Method
    from .fragility_tables import Units

METHODS = ["incubo", "incubo_corrected", "custom"]


class FragilityIndex(MaillageAlgorithm):
    """A fragility index, computed."""

    ID = "fragilityindex"
    GROUP = "fragility"

    def title(self) -> str:
        return tr("Fragility index")

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        kinds = QgsProcessing.SourceType
        source, field = QgsProcessingParameterFeatureSource, QgsProcessingParameterField
        parameters: list[Definition] = [
            source("INDICATORS", tr("Indicators (table)"), [kinds.TypeVector]),
            choice("METHOD", tr("Method"), METHODS, "incubo"),
            optional(
                QgsProcessingParameterFile(
                    "WEIGHTS",
                    tr("Variables, references and weights of one's own index (JSON)"),
                    fileFilter=";;".join((tr("Weights (*.json)"), tr("All files (*)"))),
                )
            ),
            optional(
                source(
                    "TERRITORIES",
                    tr("Territories to join the scores to"),
                    [kinds.TypeVectorPolygon],
                )
            ),
            optional(
                field(
                    "CODE_FIELD",
                    tr("Code of the territories (found when empty)"),
                    parentLayerParameterName="TERRITORIES",
                )
            ),
            optional(
                QgsProcessingParameterString(
                    "EXPLAIN", tr("Codes of territories whose scores to explain, e.g. 31555,09304")
                )
            ),
            optional(
                field(
                    "GROUP_FIELD",
                    tr("What makes a group of territories (e.g. epci, dep)"),
                    parentLayerParameterName="TERRITORIES",
                )
            ),
            optional(
                source(
                    "GROUP_TERRITORIES",
                    tr("Polygons of the groups"),
                    [kinds.TypeVectorPolygon],
                )
            ),
            optional(
                field(
                    "POPULATION_FIELD",
                    tr("Population that weighs the groups (found when empty)"),
                    parentLayerParameterName="TERRITORIES",
                )
            ),
            QgsProcessingParameterFeatureSink("OUTPUT", tr("Fragility")),
            optional_sink("STEPS", tr("Steps of the scores")),
            optional_sink("GROUPS", tr("Fragility of the groups")),
        ]
        for parameter in parameters:
            self.addParameter(parameter)
        describe(
            self,
            roles={
                "INDICATORS": "indicators",
                "TERRITORIES": "communes",
                "OUTPUT": "fragility",
            },
            folded="EXPLAIN GROUP_FIELD GROUP_TERRITORIES POPULATION_FIELD",
            only_with={"WEIGHTS": "METHOD=custom"},
        )

    def compute(self, given: Given, progress: Progress) -> dict[str, Any]:
        from ..layers.tables import read_source
        from .fragility_tables import Units, group_scores

        source = given.source("INDICATORS")
        what = source.sourceName()
        indicators, _ = read_source(source, what, given.context, progress=progress.part(0, 0.4))
        indicators = _once(indicators, what, progress)
        index = self._index(given, progress, indicators, what)
        units = Units(indicators, indicators, index.scores.iloc[:, 1:], what)
        territories = given.optional_source("TERRITORIES")
        if territories is not None:
            units = self._joined(given, progress, index, indicators, territories)
        groups = None
        if given.has("GROUPS"):
            groups = group_scores(
                units,
                given.text("GROUP_FIELD"),
                given.text("POPULATION_FIELD"),
                given.optional_source("GROUP_TERRITORIES"),
                given.context,
                progress.part(0.8, 1),
            )
        progress.say(tr("The index: {method}.", method=index.method.title))
        return self._write_all(given, index, units, groups)

    def _index(
        self,
        given: Given,
        progress: Progress,
        indicators: pd.DataFrame,
        what: str,
    ) -> Index:
        """The scores, and in words how they come about."""
        from ..territories.fragility import compute_index
        from ..territories.fragility_words import say_explanations, say_references, say_unreadable

        index = compute_index(indicators, self._method(given), table_name=what, progress=progress)
        say_references(index, progress)
        say_unreadable(index, progress)
        progress.say(plural("{n} territory scored.", "{n} territories scored.", len(index.scores)))
        codes = given.text("EXPLAIN").split(",")
        say_explanations(index, [code.strip() for code in codes], indicators, progress)
        return index

    def _method(self, given: Given) -> Method:
        from ..territories.method_file import read_method, shipped_method

        name = given.text("METHOD")
        weights = given.text("WEIGHTS").strip()
        if name != "custom":
            if weights:
                raise InputError(
                    tr(
                        "WEIGHTS belongs to an index of one's own, and METHOD is {method}, which "
                        "has its own. Choose custom, or leave WEIGHTS empty.",
                        method=name,
                    )
                )
            return shipped_method(name)
        if not weights:
            raise InputError(
                tr(
                    "An index of one's own needs WEIGHTS: a JSON file that names its variables. "
                    "The help of the fragility index has an example to start from."
                )
            )
        method = read_method(weights)
        # Nothing but the official method goes by its name.
        return replace(method, name="custom") if method.name in METHODS else method

    def _joined(
        self,
        given: Given,
        progress: Progress,
        index: Index,
        indicators: pd.DataFrame,
        territories: QgsProcessingFeatureSource,
    ) -> Units:
        from ..layers.tables import read_source
        from ..territories.zones import CODE_NAMES, find_column
        from .fragility_tables import Units

        what = territories.sourceName()
        part = progress.part(0.4, 0.8)
        own, geometries = read_source(territories, what, given.context, progress=part)
        if not len(own):
            raise InputError(tr("The layer {layer} is empty. Choose territories.", layer=what))
        wanted = given.text("CODE_FIELD") or None
        field = find_column(list(own), wanted, CODE_NAMES, what)
        codes = own[field].map(plain_text)
        matched = codes.isin(index.codes)
        if not matched.any():
            raise InputError(
                tr(
                    "No code of {layer} (field {field}, such as {code}) stands among the scores "
                    "(such as {known}). Choose another code field.",
                    layer=what,
                    field=field,
                    code=next(iter(codes), "-"),
                    known=next(iter(index.codes), "-"),
                )
            )
        progress.say(
            tr(
                "{layer}: territories with a score: {matched} of {count}; scores without a "
                "territory: {unused}.",
                matched=int(matched.sum()),
                count=len(own),
                layer=what,
                unused=int((~index.codes.isin(codes)).sum()),
            )
        )
        tables = (
            table.set_index(index.codes).reindex(codes).reset_index(drop=True)
            for table in (indicators, index.scores.iloc[:, 1:])
        )
        return Units(own, *tables, what, territories, geometries)

    def _write_all(
        self,
        given: Given,
        index: Index,
        units: Units,
        groups: Layer | None,
    ) -> dict[str, Any]:
        import numpy as np

        from ..layers.layer import Layer
        from ..layers.postprocess import style_on_load
        from ..territories.fragility import explain
        from ..territories.method import METHOD_COLUMN

        has_score = units.scores.notna().any(axis=1)
        named = units.scores.assign(**{METHOD_COLUMN: np.where(has_score, index.method.name, None)})
        if units.source is None:
            layers = {"OUTPUT": Layer.plain(index.codes.to_frame().join(named))}
        else:
            layers = {"OUTPUT": Layer.beside(units.table, named, units.source, units.geometries)}
        if given.has("STEPS"):
            layers["STEPS"] = Layer.plain(explain(index))
        if groups is not None:
            layers["GROUPS"] = groups
        titles = {
            "OUTPUT": tr("Fragility: {method}", method=index.method.title),
            "GROUPS": tr("Fragility of the groups: {method}", method=index.method.title),
        }
        outputs = {}
        for name, layer in layers.items():
            outputs[name] = self.write_layer(given, name, layer)
            if layer.geometries is not None:
                style_on_load(given.context, outputs[name], "territories", titles[name])
        return outputs


def _once(indicators: pd.DataFrame, what: str, progress: Progress) -> pd.DataFrame:
    """The indicators without rows that repeat another in all (a territory in several parts)."""
    repeats = indicators.astype(str).duplicated()
    if not repeats.any():
        return indicators
    progress.say(
        plural(
            "{layer}: {n} row repeats another in every column, and counts once.",
            "{layer}: {n} rows repeat others in every column, and count once.",
            int(repeats.sum()),
            layer=what,
        )
    )
    return indicators[~repeats].reset_index(drop=True)
