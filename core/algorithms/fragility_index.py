"""``maillage:fragilityindex``: raw indicators to fragility scores, joined to territories."""

from __future__ import annotations

from typing import Any

from qgis.core import (
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterField,
)

from ..common.errors import InputError
from ..common.progress import Progress
from ..common.text import plain_text, tr
from ..layers.postprocess import style_on_load
from ..layers.tables import read_source, table_fields, to_features
from .base import MaillageAlgorithm, choice, optional, polygon_type

METHODS = ["incubo", "incubo_corrected"]


class FragilityIndex(MaillageAlgorithm):
    """A fragility index, computed."""

    ID = "fragilityindex"

    def title(self) -> str:
        return tr("Fragility index")

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        self.addParameter(
            QgsProcessingParameterFeatureSource(
                "INDICATORS", tr("Indicators (table)"), [QgsProcessing.SourceType.TypeVector]
            )
        )
        self.addParameter(choice("METHOD", tr("Method"), METHODS, "incubo"))
        self.addParameter(
            optional(
                QgsProcessingParameterFeatureSource(
                    "TERRITORIES",
                    tr("Territories to join the scores to"),
                    [QgsProcessing.SourceType.TypeVectorPolygon],
                )
            )
        )
        self.addParameter(
            optional(
                QgsProcessingParameterField(
                    "CODE_FIELD",
                    tr("Code of the territories (found when empty)"),
                    parentLayerParameterName="TERRITORIES",
                )
            )
        )
        self.addParameter(QgsProcessingParameterFeatureSink("OUTPUT", tr("Fragility")))

    def compute(
        self, parameters: dict[str, Any], context: QgsProcessingContext, progress: Progress
    ) -> dict[str, Any]:
        from ..territories.fragility import Method, compute_index

        source = self.source(parameters, "INDICATORS", context)
        table, _ = read_source(source, source.sourceName(), context, progress=progress.part(0, 0.4))
        method = Method.load(self.parameterAsString(parameters, "METHOD", context))
        index = compute_index(table, method, what=source.sourceName())
        for code, variable, text in index.unreadable:
            progress.say(
                tr(
                    "{code}: {variable} holds “{text}”, counted as 0 points.",
                    code=code,
                    variable=variable,
                    text=text,
                )
            )
        progress.say(tr("{count} territories scored.", count=len(index.scores)))
        territories = self.optional_source(parameters, "TERRITORIES", context)
        if territories is None:
            rows = to_features(index.scores, table_fields(index.scores))
            output = self.write(parameters, "OUTPUT", context, table_fields(index.scores), rows)
        else:
            output = self._joined(parameters, context, progress, index.scores, territories)
            style_on_load(context, output, "territories")
        return {"OUTPUT": output}

    def _joined(self, parameters, context, progress, scores, territories) -> str | None:  # type: ignore[no-untyped-def]
        from ..territories.zones import CODE_NAMES, find_column

        what = territories.sourceName()
        table, geometries = read_source(
            territories, what, context, progress=progress.part(0.4, 0.8)
        )
        wanted = self.parameterAsString(parameters, "CODE_FIELD", context) or None
        code = find_column(list(table), wanted, CODE_NAMES, what)
        by_code = scores.set_index(scores.columns[0])
        codes = table[code].map(plain_text)
        matched = codes.isin(by_code.index)
        if not matched.any():
            raise InputError(
                tr(
                    "No code of {layer} (field {field}, such as {code}) stands among the scores "
                    "(such as {known}). Choose another code field.",
                    layer=what,
                    field=code,
                    code=next(iter(codes), "-"),
                    known=next(iter(by_code.index), "-"),
                )
            )
        progress.say(
            tr(
                "{matched} of the {count} territories of {layer} have a score; "
                "{unused} scores have no territory.",
                matched=int(matched.sum()),
                count=len(table),
                layer=what,
                unused=int((~by_code.index.isin(codes)).sum()),
            )
        )
        kept = [column for column in table if column.lower() not in by_code.columns]
        joined = table[kept].join(by_code.reindex(codes).reset_index(drop=True))
        fields = table_fields(joined, territories.fields())
        return self.write(
            parameters,
            "OUTPUT",
            context,
            fields,
            to_features(joined, fields, geometries),
            polygon_type(territories),
            territories.sourceCrs(),
        )
