"""Saving a census: its own file with the edited cells changed, and nothing else."""

from __future__ import annotations

import filecmp
import shutil
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

import numpy as np
import pandas as pd

from ...common.errors import InputError
from ...common.files import atomic_output, require_file
from ...common.progress import SILENT, Progress
from ...common.speech import named
from ...common.text import tr
from ...formats.celledits import RefusedEdit
from ...formats.patching import write_patched
from ...formats.readers import read_table
from ...formats.source import Source
from ...nomenclature import Nomenclature, load_nomenclature
from ..cleaning import Draft, draft_places
from ..fields import SOURCE_PREFIX
from ..recognising.mapping import read_mapping
from ..recognising.recognition import require_schema
from .conflicts import ADDED, CONFLICT_FIELDS, KEPT, LEFT_OUT, REMOVED, Note
from .earlier import cells_when_loaded
from .edits import Comparison, Edits
from .layertable import as_table, as_text, refuse_cut_names
from .source_rows import SourceRows, pair


@dataclass
class Saved:
    """What was written, and what was not. ``conflicts`` has the columns of CONFLICT_FIELDS;
    ``backup`` is the file that stood at ``path`` before, None if there was none or it was the same.
    """

    path: Path
    cells: int = 0
    rows: int = 0
    added: int = 0
    removed: int = 0
    backup: Path | None = None
    notes: list[Note] = field(default_factory=list)
    #: Whether a whole new table was written, of ``rows`` rows.
    table: bool = False

    @property
    def conflicts(self) -> pd.DataFrame:
        """The notes as a table."""
        lines = [[getattr(note, name) for name in CONFLICT_FIELDS] for note in self.notes]
        return pd.DataFrame(lines, columns=list(CONFLICT_FIELDS), dtype=object)

    @property
    def left_out(self) -> int:
        """How many places or new rows were not written."""
        return sum(note.outcome == LEFT_OUT and not note.field for note in self.notes)

    @property
    def conflicting(self) -> int:
        """How many edits were not written."""
        return sum(note.outcome in (KEPT, LEFT_OUT) for note in self.notes)


def save_census(
    layer: pd.DataFrame,
    source: str | Path,
    output: str | Path,
    sheet: str | None = None,
    schema: str = "auto",
    mapping: str | Path | None = None,
    nomenclature: Nomenclature | None = None,
    partial: bool = False,
    progress: Progress = SILENT,
) -> Saved:
    """Writes the file ``source`` with what was edited in ``layer`` to ``output``.

    ``layer`` has the attributes of places (fields of PLACE_FIELDS, ``src_row``, ``src_`` columns)
    and ``lon``, ``lat`` in degrees, NaN without a point. ``sheet``, ``schema``, ``mapping`` and
    ``nomenclature`` are those it was loaded with. ``partial``: the layer shows some of its places
    only, so that no row is removed. Raises InputError when the layer is not of this file, or holds
    less than half of its rows, and OutputError.
    """
    source, output = require_file(source), Path(output)
    refuse_other_format(source, output)
    refuse_cut_names(layer)
    draft = load_draft(source, sheet, schema, mapping, nomenclature)
    progress.step(0.3)
    places = as_text(draft.places)
    table = as_table(layer, draft.places)
    pairing = _pair(table, places, draft)
    progress.step(0.4)
    loaded = cells_when_loaded(table, source, draft.source.raw, sheet)
    edits = Comparison(draft, places, table, pairing, loaded).run()
    _rows_without_feature(draft, pairing, edits, partial, source)
    _rows_from_elsewhere(table, pairing, edits)
    progress.step(0.7)
    raw = draft.source.raw
    with atomic_output(output) as temporary:
        refused = write_patched(source, raw, edits.changes, temporary, sheet or "")
        progress.step(0.9)
        backup = keep_previous(output, temporary)
    notes = _columns_from_elsewhere(layer, draft) + edits.notes
    notes += [_refusal(refusal, draft, table, edits) for refusal in refused]
    changed = {n: cells for n, cells in edits.changes.cells.items() if cells}
    touched = (changed.keys() | edits.changes.points.keys()) - edits.changes.removed
    return Saved(
        output,
        sum(map(len, changed.values())) + len(edits.changes.points),
        len(touched),
        len(edits.changes.added),
        len(edits.changes.removed),
        backup,
        notes,
    )


def load_draft(
    source: Path,
    sheet: str | None = None,
    schema: str = "auto",
    mapping: str | Path | None = None,
    nomenclature: Nomenclature | None = None,
) -> Draft:
    """The places of a census file, as loading gives them, unchecked."""
    nomenclature = nomenclature or load_nomenclature()
    table = Source(read_table(source, sheet))
    own_mapping = read_mapping(mapping) if mapping else None
    chosen = require_schema(schema, own_mapping, table, nomenclature)
    return draft_places(table, chosen.schema, nomenclature)


def refuse_other_format(source: Path, output: Path) -> None:
    """Raises InputError when the output's ending is not the source's."""
    if source.suffix.lower() != output.suffix.lower():
        raise InputError(
            tr(
                "The census is written as its source is: {output} must end in {ending}, as "
                "{file} does.",
                output=output.name,
                ending=source.suffix,
                file=source.name,
            )
        )


def keep_previous(
    output: Path, new: Path, now: Callable[[], datetime] = datetime.now
) -> Path | None:
    """Copies what stands at ``output`` beside it under a dated name, unless ``new`` is the same.

    ``census.csv`` is kept as ``census.2026-11-22T0915.csv``; no other backup is overwritten.
    """
    if not output.is_file() or filecmp.cmp(output, new, shallow=False):
        return None
    stem = f"{output.stem}.{now():%Y-%m-%dT%H%M}"
    backup, number = output.with_name(f"{stem}{output.suffix}"), 1
    while backup.exists():
        number += 1
        backup = output.with_name(f"{stem}-{number}{output.suffix}")
    with atomic_output(backup) as copy:
        shutil.copy2(output, copy)
    return backup


def _pair(table: pd.DataFrame, places: pd.DataFrame, draft: Draft) -> SourceRows:
    """The record of each feature. Raises InputError if the layer is of another file: it may have
    more places than the file, when a list was merged into it, but then it has the file's too."""
    source = draft.source.raw.what
    if "place_id" not in table:
        raise InputError(
            tr("The layer has no field place_id: it is no layer of places made by Maillage.")
        )
    pairing = pair(table, places, _is_sure(draft))
    if pairing.lost:
        raise InputError(
            tr(
                "Rows of {file} have moved since it was loaded, and it has no identifiers: it "
                "cannot be told which rows some of the places are ({count}). Load the file "
                "again, and edit that layer.",
                file=source,
                count=len(pairing.lost),
            )
        )
    count_found = len(pairing.found)
    if len(pairing.strangers) > count_found and 2 * count_found < len(places):
        raise InputError(
            tr(
                "Places that do not come from {file}: {count} of {total}. Choose the file they "
                "were loaded from.",
                count=len(pairing.strangers),
                total=len(table),
                file=source,
            )
        )
    return pairing


def _is_sure(draft: Draft) -> np.ndarray:
    """Which records have an identifier of their own, that no other one has."""
    own = draft.source.first_filled(draft.schema.identifiers)
    count = Counter(own)
    return np.array([bool(text) and count[text] == 1 for text in own])


def _rows_without_feature(
    draft: Draft, pairing: SourceRows, edits: Edits, partial: bool, source: Path
) -> None:
    """Rows whose feature was deleted are removed, and each is noted; not if the layer is filtered,
    or if rows of the file have moved since it was loaded: then this cannot be known."""
    missing = pairing.missing
    if not missing or partial:
        return
    total = len(draft.places)
    if 2 * len(missing) > total:
        raise InputError(
            tr(
                "Rows of {file} that the layer holds: {count} of {total}. So many rows are not "
                "removed: check that the layer is the right one and has no filter.",
                count=total - len(missing),
                total=total,
                file=source,
            )
        )
    for record in missing:
        place = draft.places.iloc[record]
        if pairing.elsewhere:
            outcome = KEPT
            reason = tr(
                "The row has no place in the layer, and stays: rows of the file have moved since "
                "it was loaded, so that it may be new."
            )
        else:
            outcome, reason = REMOVED, tr("Its place was deleted from the layer.")
            edits.changes.removed.add(record)
        edits.notes.append(
            Note(outcome, int(place["src_row"]), place["place_id"], "", reason, place["name"])
        )


def _columns_from_elsewhere(layer: pd.DataFrame, draft: Draft) -> list[Note]:
    """Notes that the layer has columns of another file: they are not written."""
    loaded_names = {str(name).lower() for name in draft.places.columns}
    strange = [
        str(name).removeprefix(SOURCE_PREFIX)
        for name in layer.columns
        if str(name).lower().startswith(SOURCE_PREFIX) and str(name).lower() not in loaded_names
    ]
    if not strange:
        return []
    reason = tr(
        "The layer has columns that {file} has not, and that are not written: {columns}. Make sure "
        "that it is the file the places were loaded from.",
        file=Path(draft.source.raw.what).name,
        columns=named(strange),
    )
    return [Note(KEPT, None, "", "", reason, "", ", ".join(strange))]


def _rows_from_elsewhere(table: pd.DataFrame, pairing: SourceRows, edits: Edits) -> None:
    """Notes the appended rows that name a row of the file which is not theirs, or no longer
    theirs."""
    for feature in pairing.strangers:
        if feature in edits.features:
            reason = tr(
                "It names row {row}, which is another place in the file: it is appended.",
                row=str(table["src_row"][feature]),
            )
            place = table["place_id"][feature]
            edits.notes.append(Note(ADDED, None, place, "", reason, "", table["name"][feature]))


def _refusal(refused: RefusedEdit, draft: Draft, table: pd.DataFrame, edits: Edits) -> Note:
    """What the file's format could not hold."""
    places = draft.places
    if refused.record >= len(places):
        feature = edits.features[refused.record - len(places)]
        place = str(table["place_id"][feature])
        return Note(LEFT_OUT, None, place, refused.column, refused.reason)
    place = places.iloc[refused.record]
    row, name = int(place["src_row"]), place["place_id"]
    old = place.get(f"src_{refused.column}", "") if refused.column else ""
    return Note(KEPT, row, name, refused.column, refused.reason, old, refused.text)
