"""The steps of a score as a person explains them to another."""

from __future__ import annotations

import numpy as np
import pandas as pd

from ..common.speech import fixed, significant
from ..common.text import tr
from .fragility import Index, explain
from .method import GLOBAL

#: Of what is divided and multiplied.
_DIGITS = 4


def sentences(index: Index, code: str, name: str = "") -> list[str]:
    """How the scores of one territory come about: a line per score, and per part of it.

    Raises InputError for a code that has no score.
    """
    steps = explain(index, [code])
    lines = [_title(index, code, name)]
    for axis, parts in index.method.axes.items():
        of_axis = steps[steps["axis"] == axis].set_index("variable")
        lines.append(_score(axis, of_axis))
        for part in parts:
            if part in index.method.axes:
                lines.append(_part(part, of_axis.loc[index.method.variables_of(part)]))
            else:
                lines.append(_variable(part, of_axis.loc[part]))
    return lines


def _title(index: Index, code: str, name: str) -> str:
    territory = tr("{name} ({code})", name=name, code=code) if name else code
    return tr(
        "{territory}, {method}: {score}. A higher score is more fragile.",
        territory=territory,
        method=index.method.title,
        score=_shown(float(index.scores.loc[index.codes == code, GLOBAL].iloc[0])),
    )


def _score(axis: str, steps: pd.DataFrame) -> str:
    total = _total(steps)
    if np.isnan(total):
        return tr("{axis}: unknown, since one of its parts is.", axis=axis)
    divisor = steps["weight"].sum()
    return tr(
        "{axis}: {total} points / {divisor} = {score}",
        axis=axis,
        total=fixed(total, 2),
        divisor=significant(divisor, _DIGITS),
        score=fixed(total / divisor, 2),
    )


def _part(axis: str, steps: pd.DataFrame) -> str:
    return tr("– {axis}: {points} points", axis=axis, points=_shown(_total(steps)))


def _total(steps: pd.DataFrame) -> float:
    """The points of an axis, as the method rounds them."""
    return round(float((steps["points"] * steps["weight"]).sum(skipna=False)), 2)


def _shown(figure: float) -> str:
    return tr("unknown") if np.isnan(figure) else fixed(figure, 2)


def _variable(name: str, step: pd.Series) -> str:
    if np.isnan(step["value"]):
        if step["points"] == 0:
            return tr("– {variable}: no number in the table, counted as 0 points", variable=name)
        return tr("– {variable}: no number in the table, so unknown", variable=name)
    formula = {
        "higher": "{value} / {reference}",
        "lower": "2 − {value} / {reference}",
        "missing": "(1 − {value}) / {reference}",
    }[step["direction"]].format(
        value=significant(step["value"], _DIGITS),
        reference=significant(step["threshold"], _DIGITS),
    )
    if step["direction"] == "lower" and step["coefficient"] == 0:
        text = tr(
            "– {variable}: {formula}, not above 0, so 0 points", variable=name, formula=formula
        )
    else:
        text = tr(
            "– {variable}: {formula} = {coefficient}, so {points} points",
            variable=name,
            formula=formula,
            coefficient=significant(step["coefficient"], _DIGITS),
            points=fixed(step["points"], 2),
        )
    if step["weight"] != 1:
        text += tr(", counted {weight} times", weight=significant(step["weight"], _DIGITS))
    return f"{text} ({_meaning(step['direction'])})"


def _meaning(direction: str) -> str:
    return {
        "higher": tr("a higher value is more fragile"),
        "lower": tr("a lower value is more fragile"),
        "missing": tr("what is missing is fragile"),
    }[direction]
