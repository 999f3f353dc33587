"""How figures are rounded before a person reads them."""

from __future__ import annotations


def percent(share: float) -> tuple[float, int]:
    """A share (0 to 1) in per cent, rounded, and the decimals to write it with.

    Whole per cents, but a decimal near the ends: what is not nothing is never written 0, nor what
    is not all 100. A difference below a billionth is a sum's rounding, not a person left out.
    """
    value = 100 * round(share, 9)
    if 0 < value < 1 or 99 < value < 100:
        return min(max(round(value, 1), 0.1), 99.9), 1
    return float(round(value)), 0
