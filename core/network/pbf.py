"""The kinds of ``.osm.pbf`` files that GDAL does not read, told by their blocks.

A file is a row of blobs (https://wiki.openstreetmap.org/wiki/PBF_Format), each a Protocol Buffers
message. Without an error, GDAL leaves out the blobs whose compression it does not know, and draws
ways by the points that it finds, if others are not in the file.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from ..common.errors import InputError
from ..common.speech import named
from ..common.text import tr

#: The field of a blob that holds its data: how they are compressed. Then those that GDAL reads.
_COMPRESSIONS = {1: "", 3: "zlib", 4: "lzma", 5: "bzip2", 6: "lz4", 7: "zstd"}
_READ = ("", "zlib")
_KNOWN_FEATURES = ("OsmSchema-V0.6", "DenseNodes")
#: Fields: of the header, what a reader must know and what it may; of a block, a group; of a group.
_REQUIRED, _OPTIONAL = 4, 5
_GROUP = 2
_POINT, _DENSE, _WAY = 1, 2, 3
#: Bytes: a blob's head and its data are no longer; so many say how the data are compressed.
_LONGEST_HEAD, _LARGEST, _PEEK = 64 * 1024, 1 << 26, 32
#: A number has 64 bits.
_LONGEST_SHIFT = 63
#: So many points, all of them with tags: those without were left out.
_MANY_POINTS = 100

Field = tuple[int, int | bytes]


@dataclass(frozen=True)
class _Blob:
    compression: str
    begin: int
    size: int


def is_pbf(path: Path) -> bool:
    """Whether a file begins as an ``.osm.pbf`` does."""
    with open(path, "rb") as file:
        return b"OSMHeader" in file.read(_PEEK)


def require_readable_pbf(path: Path, shown: Path) -> None:
    """Raises InputError for a file that GDAL would not read, or not wholly, without saying so.

    ``shown``: what messages call it.
    """
    for blob in _blobs(path):
        if blob.compression not in _READ:
            raise InputError(
                tr(
                    "{path} is compressed with {method}, which cannot be read here. Write it anew "
                    "with: osmium cat {name} -o roads.osm.pbf -f pbf,pbf_compression=zlib",
                    path=shown,
                    method=blob.compression,
                    name=shown.name,
                )
            )
    header = list(_fields(next(_messages(path), b"")))
    needed = [_bytes(feature) for number, feature in header if number == _REQUIRED]
    names = [feature.decode("utf-8", "replace") for feature in needed]
    unknown = [name for name in names if name not in _KNOWN_FEATURES]
    if "HistoricalInformation" in unknown:
        raise InputError(
            tr(
                "{path} holds the history of the map, with all that was deleted. Take one day out "
                "of it with: osmium time-filter {name} -o roads.osm.pbf",
                path=shown,
                name=shown.name,
            )
        )
    if unknown:
        raise InputError(
            tr(
                "{path} cannot be read here: it needs {features}. Choose another .osm.pbf file.",
                path=shown,
                features=named(unknown),
            )
        )
    if _lacks_points(path, (_OPTIONAL, b"LocationsOnWays") in header):
        raise ways_without_points(shown)


def ways_without_points(shown: Path) -> InputError:
    """For a file whose ways are there, and the points that draw them are not."""
    return InputError(
        tr(
            "{path} holds ways without the points that draw them. Make the file again with all "
            "points of its ways (in Overpass: out body; >; out skel qt; with osmium tags-filter: "
            "without -R), or choose the file that it was made from.",
            path=shown,
        )
    )


def has_single_points(path: Path) -> bool:
    """Whether points stand one by one, not packed: GDAL fails on those with an author or a date."""
    return any(number == _POINT for group in _groups(path) for number, _ in group)


def holds_ways_only(path: Path) -> bool:
    """Whether there are ways, and no point at all."""
    found = {number for group in _groups(path) for number, _ in group}
    return _WAY in found and not found & {_POINT, _DENSE}


def _lacks_points(path: Path, has_locations: bool) -> bool:
    """Whether the points without tags were left out: where the first packed points all have some.

    Programs do so when they write the locations into the ways.
    """
    for number, packed in chain.from_iterable(_groups(path)):
        if number == _DENSE:
            parts = dict(_fields(_bytes(packed)))
            # The tags of all points in a row, a 0 after those of each point.
            ids, tags = (_bytes(parts.get(part)) for part in (1, 10))
            count = sum(byte < 0x80 for byte in ids)
            all_tagged = bool(tags) and tags[0] != 0 and b"\0\0" not in tags
            return all_tagged and (has_locations or count >= _MANY_POINTS)
    return False


def _groups(path: Path) -> Iterator[list[Field]]:
    """The fields of each group of points or ways of the blocks of data."""
    for message in _messages(path):
        for number, group in _fields(message):
            if number == _GROUP:
                yield list(_fields(_bytes(group)))


def _messages(path: Path) -> Iterator[bytes]:
    """What the blobs hold, uncompressed, the header first; those that cannot be read left out."""
    with open(path, "rb") as file:
        for blob in _blobs(path):
            file.seek(blob.begin)
            for number, data in _fields(file.read(blob.size)):
                if number not in _COMPRESSIONS or blob.compression not in _READ:
                    continue
                with suppress(zlib.error):
                    packed = _bytes(data)
                    is_plain = not blob.compression
                    yield packed if is_plain else zlib.decompressobj().decompress(packed, _LARGEST)


def _blobs(path: Path) -> Iterator[_Blob]:
    """The blobs of a file, to its end or to where it is damaged (of which GDAL tells)."""
    with open(path, "rb") as file:
        while True:
            length = int.from_bytes(file.read(4), "big")
            head = dict(_fields(file.read(length))) if length <= _LONGEST_HEAD else {}
            begin, size = file.tell(), head.get(3)
            if not isinstance(size, int) or size > _LARGEST:
                return
            found = [number for number, _ in _fields(file.read(_PEEK)) if number in _COMPRESSIONS]
            yield _Blob(_COMPRESSIONS[found[0]] if found else "", begin, size)
            file.seek(begin + size)


def _fields(message: bytes) -> Iterator[Field]:
    """The numbered fields of a Protocol Buffers message, the last one maybe cut short."""
    at = 0
    while at < len(message):
        key, at = _number(message, at)
        if key & 7 == 0:
            value, at = _number(message, at)
            yield key >> 3, value
        elif key & 7 == 2:
            length, at = _number(message, at)
            yield key >> 3, message[at : at + length]
            at += length
        else:
            at += 8 if key & 7 == 1 else 4


def _number(message: bytes, at: int) -> tuple[int, int]:
    """(a number of variable length, where the next thing begins)."""
    value = shift = 0
    while at < len(message):
        byte = message[at]
        value |= (byte & 0x7F) << shift
        at, shift = at + 1, shift + 7
        if byte < 0x80 or shift > _LONGEST_SHIFT:
            break
    return value, at


def _bytes(value: int | bytes | None) -> bytes:
    """What should be a text or a message; b"" for what is none, as in a damaged file."""
    return value if isinstance(value, bytes) else b""
