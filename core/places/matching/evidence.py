"""How much each field of a pair says for or against one place, as Fellegi and Sunter weigh it.

A field's evidence is the logarithm of m / u: how often records of one place agree so, over how
often records of two places do. What is missing is no evidence. Facts that go together (a street and
a spot, a phone and an e-mail) are not counted twice. ``model.json`` holds the figures.
"""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from scipy import sparse
from scipy.spatial import cKDTree

from ...common.progress import SILENT, Progress
from .records import Lists
from .words import dots

CONTACTS = ("phone", "email", "website")


@cache
def model() -> dict[str, Any]:
    """The figures of the model."""
    return json.loads((Path(__file__).parent / "model.json").read_text(encoding="utf-8"))


@dataclass
class Evidence:
    """Of n pairs: the rows, the logarithm of the odds, and the facts that a person reads.

    The odds are for a place that is as likely in both lists as not. ``agrees`` holds per key field
    1 (the same), 0 (another), NaN (not said by both); ``number`` likewise the street number.
    ``name`` and ``street`` are how alike they are, 0 to 1, NaN when one is missing; ``metres`` is
    the distance.
    """

    base: np.ndarray
    incoming: np.ndarray
    odds: np.ndarray
    name: np.ndarray
    street: np.ndarray
    number: np.ndarray
    metres: np.ndarray
    agrees: dict[str, np.ndarray]

    def take(self, rows: np.ndarray) -> Evidence:
        """The pairs ``rows``."""
        parts: dict[str, Any] = {
            name: {k: v[rows] for k, v in value.items()} if isinstance(value, dict) else value[rows]
            for name, value in vars(self).items()
        }
        return Evidence(**parts)


def join(parts: list[Evidence]) -> Evidence:
    """The pairs of all ``parts``, one after the other."""
    columns = {
        name: np.concatenate([getattr(part, name) for part in parts])
        for name in vars(parts[0])
        if name != "agrees"
    }
    agrees = {k: np.concatenate([part.agrees[k] for part in parts]) for k in parts[0].agrees}
    return Evidence(**columns, agrees=agrees)


class Weigher:
    """Weighs the pairs of two lists."""

    def __init__(self, lists: Lists, progress: Progress = SILENT) -> None:
        self.lists = lists
        self.size = max(len(lists.base), model()["searched"])
        levels = model()["name"]["levels"][: len(model()["name"]["others"])]
        counts = list(progress.over(lists.names.others(levels), lists.names.batches))
        self._name_others = np.concatenate(counts)
        self._near = _counts_around(lists)
        self._keys = {field: _shares(lists, field) for field in lists.base.keys}

    def weigh(self, base: np.ndarray, incoming: np.ndarray) -> Evidence:
        """The evidence of pairs, given by their rows."""
        left, right = self.lists.base, self.lists.incoming
        metres = np.hypot(left.x[base] - right.x[incoming], left.y[base] - right.y[incoming])
        rough = (left.rough[base] | right.rough[incoming]) & (metres < 5000)
        metres[rough] = np.nan
        agrees, often = {}, {}
        for field in left.keys:
            agrees[field], often[field] = self._agreement(field, base, incoming)
        name = self.lists.names.alike(base, incoming)
        street = self.lists.streets.alike(base, incoming)
        number = _same_number(left.numbers[base], right.numbers[incoming])
        odds = np.full(len(base), -np.log(self.size))
        odds += self._name(name, base, incoming)
        odds += self._where(metres, agrees, often, incoming)
        odds += _address(street, number, metres)
        odds += self._contacts(agrees, often, metres, street, number)
        odds += self._identifier(agrees["identifier"], often["identifier"])
        return Evidence(base, incoming, odds, name, street, number, metres, agrees)

    def _agreement(
        self, field: str, base: np.ndarray, incoming: np.ndarray
    ) -> tuple[np.ndarray, np.ndarray]:
        """Whether pairs agree on a key, and how many places of the base have what they share."""
        ours, theirs = self._keys[field]
        both = (np.diff(ours.indptr)[base] > 0) & (np.diff(theirs.indptr)[incoming] > 0)
        agrees, often = np.full(len(base), np.nan), np.zeros(len(base))
        shared = dots(ours, theirs, base[both], incoming[both])
        agrees[both] = shared > 0
        often[both] = np.divide(1, shared, where=shared > 0, out=np.zeros(len(shared)))
        return agrees, often

    def _chance(self, others: np.ndarray, unseen: Any) -> np.ndarray:
        """u of a value that so many other places of the base have, ``unseen`` ones expected too."""
        return (np.maximum(others, 0) + unseen) / self.size

    def _name(self, alike: np.ndarray, base: np.ndarray, incoming: np.ndarray) -> np.ndarray:
        table = model()["name"]
        level = _level(alike, table["levels"])
        told = np.minimum(level, len(table["others"]) - 1)
        names = self.lists.names
        others = np.maximum(
            self._name_others[names.incoming[incoming], told],
            self._name_others[names.base[base], told],
        )
        u = self._chance(others, np.take(table["others"], told))
        u = np.where(level == told, u, np.take(table["u"], level))
        return np.where(np.isnan(alike), 0, np.log(np.take(table["m"], level) / u))

    def _where(
        self,
        metres: np.ndarray,
        agrees: dict[str, np.ndarray],
        often: dict[str, np.ndarray],
        incoming: np.ndarray,
    ) -> np.ndarray:
        """Town and distance as one fact, the rarer of the two."""
        distance, town = model()["distance"], model()["town"]
        ring = _ring(metres, distance["metres"])
        known = np.isfinite(metres)
        unseen = np.take(distance["others"], ring)
        ring_u = np.where(known, self._chance(self._near[incoming, ring] - 1, unseen), 1)
        m = np.where(known, np.take(distance["m"], ring), 1)
        same = (agrees["insee"] == 1) | (agrees["town"] == 1)
        other = ~same & ((agrees["insee"] == 0) | (agrees["town"] == 0))
        post = ~same & (agrees["postcode"] == 1)
        times = np.where(agrees["town"] == 1, often["town"], often["insee"])
        town_u = np.where(same, self._chance(times - 1, town["others"]), 1)
        town_u = np.where(post, self._chance(often["postcode"] - 1, town["others"]), town_u)
        m = m * np.where(same, town["m"], np.where(post, 1 - town["m"], 1))
        total = np.log(m / np.minimum(ring_u, town_u))
        elsewhere = np.where(known, np.take(town["u_other"], ring), 1)
        against = np.log(np.minimum((1 - town["m"]) / elsewhere, 1))
        return total + np.where(other & ~post, against, 0)

    def _contacts(
        self,
        agrees: dict[str, np.ndarray],
        often: dict[str, np.ndarray],
        metres: np.ndarray,
        street: np.ndarray,
        number: np.ndarray,
    ) -> np.ndarray:
        """Phone, e-mail, website: they go together, so the others count a quarter of the strongest.

        Neighbours in one building often share them.
        """
        building = (metres < 50) | ((street >= 0.6) & (number == 1) & ~(metres >= 500))
        for_, against = [], []
        for field in CONTACTS:
            table = model()["contacts"][field]
            u = self._chance(often[field] - 1, table["others"])
            u = np.where(building, np.maximum(u, table["u_near"][0]), u)
            u = np.where(metres < 200, np.maximum(u, table["u_near"][1]), u)
            same = np.where(agrees[field] == 1, np.log(table["m"] / u), 0)
            for_.append(np.maximum(same, 0))
            against.append(np.where(agrees[field] == 0, np.log(1 - table["m"]), 0))
        return sum(
            0.75 * np.max(np.abs(part), axis=0) * sign + 0.25 * np.sum(part, axis=0)
            for part, sign in ((for_, 1), (against, -1))
        )

    def _identifier(self, agrees: np.ndarray, often: np.ndarray) -> np.ndarray:
        """The same identifier speaks for one place; another one does not speak against it."""
        table = model()["identifier"]
        same = np.log(table["m"] / self._chance(often - 1, table["others"]))
        return np.where(agrees == 1, same, 0)


def _address(street: np.ndarray, number: np.ndarray, metres: np.ndarray) -> np.ndarray:
    """The street, then the number in it, for what they say beside the distance."""
    table = model()["address"]
    level = _level(street, table["levels"])
    near = np.select([metres < 50, metres < 200, metres < 500], ["50", "200", "500"], "far")
    total = np.zeros(len(street))
    for distance, u in table["u"].items():
        here = (near == distance) & np.isfinite(street)
        total[here] = np.log(np.divide(table["m"], u))[level[here]]
        m, chance = table["number_m"], table["number_u"][distance]
        numbered = here & (level == 0)
        total[numbered & (number == 1)] += np.log(m / chance)
        total[numbered & (number == 0)] += np.log((1 - m) / (1 - chance))
    # At one spot another street is a way of writing; far off the same street says no more than 50.
    return np.clip(total, np.where(metres < 50, -0.5, -3), np.log(50))


def _shares(lists: Lists, field: str) -> tuple[sparse.csr_matrix, sparse.csr_matrix]:
    """Who has which value of a key: in the base one over how often it stands there, and 1."""
    cells = lists.base.keys[field], lists.incoming.keys[field]
    often = Counter(value for cell in cells[0] for value in cell)
    numbers = {
        v: n for n, v in enumerate(dict.fromkeys(v for c in (*cells[0], *cells[1]) for v in c))
    }
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
    known = np.isfinite(base.x)
    points = np.column_stack([base.x[known], base.y[known]])
    here = np.flatnonzero(np.isfinite(incoming.x))
    if len(points) and len(here):
        around = np.column_stack([incoming.x[here], incoming.y[here]])
        tree = cKDTree(points)
        within = [
            np.full(len(here), len(points))
            if np.isinf(edge)
            else tree.query_ball_point(around, edge, return_length=True)
            for edge in edges
        ]
        counts[here] = np.diff(np.array(within), axis=0, prepend=0).T
    return counts


def _level(alike: np.ndarray, levels: list[float]) -> np.ndarray:
    """Which of the levels, in falling order, a likeness reaches."""
    falling = np.asarray(levels)
    return np.sum(np.nan_to_num(alike)[:, None] < falling[None, :], axis=1)


def _ring(metres: np.ndarray, edges: list[float | None]) -> np.ndarray:
    return np.searchsorted([edge for edge in edges if edge], np.nan_to_num(metres), side="right")


def _same_number(left: np.ndarray, right: np.ndarray) -> np.ndarray:
    return np.where((left == "") | (right == ""), np.nan, (left == right).astype(float))
