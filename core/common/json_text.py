"""The one reader of JSON from outside: files that people give, answers of services, what is kept.

It can fail in one way only, by ``JsonError``, whose text is a reason to be put in the caller's
sentence. Its values are safe to use: texts are valid, numbers are finite, nothing lies deeper than
what Python can go through. ``Json`` takes values of a kind out of it, and says where one is not.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .text import tr
from .valid_text import valid_text

#: How many lists and objects may lie in each other: GeoJSON has eight. Python itself can go through
#: some hundreds, less where much has been called already.
_DEEPEST = 100
#: The largest file that a person may have written by hand (bytes).
_BY_HAND = 10_000_000
#: A whole number of more digits is no number that one can count with.
_DIGITS = 300
#: Half a character as an escape (whole ones are written so too, by two), and NUL.
_ESCAPED = re.compile(r"\\u(?:[dD][89a-fA-F]|0000)")


class JsonError(ValueError):
    """A text is no JSON, or it holds something else than what belongs there: why, and where."""


def read_json(content: bytes | str) -> Any:
    """The value of a JSON text, in UTF-8, UTF-16 or UTF-32, with or without a mark before it.

    NaN and infinities are None, numbers too large to count with are texts, half a character in a
    key or a text is U+FFFD, and of a key that stands twice the last one counts. Raises JsonError.
    """
    return _read(content, None, lambda _: None)


def read_json_by_hand(content: bytes | str | Path) -> Any:
    """As ``read_json``, for what a person wrote (a Path: the file): a key may stand once only, and
    NaN and infinities are refused."""
    try:
        size = content.stat().st_size if isinstance(content, Path) else len(content)
        if size > _BY_HAND:
            raise JsonError(tr("it is larger than {size} MB", size=_BY_HAND // 10**6))
        content = content.read_bytes() if isinstance(content, Path) else content
    except OSError as error:
        raise JsonError(tr("it cannot be read ({reason})", reason=error.strerror or "")) from error
    return _read(content, _without_repeats, _refuse_constant)


def _read(
    content: bytes | str,
    pairs: Callable[[list[tuple[str, Any]]], Any] | None,
    constant: Callable[[str], Any],
) -> Any:
    try:
        value = json.loads(
            text := _text(content),
            object_pairs_hook=pairs,
            parse_constant=constant,
            parse_int=_whole,
            parse_float=_finite,
        )
    except JsonError:
        raise
    except UnicodeDecodeError as error:
        raise JsonError(tr("it is no text in UTF-8 ({reason})", reason=error.reason)) from error
    except RecursionError as error:
        raise _too_deep() from error
    except ValueError as error:
        raise JsonError(tr("it is not valid JSON ({reason})", reason=error)) from error
    _refuse_depth(value)
    return _valid(value) if _ESCAPED.search(text) else value


def _text(content: bytes | str) -> str:
    if isinstance(content, bytes):
        content = content.decode(json.detect_encoding(content))
    else:
        content = valid_text(content)
    return content.removeprefix("\ufeff")


def _whole(digits: str) -> int | str:
    return int(digits) if len(digits) <= _DIGITS else digits


def _finite(digits: str) -> float | str:
    number = float(digits)
    return number if math.isfinite(number) else digits


def _refuse_constant(name: str) -> None:
    raise JsonError(tr("it is not valid JSON ({reason})", reason=name))


def _without_repeats(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    content: dict[str, Any] = {}
    for key, value in pairs:
        if key in content:
            raise JsonError(tr("“{name}” stands twice", name=valid_text(key)))
        content[key] = value
    return content


def _refuse_depth(value: Any) -> None:
    level = [value] if isinstance(value, dict | list) else []
    for _ in range(_DEEPEST):
        level = [
            inner
            for outer in level
            for inner in (outer.values() if type(outer) is dict else outer)
            if type(inner) is dict or type(inner) is list
        ]
        if not level:
            return
    raise _too_deep()


def _too_deep() -> JsonError:
    return JsonError(tr("it is not valid JSON (lists and objects lie too deep in each other)"))


def _valid(value: Any) -> Any:
    if isinstance(value, str):
        return valid_text(value)
    if isinstance(value, list):
        return [_valid(inner) for inner in value]
    if isinstance(value, dict):
        return {valid_text(key): _valid(inner) for key, inner in value.items()}
    return value


def inside(value: Any, *path: str | int) -> Any:
    """What stands at a path of keys and numbers in a value; None where nothing does."""
    for step in path:
        if isinstance(value, dict) and isinstance(step, str):
            value = value.get(step)
        elif isinstance(value, list) and isinstance(step, int):
            value = value[step] if -len(value) <= step < len(value) else None
        else:
            return None
    return value


@dataclass(frozen=True)
class Json:
    """A value of a document, and ``where`` it stands there: ``axes.score[2]``, "" for all of it.

    Each method gives what the value is, and raises JsonError, saying where, when it is not that.
    """

    value: Any
    where: str = ""

    def member(self, key: str) -> Json:
        """A member of an object."""
        members = self.members()
        if key not in members:
            raise JsonError(tr("“{name}” is not there", name=self._path(key)))
        return members[key]

    def members(self) -> dict[str, Json]:
        """All the members of an object."""
        if not isinstance(self.value, dict):
            raise self._is_no(tr("it is no JSON object"), tr("“{name}” is no object", **self._name))
        return {key: Json(inner, self._path(key)) for key, inner in self.value.items()}

    def items(self) -> list[Json]:
        """The values of a list."""
        if not isinstance(self.value, list):
            raise self._is_no(tr("it is no JSON list"), tr("“{name}” is no list", **self._name))
        return [Json(inner, f"{self.where}[{n}]") for n, inner in enumerate(self.value)]

    def text(self) -> str:
        """A text."""
        if not isinstance(self.value, str):
            raise self._is_no(tr("it is no JSON text"), tr("“{name}” is no text", **self._name))
        return self.value

    def number(self) -> float:
        """A number, which is finite; true and false are none."""
        if not isinstance(self.value, int | float) or isinstance(self.value, bool):
            raise self._is_no(tr("it is no JSON number"), tr("“{name}” is no number", **self._name))
        return self.value

    def _path(self, key: str) -> str:
        return f"{self.where}.{key}" if self.where else key

    @property
    def _name(self) -> dict[str, object]:
        return {"name": self.where}

    def _is_no(self, whole: str, part: str) -> JsonError:
        return JsonError(part if self.where else whole)
