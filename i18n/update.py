"""Brings the translations up to date with the strings that the code shows to people.

    i18n/update.py           writes i18n/maillage_*.ts: marks new strings, drops vanished ones
    i18n/update.py --check   writes nothing; fails, saying why, if a translation is missing or old

A string is the first argument of ``tr("...")``, always a literal.
"""

from __future__ import annotations

import ast
import re
import sys
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path
from xml.sax.saxutils import escape

ROOT = Path(__file__).resolve().parents[1]
CONTEXT = "maillage"
SOURCES = ("plugin.py", "core", "ui", "sample")

Messages = dict[str, set[str]]  # the string -> the files that show it


class UpdateError(Exception):
    """What has to be put right in the code or in a translation."""


def tr_calls(path: Path) -> Iterator[ast.Call]:
    """The calls of ``tr`` in a Python file."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"), str(path))):
        if not isinstance(node, ast.Call):
            continue
        if isinstance(node.func, ast.Name) and node.func.id == "tr":
            yield node
        elif isinstance(node.func, ast.Attribute) and node.func.attr == "tr":
            raise UpdateError(_at(path, node, "call tr of core/common/text.py by its bare name"))


def literal(path: Path, call: ast.Call) -> str:
    """The string of a call of ``tr``. Raises UpdateError if it is not one literal."""
    first = call.args[0] if call.args else None
    if not (isinstance(first, ast.Constant) and isinstance(first.value, str)):
        raise UpdateError(_at(path, call, "the first argument of tr must be a literal string"))
    given = {keyword.arg for keyword in call.keywords}
    if None not in given and given and placeholders(first.value) != given:
        raise UpdateError(_at(path, call, f"values {sorted(map(str, given))} for {first.value!r}"))
    return first.value


def collect(root: Path = ROOT) -> Messages:
    """Every string of the code, with the files that show it."""
    messages: Messages = {}
    for source in SOURCES:
        place = root / source
        for path in sorted(place.rglob("*.py")) if place.is_dir() else [place]:
            for call in tr_calls(path) if path.is_file() else ():
                name = path.relative_to(root).as_posix()
                messages.setdefault(literal(path, call), set()).add(name)
    return messages


def placeholders(text: str) -> set[str]:
    """The names in ``{name}``, whatever format follows them."""
    return set(re.findall(r"\{(\w+)[^{}]*\}", text))


def read(path: Path) -> dict[str, str]:
    """The translations of a .ts file; "" where one is missing."""
    return {
        message.findtext("source", ""): message.findtext("translation", "")
        for message in ET.parse(path).iter("message")
    }


def written(language: str, messages: Messages, translations: dict[str, str]) -> str:
    """The text of the .ts file."""
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        "<!DOCTYPE TS>",
        f'<TS version="2.1" language="{language}" sourcelanguage="en">',
        "<context>",
        f"    <name>{CONTEXT}</name>",
    ]
    for text in sorted(messages, key=lambda text: (min(messages[text]), text)):
        translation = translations.get(text, "")
        unfinished = "" if translation else ' type="unfinished"'
        lines += [
            "    <message>",
            *(f'        <location filename="../{name}"/>' for name in sorted(messages[text])),
            f"        <source>{escape(text)}</source>",
            f"        <translation{unfinished}>{escape(translation)}</translation>",
            "    </message>",
        ]
    return "\n".join([*lines, "</context>", "</TS>", ""])


def problems(path: Path, messages: Messages) -> Iterator[str]:
    """What a translation lacks, one sentence each."""
    translations = read(path)
    for text in sorted(messages.keys() - translations.keys()):
        yield f"not in {path.name} yet (run make i18n): {text!r}"
    for text in sorted(translations.keys() - messages.keys()):
        yield f"vanished from the code, still in {path.name} (run make i18n): {text!r}"
    for text in sorted(messages.keys() & translations.keys()):
        translation = translations[text]
        if not translation:
            yield f"not translated in {path.name}: {text!r}"
        elif placeholders(text) != placeholders(translation):
            yield f"other placeholders in {path.name}: {text!r} and {translation!r}"


def _at(path: Path, node: ast.Call, problem: str) -> str:
    return f"{path.relative_to(ROOT)}:{node.lineno}: {problem}"


def main() -> None:
    try:
        messages = collect()
    except UpdateError as error:
        sys.exit(str(error))
    files = sorted(ROOT.glob("i18n/*.ts"))
    if "--check" in sys.argv:
        found = [problem for path in files for problem in problems(path, messages)]
        sys.exit("\n".join(found) or None)
    for path in files:
        language = ET.parse(path).getroot().get("language", "")
        translations = read(path)
        path.write_text(written(language, messages, translations), encoding="utf-8")
        missing = sum(not translations.get(text) for text in messages)
        print(f"{path.relative_to(ROOT)}: {len(messages)} strings, {missing} not translated")


if __name__ == "__main__":
    main()
