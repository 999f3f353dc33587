"""Whether a network's arrays fit together, so that no search reads beyond them or counts wrongly.

A file that is whole may still be another program's, or a forged one: compiled code would crash on
an index out of range. All is looked at once for a file, see ``Network.load``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import numpy as np

Arrays = Mapping[str, np.ndarray]


class Unsound(ValueError):
    """An array that does not fit the others, by its name."""


def require_sound(
    epsg: object, origin: Sequence[float], modes: Sequence[str], arrays: Arrays
) -> None:
    """Raises Unsound unless every array has its type, its shape and values in its range.

    ``arrays``: as ``Network.arrays`` names them, and the classes that they come from explain them.
    """
    junctions, edges, points = len(arrays["x"]), len(arrays["tail"]), len(arrays["shape"])
    _require("epsg", isinstance(epsg, int) and epsg > 0)
    _numbers("origin", np.array(origin, dtype=float), (2,))
    for name in ("x", "y"):
        _numbers(name, arrays[name], (junctions,))
    for name in ("tail", "head"):
        _indices(name, arrays[name], (edges,), 0, junctions)
    _numbers("length", arrays["length"], (edges,), 0)
    _flags("inhabited", arrays["inhabited"], edges)
    _indices("shape", arrays["shape"], (points, 2))
    # Each edge has two points at least.
    _starts("shape_start", arrays["shape_start"], edges, 0, points, least=2)
    for mode in modes:
        of_mode = _part(arrays, mode)
        _seconds(f"{mode}.seconds", of_mode["seconds"], (edges, 2))
        _flags(f"{mode}.leads_somewhere", of_mode["leads_somewhere"], edges)
        for fault in _contraction(of_mode, junctions):
            raise Unsound(f"{mode}.{fault}")
    for fault in _index(_part(arrays, "index"), points):
        raise Unsound(f"index.{fault}")


def _part(arrays: Arrays, group: str) -> Arrays:
    """The arrays of a mode, or of the index, by their short names."""
    start = f"{group}."
    return {name.removeprefix(start): arrays[name] for name in arrays if name.startswith(start)}


def _contraction(ways: Arrays, junctions: int) -> Iterator[str]:
    """The faults of a ``Contraction``."""
    count, core = len(ways["node"]), len(ways["arc_start"]) - 1
    _indices("node", ways["node"], (count,), 0, junctions)
    _indices("position", ways["position"], (junctions,), -1, count)
    if not np.array_equal(ways["position"][ways["node"]], np.arange(count)):
        yield "position"
    _starts("arc_start", ways["arc_start"], core, 0, len(ways["arc_end"]))
    _indices("arc_end", ways["arc_end"], (len(ways["arc_end"]),), 0, core)
    _seconds("arc_seconds", ways["arc_seconds"], ways["arc_end"].shape)
    start, chains = ways["level_start"], len(ways["chain_ends"])
    _indices("level_start", start, (len(start),), core, count + 1)
    trees = int(start[0])
    _starts("level_start", start, len(start) - 1, trees, count)
    _starts("chain_start", ways["chain_start"], chains, core, trees, least=1)
    _indices("chain_ends", ways["chain_ends"], (chains, 2), 0, core)
    for name in ("from_ends", "to_ends"):
        _seconds(name, ways[name], (2, trees - core))
    _seconds("step", ways["step"], (2, trees - core + chains))
    _indices("parent", ways["parent"], (count - trees,), 0, count)
    # Parents come before their level, whose times they give.
    if (ways["parent"] >= np.repeat(start[:-1], np.diff(start))).any():
        yield "parent"
    for name in ("up", "down"):
        _seconds(name, ways[name], ways["parent"].shape)


def _index(index: Arrays, points: int) -> Iterator[str]:
    """The faults of a ``RoadIndex``."""
    cells, pieces, blocks = (len(index[name]) for name in ("cell", "segment", "block"))
    _indices("cell", index["cell"], (cells,))
    if (np.diff(index["cell"]) <= 0).any():
        yield "cell"
    _starts("start", index["start"], cells, 0, pieces, least=1)
    _indices("segment", index["segment"], (pieces,), 0, points - 1)
    _indices("uses", index["uses"], (pieces,))
    _indices("block", index["block"], (blocks, 2))
    _indices("block_uses", index["block_uses"], (blocks,))


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
