"""Whether a network's arrays fit together, so that no search reads beyond them or counts wrongly.

A file that is whole may still be another program's, or a forged one: compiled code would crash on
an index out of range. All is looked at once for a file, see ``Network.load``.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

import numpy as np

from .contraction import Contraction
from .shapes import Shapes
from .snapping import RoadIndex


class RoadArrays(Protocol):
    """A network as ``roadnetwork.Network`` describes it."""

    epsg: int
    x: np.ndarray
    y: np.ndarray
    tail: np.ndarray
    head: np.ndarray
    length: np.ndarray
    shapes: Shapes
    inhabited: np.ndarray
    seconds: dict[str, np.ndarray]
    leads_somewhere: dict[str, np.ndarray]
    contractions: dict[str, Contraction]
    index: RoadIndex


class Unsound(ValueError):
    """An array that does not fit the others, by its name."""


def require_sound(network: RoadArrays) -> None:
    """Raises Unsound unless every array has its type, its shape and values in its range."""
    junctions, edges = len(network.x), len(network.tail)
    points = network.shapes.points
    _require("epsg", isinstance(network.epsg, int) and network.epsg > 0)
    _require("origin", len(network.shapes.origin) == 2)
    _numbers("origin", np.array(network.shapes.origin, dtype=float), (2,))
    for name in ("x", "y"):
        _numbers(name, getattr(network, name), (junctions,))
    for name in ("tail", "head"):
        _indices(name, getattr(network, name), (edges,), 0, junctions)
    _numbers("length", network.length, (edges,), 0)
    _flags("inhabited", network.inhabited, edges)
    _indices("shape", points, (len(points), 2))
    # Each edge has two points at least.
    _starts("shape_start", network.shapes.start, edges, 0, len(points), least=2)
    for mode in network.seconds:
        _seconds(f"{mode}.seconds", network.seconds[mode], (edges, 2))
        _flags(f"{mode}.leads_somewhere", network.leads_somewhere[mode], edges)
        for fault in _contraction(network.contractions[mode], junctions):
            raise Unsound(f"{mode}.{fault}")
    for fault in _index(network.index, len(points)):
        raise Unsound(f"index.{fault}")


def _contraction(ways: Contraction, junctions: int) -> Iterator[str]:
    count, core = len(ways.node), len(ways.arc_start) - 1
    _indices("node", ways.node, (count,), 0, junctions)
    _indices("position", ways.position, (junctions,), -1, count)
    if not np.array_equal(ways.position[ways.node], np.arange(count)):
        yield "position"
    _starts("arc_start", ways.arc_start, core, 0, len(ways.arc_end))
    _indices("arc_end", ways.arc_end, (len(ways.arc_end),), 0, core)
    _seconds("arc_seconds", ways.arc_seconds, ways.arc_end.shape)
    chains, levels = len(ways.chain_ends), len(ways.level_start) - 1
    _indices("level_start", ways.level_start, (levels + 1,), core, count + 1)
    trees = int(ways.level_start[0])
    _starts("level_start", ways.level_start, levels, trees, count)
    _starts("chain_start", ways.chain_start, chains, core, trees, least=1)
    _indices("chain_ends", ways.chain_ends, (chains, 2), 0, core)
    for name in ("from_ends", "to_ends"):
        _seconds(name, getattr(ways, name), (2, trees - core))
    _seconds("step", ways.step, (2, trees - core + chains))
    _indices("parent", ways.parent, (count - trees,), 0, count)
    # Parents come before their level, whose times they give.
    level = np.repeat(ways.level_start[:-1], np.diff(ways.level_start))
    if (ways.parent >= level).any():
        yield "parent"
    for name in ("up", "down"):
        _seconds(name, getattr(ways, name), ways.parent.shape)


def _index(index: RoadIndex, points: int) -> Iterator[str]:
    cells, pieces, blocks = len(index.cell), len(index.segment), len(index.block)
    _indices("cell", index.cell, (cells,))
    if (np.diff(index.cell) <= 0).any():
        yield "cell"
    _starts("start", index.start, cells, 0, pieces, least=1)
    _indices("segment", index.segment, (pieces,), 0, points - 1)
    _indices("uses", index.uses, (pieces,))
    _indices("block", index.block, (blocks, 2))
    _indices("block_uses", index.block_uses, (blocks,))


def _require(name: str, is_sound: bool) -> None:
    if not is_sound:
        raise Unsound(name)


def _numbers(name: str, array: np.ndarray, shape: tuple[int, ...], least: float = -np.inf) -> None:
    _require(name, array.shape == shape and array.dtype.kind == "f")
    _require(name, bool(np.isfinite(array).all() and (array >= least).all()))


def _seconds(name: str, array: np.ndarray, shape: tuple[int, ...]) -> None:
    """Infinite where it is forbidden; a number that is none is not at least 0 either."""
    _require(name, array.shape == shape and array.dtype.kind == "f" and bool((array >= 0).all()))


def _flags(name: str, array: np.ndarray, count: int) -> None:
    _require(name, array.shape == (count,) and array.dtype.kind == "b")
    _require(name, bool((array.view(np.uint8) <= 1).all()))


def _indices(
    name: str,
    array: np.ndarray,
    shape: tuple[int, ...],
    least: int | None = None,
    end: int | None = None,
) -> None:
    """Whole numbers from ``least`` to below ``end``."""
    _require(name, array.shape == shape and array.dtype.kind in "iu")
    if array.size:
        _require(name, least is None or int(array.min()) >= least)
        _require(name, end is None or int(array.max()) < end)


def _starts(
    name: str, array: np.ndarray, count: int, first: int, last: int, least: int = 0
) -> None:
    """Where each of ``count`` begins, from ``first`` on, with ``least`` of its own; then
    ``last``."""
    _indices(name, array, (count + 1,))
    _require(name, int(array[0]) == first and int(array[-1]) == last)
    _require(name, not count or int(np.diff(array.astype(np.int64)).min()) >= least)
