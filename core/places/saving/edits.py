"""What was edited in a layer of places, compared with what loading its source gives again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
import pandas as pd

from ...common.speech import named
from ...common.text import tr
from ...formats.celledits import CellEdits, NewRow, Point
from ...formats.rawtable import RawTable
from ..cleaning import Draft
from ..fields import PLACE_FIELDS, SOURCE_PREFIX
from ..hours.week import write_days
from .conflicts import ADDED, KEPT, LEFT_OUT, WRITTEN, Note
from .coordinates import Coordinates
from .layertable import same_typed
from .rendering import CannotSayError, Renderer
from .rereading import cells_of, reread
from .source_rows import SourceRows, is_invented

#: Fields that say how a place was read: they are not written for themselves.
_DERIVED = ("source", "position")


@dataclass
class Edits:
    """The changes to write, the notes for the user, and the feature that each added row came
    from."""

    changes: CellEdits = field(default_factory=CellEdits)
    notes: list[Note] = field(default_factory=list)
    features: list[int] = field(default_factory=list)


@dataclass(frozen=True)
class _RowEdits:
    """What differs in a feature that came from ``record``.

    ``public``: the fields; ``own``: the file's own columns, with what the layer has there.
    """

    feature: int
    record: int
    public: list[str]
    own: dict[str, str]
    is_moved: bool


def _same_value(name: str, new: str, read: str) -> bool:
    """Whether two texts of a field say the same: hours may be spelt in several ways."""
    if new == read or name == "place_id":
        return True
    return name == "opening_hours" and write_days(new) == write_days(read) is not None


class Comparison:
    """The edits of a layer, feature by feature."""

    def __init__(
        self,
        draft: Draft,
        places: pd.DataFrame,
        layer: pd.DataFrame,
        pairing: SourceRows,
        loaded: Mapping[str, np.ndarray],
    ) -> None:
        """``places`` are those of the draft and ``layer`` those to save, both ``as_table``;
        ``loaded`` are the cells it was loaded with (``cells_when_loaded``)."""
        self._draft = draft
        self._raw: RawTable = draft.source.raw
        self._places = places
        self._layer = layer
        self._pairing = pairing
        self._loaded = loaded
        self._renderer = Renderer(draft.source, draft.schema, draft.nomenclature)
        self._coordinates = Coordinates(draft.source, draft.schema)
        self._fields = [n for n in PLACE_FIELDS if n in layer and n not in _DERIVED]
        self._own = {
            f"{SOURCE_PREFIX}{name}": name
            for name in self._raw.table.columns
            if f"{SOURCE_PREFIX}{name}" in layer
        }
        self._identifiers = draft.source.first_filled(draft.schema.identifiers)
        self.edits = Edits()

    def run(self) -> Edits:
        """All edits; the file's own values stay where the layer contradicts itself."""
        self._change_rows()
        self._add_rows()
        return self.edits

    # Rows that are there

    def _change_rows(self) -> None:
        features = self._pairing.found
        records = self._pairing.record[features]
        differs = {
            name: self._differs(name, features, records) for name in [*self._fields, *self._own]
        }
        moved = self._moved(features, records)
        touched = np.flatnonzero(np.any([*differs.values(), moved], axis=0))
        rows = []
        for at in touched.tolist():
            public = [name for name in self._fields if differs[name][at]]
            own_cells = {
                self._own[name]: self._layer[name][features[at]]
                for name in self._own
                if differs[name][at]
            }
            rows.append(
                _RowEdits(int(features[at]), int(records[at]), public, own_cells, bool(moved[at]))
            )
        again = reread(self._draft, [(row.record, row.own) for row in rows])
        expected: list[tuple[int, int, list[str]]] = []
        for line, row in enumerate(rows):
            written = self._change_row(row, again.iloc[line])
            expected.append((row.feature, row.record, written))
        self._check(expected)

    def _differs(self, name: str, features: np.ndarray, records: np.ndarray) -> np.ndarray:
        new, old = self._layer[name].to_numpy()[features], self._places[name].to_numpy()[records]
        differs = np.asarray(new != old, dtype=bool)
        if name in self._loaded:
            differs &= np.asarray(new != self._loaded[name][features], dtype=bool)
        if name == "place_id":
            for at in np.flatnonzero(differs & ~self._pairing.sure[records]).tolist():
                differs[at] = not is_invented(new[at], self._identifiers[records[at]])
        if name in self._layer.attrs["typed"]:
            for at in np.flatnonzero(differs).tolist():
                differs[at] = not same_typed(new[at], old[at])
        return differs

    def _moved(self, features: np.ndarray, records: np.ndarray) -> np.ndarray:
        if "lon" not in self._layer:
            return np.zeros(len(features), bool)
        new = self._layer[["lon", "lat"]].to_numpy()[features]
        old = self._places[["lon", "lat"]].to_numpy(dtype=float)[records]
        return self._coordinates.moved(old, new)

    def _change_row(self, row: _RowEdits, again: Mapping[str, Any]) -> list[str]:
        """Writes one row's edits into the changes; the public fields that were written."""
        row = self._settled_point(self._settled(row, again), again)
        feature, record = row.feature, row.record
        cells = cells_of(self._raw, record)
        before = dict(cells)
        cells.update(row.own)
        written = [
            name
            for name in row.public
            if self._render(feature, record, name, *self._values(name, feature, record), cells)
        ]
        if row.is_moved:
            self._move(feature, record, cells)
        changed = {name: text for name, text in cells.items() if text != before.get(name, "")}
        if changed:
            self.edits.changes.cells[record] = changed
        return written

    def _values(self, name: str, feature: int, record: int) -> tuple[str, str]:
        """What the layer and the file say of a field."""
        return str(self._layer[name][feature]), str(self._places[name][record])

    def _settled(self, row: _RowEdits, again: Mapping[str, Any]) -> _RowEdits:
        """The row without the fields that its own columns already hold, and without the own columns
        that contradict the field that is read from them. ``again`` is what those columns read
        as."""
        own_cells, settled = dict(row.own), set()
        cells = cells_of(self._raw, row.record)
        for name in self._fields if own_cells else ():
            columns = [column for column in self._renderer.columns(name) if column in own_cells]
            if not columns:
                continue
            new, old = self._values(name, row.feature, row.record)
            if name not in row.public:
                self._remark_other_words(row.feature, row.record, name, str(again[name]))
                continue
            settled.add(name)
            if again[name] != new and not self._says(name, new, old, cells, own_cells):
                self._contradiction(row.feature, row.record, name, old, new)
                for column in columns:
                    del own_cells[column]
            else:
                reason = tr(
                    "The field and the file's own column both say otherwise than the file. If the "
                    "file was changed since it was loaded, that change is undone."
                )
                self._note(WRITTEN, row.feature, row.record, name, reason, old, new)
        return replace(
            row, public=[name for name in row.public if name not in settled], own=own_cells
        )

    def _settled_point(self, row: _RowEdits, again: Mapping[str, Any]) -> _RowEdits:
        """As ``_settled``, for a moved point and the columns of coordinates."""
        columns = row.own.keys() & self._coordinates.columns
        if not (row.is_moved and columns):
            return row
        own_cells = dict(row.own)
        point_read = np.array([[again["lon"], again["lat"]]], float)
        if self._coordinates.moved(point_read, self._point_array(row.feature))[0]:
            text = self._point_text(row.feature)
            self._contradiction(row.feature, row.record, "lon, lat", "", text)
            own_cells = {
                column: text for column, text in own_cells.items() if column not in columns
            }
        return replace(row, own=own_cells, is_moved=False)

    def _remark_other_words(self, feature: int, record: int, name: str, value_read: str) -> None:
        """Says that the file's own column, edited alone, is not what the field says. It may also be
        the field that was edited, and written to the file by an earlier save."""
        value = str(self._layer[name][feature])
        if not _same_value(name, value, value_read):
            reason = tr(
                "Only the file's own column differs from the file, and is written: the file now "
                "reads “{value}”. If the layer was saved to this file before, load the file again.",
                value=value_read,
            )
            self._note(WRITTEN, feature, record, name, reason, value, value)

    def _says(
        self, name: str, new: str, old: str, cells: Mapping[str, str], own_cells: Mapping[str, str]
    ) -> bool:
        """Whether the columns, as edited, are how the field's new value would be written."""
        try:
            written = self._renderer.cells(name, new, old, cells)
        except CannotSayError:
            return False
        edited = {n: own_cells[n] for n in self._renderer.columns(name) if n in own_cells}
        return written == edited

    def _render(
        self,
        feature: int,
        record: int | None,
        name: str,
        new: str,
        old: str,
        cells: dict[str, str],
    ) -> bool:
        try:
            written = self._renderer.cells(name, new, old, cells)
        except CannotSayError as error:
            kind = LEFT_OUT if record is None else KEPT
            self._note(kind, feature, record, name, str(error), old, new)
            return False
        for column, text in written.items():
            lost = self._renderer.lost_words(name, cells, column)
            if lost and text != cells.get(column):
                reason = tr(
                    "The cell also held words that are no code, which are replaced: {words}.",
                    words=named(lost),
                )
                self._note(WRITTEN, feature, record, name, reason, cells[column], text)
        cells.update(written)
        return True

    def _move(self, feature: int, record: int, cells: dict[str, str]) -> None:
        """Writes the new place of a point into its columns, or into the geometry."""
        point = self._point(feature)
        old = (float(self._places["lon"][record]), float(self._places["lat"][record]))
        position = str(self._layer["position"][feature]) if "position" in self._layer else ""
        columns = self._coordinates.cells(point, old, position, cells)
        geometry = self._coordinates.has_geometry
        if not (columns or geometry):
            reason = tr("The file has no column for it.")
            self._note(KEPT, feature, record, "lon, lat", reason, "", self._point_text(feature))
            return
        cells.update(columns)
        if geometry:
            self.edits.changes.points[record] = point

    # New rows

    def _add_rows(self) -> None:
        new = np.flatnonzero(self._pairing.record < 0).tolist()
        if not new:
            return
        cells = [
            {column: str(self._layer[name][n]) for name, column in self._own.items()} for n in new
        ]
        again = reread(self._draft, [(None, own_cells) for own_cells in cells])
        identifiers = set(self._places["place_id"])
        self._free = {
            frozenset(
                (name, text) for name, text in cells_of(self._raw, record).items() if text
            ): record
            for record in self._pairing.missing
        }
        for line, feature in enumerate(new):
            self._add_row(feature, cells[line], again.iloc[line], identifiers)

    def _add_row(
        self, feature: int, cells: dict[str, str], again: Mapping[str, Any], identifiers: set[str]
    ) -> None:
        own_cells = dict(cells)
        point = self._point(feature)
        for name in self._fields:
            new, old = str(self._layer[name][feature]), str(again[name])
            if name == "place_id":
                if not new or new in identifiers or is_invented(new):
                    self._drop_identifier(feature, own_cells, new)
                    continue
                identifiers.add(new)
            elif new == old or (not new and not any(own_cells.values())):
                continue
            if name in self._draft.schema.constants and new in (old, ""):
                continue
            self._render(feature, None, name, new, old, own_cells)
        old_point = (float(again["lon"]), float(again["lat"]))
        position = str(self._layer["position"][feature]) if "position" in self._layer else ""
        moved = self._coordinates.moved(np.array([old_point]), self._point_array(feature))[0]
        if moved:
            own_cells.update(self._coordinates.cells(point, old_point, position, own_cells))
        if not any(text.strip() for text in own_cells.values()):
            reason = tr("The feature says nothing that the file could hold.")
            self._note(LEFT_OUT, feature, None, "", reason)
            return
        filled = {name: text for name, text in own_cells.items() if text}
        written = self._free.pop(frozenset(filled.items()), None)
        if written is not None:  # by an earlier save: the row is there, and is this feature's
            self._pairing.missing.remove(written)
            return
        self.edits.changes.added.append(NewRow(filled, point))
        self.edits.features.append(feature)

    def _drop_identifier(self, feature: int, cells: dict[str, str], name: str) -> None:
        """A copy is another place: it cannot have the identifier of the first. One that was
        invented when loading a list without identifiers is not a real identifier."""
        had = any(cells.pop(column, "") for column in self._renderer.columns("place_id"))
        if name and had:
            reason = tr("Another row has this identifier: the new row has none. Give it its own.")
            self._note(ADDED, feature, None, "place_id", reason, "", name)

    # What is read again

    def _check(self, written: list[tuple[int, int, list[str]]]) -> None:
        """Notes the fields that, once written, read differently from the layer."""
        written = [row for row in written if row[2]]
        again = reread(
            self._draft, [(n, self.edits.changes.cells.get(n, {})) for _, n, _ in written]
        )
        for line, (feature, record, names) in enumerate(written):
            for name in names:
                new, value_read = str(self._layer[name][feature]), str(again[name][line])
                if not _same_value(name, new, value_read):
                    reason = tr("Written; the file now reads: “{value}”.", value=value_read)
                    old = str(self._places[name][record])
                    self._note(WRITTEN, feature, record, name, reason, old, new)

    def _point(self, feature: int) -> Point | None:
        if "lon" not in self._layer:
            return None
        lon, lat = float(self._layer["lon"][feature]), float(self._layer["lat"][feature])
        return (lon, lat) if np.isfinite(lon) and np.isfinite(lat) else None

    def _point_array(self, feature: int) -> np.ndarray:
        return np.array([self._point(feature) or (np.nan, np.nan)])

    def _point_text(self, feature: int) -> str:
        point = self._point(feature)
        return f"{point[0]:.6f} {point[1]:.6f}" if point else ""

    def _contradiction(self, feature: int, record: int, name: str, old: str, new: str) -> None:
        reason = tr(
            "The field and the file's own column were both edited, and do not say the same."
        )
        self._note(KEPT, feature, record, name, reason, old, new)

    def _note(
        self,
        outcome: str,
        feature: int,
        record: int | None,
        name: str,
        reason: str,
        old: str = "",
        new: str = "",
    ) -> None:
        row = None if record is None else int(self._raw.rows[record])
        place = str(self._layer["place_id"][feature])
        self.edits.notes.append(Note(outcome, row, place, name, reason, old, new))
