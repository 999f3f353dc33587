"""Reading and checking a nomenclature file."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any

from ..common.errors import InputError
from ..common.files import require_file
from ..common.json_text import JsonError, read_json_by_hand
from ..common.normalising import normalise
from ..common.speech import named
from ..common.text import tr
from .vocabularies import Item, Nomenclature, Vocabulary

DEFAULT_PATH = Path(__file__).parents[2] / "styles" / "nomenclature.json"

NAMES = ("activities", "publics", "themes", "labels", "kinds", "legal_natures")

#: Filled shapes of QGIS simple markers.
SHAPES = (
    "circle", "square", "rounded_square", "rectangle", "diamond", "shield", "trapezoid", "pentagon",
    "hexagon", "octagon", "decagon", "triangle", "equilateral_triangle", "star", "star_diamond",
    "heart", "arrow", "cross_fill", "asterisk_fill",
)  # fmt: skip

_COLOUR = re.compile(r"#[0-9A-Fa-f]{6}")
_CODE = re.compile(r"\w+")


def load_nomenclature(path: str | Path | None = None) -> Nomenclature:
    """The nomenclature of the file ``path``, or the plugin's own.

    Raises InputError, naming the vocabulary and the item, for a file that does not hold one.
    """
    return _default() if path is None else _read(Path(path))


@cache
def _default() -> Nomenclature:
    return _read(DEFAULT_PATH)


def _read(path: Path) -> Nomenclature:
    try:
        content = read_json_by_hand(require_file(path))
    except JsonError as error:
        raise _refusal(path, str(error)) from error
    vocabularies = content.get("vocabularies") if isinstance(content, dict) else None
    if not isinstance(vocabularies, dict):
        raise _refusal(path, tr("it has no object “vocabularies”"))
    missing = [name for name in NAMES if name not in vocabularies]
    if missing:
        raise _refusal(path, tr("it lacks the vocabularies {names}", names=named(missing)))
    return Nomenclature({name: _vocabulary(path, name, vocabularies[name]) for name in NAMES})


def _vocabulary(path: Path, name: str, data: Any) -> Vocabulary:
    if not isinstance(data, dict) or not isinstance(data.get("items"), list) or not data["items"]:
        raise _refusal(path, tr("the vocabulary {name} has no list of “items”", name=name))
    title = _text(path, name, data, "title")
    items = tuple(
        _item(path, f"{name} {number}", item) for number, item in enumerate(data["items"], 1)
    )
    _refuse_ambiguity(path, name, items)
    not_stated = data.get("not_stated")
    if not isinstance(not_stated, dict):
        raise _refusal(path, tr("the vocabulary {name} has no class “not_stated”", name=name))
    blank = _item(path, f"{name} not_stated", {**not_stated, "code": "none"})
    return Vocabulary(
        name, title, items, Item("", blank.label, blank.description, blank.colour, blank.symbol)
    )


def _item(path: Path, where: str, data: Any) -> Item:
    if not isinstance(data, dict):
        raise _refusal(path, tr("the item {where} is not an object", where=where))
    code, label, description, colour, symbol = (
        _text(path, where, data, key)
        for key in ("code", "label", "description", "colour", "symbol")
    )
    synonyms = data.get("synonyms", [])
    if not isinstance(synonyms, list) or not all(isinstance(synonym, str) for synonym in synonyms):
        raise _refusal(path, tr("the synonyms of {where} are not a list of texts", where=where))
    if not _CODE.fullmatch(code):
        raise _refusal(
            path,
            tr(
                "the code “{code}” of {where} has other signs than letters and digits",
                code=code,
                where=where,
            ),
        )
    if not _COLOUR.fullmatch(colour):
        raise _refusal(
            path,
            tr(
                "the colour “{colour}” of {where} is not written like #1F78B4",
                colour=colour,
                where=where,
            ),
        )
    if symbol not in SHAPES:
        raise _refusal(
            path,
            tr(
                "the symbol “{symbol}” of {where} is none of {shapes}",
                symbol=symbol,
                where=where,
                shapes=named(SHAPES),
            ),
        )
    return Item(code, label, description, colour, symbol, tuple(synonyms))


def _text(path: Path, where: str, data: dict[str, Any], key: str) -> str:
    value = data.get(key)
    if not isinstance(value, str) or not value.strip():
        raise _refusal(path, tr("{where} has no text “{key}”", where=where, key=key))
    return value.strip()


def _refuse_ambiguity(path: Path, name: str, items: tuple[Item, ...]) -> None:
    """A code, label or synonym may lead to one item only."""
    owners: dict[str, str] = {}
    codes: set[str] = set()
    for item in items:
        if item.code in codes:
            raise _refusal(
                path,
                tr("the vocabulary {name} has the code {code} twice", name=name, code=item.code),
            )
        codes.add(item.code)
        for wording in (item.code, item.label, *item.synonyms):
            owner = owners.setdefault(normalise(wording), item.code)
            if owner != item.code:
                raise _refusal(
                    path,
                    tr(
                        "in the vocabulary {name}, “{wording}” means both {first} and {second}",
                        name=name,
                        wording=wording,
                        first=owner,
                        second=item.code,
                    ),
                )


def _refusal(path: Path, reason: str) -> InputError:
    return InputError(
        tr(
            "The nomenclature {path} cannot be used: {reason}. Compare it with the plugin's "
            "styles/nomenclature.json, or leave the choice empty to use that one.",
            path=path,
            reason=reason,
        )
    )
