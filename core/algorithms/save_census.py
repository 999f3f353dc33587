"""``maillage:savecensus``: places back into their own file, or as a census of another schema."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

from qgis.core import (
    Qgis,
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingFeatureSource,
    QgsProcessingFeatureSourceDefinition,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterFileDestination,
    QgsProcessingParameterString,
    QgsWkbTypes,
)

from ..common.errors import InputError
from ..common.text import plural, tr
from .base import MaillageAlgorithm
from .parameters import KEEPS, choice, describe, optional_sink

if TYPE_CHECKING:
    import pandas as pd

    from ..common.progress import Progress
    from ..inputs.given import Given
    from ..nomenclature import Nomenclature
    from ..places.saving.save import Saved

#: How the census is written: as its own file is, or as a new table.
_WRITTEN_AS = ["same", "rhinocc", "national"]
#: This many conflicts are told in the log; the table holds them all.
_TOLD = 20


class SaveCensus(MaillageAlgorithm):
    """Gives a census back, changed where its places were edited and nowhere else."""

    ID = "savecensus"
    GROUP = "census"

    def title(self) -> str:
        return tr("Give the census back")

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        from .census_files import (
            SCHEMAS,
            add_file,
            add_mapping,
            add_nomenclature,
            add_sheet,
            census_filter,
        )

        self.addParameter(
            QgsProcessingParameterFeatureSource(
                "INPUT", tr("Places"), [QgsProcessing.SourceType.TypeVector]
            )
        )
        add_file(self, "SOURCE", tr("Census file that they came from"), census_filter())
        self.addParameter(choice("SCHEMA", tr("Written as"), _WRITTEN_AS, "same"))
        add_sheet(self)
        self.addParameter(
            choice("SOURCE_SCHEMA", tr("Schema it was loaded with"), ["auto", *SCHEMAS], "auto")
        )
        add_mapping(self, tr("Mapping it was loaded with"))
        add_nomenclature(self)
        self.addParameter(
            QgsProcessingParameterString(
                "UPDATED", tr("Date for places that state none (2026-11-22)"), optional=True
            )
        )
        output = QgsProcessingParameterFileDestination(
            "OUTPUT", tr("Census file to write"), census_filter()
        )
        output.setMetadata({KEEPS: ["SOURCE"]})
        self.addParameter(output)
        self.addParameter(optional_sink("CONFLICTS", tr("Conflicts and remarks")))
        describe(
            self,
            roles={
                "INPUT": "places",
                "CONFLICTS": "conflicts",
            },
            folded="SHEET SOURCE_SCHEMA MAPPING NOMENCLATURE UPDATED",
            origin={
                "SOURCE": "file",
                "MAPPING": "mapping",
                "NOMENCLATURE": "nomenclature",
                "SHEET": "sheet",
                "SOURCE_SCHEMA": "schema",
            },
        )

    def compute(self, given: Given, progress: Progress) -> dict[str, Any]:
        from ..nomenclature import load_nomenclature

        nomenclature = load_nomenclature(given.file("NOMENCLATURE") or None)
        source = given.source("INPUT")
        layer = _read(source, given.context, progress.part(0, 0.3))
        if layer.empty:
            # A temporary layer loses its places with the project: nobody meant to remove them all.
            raise InputError(
                tr(
                    "The layer {layer} holds no place. A temporary layer is empty once its project "
                    "is closed: load the census again.",
                    layer=source.sourceName(),
                )
            )
        saved = self._save(given, layer, nomenclature, progress.part(0.3, 1))
        fields = self._write_conflicts(given, saved)
        _tell(saved, progress)
        return {"OUTPUT": str(saved.path), **fields}

    def _save(
        self,
        given: Given,
        layer: pd.DataFrame,
        nomenclature: Nomenclature,
        progress: Progress,
    ) -> Saved:
        from ..places.saving.exporting import save_as
        from ..places.saving.save import save_census

        schema = given.word("SCHEMA")
        file = given.file("SOURCE")
        output = self._output(given, file if schema == "same" else ".csv")
        if schema != "same":
            updated = given.text("UPDATED").strip()
            return save_as(layer, schema, output, updated, nomenclature, progress)
        if not file:
            raise InputError(
                tr("Choose the census file that the places came from (SOURCE): it is changed.")
            )
        partial = self._is_partial(given)
        if partial:
            progress.say(
                tr("The layer is filtered: rows whose place it does not show stay in the file.")
            )
        return save_census(
            layer,
            file,
            output,
            given.text("SHEET") or None,
            given.word("SOURCE_SCHEMA"),
            given.file("MAPPING") or None,
            nomenclature,
            partial,
            progress,
        )

    def _output(self, given: Given, like: str) -> Path:
        """The file to write; a temporary one gets the ending of the file that it is ``like``."""
        output = given.output_file("OUTPUT")
        if given.parameters.get("OUTPUT") == QgsProcessing.TEMPORARY_OUTPUT:
            return output.with_suffix(Path(like).suffix or like)
        return output

    def _is_partial(self, given: Given) -> bool:
        """Whether some of the layer's places are not among those given, but not deleted."""
        chosen = given.parameters["INPUT"]
        if isinstance(chosen, QgsProcessingFeatureSourceDefinition) and (
            chosen.selectedFeaturesOnly or chosen.filterExpression or chosen.featureLimit >= 0
        ):
            return True
        layer = self.parameterAsVectorLayer(given.parameters, "INPUT", given.context)
        return layer is not None and bool(layer.subsetString())

    def _write_conflicts(self, given: Given, saved: Saved) -> dict[str, str]:
        from ..layers.tables import make_fields, to_features
        from ..places.saving.conflicts import CONFLICT_FIELDS

        fields = make_fields(CONFLICT_FIELDS)
        features = to_features(saved.conflicts, fields)
        path = self.write(given, "CONFLICTS", fields, features)
        return {"CONFLICTS": path} if path else {}


def _read(
    source: QgsProcessingFeatureSource, context: QgsProcessingContext, progress: Progress
) -> pd.DataFrame:
    """The attributes, and the points as ``lon`` and ``lat`` in degrees (NaN without one).

    Dates are text, their columns named in ``attrs["dates"]``: other formats make dates of texts.
    """
    import pandas as pd

    from ..layers.census_layers import as_text
    from ..layers.tables import WGS84, read_source

    drawn = QgsWkbTypes.geometryType(source.wkbType()) != Qgis.GeometryType.Null
    to_crs = WGS84 if drawn else None
    table, geometries = read_source(source, source.sourceName(), context, to_crs, progress)
    plain = str | int | float | None
    dates = [name for name in table if not all(isinstance(each, plain) for each in table[name])]
    for name in dates:
        table[name] = pd.Series(map(as_text, table[name]), dtype=object)
    table.attrs["dates"] = dates
    if drawn:
        nowhere = (float("nan"), float("nan"))
        points = [
            nowhere if each.isEmpty() else ((p := each.centroid().asPoint()).x(), p.y())
            for each in geometries
        ]
        table["lon"] = [lon for lon, _ in points]
        table["lat"] = [lat for _, lat in points]
    return table


def _tell(saved: Saved, progress: Progress) -> None:
    """Says what could not be written, what was removed, then what was done."""
    from ..common.speech import named
    from ..places.saving.conflicts import WRITTEN

    # What was left out or not written comes before what was, with a remark.
    notes = sorted(saved.notes, key=lambda note: (note.outcome == WRITTEN, bool(note.field)))
    for note in notes[:_TOLD]:
        if note.row is None and not note.place_id:
            progress.say(note.reason)
            continue
        progress.say(
            tr(
                "Row {row}, {place}, {field}: {reason}",
                row="-" if note.row is None else str(note.row),
                place=note.place_id or "-",
                field=note.field or "-",
                reason=note.reason,
            )
        )
    if len(saved.notes) > _TOLD:
        progress.say(
            tr(
                "Only the first conflicts and remarks are told here ({told} of {count}). By "
                "field: {fields}.",
                told=_TOLD,
                count=len(saved.notes),
                fields=named(
                    f"{name or '-'} {count}"
                    for name, count in Counter(note.field for note in saved.notes).most_common()
                ),
            )
        )
    if saved.table:
        progress.say(
            plural(
                "{n} place written to {path}. Left out: {count}.",
                "{n} places written to {path}. Left out: {count}.",
                saved.rows,
                path=saved.path,
                count=saved.left_out,
            )
        )
    else:
        progress.say(
            tr(
                "Cells changed: {cells}, in rows: {rows}. Rows added: {added}, removed: {removed}. "
                "Edits not written: {conflicts}. Saved: {path}.",
                cells=saved.cells,
                rows=saved.rows,
                added=saved.added,
                removed=saved.removed,
                conflicts=saved.conflicting,
                path=saved.path,
            )
        )
    if saved.backup:
        progress.say(tr("The file that stood there is kept as {path}.", path=saved.backup))
