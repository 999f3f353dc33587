"""The one reader of a number that came as text: a cell, a parameter, a line of an answer.

Python's own ``float`` takes ``1_000``, ``nan``, ``inf``, ``1e999`` and figures of any script, and
``int`` fails on thousands of figures: here a number is what a French or an English spreadsheet
writes, and it is finite. Columns of a table are read in one go by ``territories.cell_numbers``.
"""

from __future__ import annotations

import math
import re

_NUMBER = re.compile(r"[-+\u2212]?(?:[0-9]+[.,]?[0-9]*|[.,][0-9]+)(?:[eE][-+]?[0-9]{1,3})?")
#: More figures are no number of anything.
_WHOLE = re.compile(r"[-+]?[0-9]{1,18}")


def number_in(text: str) -> float:
    """The number that a text is, with a decimal point or comma; NaN where it is none."""
    text = text.strip()
    if not _NUMBER.fullmatch(text):
        return math.nan
    number = float(text.replace(",", ".").replace("\u2212", "-"))
    return number if math.isfinite(number) else math.nan


def whole_in(text: str) -> int | None:
    """The whole number that a text is, without any decimals; None where it is none."""
    text = text.strip()
    return int(text) if _WHOLE.fullmatch(text) else None
