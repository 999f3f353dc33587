"""Who speaks: the language that people are written to, and what translates into it.

The plugin sets both when it starts; a notebook simply gets English. Another language may be spoken
for the length of a block, as dossiers do.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import NamedTuple

#: Takes a text of the code, and where it depends on a number, that number; gives it translated, or
#: as it is where there is no translation.
Translate = Callable[..., str]


class Voice(NamedTuple):
    """A language by its code, and the way into it; None for English, as the code has it."""

    language: str = "en"
    translate: Translate | None = None


_voice = Voice()


def set_translator(translate: Translate | None, language: str = "en") -> None:
    """Speak ``language``, by ``translate``, from now on (None: English)."""
    global _voice
    _voice = Voice(language, translate)


@contextmanager
def speaking(translate: Translate | None, language: str = "en") -> Iterator[None]:
    """Within the block, texts, numbers and dates are in ``language``."""
    before = _voice
    set_translator(translate, language)
    try:
        yield
    finally:
        set_translator(before.translate, before.language)


def language() -> str:
    """The code of the language spoken now."""
    return _voice.language


def translated(text: str, n: int | None = None) -> str:
    """A text of the code in the language spoken now, not filled in; ``n`` chooses its form."""
    translate = _voice.translate
    if translate is None:
        return text
    return translate(text) if n is None else translate(text, n)
