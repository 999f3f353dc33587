"""JSON that is a list of records, on its own or as a member of an object, as services answer."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np

from ..common.errors import InputError
from ..common.json_text import JsonError, read_json
from ..common.text import tr
from .layerfiles import as_json, as_list, no_such_sheet, other_sheets, read_layer, unreadable
from .rawtable import RawTable, from_features, refuse_columns, refuse_rows


def read_records(path: Path, kind: str, sheet: str | None) -> RawTable:
    """The table of a file of records; ``sheet`` names the member that holds them, where there are
    several. GeoJSON is read as what it is.

    Lists become text joined by ``|``, and other structures JSON. Raises InputError.
    """
    try:
        content = read_json(path.read_bytes())
    except JsonError as error:
        raise unreadable(path, kind, str(error)) from error
    if isinstance(content, dict) and isinstance(content.get("features"), list):
        return read_layer(path, "geojson", sheet)
    lists = _lists(content)
    if sheet and sheet not in lists:
        raise no_such_sheet(path, sheet, [name for name in lists if name])
    if not lists:
        raise InputError(
            tr(
                "{file} is JSON without a list of records, which are objects such as "
                "{example}. Choose another file.",
                file=path,
                example='[{"nom": "Mairie", "commune": "Foix"}]',
            )
        )
    name = sheet or max(lists, key=lambda each: len(lists[each]))
    records = lists[name]
    columns = list(dict.fromkeys(key for record in records for key in record))
    refuse_columns(len(columns), path)
    refuse_rows(len(records), len(columns), path)
    cells = [[_text(record.get(column)) for column in columns] for record in records]
    raw = from_features(columns, cells, np.full((len(cells), 2), np.nan), str(path))
    raw.format, raw.sheet = kind, name
    raw.notes = [] if sheet else other_sheets(list(lists), list(lists).index(name))
    return raw


def _lists(content: Any) -> dict[str, list[dict[str, Any]]]:
    """The lists of records by their names; "" for one that is the whole file."""
    members = content if isinstance(content, dict) else {"": content}
    return {
        name: member
        for name, member in members.items()
        if isinstance(member, list) and member and all(isinstance(each, dict) for each in member)
    }


def _text(value: Any) -> str:
    """A value as a cell."""
    if value is None or value != value:
        return ""
    if isinstance(value, list) and not any(isinstance(each, dict | list) for each in value):
        text = as_list(value)
    else:
        text = value if isinstance(value, str) else as_json(value)
    return text
