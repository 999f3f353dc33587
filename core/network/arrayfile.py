"""Arrays in one file, opened without reading them.

The file is numpy's own ``.npz`` (a zip of ``.npy`` members, readable by ``numpy.load``), with two
promises more: nothing is compressed, and each member's data begins at a multiple of 64 bytes, so
that an array is a view of the file mapped into memory, and only what is used is ever read.

A file cut short, and damage to its header or to where its members lie, are therefore refused at
once; damage inside an array is seen by ``verify``, which reads all of it.
"""

from __future__ import annotations

import io
import json
import math
import mmap
import struct
import zipfile
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np

from ..common.json_text import JsonError, read_json
from ..common.progress import Progress

#: numpy's own reader and writer of ``.npy``, which has no types.
_npy: Any = np.lib.format
#: What numpy aligns the data to in a ``.npy`` file; here also in the zip around it.
_ALIGNMENT = 64
#: Fixed part of the header before each member, and where in it are the lengths of what follows.
_LOCAL_HEADER, _LENGTHS = 30, struct.Struct("<26xHH")
#: Bytes that ``zipfile`` itself adds to the header of a large member; the kind of our filling.
_LARGE_EXTRA, _FILLING = 20, 0xD935
#: How a ``.npy`` file of version 1 begins, and the length of the text that follows.
_NPY, _MAGIC = struct.Struct("<8sH"), b"\x93NUMPY\x01\x00"
#: More than that text takes.
_NPY_HEADER = 1024
HEADER = "header"
#: Bytes that are read at once, between two looks at whether to stop.
_PIECE = 4 << 20


def write_arrays(path: Path, header: dict[str, Any], arrays: dict[str, np.ndarray]) -> None:
    """Writes ``arrays`` and, as a JSON text first, the ``header``, which says what they are."""
    kinds = {name: [array.dtype.str, array.shape] for name, array in arrays.items()}
    text = np.frombuffer(json.dumps(header | {"arrays": kinds}).encode(), dtype=np.uint8)
    with open(path, "wb") as file, zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as archive:
        for name, array in {HEADER: text, **arrays}.items():
            info = zipfile.ZipInfo(f"{name}.npy")
            info.file_size = array.nbytes + _NPY_HEADER
            is_large = info.file_size * 1.05 > zipfile.ZIP64_LIMIT
            before = file.tell() + _LOCAL_HEADER + len(info.filename) + _LARGE_EXTRA * is_large
            filling = -(before + 4) % _ALIGNMENT
            info.extra = struct.pack("<HH", _FILLING, filling) + bytes(filling)
            with archive.open(info, "w", force_zip64=is_large) as member:
                _npy.write_array(member, np.ascontiguousarray(array), allow_pickle=False)


def read_header(archive: zipfile.ZipFile) -> dict[str, Any]:
    """The header, its checksum verified. Raises what zipfile, numpy and json raise."""
    text = _npy.read_array(io.BytesIO(archive.read(f"{HEADER}.npy")), allow_pickle=False)
    header = read_json(text.tobytes())
    if not isinstance(header, dict) or not isinstance(header.get("arrays"), dict):
        raise JsonError(HEADER)
    return header


def verify(archive: zipfile.ZipFile, progress: Progress) -> None:
    """Reads every member against its checksum: a gigabyte in about a second.

    Raises BadZipFile where one is damaged, and Cancelled.
    """
    members = archive.infolist()
    whole, read = max(sum(info.file_size for info in members), 1), 0
    for info in members:
        with archive.open(info) as member:
            while piece := member.read(_PIECE):
                read += len(piece)
                progress.step(read / whole)


def map_arrays(
    file: BinaryIO, archive: zipfile.ZipFile, header: dict[str, Any]
) -> dict[str, np.ndarray]:
    """The arrays that the header names, read-only views of the open ``file`` of the archive.

    Raises KeyError or ValueError where it is damaged.
    """
    memory = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    return {
        name: _view(memory, archive.getinfo(f"{name}.npy"), np.dtype(kind), shape)
        for name, (kind, shape) in header["arrays"].items()
    }


def _view(
    memory: mmap.mmap, info: zipfile.ZipInfo, kind: np.dtype[Any], shape: list[int]
) -> np.ndarray:
    name_length, extra_length = _LENGTHS.unpack_from(memory, info.header_offset)
    name = info.header_offset + _LOCAL_HEADER
    begin = name + name_length + extra_length
    magic, length = _NPY.unpack_from(memory, begin)
    before, count = _NPY.size + length, math.prod(shape)
    if (
        info.compress_type != zipfile.ZIP_STORED
        or memory[name : name + name_length] != info.filename.encode()
        or magic != _MAGIC
        or before + count * kind.itemsize != info.file_size
    ):
        raise ValueError(info.filename)
    if not count:
        return np.empty(shape, kind)
    return np.frombuffer(memory, kind, count, begin + before).reshape(shape)
