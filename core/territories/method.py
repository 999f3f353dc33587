"""A fragility method: variables, what each is compared with, and the axes that sum them."""

from __future__ import annotations

from dataclasses import dataclass

from ..common.text import tr

DIRECTIONS = ("higher", "lower", "missing")
COMPUTED = ("mean", "median", "population_mean", "population_median")
NO_NUMBER = ("unknown", "zero")
#: The method as published.
OFFICIAL = "incubo"
#: The score of all variables, which maps and coverage look for.
GLOBAL = "score_global"
#: The column that says which index a table holds.
METHOD_COLUMN = "method"
#: Other columns than the scores, here or in groups of territories, and a GeoPackage's own.
RESERVED = (
    *(METHOD_COLUMN, "territories", "without_score", "without_population", "population"),
    *("group", "polygon", "fid"),
)


@dataclass(frozen=True)
class Variable:
    """``reference`` is a number, or one of COMPUTED; ``unit`` one of ``units.UNITS``."""

    reference: float | str
    direction: str
    weight: float = 1.0
    unit: str = ""


@dataclass(frozen=True)
class Method:
    """A fragility method: variables by column, parts by axis."""

    name: str
    variables: dict[str, Variable]
    axes: dict[str, list[str]]
    no_number: str = "unknown"
    population: str = ""

    @property
    def title(self) -> str:
        """What people call it."""
        return method_title(self.name)

    def variables_of(self, axis: str) -> list[str]:
        """The variables that an axis sums, through the axes it is made of."""
        return variables_of(axis, self.axes)

    def weight_of(self, axis: str) -> float:
        """The sum of the weights of an axis's variables."""
        return sum(self.variables[name].weight for name in self.variables_of(axis))


def method_title(name: str) -> str:
    """What people call the method of that name."""
    titles = {
        "incubo": tr("Incub'O, official method"),
        "incubo_corrected": tr("Incub'O, corrected income"),
        "custom": tr("An index of one's own"),
    }
    return titles.get(name, name)


def measure(word: str) -> str:
    """One of COMPUTED as people say it."""
    return {
        "mean": tr("mean"),
        "median": tr("median"),
        "population_mean": tr("mean weighted by population"),
        "population_median": tr("median weighted by population"),
    }[word]


def variables_of(axis: str, axes: dict[str, list[str]]) -> list[str]:
    """The variables that an axis sums, through the axes it is made of."""
    return [
        name
        for part in axes[axis]
        for name in (variables_of(part, axes) if part in axes else [part])
    ]
