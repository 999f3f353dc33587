"""What parameters are called: by what the form shows; without a screen by their ids too."""

from __future__ import annotations

import re
from collections.abc import Callable

from qgis.core import QgsApplication, QgsProcessingAlgorithm

from ..common.text import tr


def is_headless() -> bool:
    """Whether nobody sees a form: ``qgis_process``, a script, a test."""
    return QgsApplication.platform() != "desktop"


def called(algorithm: QgsProcessingAlgorithm, name: str) -> str:
    """A parameter as a sentence names it."""
    label = algorithm.parameterDefinition(name).description()
    if is_headless():
        return tr("“{label}” ({id})", label=label, id=name)
    return tr("“{label}”", label=label)


def for_a_form(algorithm: QgsProcessingAlgorithm) -> Callable[[str], str]:
    """What turns the ids in a sentence into what the form calls the parameters.

    Sentences are written with ids, which someone without a screen has typed: "The limits (MINUTES)
    are…". On a form nobody has seen them.
    """
    if is_headless():
        return lambda sentence: sentence
    labels = {
        definition.name(): definition.description()
        for definition in algorithm.parameterDefinitions()
    }
    ids = "|".join(sorted(map(re.escape, labels), key=len, reverse=True))
    behind = re.compile(rf"[ \u00a0\u202f]\((?:{ids})\)")
    # A word of a path, a code or a quotation is no parameter.
    alone = re.compile(rf"(?<![\w/\\.“«'\"=-])({ids})(?![\w/\\”»'\"=-]|\.\w)")

    def worded(sentence: str) -> str:
        shorter = behind.sub("", sentence)
        return alone.sub(lambda found: tr("“{label}”", label=labels[found[1]]), shorter)

    return worded
