"""Damages places as hurried hands do, to measure how well they are found again.

Each kind of damage changes something, or is not counted. A place gets two to four of them.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd

Place = dict[str, Any]

#: How often each kind is tried on a place: some of them draw what changes nothing.
_TRIES = 5
#: Least and most kinds of damage to a place.
KINDS_EACH = (2, 4)
#: Metres that a place is moved by, and metres of a degree of latitude.
MOVED, DEGREE = 300, 111_195

#: What people write for what, in names and addresses.
SHORT_FORMS = {
    "maison de services au public": "MSAP", "maison des jeunes et de la culture": "MJC",
    "communauté de communes": "ComCom", "communauté d'agglomération": "agglo",
    "point information jeunesse": "PIJ", "caisse d'allocations familiales": "CAF",
    "centre communal d'action sociale": "CCAS", "mission locale": "ML", "pôle emploi": "PE",
    "france services": "FS", "france service": "FS", "centre social": "CS", "saint": "st",
    "sainte": "ste", "médiathèque": "média.", "mediatheque": "média.", "bibliothèque": "biblio",
    "municipale": "mun.", "municipal": "mun.", "départementale": "dép.", "association": "assoc",
    "maison": "Mson", "centre": "ctre", "commune": "cne", "numérique": "num.", "public": "pub.",
    "avenue": "av.", "boulevard": "bd", "place": "pl.", "chemin": "chem.", "route": "rte",
    "rue": "r.", "impasse": "imp.", "allée": "all.", "général": "Gal", "maréchal": "Mal",
    "docteur": "Dr", "formation": "form.", "information": "info", "social": "soc.",
}  # fmt: skip


def damage(places: pd.DataFrame, seed: int) -> tuple[pd.DataFrame, list[list[str]]]:
    """A copy of the places, each damaged, and the kinds of damage to each.

    A place without a name, or to which no two kinds of damage can happen, stays as it is.
    """
    random = np.random.default_rng(seed)
    rows: list[Place] = places.to_dict("records")
    names = [row["name"] for row in rows]
    of_town = places.groupby("city").indices
    damaged, kinds = [], []
    for number, row in enumerate(rows):
        neighbours = [names[n] for n in of_town[row["city"]] if n != number]
        done = _damage_one(row, neighbours or names, random) if row["name"] else (row, [])
        damaged.append(done[0])
        kinds.append(done[1])
    return pd.DataFrame(damaged, columns=places.columns), kinds


def _damage_one(
    row: Place, neighbours: list[str], random: np.random.Generator
) -> tuple[Place, list[str]]:
    wanted = int(random.integers(KINDS_EACH[0], KINDS_EACH[1] + 1))
    damaged, done = dict(row), []
    for _ in range(_TRIES):
        for kind in random.permutation([kind for kind in KINDS if kind not in done]):
            before = [damaged[name] for name in _TOUCHED]
            KINDS[kind](damaged, neighbours, random)
            if _changed(before, [damaged[name] for name in _TOUCHED]):
                done.append(str(kind))
            if len(done) == wanted:
                return damaged, done
    return (damaged, done) if len(done) >= KINDS_EACH[0] else (row, [])


def _changed(before: list[Any], after: list[Any]) -> bool:
    """Whether anything differs; what is missing (NaN) stays so."""
    return any(a != b for b, a in zip(before, after, strict=True) if b == b)


_TOUCHED = ("name", "address", "phone", "email", "website", "lon", "lat")


def _typos(row: Place, neighbours: list[str], random: np.random.Generator) -> None:
    """One slip in ten letters of the name, and of the address every second time."""
    row["name"] = _slips(row["name"], random)
    if random.random() < 0.5:
        row["address"] = _slips(row["address"], random)


def _slips(text: str, random: np.random.Generator) -> str:
    letters = list(text)
    for _ in range(max(1, round(len(letters) / 10)) if letters else 0):
        at = int(random.integers(len(letters)))
        kind = random.integers(4)
        other = chr(ord("a") + int(random.integers(26)))
        if kind == 0 and len(letters) > 1:
            del letters[at]
        elif kind == 1:
            letters.insert(at, other)
        elif kind == 2 and at + 1 < len(letters):
            letters[at], letters[at + 1] = letters[at + 1], letters[at]
        else:
            letters[at] = other
    return "".join(letters)


def _abbreviate(row: Place, neighbours: list[str], random: np.random.Generator) -> None:
    """Every long form becomes the short one; a word without one is cut, when there are several."""
    before = row["name"]
    for long, short in SHORT_FORMS.items():
        pattern = rf"\b{re.escape(long)}\b"
        row["name"] = re.sub(pattern, short, row["name"], flags=re.IGNORECASE)
        row["address"] = re.sub(pattern, short, row["address"], flags=re.IGNORECASE)
    words = row["name"].split()
    long = [n for n, word in enumerate(words) if len(word) > 5]
    if row["name"] == before and len(words) > 1 and long:
        at = int(random.choice(long))
        words[at] = f"{words[at][:3]}."
        row["name"] = " ".join(words)


def _swap_words(row: Place, neighbours: list[str], random: np.random.Generator) -> None:
    row["name"] = " ".join(random.permutation(row["name"].split()))


def _lose_number(row: Place, neighbours: list[str], random: np.random.Generator) -> None:
    row["address"] = re.sub(r"\b\d+\s*(?:bis|ter)?\b[ ,]*", "", row["address"], count=1)


def _move(row: Place, neighbours: list[str], random: np.random.Generator) -> None:
    way = random.uniform(0, 2 * np.pi)
    row["lat"] += MOVED * np.sin(way) / DEGREE
    row["lon"] += MOVED * np.cos(way) / (DEGREE * np.cos(np.radians(row["lat"])))


def _change_phone(row: Place, neighbours: list[str], random: np.random.Generator) -> None:
    """Another phone or none; e-mail and website go too, every second time."""
    figures = "".join(str(n) for n in random.integers(0, 10, 8))
    row["phone"] = "" if random.random() < 0.5 else f"05{figures}"
    if random.random() < 0.5:
        row["email"] = row["website"] = ""


def _merge_names(row: Place, neighbours: list[str], random: np.random.Generator) -> None:
    """The words run together, or the name joined to that of a neighbour, before or behind."""
    if random.random() < 0.5:
        row["name"] = row["name"].replace(" ", "")
    else:
        pair = [row["name"], str(random.choice(neighbours))]
        row["name"] = " / ".join(random.permutation(pair))


KINDS: dict[str, Callable[[Place, list[str], np.random.Generator], None]] = {
    "typos": _typos,
    "abbreviations": _abbreviate,
    "swapped words": _swap_words,
    "number lost": _lose_number,
    "moved": _move,
    "phone changed": _change_phone,
    "merged names": _merge_names,
}
