"""How figures are rounded before a person reads them."""

from __future__ import annotations

import numpy as np

from .text import tr


def percent(share: float) -> tuple[float, int]:
    """A share (0 to 1) in per cent, rounded, and the decimals to write it with.

    Whole per cents, but a decimal near the ends: what is not nothing is never written 0, nor what
    is not all 100. A difference below a billionth is a sum's rounding, not a person left out.
    """
    value = 100 * round(share, 9)
    if 0 < value < 1 or 99 < value < 100:
        return min(max(round(value, 1), 0.1), 99.9), 1
    return float(round(value)), 0


def distance(metres: float) -> str:
    """In words: metres up to 10 m, tens up to 1 km, tenths up to 10 km, then whole kilometres.

    A tenth that is nought is not written: "7 m", "990 m", "1 km", "9.9 km", "94 km".
    """
    if metres < 9.5:
        return tr("{metres} m", metres=round(metres))
    tens, tenths = round(metres / 10), round(metres / 100)
    if tens < 100:
        return tr("{metres} m", metres=10 * tens)
    if tenths < 100 and tenths % 10:
        # The mark between them is the translation's.
        return tr("{whole}.{tenth} km", whole=tenths // 10, tenth=tenths % 10)
    return tr("{km} km", km=round(metres / 1000))


def decimal(value: float, digits: int) -> str:
    """A number with so many decimals, and the mark of the user's language: "107.56"."""
    return _marked(f"{value:.{digits}f}")


def significant(value: float, digits: int = 4) -> str:
    """A number with at most so many significant digits, whole parts in full: "0.172", "19672"."""
    whole = len(str(int(abs(value)))) if abs(value) >= 1 else 0
    text = np.format_float_positional(
        value, precision=max(digits, whole), fractional=False, trim="-"
    )
    return _marked(text)


def _marked(text: str) -> str:
    whole, _, decimals = text.partition(".")
    # The mark between them is the translation's.
    return tr("{whole}.{decimals}", whole=whole, decimals=decimals) if decimals else whole
