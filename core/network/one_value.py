"""Tags that hold several values, of which one must count.

OpenStreetMap writes ``residential;tertiary``. Tables made from it write a list as their language
does: ``['residential', 'tertiary']`` (OSMnx, where several ways became one edge),
``["residential", "tertiary"]``, ``{residential,tertiary}`` (PostGIS).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import pandas as pd

from ..common.progress import Progress
from ..common.text import plural
from .profiles import access_keys, known_values
from .speeds import LIMITS, parse_speeds

_LIST = re.compile(r"\[(.*)\]|\{(.*)\}|\((.*)\)", re.DOTALL)
_ITEM = re.compile(r"""\s*(?:'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)"|([^,]+))\s*(?:,|$)""")


@dataclass(frozen=True)
class Choice:
    """A tag with several values on some ``rows`` of a table, as the first of them has it."""

    tag: str
    rows: np.ndarray
    stated: str
    chosen: str


def one_value(tags: pd.DataFrame) -> tuple[pd.DataFrame, list[Choice]]:
    """``tags`` (text columns) with one value in each cell, and what was chosen.

    The first value that the rules of roads know counts, else the first. Those of access tags stay
    together, as OpenStreetMap writes them: one of them may open what another closes.
    """
    tags, choices = tags.copy(), []
    for key in tags.columns:
        stated = tags[key]
        found = {text: values_of(text) for text in stated.unique()}
        found = {text: values for text, values in found.items() if values != [text] and text}
        if not found:
            continue
        together = key in access_keys()
        choose = ";".join if together else _first_known(key)
        tags[key] = stated.replace({text: choose(values) for text, values in found.items()})
        several = [text for text, values in found.items() if len(values) > 1]
        if several and not together:
            rows = stated.isin(several).to_numpy()
            first = int(rows.argmax())
            choices.append(Choice(key, rows, stated.iloc[first], tags[key].iloc[first]))
    return tags, choices


def tell_choices(choices: list[Choice], of_road: np.ndarray, progress: Progress) -> None:
    """Says which values count; ``of_road``: the row of the tags of each road."""
    for choice in choices:
        progress.say(
            plural(
                "{n} road has several values of {tag}, such as “{stated}”: the first that can be "
                "used counts, here “{chosen}”.",
                "{n} roads have several values of {tag}, such as “{stated}”: the first that can be "
                "used counts, here “{chosen}”.",
                int(choice.rows[of_road].sum()),
                tag=choice.tag,
                stated=choice.stated,
                chosen=choice.chosen,
            )
        )


def values_of(text: str) -> list[str]:
    """The values of a cell: the items of a list, what stands between semicolons."""
    found = _LIST.fullmatch(text.strip())
    items = [text]
    if found:
        items = ["".join(item) for item in _ITEM.findall("".join(filter(None, found.groups())))]
    parts = [part.strip() for item in items for part in item.split(";")]
    return [part for part in parts if part]


def _first_known(key: str) -> Callable[[list[str]], str]:
    """Chooses among the values of a tag; "" where there is none."""

    def choose(values: list[str]) -> str:
        if key in LIMITS:
            known = parse_speeds(pd.Series(values)) > 0
        else:
            known = np.array([value.lower() in known_values(key) for value in values])
        return values[int(known.argmax())] if values else ""

    return choose
