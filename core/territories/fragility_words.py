"""What is said of a fragility index: its references, its gaps, how scores come about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..common.progress import Progress
from ..common.speech import significant
from ..common.text import plain_text, plural, tr

if TYPE_CHECKING:
    import pandas as pd

    from .fragility import Index

#: Cells without a number that are told one by one, at most.
_TOLD = 20


def say_references(index: Index, progress: Progress) -> None:
    """The references that were computed from the data."""
    from .method import measure

    for name, variable in index.method.variables.items():
        if isinstance(variable.reference, str):
            progress.say(
                plural(
                    "{variable}: compared with {value}, the {word} of {n} territory.",
                    "{variable}: compared with {value}, the {word} of {n} territories.",
                    int(index.values[name].notna().sum()),
                    variable=name,
                    value=significant(index.references[name]),
                    word=measure(variable.reference),
                )
            )


def say_unreadable(index: Index, progress: Progress) -> None:
    """The cells without a number, and what they do."""
    zero = index.method.no_number == "zero"
    for code, variable, text in index.unreadable[:_TOLD]:
        if zero:
            said = tr("{code}: {variable} holds “{text}”, counted as 0 points.")
        else:
            said = tr("{code}: {variable} is empty, so that scores made of it are unknown.")
        progress.say(said.format(code=code, variable=variable, text=text))
    if len(index.unreadable) > _TOLD:
        progress.say(
            plural(
                "… and {n} other.",
                "… and {n} others.",
                len(index.unreadable) - _TOLD,
            )
        )


def say_explanations(
    index: Index, codes: list[str], indicators: pd.DataFrame, progress: Progress
) -> None:
    """How the scores of these territories come about, with their names where the table has them.

    Raises InputError for a code that has no score.
    """
    from .explaining import sentences
    from .zones import NAME_NAMES

    column = next((name for name in NAME_NAMES if name in indicators), None)
    names = dict(zip(index.codes, indicators[column], strict=True)) if column else {}
    for code in filter(None, codes):
        for line in sentences(index, code, plain_text(names.get(code))):
            progress.say(line)
