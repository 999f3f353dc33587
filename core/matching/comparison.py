"""Pairs of places compared field by field: the facts, before anything is made of them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy import sparse
from scipy.spatial import cKDTree

from ..common.progress import SILENT, Progress
from .linkage_model import model
from .records import Lists, Records
from .words import begins, dots, hosts

#: A rough point (a town's centre) says nothing about distances shorter than this, in metres.
_ROUGH = 5000
#: From this likeness on names are alike, whichever of the two hosts the other.
_NAMES_ALIKE = 0.6


@dataclass
class Pairs:
    """Of n pairs (rows ``base`` and ``incoming``), what both sides have in common.

    ``agrees`` holds per key field 1 (the same), 0 (another), NaN (not said by both); ``number``
    likewise, for the number in the street. ``name`` and ``street`` are how alike they are, 0 to 1,
    NaN when one is missing; ``metres`` is the distance, NaN when unknown. ``lodged``: the names are
    unlike, but one is a network's, and the other is that of a host in whose premises the network
    often is. How many other base places are expected to have the same in common: ``often`` per key
    field, ``namesakes`` for a name as like, ``around`` for about that distance.
    """

    base: np.ndarray
    incoming: np.ndarray
    name: np.ndarray
    namesakes: np.ndarray
    lodged: np.ndarray
    street: np.ndarray
    number: np.ndarray
    metres: np.ndarray
    around: np.ndarray
    agrees: dict[str, np.ndarray]
    often: dict[str, np.ndarray]

    def take(self, rows: np.ndarray) -> Pairs:
        """The pairs ``rows``."""
        parts: dict[str, Any] = {
            name: {k: v[rows] for k, v in value.items()} if isinstance(value, dict) else value[rows]
            for name, value in vars(self).items()
        }
        return Pairs(**parts)


def join(parts: list[Pairs]) -> Pairs:
    """The pairs of all ``parts``, one after the other."""
    columns: dict[str, Any] = {}
    for name, value in vars(parts[0]).items():
        columns_of_parts = [getattr(part, name) for part in parts]
        columns[name] = (
            {key: np.concatenate([column[key] for column in columns_of_parts]) for key in value}
            if isinstance(value, dict)
            else np.concatenate(columns_of_parts)
        )
    return Pairs(**columns)


class Comparer:
    """Compares the pairs of two lists."""

    def __init__(self, lists: Lists, progress: Progress = SILENT) -> None:
        self.lists = lists
        missing = max(model()["searched"] - len(lists.base), 0)
        self._namesakes = _namesakes(lists, missing, progress)
        self._around = _counts_around(lists)
        self._network, self._host = _networks(lists)
        table = model()["distance"]
        self._unseen = np.array(table["others"]) + missing * np.array(table["u"])
        self._keys = {field: _shares(lists, field) for field in lists.base.keys}

    def compare(self, base: np.ndarray, incoming: np.ndarray) -> Pairs:
        """What pairs have in common; they are given by their rows."""
        base_records, incoming_records = self.lists.base, self.lists.incoming
        names = self.lists.names
        name = names.alike(base, incoming)
        level = np.minimum(name_level(name), self._namesakes.shape[1] - 1)
        namesakes = np.maximum(
            self._namesakes[names.incoming[incoming], level],
            self._namesakes[names.base[base], level],
        )
        metres = _metres(base_records, incoming_records, base, incoming)
        at = ring(metres)
        common = {field: self._common(field, base, incoming) for field in self._keys}
        return Pairs(
            base,
            incoming,
            name,
            namesakes,
            (name < _NAMES_ALIKE) & self._lodges(names.base[base], names.incoming[incoming]),
            self.lists.streets.alike(base, incoming),
            _same_number(base_records.numbers[base], incoming_records.numbers[incoming]),
            metres,
            np.maximum(self._around[incoming, at] - 1, 0) + self._unseen[at],
            {field: agrees for field, (agrees, _) in common.items()},
            {field: often for field, (_, often) in common.items()},
        )

    def _lodges(self, left: np.ndarray, right: np.ndarray) -> np.ndarray:
        """Whether one of two names is a network's, and the other that of a host of it."""
        network, host = self._network, self._host
        return ((network[left] & host[right]) | (host[left] & network[right])).any(axis=1)

    def _common(
        self, field: str, base: np.ndarray, incoming: np.ndarray
    ) -> tuple[np.ndarray, np.ndarray]:
        """Whether pairs agree on a key, and how many other base places have what they share."""
        base_keys, incoming_keys = self._keys[field]
        both = (np.diff(base_keys.indptr)[base] > 0) & (np.diff(incoming_keys.indptr)[incoming] > 0)
        agrees, often = np.full(len(base), np.nan), np.zeros(len(base))
        shared = dots(base_keys, incoming_keys, base[both], incoming[both])
        agrees[both] = shared > 0
        often[both] = np.divide(1, shared, where=shared > 0, out=np.ones(len(shared))) - 1
        return agrees, np.maximum(often, 0) + model()["keys"][field]["others"]


def name_level(alike: np.ndarray) -> np.ndarray:
    """Which level of the model a likeness of names reaches; the last one when it is unknown."""
    return level(alike, model()["name"]["levels"])


def level(alike: np.ndarray, levels: list[float]) -> np.ndarray:
    """Which of the levels, in falling order, a likeness reaches."""
    return np.sum(np.nan_to_num(alike)[:, None] < np.asarray(levels)[None, :], axis=1)


def ring(metres: np.ndarray) -> np.ndarray:
    """In which ring of the model a distance is; the first one when it is unknown."""
    edges = [edge for edge in model()["distance"]["metres"] if edge]
    return np.searchsorted(edges, np.nan_to_num(metres), side="right")


def _namesakes(lists: Lists, missing: int, progress: Progress) -> np.ndarray:
    """Per distinct name, how many others are as like as each level that is counted.

    To those of the lists come those expected: any, and in the places ``missing`` in a small base.
    """
    table, names = model()["name"], lists.names
    levels = table["levels"][: len(table["others"])]
    counts = progress.over(names.others(levels), names.batches)
    counted = np.concatenate([np.zeros((0, len(levels))), *counts])
    common = [table["common"].get(" ".join(words), 0.0) for words in names.distinct]
    return counted + missing * np.array(common)[:, None] + np.array(table["others"])


def _networks(lists: Lists) -> tuple[np.ndarray, np.ndarray]:
    """Per distinct name and network: whether it is the network's name, or that of a host of it."""
    names, table = lists.names.distinct, hosts().items()
    network = [[begins(words, [network]) for network, _ in table] for words in names]
    host = [[begins(words, firsts) for _, firsts in table] for words in names]
    shape = len(names), len(table)
    return np.array(network, bool).reshape(shape), np.array(host, bool).reshape(shape)


def _metres(left: Records, right: Records, base: np.ndarray, incoming: np.ndarray) -> np.ndarray:
    metres = np.hypot(left.x[base] - right.x[incoming], left.y[base] - right.y[incoming])
    metres[(left.rough[base] | right.rough[incoming]) & (metres < _ROUGH)] = np.nan
    return metres


def _same_number(left: np.ndarray, right: np.ndarray) -> np.ndarray:
    return np.where((left == "") | (right == ""), np.nan, (left == right).astype(float))


def _shares(lists: Lists, field: str) -> tuple[sparse.csr_matrix, sparse.csr_matrix]:
    """Who has which value of a key: in the base one over how often it stands there, and 1."""
    cells = lists.base.keys[field], lists.incoming.keys[field]
    often = Counter(value for cell in cells[0] for value in cell)
    distinct = dict.fromkeys(value for side in cells for cell in side for value in cell)
    numbers = {value: n for n, value in enumerate(distinct)}
    matrices = []
    for side in (0, 1):
        values = [value for cell in cells[side] for value in cell]
        ends = np.cumsum([0, *map(len, cells[side])])
        weights = [1.0 if side else 1 / often[value] for value in values]
        indices = [numbers[value] for value in values]
        shape = (len(cells[side]), len(numbers))
        matrices.append(sparse.csr_matrix((weights, indices, ends), shape=shape, dtype=float))
    return matrices[0], matrices[1]


def _counts_around(lists: Lists) -> np.ndarray:
    """How many base places stand in each ring around each incoming place (n, rings)."""
    base, incoming = lists.base, lists.incoming
    edges = [metres or np.inf for metres in model()["distance"]["metres"]]
    counts = np.zeros((len(incoming), len(edges)))
    has_point = np.isfinite(base.x)
    points = np.column_stack([base.x[has_point], base.y[has_point]])
    located = np.flatnonzero(np.isfinite(incoming.x))
    if len(points) and len(located):
        around = np.column_stack([incoming.x[located], incoming.y[located]])
        tree = cKDTree(points)
        within = [
            np.full(len(located), len(points))
            if np.isinf(edge)
            else tree.query_ball_point(around, edge, return_length=True)
            for edge in edges
        ]
        counts[located] = np.diff(np.array(within), axis=0, prepend=0).T
    return counts
