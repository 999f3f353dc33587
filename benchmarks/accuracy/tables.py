"""The tables of docs/accuracy.md, in Markdown."""

from __future__ import annotations

import numpy as np

from . import isochrones, routes, times

TIMES = (
    "| network, mode | pairs | no way: ours, Valhalla's | correlation | median | 95th percentile "
    "| goals | |\n|---|---:|---:|---:|---:|---:|---|---|"
)
ROUTES = (
    "| network, mode | routes followed | ours, beside Valhalla's of the same route: median "
    "| 95th percentile | Valhalla's of our route, beside that of its own: correlation | median "
    "| 95th percentile | ours is quicker |\n|---|---:|---:|---:|---:|---:|---:|---:|"
)
ISOCHRONES = (
    "| network, mode, minutes | places | touching the edge | ground, mean | 10th percentile "
    "| different places | roads, mean | 10th percentile | only Valhalla's | goals | |\n"
    "|---|---:|---|---:|---:|---:|---:|---:|---:|---|---|"
)

_BEGIN, _END = "<!-- written by make accuracy -->\n\n", "\n\n<!-- end of what it writes -->"


def put_in(page: str, figures: str) -> str:
    """The page with other figures between its two marks."""
    head, rest = page.split(_BEGIN)
    return head + _BEGIN + figures + _END + rest.split(_END)[1]


def of_times(name: str, mode: str, found: times.Times) -> str:
    """The row of a network and mode."""
    correlation, median, high = found.figures()
    goal = times.GOALS.get((name, mode))
    goals, is_met = "", None
    if goal:
        goals = f"≥ {goal[0]:g}, ≤ {goal[1]:g} %, ≤ {goal[2]:g} %"
        is_met = correlation >= goal[0] and median <= goal[1] and high <= goal[2]
    return _row(
        f"{name} {mode}",
        found.reported.sum(),
        f"{(~np.isfinite(found.ours)).sum()}, {(~np.isfinite(found.theirs)).sum()}",
        f"{correlation:.4f}",
        f"{median:.2f} %",
        f"{high:.2f} %",
        goals,
        _verdict(is_met),
    )


def of_routes(name: str, mode: str, found: routes.Routes) -> str:
    """The row of a network and mode."""
    median, high = np.percentile(np.abs(found.ours / found.followed - 1) * 100, [50, 95])
    other = np.percentile(np.abs(found.followed / found.chosen - 1) * 100, [50, 95])
    return _row(
        f"{name} {mode}",
        f"{len(found.ours)} of {found.asked}",
        f"{median:.2f} %",
        f"{high:.2f} %",
        f"{np.corrcoef(found.followed, found.chosen)[0, 1]:.4f}",
        f"{other[0]:.2f} %",
        f"{other[1]:.2f} %",
        f"{(found.followed < found.chosen - 0.5).mean() * 100:.0f} %",
    )


def of_isochrones(name: str, mode: str, found: isochrones.Agreement) -> str:
    """The row of a network, mode and limit; without figures where no place is left."""
    goal = isochrones.GOALS.get((name, mode, found.minutes))
    goals = f"≥ {goal[0]:.2f}, ≥ {goal[1]:.2f}" if goal else ""
    figures, is_met = [""] * 6, None
    if len(found.union):
        ground, roads = found.union.mean(), found.roads.mean()
        figures = [
            f"{ground:.3f}",
            f"{np.percentile(found.union, 10):.3f}",
            f"{found.others.mean():.3f}" if len(found.others) else "",
            f"{roads:.3f}",
            f"{np.percentile(found.roads, 10):.3f}",
            f"{found.elsewhere.mean() * 100:.1f} %",
        ]
        is_met = bool(ground >= goal[0] and roads >= goal[1]) if goal else None
    edge = "left out" if found.inside else "kept"
    title = f"{name} {mode} {found.minutes}"
    return _row(title, len(found.union), edge, *figures, goals, _verdict(is_met))


def _verdict(is_met: bool | None) -> str:
    return "" if is_met is None else "pass" if is_met else "MISSED"


def _row(*cells: object) -> str:
    return f"| {' | '.join(map(str, cells))} |"
