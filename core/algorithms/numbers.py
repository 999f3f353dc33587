"""Numbers as the log writes them, in the user's language."""

from __future__ import annotations

from qgis.PyQt.QtCore import QLocale

from ..common.figures import percent


def whole(number: float) -> str:
    """A whole number: "12 345"."""
    return fixed(round(float(number)), 0)


def fixed(number: float, digits: int) -> str:
    """A number with so many decimals."""
    return QLocale().toString(float(number), "f", digits)


def per_cent(share: float) -> str:
    """A share (0 to 1) in per cent, without the sign."""
    return fixed(*percent(share))
