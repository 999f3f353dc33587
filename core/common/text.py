"""The marks of translatable text.

Every string that a person reads goes through ``tr``, or ``plural`` where a number decides its form.
Plain rooms need no Qt for it: the plugin sets Qt's translation when it starts (``voice``), and a
notebook simply gets English.
"""

from __future__ import annotations

import re
from numbers import Integral, Real

from .speech import significant, whole
from .voice import translated

#: The one translation context of the plugin, in ``i18n/maillage_*.ts``.
CONTEXT = "maillage"

#: A spreadsheet takes a cell that begins so for a formula; numbers and phone numbers are not
#: formulas.
_FORMULA = re.compile(r"\s*[=+@-]|[\t\r]")
_NUMBER = re.compile(r"[+-]?[\d .,()/]+")
_SIGNS = ("=", "+", "-", "@")  # alone they stand for nothing, as people write it
#: What a link may begin with, read as browsers do: without blanks and control characters.
_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE)
_SCHEMES_OF_LINKS = ("http", "https", "mailto", "tel")
_UNSEEN = re.compile(
    r"[\x00-\x20\x7f-\xa0\u1680\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000\ufeff]+"
)
#: The largest number by which Qt chooses a form.
_LARGEST = 2_000_000_000


def tr(text: str, /, **values: object) -> str:
    """``text`` in the user's language, with ``{name}`` replaced by ``values``.

    ``text`` must be a literal, so that ``i18n/update.py`` finds it. A number among the values is
    written as the language does; one that is a name (a row, a year) is given as text.
    """
    shown = translated(text)
    return _filled(shown, values) if values else shown


def plural(one: str, many: str, n: float, /, **values: object) -> str:
    """The text that agrees with the number ``n``, which is written where ``{n}`` stands.

    ``plural("{n} place", "{n} places", 1204)`` gives "1,204 places". Both texts must be literals,
    with the same ``{name}``. Translations are found by ``many``, and have as many forms as their
    language needs, not only these two.
    """
    count = round(float(n))
    text = translated(many, min(count, _LARGEST))
    if text == many and count == 1:  # there is no translation: English as it stands here
        text = one
    return _filled(text, {"n": count, **values})


def _filled(text: str, values: dict[str, object]) -> str:
    return text.format(**{name: _shown(value) for name, value in values.items()})


def _shown(value: object) -> object:
    if isinstance(value, (str, bool)) or not isinstance(value, Real):
        return value
    return whole(int(value)) if isinstance(value, Integral) else significant(float(value))


def plain_text(value: object) -> str:
    """A cell as text: nothing for None or NaN, ``9122`` for 9122.0, blanks around left out."""
    if value is None or value != value:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip()


def no_formula(cell: str) -> str:
    """A cell's text for a spreadsheet, quoted where it would be run as a formula."""
    is_run = _FORMULA.match(cell) and cell.strip() not in _SIGNS and not _NUMBER.fullmatch(cell)
    return f"'{cell}" if is_run else cell


def without_quote(cell: str) -> str:
    """What ``no_formula`` was given: for tables that come back from a spreadsheet."""
    bare = cell[1:]
    return bare if cell.startswith("'") and no_formula(bare) == cell else cell


def is_harmless_link(text: str) -> bool:
    """Whether a text may stand where it is taken for a link: a page, an address, a number, or what
    names none of these (``www.foix.fr``). A script or a file is none."""
    scheme = _SCHEME.match(_UNSEEN.sub("", text))
    return scheme is None or scheme[1].lower() in _SCHEMES_OF_LINKS
