"""Which places offer a service, and which do not say.

A place states codes, joined by ``-``, in the columns of the vocabularies. One that states nothing
in a vocabulary may or may not offer what it names: it is never counted as not offering it.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from ..common.errors import InputError
from ..common.speech import named
from ..common.text import plain_text, tr

VOCABULARIES = ("activities", "publics", "themes", "labels")
#: What the column ``itinerant`` holds, in lower case, where a place is.
_YES = ("true", "t", "1", "oui", "yes", "vrai")


@dataclass(frozen=True)
class Service:
    """The indices of the places that offer what ``code`` names, and of those that do not say."""

    code: str
    vocabulary: str
    offered: np.ndarray
    unstated: np.ndarray


def find_service(
    places: pd.DataFrame, code: str, vocabularies: Mapping[str, Collection[str]]
) -> Service:
    """The places that state a code.

    ``vocabularies``: the codes of each one's nomenclature, which tell what a code is that no place
    states; a code unknown there belongs to the vocabulary that most places state it in. Raises
    InputError for a code that is neither known nor stated, with the codes that are stated.
    """
    stated = {name: _stated(places, name) for name in VOCABULARIES}
    stating = {name: np.array([code in own for own in codes]) for name, codes in stated.items()}
    offered = np.flatnonzero(np.any(list(stating.values()), axis=0))
    known = [name for name in VOCABULARIES if code in vocabularies.get(name, ())]
    if not known and not len(offered):
        everything = set().union(*(own for codes in stated.values() for own in codes))
        raise InputError(
            tr(
                "No place states the code {code}. The codes stated are: {codes}.",
                code=code,
                codes=named(sorted(everything)) or "-",
            )
        )
    vocabulary = max(known or VOCABULARIES, key=lambda name: stating[name].sum())
    silent = np.array([not own for own in stated[vocabulary]])
    silent[offered] = False
    return Service(code, vocabulary, offered, np.flatnonzero(silent))


def itinerant(places: pd.DataFrame) -> np.ndarray:
    """Whether each place says that it is itinerant (boolean, shape of the places)."""
    if "itinerant" not in places:
        return np.zeros(len(places), dtype=bool)
    return np.array([plain_text(value).lower() in _YES for value in places["itinerant"]])


def _stated(places: pd.DataFrame, vocabulary: str) -> list[set[str]]:
    """The codes that each place states."""
    if vocabulary not in places:
        return [set()] * len(places)
    return [set(filter(None, plain_text(value).split("-"))) for value in places[vocabulary]]
