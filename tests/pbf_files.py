"""``.osm.pbf`` files written by hand, in the kinds that programs write."""

from __future__ import annotations

import bz2
import lzma
import struct
import zlib
from collections.abc import Callable, Iterable
from pathlib import Path

#: Three points of a street, and the way that they draw.
POINTS = {1: (1.0, 43.0), 2: (1.01, 43.0), 3: (1.02, 43.0)}
STREET = {"highway": "residential"}
DENSE = ("OsmSchema-V0.6", "DenseNodes")


def _number(value: int) -> bytes:
    value &= (1 << 64) - 1
    parts = []
    while value > 0x7F:
        parts.append(value & 0x7F | 0x80)
        value >>= 7
    return bytes([*parts, value])


def _signed(value: int) -> bytes:
    return _number((value << 1) ^ (value >> 63))


def _field(number: int, value: int | bytes) -> bytes:
    if isinstance(value, int):
        return _number(number << 3) + _number(value)
    return _number(number << 3 | 2) + _number(len(value)) + value


def _steps(values: Iterable[int]) -> bytes:
    """Each value less the one before."""
    values = list(values)
    return b"".join(
        _signed(value - before) for before, value in zip([0, *values], values, strict=False)
    )


def _lz4(raw: bytes) -> bytes:
    """One block of literal bytes."""
    length, more = min(len(raw), 15), b""
    if length == 15:
        rest = len(raw) - 15
        more = b"\xff" * (rest // 255) + bytes([rest % 255])
    return bytes([length << 4]) + more + raw


#: Name of a compression: its field in a blob, and how it packs.
PACKERS: dict[str, tuple[int, Callable[[bytes], bytes]]] = {
    "": (1, bytes),
    "zlib": (3, zlib.compress),
    "lzma": (4, lambda raw: lzma.compress(raw, format=lzma.FORMAT_ALONE)),
    "bzip2": (5, bz2.compress),
    "lz4": (6, _lz4),
    "zstd": (7, lambda raw: b"\x28\xb5\x2f\xfd" + raw),
}


def blob(kind: str, raw: bytes, compression: str = "zlib") -> bytes:
    """A blob of a file: "OSMHeader" or "OSMData"."""
    number, pack = PACKERS[compression]
    size = _field(2, len(raw)) if compression else b""
    body = size + _field(number, pack(raw))
    head = _field(1, kind.encode()) + _field(3, len(body))
    return struct.pack(">I", len(head)) + head + body


def header(needs: Iterable[str] = DENSE, may: Iterable[str] = ()) -> bytes:
    """What a reader must know, and what it may."""
    return b"".join(
        _field(number, feature.encode())
        for number, features in ((4, needs), (5, may))
        for feature in features
    )


def points(kind: str = "dense", tagged: bool = False) -> bytes:
    """A group of ``POINTS``: "dense", "single", or single "signed" with an author and a date.

    ``tagged``: each has a tag, its key and value the texts 1 and 2 of the block.
    """
    lon, lat = ([round(point[axis] * 1e7) for point in POINTS.values()] for axis in (0, 1))
    if kind == "dense":
        tags = _field(10, b"\x01\x02\x00" * len(POINTS)) if tagged else b""
        return _field(
            2, _field(1, _steps(POINTS)) + _field(8, _steps(lat)) + _field(9, _steps(lon)) + tags
        )
    author = _field(4, _field(1, 3) + _field(2, 1_700_000_000) + _field(3, 5) + _field(4, 7))
    return b"".join(
        _field(
            1,
            _number(1 << 3) + _signed(number)
            + (author if kind == "signed" else b"")
            + _number(8 << 3) + _signed(y) + _number(9 << 3) + _signed(x),
        )
        for number, x, y in zip(POINTS, lon, lat, strict=True)
    )  # fmt: skip


def street() -> bytes:
    """A group of one way through all ``POINTS``, of the texts 1 and 2."""
    way = _field(1, 1) + _field(2, b"\x01") + _field(3, b"\x02") + _field(8, _steps(POINTS))
    return _field(3, way)


def block(*groups: bytes) -> bytes:
    """A block of data with its texts: "", and the key and value of a street."""
    ((key, value),) = STREET.items()
    texts = b"".join(_field(1, text.encode()) for text in ("", key, value))
    return _field(1, texts) + b"".join(_field(2, group) for group in groups)


def write_pbf(
    path: Path,
    *groups: bytes,
    compression: str = "zlib",
    needs: Iterable[str] = DENSE,
    may: Iterable[str] = (),
) -> Path:
    """A file of one block with ``groups``; the header is packed as all readers understand."""
    path.write_bytes(
        blob("OSMHeader", header(needs, may)) + blob("OSMData", block(*groups), compression)
    )
    return path
