"""Changes to the cells of a source, written into a copy of it that is otherwise the same bytes."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from ...common.errors import InputError
from ...common.text import tr
from ..reading.rawtable import RawTable

#: Longitude and latitude in degrees.
Point = tuple[float, float]


@dataclass
class Row:
    """A row to append: its cells by column, and its point where the source holds points."""

    cells: dict[str, str]
    point: Point | None = None


@dataclass
class Changes:
    """What becomes of a source. Records count from 0, columns are named as in the raw table.

    ``points`` are for sources that hold geometries; None takes the point away.
    """

    cells: dict[int, dict[str, str]] = field(default_factory=dict)
    points: dict[int, Point | None] = field(default_factory=dict)
    removed: set[int] = field(default_factory=set)
    added: list[Row] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.cells or self.points or self.removed or self.added)


@dataclass(frozen=True)
class Refused:
    """A change that the source's format cannot hold. ``record`` as in ``Changes``; a row to
    append is numbered behind the records. ``column`` is "" for the point, ``text`` what was to be
    written."""

    record: int
    column: str
    reason: str
    text: str = ""


#: What a patcher does: writes the output, and says what it could not.
Patcher = Callable[[Path, RawTable, Changes, Path, str], list[Refused]]


def write_patched(
    source: Path, raw: RawTable, changes: Changes, output: Path, sheet: str = ""
) -> list[Refused]:
    """Writes ``source``, whose table is ``raw``, with ``changes`` to ``output``.

    ``sheet`` names the sheet or layer of a file that has several, "" the one that was read. Without
    changes the output is a copy. Raises InputError when the file is not one that can be changed in
    place.
    """
    if not changes:
        shutil.copyfile(source, output)
        return []
    return _patcher(raw.format)(source, raw, changes, output, sheet or raw.sheet)


def _patcher(kind: str) -> Patcher:
    from .delimited import patch_delimited
    from .geojson import patch_geojson
    from .geopackage import patch_geopackage
    from .ods import patch_ods
    from .xlsx import patch_xlsx

    patchers: dict[str, Patcher] = {
        "csv": patch_delimited,
        "xlsx": patch_xlsx,
        "ods": patch_ods,
        "geojson": patch_geojson,
        "gpkg": patch_geopackage,
    }
    return patchers[kind]


def changed_since(source: Path) -> InputError:
    """The error for a file whose cells are not found where its reader saw them."""
    return InputError(
        tr(
            "{file} cannot be changed in place: its cells are not found where they were read. "
            "Save it again as CSV, load that file and make the changes there.",
            file=source,
        )
    )
