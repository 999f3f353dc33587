"""Arrays in one file, opened without reading them.

The file is numpy's own ``.npz`` (a zip of ``.npy`` members, readable by ``numpy.load``), with two
promises more: nothing is compressed, and each member's data begins at a multiple of 64 bytes, so
that an array is a view of the file mapped into memory, and only what is used is ever read.
"""

from __future__ import annotations

import io
import json
import mmap
import struct
import zipfile
from pathlib import Path
from typing import Any

import numpy as np

#: numpy's own reader and writer of ``.npy``, which has no types.
_npy: Any = np.lib.format
#: What numpy aligns the data to in a ``.npy`` file; here also in the zip around it.
_ALIGNMENT = 64
#: Fixed part of the header before each member, and where in it are the lengths of what follows.
_LOCAL_HEADER, _LENGTHS = 30, struct.Struct("<26xHH")
#: Bytes that ``zipfile`` itself adds to the header of a large member; the kind of our filling.
_LARGE_EXTRA, _FILLING = 20, 0xD935
#: Length of the longest ``.npy`` header of plain numbers (its own is padded to 64 bytes).
_NPY_HEADER = 1024
HEADER = "header"


def write_arrays(path: Path, header: dict[str, Any], arrays: dict[str, np.ndarray]) -> None:
    """Writes ``arrays`` and, as a JSON text first, the ``header``."""
    text = np.frombuffer(json.dumps(header).encode(), dtype=np.uint8)
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
    header: dict[str, Any] = json.loads(text.tobytes())
    return header


def map_arrays(path: Path, archive: zipfile.ZipFile) -> dict[str, np.ndarray]:
    """The arrays by name, read-only views of the file. Raises ValueError where it is damaged."""
    with open(path, "rb") as file:
        whole = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    return {
        info.filename.removesuffix(".npy"): _view(whole, info)
        for info in archive.infolist()
        if info.filename != f"{HEADER}.npy"
    }


def _view(whole: mmap.mmap, info: zipfile.ZipInfo) -> np.ndarray:
    begin = info.header_offset
    local = whole[begin : begin + _LOCAL_HEADER]
    name_length, extra_length = _LENGTHS.unpack(local)
    name = whole[begin + _LOCAL_HEADER : begin + _LOCAL_HEADER + name_length]
    if info.compress_type != zipfile.ZIP_STORED or name != info.filename.encode():
        raise ValueError(info.filename)
    begin += _LOCAL_HEADER + name_length + extra_length
    head = io.BytesIO(whole[begin : begin + _NPY_HEADER])
    if _npy.read_magic(head) != (1, 0):
        raise ValueError(info.filename)
    shape, fortran, dtype = _npy.read_array_header_1_0(head)
    size = int(np.prod(shape)) * dtype.itemsize
    if fortran or dtype.hasobject or head.tell() + size != info.file_size:
        raise ValueError(info.filename)
    if not size:
        return np.empty(shape, dtype)
    return np.frombuffer(whole, dtype, size // dtype.itemsize, begin + head.tell()).reshape(shape)
