"""The network: junctions, the roads between them with their shapes, and seconds by mode."""

from __future__ import annotations

import json
import struct
import zipfile
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
from osgeo import ogr

from ..common.errors import InputError
from ..common.files import atomic_output, require_file
from ..common.projection import WGS84, project
from ..common.text import tr

#: What stands on the outermost road is on the network.
_OUTER_METRES = 1.0
#: Raised when the arrays of the file change meaning.
FORMAT = 1


@dataclass
class Network:
    """Arrays of a road network, in the metric system ``epsg``.

    ``x``, ``y``: junctions (n). ``tail``, ``head``: the two ends of each edge (m).
    ``seconds[mode]``: travel time of each edge, shape (m, 2): tail to head, head to tail; infinite
    where forbidden.
    ``shape_x``, ``shape_y``: the points of all edges one after the other, edge e from
    ``shape_start[e]`` to ``shape_start[e + 1]``. ``inhabited``: edges that people live along (m).
    ``source``: where it came from (name, SHA-256, date).
    """

    epsg: int
    x: np.ndarray
    y: np.ndarray
    tail: np.ndarray
    head: np.ndarray
    shape_start: np.ndarray
    shape_x: np.ndarray
    shape_y: np.ndarray
    inhabited: np.ndarray
    seconds: dict[str, np.ndarray]
    source: dict[str, Any] = field(default_factory=dict)

    @property
    def modes(self) -> list[str]:
        """The modes it was built for."""
        return list(self.seconds)

    @cached_property
    def measure(self) -> np.ndarray:
        """Distance (metres) of each shape point along all edges laid end to end, 1 m apart."""
        step = np.hypot(np.diff(self.shape_x), np.diff(self.shape_y))
        step[self.shape_start[1:-1] - 1] = 1.0
        return np.concatenate([[0.0], np.cumsum(step)])

    @cached_property
    def length(self) -> np.ndarray:
        """Metres of each edge (m)."""
        return self.measure[self.shape_start[1:] - 1] - self.measure[self.shape_start[:-1]]

    @cached_property
    def footprint(self) -> ogr.Geometry:
        """The ground that the network covers: the convex hull of its shapes, outer roads in."""
        points = np.column_stack([self.shape_x, self.shape_y]).astype("<f8")
        line = struct.pack("<BII", 1, ogr.wkbLineString, len(points)) + points.tobytes()
        return ogr.CreateGeometryFromWkb(line).ConvexHull().Buffer(_OUTER_METRES)

    def at(self, edge: np.ndarray, fraction: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Coordinates (metres) at a fraction (0 tail, 1 head) of the length of edges (shape k)."""
        start = self.measure[self.shape_start[edge]]
        distance = start + fraction * self.length[edge]
        return (
            np.interp(distance, self.measure, self.shape_x),
            np.interp(distance, self.measure, self.shape_y),
        )

    def sample(self, edges: np.ndarray, spacing: float) -> tuple[np.ndarray, np.ndarray]:
        """(edge, fraction) of points evenly along ``edges``, ends left out, ``spacing`` m apart.

        Each point stands in the middle of an equal piece of its edge of at most ``spacing`` metres.
        """
        pieces = np.maximum(np.ceil(self.length[edges] / spacing), 1).astype(int)
        edge = np.repeat(edges, pieces)
        rank = np.arange(pieces.sum()) - np.repeat(np.cumsum(pieces) - pieces, pieces)
        return edge, (rank + 0.5) / np.repeat(pieces, pieces)

    def project(self, lon: Any, lat: Any) -> tuple[np.ndarray, np.ndarray]:
        """Longitudes and latitudes (degrees) into the network's metric system."""
        return project(lon, lat, WGS84, self.epsg)

    def require_mode(self, mode: str) -> None:
        """Raises InputError if the network was not built for ``mode``."""
        if mode not in self.seconds:
            raise InputError(
                tr(
                    "The network was built for {modes}, not for {mode}. "
                    "Build it again with that mode.",
                    modes=", ".join(self.modes),
                    mode=mode,
                )
            )

    def save(self, path: str | Path) -> None:
        """Writes one file, whole or not at all."""
        arrays = {name: getattr(self, name) for name in _ARRAYS}
        arrays |= {f"seconds_{mode}": seconds for mode, seconds in self.seconds.items()}
        header = {"format": FORMAT, "epsg": self.epsg, "modes": self.modes, "source": self.source}
        arrays["header"] = np.frombuffer(json.dumps(header).encode(), dtype=np.uint8)
        with atomic_output(path) as temporary, open(temporary, "wb") as file:
            np.savez(file, **arrays)

    @classmethod
    def load(cls, path: str | Path) -> Network:
        """Reads a file that ``save`` wrote. Raises InputError for any other file."""
        path = require_file(path)
        try:
            with np.load(path, allow_pickle=False) as file:
                header = json.loads(file["header"].tobytes())
                if header["format"] != FORMAT:
                    raise InputError(
                        tr(
                            "{path} was built by another version of Maillage. "
                            "Build the network again.",
                            path=path,
                        )
                    )
                return cls(
                    epsg=header["epsg"],
                    seconds={mode: file[f"seconds_{mode}"] for mode in header["modes"]},
                    source=header["source"],
                    **{name: file[name] for name in _ARRAYS},
                )
        except _UNREADABLE as error:
            raise InputError(
                tr(
                    "{path} is not a network built by Maillage. "
                    "Build one from an OpenStreetMap file or a line layer.",
                    path=path,
                )
            ) from error


#: What numpy and json raise for a file that is something else, or is cut.
_UNREADABLE = (
    ValueError,
    KeyError,
    TypeError,
    IndexError,
    OSError,
    EOFError,
    AttributeError,
    zipfile.BadZipFile,
)
_ARRAYS = ("x", "y", "tail", "head", "shape_start", "shape_x", "shape_y", "inhabited")
