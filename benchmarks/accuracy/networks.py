"""The networks that are compared: the same .osm.pbf as ours and as Valhalla's."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from ...core.common.modes import MODES
from ...core.common.projection import WGS84, project
from ...core.network.graph import Graph
from ...core.network.osm_file import network_from_osm
from ...core.network.profiles import profile
from ...core.network.roadnetwork import Network
from ..valhalla import Valhalla, build_tiles, serve

DATA = Path(__file__).resolve().parents[3] / "shared" / "data"
#: The files that have goals, by their short names.
KNOWN = {
    "Toulouse": DATA / "network" / "toulouse-2021.osm.pbf",
    "Andorra": DATA / "network" / "andorra-2020.osm.pbf",
}
#: Where the places of isochrones come from, if not random junctions.
CENSUS = {"Toulouse": DATA / "places" / "rhinocc-2023-01.csv"}
#: Both cores of the machine that the goals are for.
THREADS = 2


@dataclass(frozen=True)
class Case:
    """One file: our network of it, and a Valhalla that serves it."""

    name: str
    network: Network
    valhalla: Valhalla

    def graph(self, mode: str) -> Graph:
        """Our network for a mode, outwards."""
        return Graph(self.network, mode, "from")

    def degrees(self, x: np.ndarray, y: np.ndarray) -> list[tuple[float, float]]:
        """(longitude, latitude) of points of the network's system (shape n)."""
        lon, lat = project(x, y, self.network.epsg, WGS84)
        return list(zip(lon.tolist(), lat.tolist(), strict=True))


@contextmanager
def opened(name: str, osm: Path, folder: Path) -> Iterator[Case]:
    """Our network of a file, and a Valhalla that serves it from tiles in ``folder``."""
    network = network_from_osm(osm, list(MODES))
    with serve(build_tiles(osm, folder / name, THREADS), THREADS) as valhalla:
        yield Case(name, network, valhalla)


def options(mode: str) -> dict[str, float]:
    """What Valhalla is told of a mode: to walk as fast as we do. All else is its own default."""
    return {"walking_speed": profile("foot").line_kmh} if mode == "foot" else {}


def main_junctions(graph: Graph) -> np.ndarray:
    """The junctions of the largest part of a mode's network, ordered by where they are."""
    network = graph.network
    largest = graph.part == np.bincount(graph.part[graph.part >= 0]).argmax()
    nodes = np.unique(np.concatenate([network.tail[largest], network.head[largest]]))
    return nodes[np.lexsort((network.y[nodes], network.x[nodes]))]


def in_threads() -> ThreadPoolExecutor:
    """As many clients as the service has threads."""
    return ThreadPoolExecutor(THREADS)
