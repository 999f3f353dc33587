"""The form that the national schema requires for the cells of a census, and its own rules."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

from ...common.speech import named
from ...common.text import tr
from ...nomenclature.correspondence import load_correspondence
from ..contacts import international, read_phones
from .conflicts import LEFT_OUT, WRITTEN

#: The national schema as its own rules have it (Frictionless Table Schema), version 1.0.2.
NATIONAL = Path(__file__).with_name("national.json")
#: What the field writes for a place whose SIRET or RNA number is not known.
NO_PIVOT = "0" * 14
#: The index of a place, and its cells by column.
Rows = list[tuple[int, dict[str, str]]]
#: Says what became of a value: outcome, place, field, reason, value, what was written.
Tell = Callable[..., None]


@cache
def national_rules() -> dict[str, dict[str, Any]]:
    """The constraints of each column of the national schema, by name."""
    fields = json.loads(NATIONAL.read_text(encoding="utf-8"))["fields"]
    return {field["name"]: field.get("constraints", {}) for field in fields}


def fit_national(rows: Rows, updated: str, tell: Tell) -> Rows:
    """The rows that the national rules accept, their cells put into the form that these want."""
    rules = national_rules()
    accepted: Rows = []
    identifiers: set[str] = set()
    for place, cells in rows:
        for name, fit in _fitted().items():
            if text := cells.get(name, ""):
                cells[name] = fit(text)
        _whole_date(place, cells, updated, tell)
        cells["pivot"] = cells.get("pivot") or NO_PIVOT
        for name, text in list(cells.items()):
            if text and not _is_valid(text, rules[name]) and not rules[name].get("required"):
                reason = tr("The national schema does not accept this value: it is left out.")
                tell(LEFT_OUT, place, name, reason, text)
                cells[name] = ""
        faults = [
            name
            for name, rule in rules.items()
            if rule.get("required") and not _is_valid(cells.get(name, ""), rule)
        ]
        if not faults and cells["id"] not in identifiers:
            identifiers.add(cells["id"])
            accepted.append((place, cells))
            continue
        reason = tr(
            "The place is left out: the national schema wants {columns}, which it has not, or not "
            "in the right form.",
            columns=named(faults or ["id"]),
        )
        tell(LEFT_OUT, place, "", reason, cells.get("nom", ""))
    return accepted


def _is_valid(text: str, rule: dict[str, Any]) -> bool:
    if not text:
        return not rule.get("required")
    pattern = rule.get("pattern")
    return (pattern is None or re.fullmatch(pattern, text) is not None) and len(text) <= rule.get(
        "maxLength", len(text)
    )


def _whole_date(place: int, cells: dict[str, str], updated: str, tell: Tell) -> None:
    """A date to the day: the first of the month or year where no more is known, and said."""
    text = cells.get("date_maj", "")
    if not text and updated:
        reason = tr("The place states no date: the one that was given is written.")
        tell(WRITTEN, place, "updated", reason, "", updated)
        text = updated
    date = text + {4: "-01-01", 7: "-01"}.get(len(text), "")
    if date != text:
        reason = tr("The day is not known: the first of the month or year is written.")
        tell(WRITTEN, place, "updated", reason, text, date)
    cells["date_maj"] = date[:10]


def _phone(cell: str) -> str:
    """The first number, in international form."""
    phones = [phone.number for phone in read_phones(cell) if phone.number]
    return international(phones[0]) if phones else cell


def _several(cell: str) -> str:
    return "|".join(filter(None, (part.strip() for part in re.split(r"[\s|;,]+", cell))))


def _sites(cell: str) -> str:
    sites = _several(cell).split("|")
    return "|".join(site if "://" in site else f"https://{site}" for site in sites if "." in site)


def _labels(column: str) -> Callable[[str], str]:
    """Labels as the schema spells them; those it does not know stay, to be refused."""

    def fit(cell: str) -> str:
        national = load_correspondence()
        labels = (part.strip() for part in cell.split("|"))
        spelt = [national.canonical(column, label) or label for label in labels if label]
        return "|".join(dict.fromkeys(spelt))

    return fit


@cache
def _fitted() -> dict[str, Callable[[str], str]]:
    """What puts the cells of a column into the form that the national schema wants."""
    return {
        "telephone": _phone,
        "courriels": _several,
        "site_web": _sites,
        "latitude": lambda text: text.replace(",", "."),
        "longitude": lambda text: text.replace(",", "."),
        **{column: _labels(column) for column in load_correspondence().enumerations},
    }
