"""Brings the translations up to date with the strings that the code shows to people.

    i18n/update.py           writes i18n/maillage_*.ts: marks new strings, drops vanished ones
    i18n/update.py --check   writes nothing; fails, saying why, if a translation is missing or old

A string is the first argument of ``tr("...")``; one that agrees with a number is the second of
``plural("{n} place", "{n} places", n)``. They are always literals. The English catalogue holds the
forms that ``plural`` gives, and nothing else; it is made here.
"""

from __future__ import annotations

import ast
import re
import sys
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from xml.sax.saxutils import escape

ROOT = Path(__file__).resolve().parents[1]
CONTEXT = "maillage"
SOURCES = ("plugin.py", "core", "ui", "sample")
ENGLISH = "en"
#: How many forms a number calls for: one and more, in English as in French.
FORMS = 2


@dataclass
class Message:
    """A string: the files that show it, and its form for one where a number chooses the form."""

    one: str | None = None
    files: set[str] = field(default_factory=set)


Messages = dict[str, Message]  # by the string, the form for many where a number chooses
Translations = dict[str, tuple[str, ...]]  # one form, or as many as a number calls for


class UpdateError(Exception):
    """What has to be put right in the code or in a translation."""


def calls(path: Path) -> Iterator[ast.Call]:
    """The calls of ``tr`` and ``plural`` in a Python file."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"), str(path))):
        if not isinstance(node, ast.Call):
            continue
        if isinstance(node.func, ast.Name) and node.func.id in ("tr", "plural"):
            yield node
        elif isinstance(node.func, ast.Attribute) and node.func.attr in ("tr", "plural"):
            name = node.func.attr
            raise UpdateError(_at(path, node, f"call {name} of core/common/text.py by its name"))


def literals(path: Path, call: ast.Call) -> list[str]:
    """The string of ``tr``, or the two of ``plural``. Raises UpdateError if they are no literals,
    or have other placeholders than the values given."""
    name = call.func.id
    count = 1 if name == "tr" else 2
    texts = [
        given.value
        for given in call.args[:count]
        if isinstance(given, ast.Constant) and isinstance(given.value, str)
    ]
    if len(texts) < count or len(call.args) != (1 if name == "tr" else 3):
        wanted = "one literal string" if name == "tr" else "two literal strings and a number"
        raise UpdateError(_at(path, call, f"{name} takes {wanted}, then values by their names"))
    given = {keyword.arg for keyword in call.keywords}
    for text in texts:
        if formatted := re.findall(r"\{\w*[:!.\[][^{}]*\}", text):
            raise UpdateError(_at(path, call, f"{formatted} is for core/common/speech.py to write"))
        asked = placeholders(text) - ({"n"} if name == "plural" else set())
        if None not in given and (given or name == "plural") and asked != given:
            raise UpdateError(_at(path, call, f"values {sorted(map(str, given))} for {text!r}"))
    return texts


def collect(root: Path = ROOT) -> Messages:
    """Every string of the code. Raises UpdateError for one that is there in two ways."""
    messages: Messages = {}
    for source in SOURCES:
        place = root / source
        for path in sorted(place.rglob("*.py")) if place.is_dir() else [place]:
            for call in calls(path) if path.is_file() else ():
                *one, text = literals(path, call)
                message = messages.setdefault(text, Message(*one))
                if message.one != (one[0] if one else None):
                    raise UpdateError(_at(path, call, f"{text!r} is elsewhere in another way"))
                message.files.add(path.relative_to(root).as_posix())
    return messages


def placeholders(text: str) -> set[str]:
    """The names in ``{name}``."""
    return set(re.findall(r"\{(\w+)\}", text))


def read(path: Path) -> Translations:
    """The translations of a .ts file; "" where one is missing."""
    return {
        message.findtext("source", ""): tuple(
            form.text or ""
            for form in message.findall("translation/numerusform") or message.findall("translation")
        )
        for message in ET.parse(path).iter("message")
    }


def english(messages: Messages) -> Translations:
    """The English forms, for one and for more, of what agrees with a number."""
    return {text: (message.one, text) for text, message in messages.items() if message.one}


def written(language: str, messages: Messages, translations: Translations) -> str:
    """The text of the .ts file."""
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        "<!DOCTYPE TS>",
        f'<TS version="2.1" language="{language}" sourcelanguage="en">',
        "<context>",
        f"    <name>{CONTEXT}</name>",
    ]
    for text in sorted(messages, key=lambda text: (min(messages[text].files), text)):
        message = messages[text]
        forms = _forms(message, translations.get(text, ()))
        unfinished = "" if all(forms) else ' type="unfinished"'
        numerus = ' numerus="yes"' if message.one else ""
        lines += [
            f"    <message{numerus}>",
            *(f'        <location filename="../{name}"/>' for name in sorted(message.files)),
            f"        <source>{escape(text)}</source>",
            *_translation(message, [escape(form) for form in forms], unfinished),
            "    </message>",
        ]
    return "\n".join([*lines, "</context>", "</TS>", ""])


def _forms(message: Message, known: tuple[str, ...]) -> tuple[str, ...]:
    """The translation if it has as many forms as the message asks for, else as many blanks."""
    count = FORMS if message.one else 1
    return known if len(known) == count else ("",) * count


def _translation(message: Message, forms: list[str], unfinished: str) -> list[str]:
    if not message.one:
        return [f"        <translation{unfinished}>{forms[0]}</translation>"]
    return [
        f"        <translation{unfinished}>",
        *(f"            <numerusform>{form}</numerusform>" for form in forms),
        "        </translation>",
    ]


def problems(path: Path, messages: Messages) -> Iterator[str]:
    """What a translation lacks, one sentence each."""
    translations = read(path)
    for text in sorted(messages.keys() - translations.keys()):
        yield f"not in {path.name} yet (run make i18n): {text!r}"
    for text in sorted(translations.keys() - messages.keys()):
        yield f"vanished from the code, still in {path.name} (run make i18n): {text!r}"
    for text in sorted(messages.keys() & translations.keys()):
        forms = _forms(messages[text], translations[text])
        if not all(forms):
            yield f"not translated in {path.name}: {text!r}"
        elif not all(_agree(text, form) for form in forms) or _lost_number(text, forms[-1]):
            yield f"other placeholders in {path.name}: {text!r} and {' | '.join(forms)!r}"


def _agree(text: str, translation: str) -> bool:
    """The same values, whatever becomes of the number: "the place" may stand for "{n} places"."""
    return placeholders(text) - {"n"} == placeholders(translation) - {"n"}


def _lost_number(text: str, many: str) -> bool:
    return ("n" in placeholders(text)) != ("n" in placeholders(many))


def _at(path: Path, node: ast.Call, problem: str) -> str:
    return f"{path.relative_to(ROOT)}:{node.lineno}: {problem}"


def _catalogue(path: Path, messages: Messages) -> tuple[str, Messages, Translations]:
    """The language of a .ts file, what it should hold, and its translations."""
    language = ET.parse(path).getroot().get("language", "")
    if language != ENGLISH:
        return language, messages, read(path)
    forms = english(messages)
    return language, {text: messages[text] for text in forms}, forms


def main() -> None:
    try:
        messages = collect()
    except UpdateError as error:
        sys.exit(str(error))
    faults = []
    for path in sorted(ROOT.glob("i18n/*.ts")):
        language, own, translations = _catalogue(path, messages)
        if "--check" in sys.argv:
            faults += problems(path, own)
            continue
        path.write_text(written(language, own, translations), encoding="utf-8")
        missing = sum(not all(_forms(own[text], translations.get(text, ()))) for text in own)
        print(f"{path.relative_to(ROOT)}: {len(own)} strings, {missing} not translated")
    sys.exit("\n".join(faults) or None)


if __name__ == "__main__":
    main()
