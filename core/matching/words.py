"""Names and addresses as words, and how alike two of them are.

The words are weighted by their rarity (TF-IDF), and words alike count nearly as the same one (soft
TF-IDF: Cohen, Ravikumar and Fienberg, 2003), so that order, generic words and slips weigh little.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from itertools import chain
from pathlib import Path
from typing import Any

import numpy as np
from scipy import sparse

from ..common.normalising import normalise
from ..common.progress import SILENT, Progress

#: Two words less alike than this have nothing in common.
_WORDS_ALIKE = 0.5
#: Pairs or rows that are compared at a time.
_PAIRS, _ROWS = 200_000, 500


@cache
def _tables() -> dict[str, Any]:
    """How words are read."""
    return json.loads((Path(__file__).parent / "words.json").read_text(encoding="utf-8"))


def name_words(name: str, city: str) -> tuple[str, ...]:
    """The telling words of a name: short forms written out, without the town that it repeats."""
    tables = _tables()
    words = _phrases(_read(name, tables["read_as"]))
    town = set(_read(city, tables["read_as"]))
    return tuple(word for word in words if word not in town) or tuple(words)


def _phrases(words: list[str]) -> list[str]:
    """The words, those of a network's former name replaced by those of its name."""
    text = f" {' '.join(words)} "
    for former, name in _tables()["phrases"].items():
        text = text.replace(f" {former} ", f" {name} ")
    return list(dict.fromkeys(text.split()))


def hosts() -> dict[str, list[str]]:
    """Networks that lodge with others, and how the names of those begin."""
    return _tables()["hosts"]


def begins(words: Sequence[str], firsts: Sequence[str]) -> bool:
    """Whether a name begins with the words of one of ``firsts``."""
    return f"{' '.join(words)} ".startswith(tuple(f"{first} " for first in firsts))


def street_words(address: str, postcode: str, city: str) -> tuple[str, ...]:
    """The telling words of the street in an address."""
    tables = _tables()
    town = {postcode, *_read(city, tables["streets"])}
    words = _read(address, tables["streets"])
    kinds = tables["kinds_of_street"]
    telling = [word for word in words if word not in kinds and not word[0].isdigit()]
    return tuple(word for word in telling if word not in town) or tuple(telling)


def street_number(address: str) -> str:
    """The number in the street, "" without one."""
    found = re.match(r"\D{0,12}?\b(\d{1,4})\b(?!\s*(?:e|er|ere|eme|ème)\b)", address)
    return found[1].lstrip("0") if found else ""


def address_words(address: str) -> frozenset[str]:
    """All words of an address, short forms written out."""
    return frozenset(_read(address, _tables()["streets"]))


def town_words(city: str) -> str:
    """A town's name, to compare: no accents, ``St`` written out, no CEDEX."""
    words = _read(city, _tables()["streets"])
    return " ".join(word for word in words if word != "cedex" and not word.isdigit())


def _read(text: str, read_as: dict[str, str]) -> list[str]:
    little = _tables()["little"]
    words = " ".join(read_as.get(word, word) for word in normalise(text).split()).split()
    return [word for word in dict.fromkeys(words) if word not in little]


class Wordings:
    """The wordings (tuples of words) of two lists, base and incoming, prepared for comparison.

    Two are as like as their words are, or their letters, three by three, if these are more alike:
    words that run together in one of them are still found in the other. Half of a likeness is the
    cosine, half how much of the shorter one stands in the longer.
    """

    def __init__(
        self,
        base: Sequence[tuple[str, ...]],
        incoming: Sequence[tuple[str, ...]],
        progress: Progress = SILENT,
    ) -> None:
        distinct = {words: n for n, words in enumerate(dict.fromkeys([*base, *incoming]))}
        self.distinct = list(distinct)
        self.base = np.array([distinct[words] for words in base], dtype=np.int64)
        self.incoming = np.array([distinct[words] for words in incoming], dtype=np.int64)
        self._often = np.bincount(self.base, minlength=len(distinct))
        times = self._often + np.bincount(self.incoming, minlength=len(distinct))
        names = ["".join(words) for words in distinct]
        self._empty = np.array([not name for name in names], dtype=bool)
        self._ways = [
            _Way([list(words) for words in distinct], times, progress, _alike_words),
            _Way([_grams(name, 3) for name in names], times, progress),
        ]

    @property
    def batches(self) -> int:
        """How many batches ``others`` gives."""
        return -(-len(self._empty) // _ROWS)

    def alike(self, base: np.ndarray, incoming: np.ndarray) -> np.ndarray:
        """How alike the wordings of pairs are, 0 to 1; NaN where one is empty. Rows are given."""
        left, right = self.incoming[incoming], self.base[base]
        values = np.maximum(*(way.alike(left, right) for way in self._ways))
        return np.where(self._empty[left] | self._empty[right], np.nan, values)

    def others(self, levels: Sequence[float]) -> Iterator[np.ndarray]:
        """How many other places of the base have words as like as each level.

        Yields, batch by batch, an array (distinct wordings of the batch, levels). One place, the
        one that a wording is compared with, is left out.
        """
        for start in range(0, len(self._empty), _ROWS):
            block = self._ways[0].block(slice(start, start + _ROWS))
            row = np.repeat(np.arange(block.shape[0]), np.diff(block.indptr))
            high = np.flatnonzero(block.data >= min(levels))
            row, times, value = row[high], self._often[block.indices[high]], block.data[high]
            counts = [np.bincount(row, times * (value >= at), block.shape[0]) for at in levels]
            yield np.maximum(np.column_stack(counts) - 1, 0)


class _Way:
    """One way to take wordings apart, and to compare them by the parts that they share."""

    def __init__(
        self,
        wordings: list[list[str]],
        times: np.ndarray,
        progress: Progress,
        alike_parts: Callable[[list[str], Progress], sparse.csr_matrix] | None = None,
    ) -> None:
        vocabulary = {part: n for n, part in enumerate(dict.fromkeys(chain(*wordings)))}
        holds = _incidence(wordings, vocabulary)
        progress.step(0)
        alike = alike_parts(list(vocabulary), progress) if alike_parts else None
        often = holds.T @ times if alike is None else alike @ (holds.T @ times)
        rarity = np.log1p(times.sum() / np.maximum(often, 1)).astype(np.float32)
        self._parts = (holds @ sparse.diags(rarity)).tocsr()
        self._spread = self._parts if alike is None else (self._parts @ alike).tocsr()
        self._columns = self._parts.T.tocsr()
        every = np.arange(len(wordings))
        self._size = np.maximum(dots(self._spread, self._parts, every, every), 1e-9)

    def alike(self, left: np.ndarray, right: np.ndarray) -> np.ndarray:
        return self._scaled(dots(self._spread, self._parts, left, right), left, right)

    def block(self, rows: slice) -> sparse.csr_matrix:
        """The likeness of some wordings to all."""
        product = (self._spread[rows] @ self._columns).tocsr()
        row = np.repeat(np.arange(product.shape[0]), np.diff(product.indptr)) + rows.start
        product.data = self._scaled(product.data, row, product.indices)
        return product

    def _scaled(self, shared: np.ndarray, left: np.ndarray, right: np.ndarray) -> np.ndarray:
        sizes = self._size[left], self._size[right]
        # A word that is like two words of the other wording counts twice: the sum stays at most 1.
        cosine = np.minimum(shared / np.sqrt(sizes[0] * sizes[1]), 1)
        return (cosine + np.minimum(shared / np.minimum(*sizes), 1)) / 2


def _grams(word: str, length: int) -> list[str]:
    """The runs of letters in a word, each once."""
    return list(dict.fromkeys(word[n : n + length] for n in range(max(len(word) - length + 1, 1))))


def _incidence(rows: Sequence[Sequence[str]], columns: dict[str, int]) -> sparse.csr_matrix:
    indices = [columns[part] for parts in rows for part in parts]
    ends = np.cumsum([0, *map(len, rows)])
    ones = np.ones(len(indices), dtype=np.float32)
    return sparse.csr_matrix((ones, indices, ends), shape=(len(rows), len(columns)))


def _alike_words(words: list[str], progress: Progress) -> sparse.csr_matrix:
    """How alike words are by the pairs of letters that they share (cosine), 1 on the diagonal."""
    pairs = [_grams(f" {word} ", 2) for word in words]
    letters = {pair: n for n, pair in enumerate(dict.fromkeys(chain(*pairs)))}
    grams = _incidence(pairs, letters)
    lengths = np.sqrt([max(len(letter_pairs), 1) for letter_pairs in pairs])
    grams = (sparse.diags((1 / lengths).astype(np.float32)) @ grams).tocsr()
    blocks, columns = [], grams.T.tocsr()
    for start in progress.over(range(0, len(words), _ROWS)):
        block = (grams[start : start + _ROWS] @ columns).tocsr()
        block.data[block.data < _WORDS_ALIKE] = 0
        block.eliminate_zeros()
        blocks.append(block)
    return sparse.vstack(blocks).tocsr() if blocks else sparse.csr_matrix((0, 0))


def dots(
    left: sparse.csr_matrix, right: sparse.csr_matrix, rows: np.ndarray, others: np.ndarray
) -> np.ndarray:
    """The scalar products of pairs: ``rows`` of ``left`` with ``others`` of ``right``."""
    out = np.empty(len(rows))
    for start in range(0, len(rows), _PAIRS):
        batch = slice(start, start + _PAIRS)
        product = left[rows[batch]].multiply(right[others[batch]])
        out[batch] = np.asarray(product.sum(axis=1)).ravel()
    return out
