"""Which pairs are worth comparing: those that share at least one key."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

import numpy as np
from scipy import sparse

from ..common.progress import SILENT, Progress
from .linkage_model import OFFER
from .records import Lists, Records

#: A key that would bring together more pairs than this is not selective enough.
_MANY, _FEW = 250_000, 900
#: Sides of the cells of the grids, in metres.
_CELLS = (200, 1000)
#: Incoming places that are looked at in one batch.
_BATCH = 1000


def candidates(
    lists: Lists, progress: Progress = SILENT
) -> Iterator[tuple[np.ndarray, np.ndarray]]:
    """The rows (base, incoming) of the pairs worth comparing, each once, batch by batch.

    Keys are the town (name, code, postcode), alone and with a word of the name or the street, the
    cell of a grid and its neighbours, phone, e-mail, website, identifier, and four letters of the
    name that few have.
    """
    base = list(_keys(lists.base, (-1, 0, 1), progress.part(0, 0.1)))
    incoming = list(_keys(lists.incoming, (0,), progress.part(0.1, 0.2)))
    key_numbers = _shared_keys(base, incoming)
    columns = _matrix(base, key_numbers).T.tocsr()
    rows = _matrix(incoming, key_numbers)
    for start in progress.part(0.2, 1).over(range(0, max(rows.shape[0], 1), _BATCH)):
        shared = (rows[start : start + _BATCH] @ columns).tocoo()
        yield shared.col.astype(np.int64), shared.row.astype(np.int64) + start


def _keys(
    records: Records, around: tuple[int, ...], progress: Progress
) -> Iterator[set[tuple[str, ...]]]:
    """The keys of each place; with the cells around it, by steps of ``around``."""
    for n in range(len(records)):
        if n % _BATCH == 0:
            progress.step(n / len(records))
        keys: set[tuple[str, ...]] = set()
        for field, cells in records.keys.items():
            if field not in OFFER:
                keys.update((field, value) for value in cells[n])
        words = {*records.names[n], *records.streets[n]}
        keys.update(("word", town, word) for town in records.keys["town"][n] for word in words)
        for side in _CELLS if np.isfinite(records.x[n]) else ():
            column, row = int(records.x[n] // side), int(records.y[n] // side)
            keys.update(("cell", f"{side} {column + a} {row + b}") for a in around for b in around)
        name = "".join(records.names[n])
        keys.update(("letters", name[k : k + 4]) for k in range(max(len(name) - 3, 1)) if name)
        yield keys


def _shared_keys(*lists: Iterable[set[tuple[str, ...]]]) -> dict[tuple[str, ...], int]:
    """The keys that both lists have, and that are not too frequent, numbered."""
    base, incoming = (Counter(key for keys in places for key in keys) for places in lists)
    fitting = (
        key
        for key, times in base.items()
        if 0 < times * incoming[key] <= (_FEW if key[0] == "letters" else _MANY)
    )
    return {key: n for n, key in enumerate(fitting)}


def _matrix(
    lists: list[set[tuple[str, ...]]], key_numbers: dict[tuple[str, ...], int]
) -> sparse.csr_matrix:
    indices = [[key_numbers[key] for key in keys if key in key_numbers] for keys in lists]
    ends = np.cumsum([0, *map(len, indices)])
    flat = np.array([n for places_keys in indices for n in places_keys], dtype=np.int64)
    ones = np.ones(len(flat), dtype=np.int32)
    return sparse.csr_matrix((ones, flat, ends), shape=(len(lists), len(key_numbers)))
