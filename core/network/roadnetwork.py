"""The network: junctions, the roads between them with their shapes, and seconds by mode."""

from __future__ import annotations

import json
import os
import struct
import zipfile
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np
from osgeo import ogr
from scipy.spatial import ConvexHull, QhullError

from ..common.errors import InputError
from ..common.files import atomic_output, require_file
from ..common.journal import Journal
from ..common.progress import SILENT, Progress
from ..common.projection import WGS84, project
from ..common.speech import named
from ..common.text import tr
from .arrayfile import map_arrays, read_header, verify, write_arrays
from .contraction import Contraction
from .shapes import Shapes
from .snapping import RoadIndex
from .soundness import require_sound

#: Metres: what stands on the outermost road is on the network.
_OUTER_METRES = 1.0
#: Raised when the arrays of the file change meaning, or the rules of roads that they come from
#: (their ``.json`` files): minutes of other rules are not to be mixed.
FORMAT = 5


@dataclass
class Network:
    """Arrays of a road network, in the metric system ``epsg``.

    ``x``, ``y``: junctions (n). ``tail``, ``head``: the two ends of each edge (m); ``length``: its
    metres; ``shapes``: its points. ``seconds[mode]``: travel time of each edge, shape (m, 2): tail
    to head, head to tail; infinite where forbidden. ``inhabited``: edges that people live along
    (m). ``source``: where it came from (name, SHA-256, date); ``profiles``: the modes' settings.

    What searching needs, by mode: ``leads_somewhere``: whether an edge is in a large part (m);
    ``contractions``: of the ways *to* a place. ``index`` finds the nearest road, for any mode.
    """

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
    source: dict[str, Any] = field(default_factory=dict)
    profiles: dict[str, Any] = field(default_factory=dict)

    @property
    def modes(self) -> list[str]:
        """The modes it was built for."""
        return list(self.seconds)

    @property
    def shape_start(self) -> np.ndarray:
        """The first shape point of each edge, and the end of the last (m + 1)."""
        return self.shapes.start

    @cached_property
    def shape_x(self) -> np.ndarray:
        """Metres east of all shape points."""
        return self.shapes.points[:, 0] / 100 + self.shapes.origin[0]

    @cached_property
    def shape_y(self) -> np.ndarray:
        """Metres north of all shape points."""
        return self.shapes.points[:, 1] / 100 + self.shapes.origin[1]

    @cached_property
    def measure(self) -> np.ndarray:
        """Distance (metres) of each shape point along all edges laid end to end, 1 m apart."""
        step = np.hypot(np.diff(self.shape_x), np.diff(self.shape_y))
        step[self.shape_start[1:-1] - 1] = 1.0
        return np.concatenate([[0.0], np.cumsum(step)])

    @cached_property
    def footprint(self) -> ogr.Geometry:
        """The ground that the network covers: the convex hull of its shapes, outer roads in."""
        points = self.shapes.points
        with suppress(QhullError):  # all on one straight line
            points = points[ConvexHull(points).vertices]
        corners = (points / 100 + self.shapes.origin).astype("<f8")
        line = struct.pack("<BII", 1, ogr.wkbLineString, len(corners)) + corners.tobytes()
        return ogr.CreateGeometryFromWkb(line).ConvexHull().Buffer(_OUTER_METRES)

    def at(self, edge: np.ndarray, fraction: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Coordinates (metres) at a fraction (0 tail, 1 head) of the length of edges (shape k)."""
        first = self.measure[self.shape_start[edge]]
        last = self.measure[self.shape_start[edge + 1] - 1]
        distance = first + fraction * (last - first)
        return (
            np.interp(distance, self.measure, self.shape_x),
            np.interp(distance, self.measure, self.shape_y),
        )

    def sample(self, edges: np.ndarray, spacing: float) -> tuple[np.ndarray, np.ndarray]:
        """(edge, fraction) of points evenly along ``edges``, ends left out, ``spacing`` m apart.

        Each point stands in the middle of an equal piece of its edge of at most ``spacing`` metres;
        none on an edge without length (a barrier).
        """
        pieces = np.ceil(self.length[edges] / spacing).astype(int)
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
                    modes=named(self.modes),
                    mode=mode,
                )
            )

    def save(self, path: str | Path) -> None:
        """Writes one file, whole or not at all. Raises OutputError where it cannot be written."""
        header = {
            "format": FORMAT,
            "epsg": self.epsg,
            "modes": self.modes,
            "source": self.source,
            "profiles": self.profiles,
            "origin": self.shapes.origin,
        }
        with atomic_output(path) as temporary:
            write_arrays(temporary, header, self.arrays())

    def arrays(self) -> dict[str, np.ndarray]:
        """All arrays by the names that the file has for them."""
        arrays = {name: getattr(self, name) for name in _ARRAYS}
        arrays |= {"shape": self.shapes.points, "shape_start": self.shapes.start}
        arrays |= {f"index.{name}": array for name, array in self.index.arrays().items()}
        for mode in self.modes:
            arrays[f"{mode}.seconds"] = self.seconds[mode]
            arrays[f"{mode}.leads_somewhere"] = self.leads_somewhere[mode]
            for name, array in self.contractions[mode].arrays().items():
                arrays[f"{mode}.{name}"] = array
        return arrays

    @classmethod
    def load(
        cls, path: str | Path, seen: Journal | None = None, progress: Progress = SILENT
    ) -> Network:
        """Opens a file that ``save`` wrote, without reading its arrays: they are views of it.

        A file that is opened for the first time is verified whole, its checksums and the ranges of
        all arrays; ``seen`` keeps which were, for other processes. Raises InputError for any other
        file, one cut short or damaged included, and Cancelled.
        """
        path = require_file(path)
        try:
            # Opened once: by its name it may be another file a moment later.
            with open(path, "rb") as file, zipfile.ZipFile(file) as archive:
                header = read_header(archive)
                if header["format"] != FORMAT:
                    raise InputError(
                        tr(
                            "{path} was built by another version of Maillage. "
                            "Build the network again.",
                            path=path,
                        )
                    )
                arrays = map_arrays(file, archive, header)
                network = cls._of(header, dict(arrays))
                identity = _identity(file)
                if identity not in _verified and not (seen and seen.read([identity])):
                    verify(archive, progress)
                    require_sound(network.epsg, network.shapes.origin, network.modes, arrays)
                    if seen:
                        seen.write({identity: b""})
                _verified.add(identity)
                return network
        except _UNREADABLE as error:
            raise InputError(
                tr(
                    "{path} is not a network built by Maillage, or it is damaged. "
                    "Build one from an OpenStreetMap file or a line layer.",
                    path=path,
                )
            ) from error

    @classmethod
    def _of(cls, header: dict[str, Any], arrays: dict[str, np.ndarray]) -> Network:
        """From what ``save`` wrote. Raises KeyError or TypeError for anything else."""
        groups: dict[str, dict[str, np.ndarray]] = {}
        for name, array in arrays.items():
            group, _, short = name.rpartition(".")
            groups.setdefault(group, {})[short] = array
        modes = header["modes"]
        by_mode = {mode: groups[mode] for mode in modes}
        common = groups[""]
        return cls(
            epsg=header["epsg"],
            shapes=Shapes(tuple(header["origin"]), common.pop("shape"), common.pop("shape_start")),
            seconds={mode: by_mode[mode].pop("seconds") for mode in modes},
            source=header["source"],
            profiles=header["profiles"],
            leads_somewhere={mode: by_mode[mode].pop("leads_somewhere") for mode in modes},
            contractions={mode: Contraction(**by_mode[mode]) for mode in modes},
            index=RoadIndex(**groups["index"]),
            **common,
        )


def _identity(file: BinaryIO) -> str:
    """What changes whenever the content of a file does, in ordinary life."""
    state = os.fstat(file.fileno())
    return json.dumps(
        [state.st_dev, state.st_ino, state.st_size, state.st_mtime_ns, state.st_ctime_ns]
    )


#: The files (their identities) that this process has verified.
_verified: set[str] = set()

#: What numpy, zipfile, json and struct raise for a file that is something else, or is damaged.
_UNREADABLE = (
    ValueError,
    KeyError,
    TypeError,
    IndexError,
    OSError,
    EOFError,
    AttributeError,
    NotImplementedError,
    RuntimeError,
    struct.error,
    zipfile.BadZipFile,
)
_ARRAYS = ("x", "y", "tail", "head", "length", "inhabited")
