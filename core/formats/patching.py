"""Changes to the cells of a source, written into a copy of it that is otherwise the same bytes."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

from .celledits import CellEdits, RefusedEdit
from .delimited import patch_delimited
from .geojson import patch_geojson, patch_json
from .geopackage import patch_geopackage
from .ods import patch_ods
from .rawtable import RawTable
from .xlsx import patch_xlsx

#: What a patcher does: writes the output, and says what it could not.
Patcher = Callable[[Path, RawTable, CellEdits, Path, str], list[RefusedEdit]]
_PATCHERS: dict[str, Patcher] = {
    "csv": patch_delimited,
    "xlsx": patch_xlsx,
    "ods": patch_ods,
    "geojson": patch_geojson,
    "json": patch_json,
    "gpkg": patch_geopackage,
}


def write_patched(
    source: Path, raw: RawTable, changes: CellEdits, output: Path, sheet: str = ""
) -> list[RefusedEdit]:
    """Writes ``source``, whose table is ``raw``, with ``changes`` to ``output``.

    ``sheet`` names the sheet or layer of a file that has several, "" the one that was read. Without
    changes the output is a copy. Raises InputError when the file is not one that can be changed in
    place.
    """
    if not changes:
        shutil.copyfile(source, output)
        return []
    return _PATCHERS[raw.format](source, raw, changes, output, sheet or raw.sheet)
