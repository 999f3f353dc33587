"""Changing single properties and points of a GeoJSON file, or a list of records, in its text."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from osgeo import ogr

from ..common.projection import WGS84, spatial_reference
from ..common.text import tr
from .celledits import CellEdits, Point, RefusedEdit, changed_since
from .columnnames import unique_names
from .rawtable import RawTable

_BLANKS = re.compile(r"[ \t\r\n]*")
_NUMBER = re.compile(r"-?(?:0|[1-9]\d*)(?:\.\d+)?")
_DECODER = json.JSONDecoder()
#: Decimals of a coordinate: some 1 cm; in metres 2.
_DECIMALS, _METRES = 7, 2


@dataclass(frozen=True)
class Span:
    """Where a value stands in the text."""

    start: int
    end: int


def patch_geojson(
    source: Path, raw: RawTable, changes: CellEdits, output: Path, sheet: str = ""
) -> list[RefusedEdit]:
    """Writes a feature collection with ``changes``. A number stays one if it can; a geometry that
    is no point is not moved."""
    return _patched(source, raw, changes, output, "features", "properties")


def patch_json(
    source: Path, raw: RawTable, changes: CellEdits, output: Path, sheet: str = ""
) -> list[RefusedEdit]:
    """Writes a list of records with ``changes``; ``sheet`` is the member that holds it, if any."""
    return _patched(source, raw, changes, output, sheet, "")


def _patched(
    source: Path, raw: RawTable, changes: CellEdits, output: Path, array: str, within: str
) -> list[RefusedEdit]:
    data = source.read_bytes()
    encoding = json.detect_encoding(data)  # with the mark that the file begins with, if any
    try:
        file = _Collection(data.decode(encoding), raw, changes, array, within)
        text = file.run(_to_file(source) if within else (None, _DECIMALS))
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError) as error:
        raise changed_since(source) from error  # of another kind than what was read
    output.write_bytes(text.encode(encoding))
    return file.refused


class _Collection:
    """The elements of the member ``array`` of the file, or of the file itself where that is "".
    Their cells stand in their member ``within``, or in themselves."""

    def __init__(
        self, text: str, raw: RawTable, changes: CellEdits, array: str, within: str
    ) -> None:
        self.text, self.raw, self.changes = text, raw, changes
        self.refused: list[RefusedEdit] = []
        self._within = within
        start = _skip(text, 0)
        start = dict(_members(text, start))[array].start if array else start
        self._features = list(_items(text, start))
        if len(self._features) != len(raw.table):
            raise ValueError("another number of features")
        self._keys = self._columns()
        self._ascii = "\\u" in text and text.isascii()

    def _columns(self) -> dict[str, str]:
        """The key of each column of the table."""
        keys: dict[str, None] = {}
        for feature in self._features:
            keys.update(dict.fromkeys(self._cells_of(feature)))
        named = dict(zip(unique_names(list(keys), taken=("row",)), keys, strict=True))
        return {name: named[name] for name in self.raw.table.columns if name in named}

    def run(self, to_file: tuple[object, int]) -> str:
        self._transform, self._decimals = to_file
        pieces: list[tuple[int, int, str]] = []
        for record in sorted({*self.changes.cells, *self.changes.points}):
            if record in self.changes.removed:
                continue
            feature = self._features[record]
            members = dict(_members(self.text, feature.start))
            if cells := self.changes.cells.get(record):
                properties = members.get(self._within) if self._within else feature
                pieces += self._properties(record, properties, cells)
            if record in self.changes.points:
                point = self.changes.points[record]
                pieces += self._point(record, members.get("geometry"), point)
        remaining = [n for n in range(len(self._features)) if n not in self.changes.removed]
        pieces += [self._cut(n, remaining) for n in sorted(self.changes.removed)]
        if self.changes.added:
            pieces.append(self._appended(bool(remaining)))
        text, at = [], 0
        for start, end, new in sorted(pieces, key=lambda piece: piece[:2]):
            text += [self.text[at:start], new]
            at = end
        return "".join([*text, self.text[at:]])

    def _properties(
        self, record: int, span: Span | None, cells: dict[str, str]
    ) -> list[tuple[int, int, str]]:
        if span is None or self.text[span.start] != "{":
            raise ValueError("no properties")
        members = dict(_members(self.text, span.start))
        pieces, new = [], []
        for name, text in cells.items():
            if name not in self._keys:
                self._refuse(record, name, text)
                continue
            key = self._keys[name]
            value = members.get(key)
            if value is None:
                new.append(f"{self._json(key)}: {self._value(name, text, 'null')}")
                continue
            old = self.text[value.start : value.end]
            if old[0] in "[{":
                self._refuse(record, name, text)
                continue
            pieces.append((value.start, value.end, self._value(name, text, old)))
        if new:
            joined = (", " if members else "") + ", ".join(new)
            at = max((value.end for value in members.values()), default=span.start + 1)
            pieces.append((at, at, joined))
        return pieces

    def _refuse(self, record: int, name: str, text: str) -> None:
        reason = tr("The value is no plain one in the file, and is not overwritten.")
        self.refused.append(RefusedEdit(record, name, reason, text))

    def _value(self, name: str, text: str, old: str) -> str:
        """A value of the same kind as the old one where ``text`` is such."""
        if not text:
            return "null" if not old.startswith('"') or old == '""' else '""'
        if old in ("true", "false") and text.lower() in ("true", "false"):
            return text.lower()
        is_number = _NUMBER.fullmatch(old) or (old == "null" and self._is_number(name))
        if is_number and _NUMBER.fullmatch(text):
            return text
        return self._json(text)

    def _is_number(self, name: str) -> bool:
        """Whether the values of a column in the first features are numbers."""
        key, values = self._keys[name], []
        for feature in self._features[:50]:
            values.append(self._cells_of(feature).get(key))
        filled = [value for value in values if value is not None]
        return bool(filled) and all(isinstance(value, int | float) for value in filled)

    def _cells_of(self, feature: Span) -> dict[str, Any]:
        content = json.loads(self.text[feature.start : feature.end])
        cells: dict[str, Any] = content.get(self._within) if self._within else content
        return cells or {}

    def _json(self, text: str) -> str:
        return json.dumps(text, ensure_ascii=self._ascii)

    def _point(
        self, record: int, span: Span | None, point: Point | None
    ) -> list[tuple[int, int, str]]:
        if span is None:
            raise ValueError("no geometry")
        if point is None:
            return [(span.start, span.end, "null")]
        x, y = self._coordinates(point)
        if self.text.startswith("null", span.start):
            return [(span.start, span.end, self._geometry(point))]
        members = dict(_members(self.text, span.start))
        kind = members["type"]
        if json.loads(self.text[kind.start : kind.end]) != "Point":
            reason = tr("Its geometry in the file is no point, and is not moved.")
            self.refused.append(RefusedEdit(record, "", reason, f"{x} {y}"))
            return []
        numbers = list(_items(self.text, members["coordinates"].start))
        return [
            (number.start, number.end, text) for number, text in zip(numbers, (x, y), strict=False)
        ]

    def _coordinates(self, point: Point) -> tuple[str, str]:
        geometry = ogr.Geometry(ogr.wkbPoint)
        geometry.AddPoint_2D(*point)
        if self._transform is not None:
            geometry.Transform(self._transform)
        return (
            repr(round(geometry.GetX(), self._decimals)),
            repr(round(geometry.GetY(), self._decimals)),
        )

    def _geometry(self, point: Point | None) -> str:
        if point is None:
            return "null"
        x, y = self._coordinates(point)
        return f'{{"type": "Point", "coordinates": [{x}, {y}]}}'

    def _cut(self, record: int, remaining: list[int]) -> tuple[int, int, str]:
        """A feature with the comma that it no longer needs."""
        features = self._features
        if any(n > record for n in remaining):
            return features[record].start, features[record + 1].start, ""
        start = features[record - 1].end if record else features[record].start
        return start, features[record].end, ""

    def _appended(self, follows: bool) -> tuple[int, int, str]:
        """The new features, with the blanks that stand between the others."""
        last = self._features[-1].end
        between = ", "
        if len(self._features) > 1:
            between = self.text[self._features[-2].end : self._features[-1].start]
        features = []
        for row in self.changes.added:
            properties = ", ".join(
                f"{self._json(key)}: {self._value(name, row.cells.get(name, ''), 'null')}"
                for name, key in self._keys.items()
            )
            features.append(
                f'{{"type": "Feature", "properties": {{{properties}}}, '
                f'"geometry": {self._geometry(row.point)}}}'
                if self._within
                else f"{{{properties}}}"
            )
        text = between.join(features)
        return last, last, (between if follows else "") + text


def _skip(text: str, at: int) -> int:
    match = _BLANKS.match(text, at)
    return match.end() if match else at


def _members(text: str, start: int) -> Iterator[tuple[str, Span]]:
    """The keys and values of the object that starts at ``start``."""
    if text[start] != "{":
        raise ValueError("no object")
    at = _skip(text, start + 1)
    while text[at] != "}":
        key, at = _DECODER.raw_decode(text, at)
        value = _skip(text, _skip(text, at) + 1)
        _, at = _DECODER.raw_decode(text, value)
        yield key, Span(value, at)
        at = _skip(text, at)
        if text[at] == ",":
            at = _skip(text, at + 1)


def _items(text: str, start: int) -> Iterator[Span]:
    """The elements of the array that starts at ``start``."""
    if text[start] != "[":
        raise ValueError("no array")
    at = _skip(text, start + 1)
    while text[at] != "]":
        _, end = _DECODER.raw_decode(text, at)
        yield Span(at, end)
        at = _skip(text, end)
        if text[at] == ",":
            at = _skip(text, at + 1)


def _to_file(source: Path) -> tuple[object, int]:
    """From degrees to the file's system (None if that is degrees too), and the decimals of it."""
    dataset = ogr.Open(str(source))
    reference = dataset.GetLayer(0).GetSpatialRef()
    if reference is None or reference.IsGeographic():
        return None, _DECIMALS
    reference = reference.Clone()
    reference.SetAxisMappingStrategy(ogr.osr.OAMS_TRADITIONAL_GIS_ORDER)
    return ogr.osr.CoordinateTransformation(spatial_reference(WGS84), reference), _METRES
