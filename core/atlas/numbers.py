"""Numbers and dates as a language writes them."""

from __future__ import annotations

from datetime import date

from qgis.PyQt.QtCore import QDate, QLocale

from ..common.figures import percent


class Numbers:
    """``language`` is "fr" or "en"."""

    def __init__(self, language: str) -> None:
        self._locale = QLocale(language)
        self._percent = "{}\u202f%" if language == "fr" else "{}%"

    def whole(self, value: float) -> str:
        """ "12 345"."""
        return self._locale.toString(float(round(value)), "f", 0)

    def decimal(self, value: float, digits: int = 1) -> str:
        """ "12,3"."""
        # What rounds to nought has no sign.
        return self._locale.toString(round(float(value), digits) + 0.0, "f", digits)

    def percent(self, share: float) -> str:
        """A share of 1 in per cent, never rounded to all or nothing when it is not."""
        value, digits = percent(share)
        return self._percent.format(self._locale.toString(value, "f", digits))

    def day(self, day: date) -> str:
        """ "21 novembre 2026"."""
        return self._locale.toString(QDate(day.year, day.month, day.day), "d MMMM yyyy")
