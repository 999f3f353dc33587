"""Changes to the cells of a source, written into a copy of it that is otherwise the same bytes."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

from ..common.errors import InputError
from ..common.text import tr
from .celledits import CellEdits, RefusedEdit
from .delimited import patch_delimited
from .geojson import patch_geojson
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
    patch = _PATCHERS.get(raw.format)
    if patch is None:
        raise InputError(
            tr(
                "{file} is a list of JSON records, of which no single value can be changed. Save "
                "the places in another schema, as CSV, or convert the list to CSV and load that.",
                file=source,
            )
        )
    return patch(source, raw, changes, output, sheet or raw.sheet)
