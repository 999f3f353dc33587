"""``maillage:joinindex``: a table of any fragility index, joined to territories by their codes."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from qgis.core import (
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterField,
)

from ..common.errors import InputError
from ..common.text import plural, tr
from .base import MaillageAlgorithm
from .parameters import choice, describe, optional, optional_sink

if TYPE_CHECKING:
    import pandas as pd

    from ..common.progress import Progress
    from ..inputs.given import Given
    from ..territories.joining.join import Joined

#: Whether a higher score is more fragile; "auto": on the known scales.
DIRECTIONS = ["auto", "yes", "no"]
#: Files that are read as text whatever their encoding and dialect, so that codes keep their zeros.
_TABLES = (".csv", ".tsv", ".txt", ".xlsx", ".ods")


class JoinIndex(MaillageAlgorithm):
    """An index computed elsewhere, brought to the territories."""

    ID = "joinindex"
    GROUP = "fragility"

    def title(self) -> str:
        return tr("Join a fragility index")

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        source, field = QgsProcessingParameterFeatureSource, QgsProcessingParameterField
        kinds = QgsProcessing.SourceType
        self.addParameter(source("TERRITORIES", tr("Territories"), [kinds.TypeVectorPolygon]))
        self.addParameter(
            optional(
                field("CODE_FIELD", tr("Code of the territories (found when empty)"),
                      parentLayerParameterName="TERRITORIES")
            )
        )  # fmt: skip
        self.addParameter(source("INDEX", tr("Index (table)"), [kinds.TypeVector]))
        self.addParameter(
            optional(
                field("INDEX_CODE_FIELD", tr("Codes in the index (found when empty)"),
                      parentLayerParameterName="INDEX")
            )
        )  # fmt: skip
        self.addParameter(
            optional(
                field("INDEX_FIELDS", tr("Scores, the main one first (found when empty)"),
                      parentLayerParameterName="INDEX", allowMultiple=True)
            )
        )  # fmt: skip
        self.addParameter(
            choice("HIGHER_IS_FRAGILE", tr("A higher score is more fragile"), DIRECTIONS, "auto")
        )
        self.addParameter(
            QgsProcessingParameterBoolean(
                "REPAIR_CODES", tr("Give codes their lost zero back (9122 is 09122)"), True
            )
        )
        self.addParameter(
            optional(
                source(
                    "MERGED",
                    tr("Communes that merged (old codes, remplacee_par, population)"),
                    [kinds.TypeVector],
                )
            )
        )
        self.addParameter(QgsProcessingParameterFeatureSink("OUTPUT", tr("Territories and index")))
        self.addParameter(optional_sink("UNMATCHED", tr("Codes without counterpart")))
        describe(
            self,
            roles={
                "TERRITORIES": "communes",
                "INDEX": "",
                "OUTPUT": "fragility",
                "UNMATCHED": "unmatched",
            },
            folded="CODE_FIELD INDEX_CODE_FIELD REPAIR_CODES MERGED",
        )

    def checkParameterValues(
        self, parameters: dict[str, Any], context: QgsProcessingContext
    ) -> tuple[bool, str]:
        # A file that is read as text need not be a layer for QGIS.
        if _table_file(parameters) is not None:
            parameters = parameters | {"INDEX": parameters.get("TERRITORIES")}
        return super().checkParameterValues(parameters, context)

    def compute(self, given: Given, progress: Progress) -> dict[str, Any]:
        from ..layers.layer import Layer
        from ..layers.postprocess import style_on_load
        from ..layers.tables import read_source
        from ..territories.joining.commune_mergers import read_mergers
        from ..territories.joining.doubts import doubts
        from ..territories.joining.join import join_index

        source = given.source("TERRITORIES")
        layer = source.sourceName()
        territories, geometries = read_source(
            source, layer, given.context, progress=progress.part(0, 0.3)
        )
        if not len(territories):
            raise InputError(tr("The layer {layer} is empty. Choose territories.", layer=layer))
        index, called = self._index(given, progress.part(0.3, 0.6))
        merged = given.optional_source("MERGED")
        mergers = None
        if merged is not None:
            table, _ = read_source(merged, merged.sourceName(), given.context)
            mergers = read_mergers(table, merged.sourceName())
        joined = join_index(
            territories,
            index,
            (layer, called),
            given.text("CODE_FIELD") or None,
            given.text("INDEX_CODE_FIELD") or None,
            tuple(given.texts("INDEX_FIELDS")),
            given.word("HIGHER_IS_FRAGILE"),
            mergers,
            given.flag("REPAIR_CODES"),
        )
        progress.step(0.8)
        _tell(joined, len(index), (layer, called), progress)
        for doubt in doubts(index, joined.fields):
            progress.warn(tr("{table}: {column}", table=called, column=doubt))
        layer = Layer.beside(territories, joined.table, source, geometries)
        output = self.write_layer(given, "OUTPUT", layer)
        style_on_load(given.context, output, "territories")
        layer = Layer.plain(joined.unmatched)
        unmatched = self.write_layer(given, "UNMATCHED", layer)
        style_on_load(given.context, unmatched, "unmatched")
        outputs = {"OUTPUT": output, "UNMATCHED": unmatched}
        return {name: value for name, value in outputs.items() if value}

    def _index(self, given: Given, progress: Progress) -> tuple[pd.DataFrame, str]:
        """The table of the index and its name."""
        from ..formats.readers import read_table
        from ..layers.tables import read_source

        if (path := _table_file(given.parameters)) is not None:
            return read_table(path).table, path.name
        source = given.source("INDEX")
        table, _ = read_source(source, source.sourceName(), given.context, progress=progress)
        return table, source.sourceName()


def _table_file(parameters: dict[str, Any]) -> Path | None:
    """The file of the index where it is read as text; None for a layer."""
    index = parameters.get("INDEX")
    path = Path(index) if isinstance(index, str) else Path()
    return path if path.suffix.lower() in _TABLES and path.is_file() else None


def _tell(joined: Joined, rows: int, what: tuple[str, str], progress: Progress) -> None:
    """Says which columns were taken, and how many codes met."""
    from ..common.speech import named
    from ..territories.joining.scales import titles

    progress.say(
        plural(
            "{layer} ({code}) and {index} ({index_code}) share {n} code. Scores: {fields}.",
            "{layer} ({code}) and {index} ({index_code}) share {n} codes. Scores: {fields}.",
            joined.pair.shared,
            layer=what[0],
            code=joined.pair.territories,
            index=what[1],
            index_code=joined.pair.index,
            fields=named(joined.fields),
        )
    )
    if joined.scale:
        progress.say(tr("The scale is {scale}.", scale=titles()[joined.scale]))
    if joined.reversed:
        progress.say(
            tr(
                "A higher {field} is less fragile: the field fragility holds its opposite.",
                field=joined.fields[0],
            )
        )
    else:
        progress.say(tr("A higher {field} is more fragile.", field=joined.fields[0]))
    if count := joined.count("repaired"):
        progress.say(
            plural(
                "{n} code of the index had lost its zero: given back.",
                "{n} codes of the index had lost their zero: given back.",
                count,
            )
        )
    if count := joined.count("merged"):
        progress.say(
            plural(
                "{n} territory has the figures of communes that merged.",
                "{n} territories have the figures of communes that merged.",
                count,
            )
        )
    sides = joined.unmatched["side"].value_counts()
    progress.say(
        tr(
            "Territories without a score: {lacking} of {territories}; rows of the index "
            "without a territory: {unused} of {rows}.",
            lacking=int(joined.table["fragility"].isna().sum()),
            territories=len(joined.table),
            unused=int(sides.get("index", 0)),
            rows=rows,
        )
    )
