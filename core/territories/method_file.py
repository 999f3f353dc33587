"""A fragility method read from its JSON.

The methods that ship (``methods/*.json``) and a person's own are the same JSON:

``variables``
    by column of the table: ``reference``, a number or how it is computed from the data (``mean``
    or ``median``, each territory counting once; ``population_mean`` or ``population_median``, each
    inhabitant counting once); ``direction``, ``higher`` or ``lower`` when a higher or a lower
    value is more fragile, ``missing`` for a share (0 to 1) of which what lacks is fragile;
    ``weight``, 1 when left out; ``unit`` of the column's values (``units.UNITS``), which they and
    the reference are checked against, ``share`` for ``missing``.
``axes``
    by name of the score: its variables, or axes above it. ``score_global``, of all variables, is
    added where it is not among them.
``no_number``
    what a cell without a number does: ``unknown`` (when left out) leaves the scores that need it
    unknown, ``zero`` counts no point and still divides, as Incub'O does.
``population``
    the column of inhabitants, for the references that count them.
``name``, ``source``
    what the index is called, and where it comes from.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from pathlib import Path
from typing import Any

from ..common.errors import InputError
from ..common.files import require_file
from ..common.json_text import JsonError, read_json_by_hand
from ..common.speech import listed, named
from ..common.text import tr
from .method import (
    COMPUTED,
    DIRECTIONS,
    GLOBAL,
    NO_NUMBER,
    RESERVED,
    Method,
    Variable,
    variables_of,
)
from .units import UNITS, limit_in_words

METHODS = Path(__file__).parent / "methods"
_KEYS = ("name", "source", "population", "no_number", "variables", "axes")
#: So many variables, or axes: an index of more cannot be explained, and axes lie in each other.
_MOST = 100
#: A weight above which others would count for nothing.
_HEAVIEST = 1e9
_VARIABLE_KEYS = ("reference", "direction", "weight", "unit")


def shipped_method(name: str) -> Method:
    """One of the methods that ship with the plugin ("incubo", "incubo_corrected")."""
    return read_method(METHODS / f"{name}.json")


def read_method(given: str | Path) -> Method:
    """The method of a JSON file, or of JSON text (which begins with a brace).

    Raises InputError saying what is wrong with it, where, and what may stand there.
    """
    is_text = isinstance(given, str) and given.lstrip().startswith("{")
    refuse = _refuser(tr("The weights") if is_text else str(given))
    try:
        content = read_json_by_hand(str(given) if is_text else require_file(given))
    except JsonError as error:
        raise refuse(str(error)) from error
    if not isinstance(content, dict):
        raise refuse(tr("it is no JSON object"))
    _check_keys(content, _KEYS, refuse, tr("the file"))
    variables = _read_variables(content.get("variables"), refuse)
    axes = _read_axes(content.get("axes", {}), variables, refuse)
    no_number = content.get("no_number", NO_NUMBER[0])
    if no_number not in NO_NUMBER:
        raise refuse(_not_one_of("no_number", no_number, NO_NUMBER))
    name, population, _ = (_text(content, key, refuse) for key in ("name", "population", "source"))
    counted = [
        key for key, variable in variables.items() if str(variable.reference).startswith("pop")
    ]
    if counted and not population:
        raise refuse(
            tr(
                "the reference of “{name}” counts inhabitants, and no column of inhabitants is "
                "given under “population”",
                name=counted[0],
            )
        )
    return Method(name or "custom", variables, axes, no_number, population)


_Refuse = Callable[[str], InputError]


def _refuser(where: str) -> _Refuse:
    def refuse(reason: str) -> InputError:
        return InputError(
            tr(
                "{where}: {reason}. The help of the fragility index has an example to start from.",
                where=where,
                reason=reason,
            )
        )

    return refuse


def _check_keys(
    content: dict[str, Any], allowed: tuple[str, ...], refuse: _Refuse, of: str
) -> None:
    unknown = [key for key in content if key not in allowed]
    if unknown:
        raise refuse(
            tr(
                "“{name}” means nothing in {of}, which takes {known}",
                name=unknown[0],
                of=of,
                known=named(allowed),
            )
        )


def _text(content: dict[str, Any], key: str, refuse: _Refuse) -> str:
    value = content.get(key, "")
    if not isinstance(value, str):
        raise refuse(tr("“{name}” is no text", name=key))
    return value.strip()


def _not_one_of(key: str, value: object, known: tuple[str, ...]) -> str:
    return tr(
        "“{name}” is “{value}”, not {known}", name=key, value=value, known=listed(known, "or")
    )


def _read_variables(content: Any, refuse: _Refuse) -> dict[str, Variable]:
    if not isinstance(content, dict) or not content:
        raise refuse(tr("it names no variable under “variables”"))
    if len(content) > _MOST:
        raise refuse(tr("it has too many variables (at most: {most})", most=_MOST))
    return {name: _variable(name, each, refuse) for name, each in content.items()}


def _variable(name: str, content: Any, refuse: _Refuse) -> Variable:
    of = tr("the variable “{name}”", name=name)
    if not isinstance(content, dict):
        raise refuse(tr("{of} has no reference and direction", of=of))
    _check_keys(content, _VARIABLE_KEYS, refuse, of)
    reference: Any = content.get("reference")
    direction = content.get("direction")
    if direction not in DIRECTIONS:
        wrong = _not_one_of("direction", direction, DIRECTIONS)
        raise refuse(tr("{of}: {reason}", of=of, reason=wrong))
    if isinstance(reference, str):
        if reference not in COMPUTED:
            allowed = (*COMPUTED, tr("a number such as 0.172"))
            wrong = _not_one_of("reference", reference, allowed)
            raise refuse(tr("{of}: {reason}", of=of, reason=wrong))
    elif not _is_number(reference) or reference <= 0:
        raise refuse(
            tr("{of}: its reference is “{value}”, not a number above 0", of=of, value=reference)
        )
    weight = content.get("weight", 1)
    if not _is_number(weight) or not 0 <= weight <= _HEAVIEST:
        raise refuse(
            tr(
                "{of}: its weight is “{value}”, not a number from 0 up (its direction says which "
                "way it counts)",
                of=of,
                value=str(weight),  # as the file has it
            )
        )
    unit = content.get("unit", "share" if direction == "missing" else "")
    if wrong := _wrong_unit(unit, direction, reference):
        raise refuse(tr("{of}: {reason}", of=of, reason=wrong))
    return Variable(reference, direction, float(weight), unit)


def _wrong_unit(unit: Any, direction: str, reference: float | str) -> str:
    """Why a variable cannot be in this unit; "" if it can."""
    if not isinstance(unit, str) or unit not in UNITS:
        return _not_one_of("unit", unit, tuple(filter(None, UNITS)))
    if direction == "missing" and unit != "share":
        return tr("its direction “missing” is that of a share, and its unit is “{unit}”", unit=unit)
    if not isinstance(reference, str) and reference > UNITS[unit].highest:
        limit = limit_in_words(unit)
        return tr("its reference is {value}, and {limit}", value=reference, limit=limit)
    return ""


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)


def _read_axes(
    content: Any, variables: dict[str, Variable], refuse: _Refuse
) -> dict[str, list[str]]:
    if not isinstance(content, dict):
        raise refuse(tr("“axes” names no scores with their variables"))
    if len(content) > _MOST:
        raise refuse(tr("it has too many axes (at most: {most})", most=_MOST))
    axes: dict[str, list[str]] = {}
    for name, parts in content.items():
        _check_name(name, [*variables, *axes, *RESERVED], refuse)
        if not isinstance(parts, list) or not parts:
            raise refuse(tr("the axis “{axis}” names no variable", axis=name))
        for part in parts:
            if not isinstance(part, str) or (part not in variables and part not in axes):
                raise refuse(
                    tr(
                        "the axis “{axis}” names “{part}”, which is neither a variable nor an "
                        "axis above it",
                        axis=name,
                        part=part,
                    )
                )
        axes[name] = parts
        _check_sum(name, axes, variables, refuse)  # at once: repeats of repeats have no end
    if GLOBAL not in axes:
        _check_name(GLOBAL, [*variables, *axes], refuse)
        axes[GLOBAL] = list(variables)
        _check_sum(GLOBAL, axes, variables, refuse)
    used = {part for name in axes for part in variables_of(name, axes)}
    if unused := [name for name in variables if name not in used]:
        raise refuse(tr("the variable “{name}” counts in no axis", name=unused[0]))
    return axes


def _check_name(name: str, taken: list[str], refuse: _Refuse) -> None:
    """A table's columns differ by more than their case."""
    if not name.strip() or name.lower() in map(str.lower, taken):
        raise refuse(tr("the axis “{axis}” needs a name of its own", axis=name))


def _check_sum(
    axis: str, axes: dict[str, list[str]], variables: dict[str, Variable], refuse: _Refuse
) -> None:
    names = variables_of(axis, axes)
    if repeated := [name for name in names if names.count(name) > 1]:
        raise refuse(
            tr("the axis “{axis}” counts “{name}” more than once", axis=axis, name=repeated[0])
        )
    if sum(variables[name].weight for name in names) <= 0:
        raise refuse(tr("the weights of the axis “{axis}” sum to 0", axis=axis))
