"""The roads of an OpenStreetMap file and their barriers, read by GDAL in batches."""

from __future__ import annotations

import time
from collections.abc import Generator, Iterator
from concurrent.futures import ThreadPoolExecutor, wait
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd
from osgeo import gdal

from ..common.errors import InputError
from ..common.progress import SILENT, Progress
from ..common.text import tr
from .osm_source import failure
from .pbf import is_pbf

_CONFIGURATION = Path(__file__).parent / "osm.ini"
_BATCH = 20_000
#: Bytes of an ``.osm.pbf`` read in a second, for the progress bar; seconds between two looks at it.
_BYTES_A_SECOND = 20e6
_HEARTBEAT = 0.2
#: The head of a line in WKB: byte order, type, count of points.
_WKB_HEAD = 9


@dataclass(frozen=True)
class Roads:
    """Roads as read: degrees of all their points, road r from ``start[r]`` to ``start[r + 1]``.

    ``kind``: the row of ``tags`` of each road. Many roads share the same tags: ``tags`` has one
    row per distinct combination, as text columns ("" where absent).
    """

    lon: np.ndarray
    lat: np.ndarray
    start: np.ndarray
    kind: np.ndarray
    tags: pd.DataFrame


def read_roads(path: Path, progress: Progress = SILENT, shown: Path | None = None) -> Roads:
    """All ways with a ``highway`` tag, and the ferries. Raises InputError for a damaged file.

    ``shown``: what messages call the file, where it is a copy.
    """
    kinds: dict[Tags, int] = {}
    kind, points, sizes = [], [], []
    condition = "highway IS NOT NULL OR route = 'ferry'"
    for batch in _batches(path, shown or path, "lines", condition, progress):
        lines = batch.pop("wkb_geometry").tolist()
        kind.append(_kinds(batch, kinds))
        sizes += [(len(line) - _WKB_HEAD) // 16 for line in lines]
        coordinates = b"".join([line[_WKB_HEAD:] for line in lines])
        points.append(np.frombuffer(coordinates, dtype="<f8").reshape(-1, 2))
    if not kind:
        nothing = np.empty(0)
        return Roads(nothing, nothing, np.zeros(1, dtype=np.int64), nothing, pd.DataFrame())
    lonlat = np.concatenate(points)
    start = np.concatenate([[0], np.cumsum(sizes, dtype=np.int64)])
    tags = pd.DataFrame([dict(pairs) for pairs in kinds], dtype=object).fillna("")
    return Roads(lonlat[:, 0], lonlat[:, 1], start, np.concatenate(kind), tags)


#: The tags of a road, key and value of each.
Tags = tuple[tuple[str, str], ...]


def _kinds(batch: dict[str, np.ndarray], kinds: dict[Tags, int]) -> np.ndarray:
    """The number in ``kinds`` of each row's tags; new ones are added there.

    Few of the columns hold anything, and few rows are unlike all others: texts are made for those.
    """
    used = [name for name, column in batch.items() if (column != b"").any()]
    rows: dict[tuple[bytes, ...], int] = {}
    columns = [batch[name].tolist() for name in used]
    number = [rows.setdefault(row, len(rows)) for row in zip(*columns, strict=True)]
    texts = [map(_text, row) for row in rows]
    tags = [tuple(pair for pair in zip(used, row, strict=True) if pair[1]) for row in texts]
    kind_of_row = [kinds.setdefault(pairs, len(kinds)) for pairs in tags]
    return np.array(kind_of_row, dtype=np.int32)[number]


def read_barriers(
    path: Path, progress: Progress = SILENT, shown: Path | None = None
) -> pd.DataFrame:
    """Points with a ``barrier`` tag: ``lon``, ``lat`` (degrees) and their tags as text columns.

    Raises as ``read_roads``.
    """
    tables = []
    for batch in _batches(path, shown or path, "points", "barrier IS NOT NULL", progress):
        wkb = b"".join(batch.pop("wkb_geometry").tolist())
        # A point in WKB: byte order, type, x, y.
        points = np.frombuffer(wkb, dtype=[("head", "V5"), ("lon", "<f8"), ("lat", "<f8")])
        columns = {name: [_text(value) for value in batch[name].tolist()] for name in batch}
        tables.append(pd.DataFrame({"lon": points["lon"], "lat": points["lat"], **columns}))
    return pd.concat(tables, ignore_index=True) if tables else pd.DataFrame(columns=["lon", "lat"])


def _text(value: bytes | str) -> str:
    return value.decode("utf-8", "replace") if isinstance(value, bytes) else value or ""


def _batches(
    path: Path, shown: Path, layer_name: str, condition: str, progress: Progress
) -> Iterator[dict[str, np.ndarray]]:
    """Columns of the features of a layer, some thousands at a time.

    A thread reads the next batch meanwhile, so that a cancel works while GDAL does: GDAL reads all
    points of the file before it gives the first line.
    """
    stream = _stream(path, shown, layer_name, condition)
    expected, begin = path.stat().st_size / _BYTES_A_SECOND, time.monotonic()
    pool = ThreadPoolExecutor(1)
    try:
        batch: dict[str, np.ndarray] | None = {}
        while batch is not None:
            pending = pool.submit(_next, stream, path, shown)
            if batch:
                yield batch
            done = False
            while not done:
                done = bool(wait([pending], _HEARTBEAT).done)
                elapsed = time.monotonic() - begin
                progress.step(elapsed / (elapsed + expected))
            batch = pending.result()
    finally:
        # At once, or when the thread is done: the error's traceback must not keep the file open.
        pending.add_done_callback(lambda _: stream.close())
        pool.shutdown(wait=False)


def _stream(
    path: Path, shown: Path, layer_name: str, condition: str
) -> Generator[dict[str, np.ndarray], None, None]:
    """What GDAL gives of a layer. However it ends, the stream is released before its dataset."""
    dataset = _open(path, shown)
    dataset.ExecuteSQL(f"SET interest_layers = {layer_name}")
    layer = dataset.GetLayerByName(layer_name)
    layer.SetAttributeFilter(condition)
    options = [f"MAX_FEATURES_IN_BATCH={_BATCH}", "INCLUDE_FID=NO", "USE_MASKED_ARRAYS=NO"]
    with layer.GetArrowStreamAsNumPy(options=options) as stream:
        yield from stream


def _next(
    stream: Iterator[dict[str, np.ndarray]], path: Path, shown: Path
) -> dict[str, np.ndarray] | None:
    """The next batch of ``stream``, None at the end.

    GDAL ends without an exception where a file is cut: only its last error shows it.
    """
    gdal.PushErrorHandler("CPLQuietErrorHandler")
    try:
        gdal.ErrorReset()
        batch: dict[str, np.ndarray] | None = next(stream, None)
        failed = gdal.GetLastErrorType() >= gdal.CE_Failure
        reason = gdal.GetLastErrorMsg()
    except RuntimeError as error:
        failed, reason = True, str(error)
    finally:
        gdal.PopErrorHandler()
    if failed:
        raise failure(path, shown, reason)
    return batch


def _open(path: Path, shown: Path) -> gdal.Dataset:
    # GDAL's own index of points takes no negative numbers, which are an editor's new ones.
    fast = "YES" if is_pbf(path) else "NO"
    gdal.PushErrorHandler("CPLQuietErrorHandler")
    try:
        dataset = gdal.OpenEx(
            str(path),
            gdal.OF_VECTOR,
            allowed_drivers=["OSM"],
            open_options=[f"CONFIG_FILE={_CONFIGURATION}", f"USE_CUSTOM_INDEXING={fast}"],
        )
    except RuntimeError:
        dataset = None
    finally:
        gdal.PopErrorHandler()
    if dataset is None:
        raise InputError(
            tr(
                "{path} is not an OpenStreetMap file. "
                "Choose a .osm.pbf or .osm file, or a line layer.",
                path=shown,
            )
        )
    return dataset
