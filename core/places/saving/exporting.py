"""A census as a whole new table, in the RhinOcc schema or the national one."""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from ...common.errors import InputError
from ...common.files import atomic_output
from ...common.number_text import whole_in
from ...common.progress import SILENT, Progress
from ...common.text import tr
from ...formats.columnnames import column_key
from ...formats.rawtable import RawTable
from ...formats.source import Source
from ...nomenclature import Nomenclature, load_nomenclature
from ...nomenclature.correspondence import load_correspondence
from ..address import full_address
from ..cleaning import draft_places
from ..dates import iso_date
from ..fields import CODE_FIELDS, PLACE_FIELDS, ROW_FIELD, SOURCE_PREFIX
from ..lists import unlisted
from ..recognising.recognition import recognise
from ..schemas.schema import Schema, read_schema
from .conflicts import LEFT_OUT, Note
from .coordinates import Coordinates
from .layertable import as_table, as_text, refuse_cut_names
from .national import Rows, fit_national
from .rendering import CannotSayError, Renderer
from .save import Saved, keep_previous

#: Fields of several codes or wordings, and what stands between these.
_BETWEEN = {"access_conditions": ";", **dict.fromkeys(CODE_FIELDS, "-")}
#: Fields that are not missed where there is no column for them: others say the same.
_IMPLIED = ("departement", "source")


def save_as(
    layer: pd.DataFrame,
    schema: str,
    output: str | Path,
    updated: str = "",
    nomenclature: Nomenclature | None = None,
    progress: Progress = SILENT,
) -> Saved:
    """Writes places (attributes, ``lon`` and ``lat`` in degrees) as a CSV of another schema:
    "rhinocc" or "national" (UTF-8, commas).

    ``updated`` is the ISO date for places that state none: the national schema wants one. What the
    schema cannot say is in the conflicts, and so is each place that it refuses. The source's own
    columns are kept where the schema has the same. Raises InputError and OutputError.
    """
    output = Path(output)
    if output.suffix.lower() != ".csv":
        raise InputError(
            tr("{output} must end in .csv: this schema is written as CSV.", output=output.name)
        )
    if not len(layer) or "place_id" not in layer:
        raise InputError(
            tr("The layer holds no places: it has no field place_id, or no feature at all.")
        )
    refuse_cut_names(layer)
    _refuse_no_date(updated)
    export = _Export(layer, read_schema(schema), nomenclature or load_nomenclature())
    rows = export.run(progress.part(0, 0.8))
    if schema == "national":
        rows = fit_national(rows, updated, export.note)
    else:
        _write_whole_addresses(rows)
    if not rows:
        raise InputError(_no_row(export))
    progress.step(0.9)
    with atomic_output(output) as temporary:
        with temporary.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, export.columns, lineterminator="\n")
            writer.writeheader()
            writer.writerows(cells for _, cells in rows)
        backup = keep_previous(output, temporary)
    return Saved(output, rows=len(rows), backup=backup, notes=export.notes, table=True)


class _Export:
    """Places as rows of a schema, not yet held to its rules."""

    def __init__(self, layer: pd.DataFrame, schema: Schema, nomenclature: Nomenclature) -> None:
        self.columns = list(next(iter(schema.versions.values())))
        self.notes: list[Note] = []
        self.layer = as_table(layer, layer)
        self._schema, self._nomenclature = schema, nomenclature
        self._national = load_correspondence()
        self._fed = self._public_columns()

    def note(
        self, outcome: str, place: int, name: str, reason: str, value: str, written: str = ""
    ) -> None:
        """Says what became of a value of a place."""
        row = self.layer[ROW_FIELD][place] if ROW_FIELD in self.layer else ""
        identifier = self.layer["place_id"][place]
        self.notes.append(Note(outcome, whole_in(row), identifier, name, reason, written, value))

    def run(self, progress: Progress = SILENT) -> Rows:
        cells = self._own_cells()
        source = self._source(cells)
        again = as_text(draft_places(source, self._schema, self._nomenclature).places)
        renderer = Renderer(source, self._schema, self._nomenclature)
        coordinates = Coordinates(source, self._schema)
        fields = [name for name in PLACE_FIELDS if name in self.layer and name != "position"]
        rows = []
        for place in progress.over(range(len(self.layer)), len(self.layer)):
            as_read = again.iloc[place]
            for name in fields:
                self._render(renderer, place, name, as_read[name], cells[place])
            cells[place].update(self._point(coordinates, place, as_read, cells[place]))
            rows.append((place, cells[place]))
        return rows

    def _public_columns(self) -> set[str]:
        """The columns that public fields are written to."""
        renderer = Renderer(self._source([{}]), self._schema, self._nomenclature)
        fed = {column for name in PLACE_FIELDS for column in renderer.columns(name)}
        return fed | set(self._schema.position_columns) | set(self._schema.enumerations)

    def _source(self, cells: list[dict[str, str]]) -> Source:
        table = [[each.get(name, "") for name in self.columns] for each in cells]
        frame = pd.DataFrame(table, columns=self.columns, dtype=object)
        return Source(RawTable("", frame, np.arange(2, len(cells) + 2)))

    def _own_cells(self) -> list[dict[str, str]]:
        """The source's own cells, in the columns that the schema has too. In columns that public
        fields are written to only if the source is of this very schema."""
        source_columns = {
            column_key(name.removeprefix(SOURCE_PREFIX)): name
            for name in map(str, self.layer)
            if name.startswith(SOURCE_PREFIX) and name != ROW_FIELD
        }
        source_schema = self._schema_of(list(source_columns.values()))
        is_same = source_schema == self._schema
        values_by_column = {
            name: self.layer[source_columns[column_key(name)]].tolist()
            for name in self.columns
            if column_key(name) in source_columns and (is_same or name not in self._fed)
        }
        cells = [
            {name: values[n].strip() for name, values in values_by_column.items()}
            for n in range(len(self.layer))
        ]
        if source_schema and not is_same:
            self._keep_labels(source_schema, source_columns, cells)
        return cells

    def _schema_of(self, names: list[str]) -> Schema | None:
        """The schema of the source's own columns, None if it cannot be told."""
        if not names:
            return None
        table = self.layer[names].rename(columns=lambda name: name.removeprefix(SOURCE_PREFIX))
        source = Source(RawTable("", table, np.arange(2, len(table) + 2)))
        found = recognise("auto", source, self._nomenclature)
        return found.schema if found else None

    def _keep_labels(
        self, source_schema: Schema, source_columns: dict[str, str], cells: list[dict[str, str]]
    ) -> None:
        """National labels of the source that are in no field of its places stay where the schema
        to write has them too; those that are lost are noted."""
        reason = tr("The file's own column says it, and no field of the place does.")
        for name, enumeration in source_schema.enumerations.items():
            column = source_columns.get(column_key(name), "")
            for place, cell in enumerate(self.layer[column]) if column else ():
                for label in filter(
                    None, map(str.strip, unlisted(cell).split(source_schema.separator))
                ):
                    if self._national.from_national(enumeration, label):
                        continue
                    spelt = self._spelt(label)
                    if spelt is None:
                        self.note(LEFT_OUT, place, column, reason, label)
                    else:
                        before = cells[place].get(spelt[0], "")
                        cells[place][spelt[0]] = f"{before}|{spelt[1]}" if before else spelt[1]

    def _spelt(self, label: str) -> tuple[str, str] | None:
        """The national column of the schema to write that has a label, and how it spells it."""
        columns = (
            each for each in self._national.enumerations if each in self._schema.enumerations
        )
        spelt = ((each, self._national.canonical(each, label)) for each in columns)
        return next(((each, text) for each, text in spelt if text), None)

    def _render(
        self, renderer: Renderer, place: int, name: str, value_read: str, cells: dict[str, str]
    ) -> None:
        """Writes a field; of several codes or wordings those that the schema can say: the others
        are noted."""
        value = str(self.layer[name][place])
        if value == value_read or (name in _IMPLIED and not renderer.columns(name)):
            return
        between = _BETWEEN.get(name)
        if between is None:
            self._write(renderer, place, name, value, value_read, cells, value)
            return
        parts, parts_read = (text.split(between) if text else [] for text in (value, value_read))
        written = [part for part in parts_read if part in parts]
        if written != parts_read:
            self._write(renderer, place, name, between.join(written), value_read, cells, value)
        for part in parts:
            if part not in written:
                old, new = between.join(written), between.join([*written, part])
                if self._write(renderer, place, name, new, old, cells, part):
                    written.append(part)

    def _write(
        self,
        renderer: Renderer,
        place: int,
        name: str,
        new: str,
        old: str,
        cells: dict[str, str],
        noted: str,
    ) -> bool:
        try:
            cells.update(renderer.cells(name, new, old, cells))
        except CannotSayError as error:
            if (name, new) != ("itinerant", "false"):  # not missed: most places do not move
                self.note(LEFT_OUT, place, name, str(error), noted)
            return False
        return True

    def _point(
        self, coordinates: Coordinates, place: int, as_read: Any, cells: dict[str, str]
    ) -> dict[str, str]:
        if "lon" not in self.layer:
            return {}
        point = (float(self.layer["lon"][place]), float(self.layer["lat"][place]))
        old = (float(as_read["lon"]), float(as_read["lat"]))
        if (
            not np.isfinite(point).all()
            or not coordinates.moved(np.array([old]), np.array([point]))[0]
        ):
            return {}
        position = self.layer["position"][place] if "position" in self.layer else ""
        return coordinates.cells(point, old, position, cells)


def _write_whole_addresses(rows: Rows) -> None:
    """The address in one line, where the census has none."""
    for _, cells in rows:
        if not cells.get("adresse_full"):
            parts = (cells.get(name, "") for name in ("adresse", "code_postal", "ville"))
            cells["adresse_full"] = full_address(*parts)


def _refuse_no_date(text: str) -> None:
    """Raises InputError for what is no ISO date to the day."""
    if text and (len(text) != 10 or iso_date(text) != text):
        raise InputError(tr("{text} is no date such as 2026-11-22.", text=text))


def _no_row(export: _Export) -> str:
    reasons = Counter(note.reason for note in export.notes if not note.field)
    return tr(
        "No place can be written in this schema. {reason} A date for places that state none can be "
        "given.",
        reason=next(iter(dict(reasons.most_common(1))), ""),
    )
