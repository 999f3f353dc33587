"""Lays an .osm.pbf side by side with itself, joined by roads: osm_tiles.py INPUT OUTPUT COUNT.

A script for build/extracts, where osmium is. How tiles are laid and joined needs no package, so
that the same tiles can be made of arrays (tiles.py). Relations are left out.
"""

from __future__ import annotations

import math
import sys
from collections.abc import Sequence
from typing import Any

Point = tuple[float, float]

#: Tiles are joined between roads of these classes, at so many places a side.
CLASSES = ("primary", "secondary", "tertiary")
JOINTS = 3
#: Degrees between two tiles.
_GAP = 0.005


def columns(count: int) -> int:
    """Tiles in a row of a square as full as can be."""
    return math.ceil(math.sqrt(count))


def shifts(west: float, south: float, east: float, north: float, count: int) -> list[Point]:
    """Degrees to add to the points of a box (degrees) for each tile; those of one in the middle: 0.

    They are whole multiples of 1e-7, the precision of OpenStreetMap.
    """
    wide, high = round(east - west + _GAP, 7), round(north - south + _GAP, 7)
    row = columns(count)
    return [
        (round((tile % row - row // 2) * wide, 7), round((tile // row - row // 2) * high, 7))
        for tile in range(count)
    ]


def joints(points: Sequence[Point], count: int) -> list[tuple[int, int, int, int]]:
    """Roads between neighbours: (tile, index in ``points``, other tile, index there).

    From the point farthest east to the one farthest west next door, in bands of the latitude; in
    bands of the longitude from north to south.
    """
    row, found = columns(count), []
    east_west, north_south = _extremes(points, 0), _extremes(points, 1)
    for tile in range(count):
        if (tile + 1) % row and tile + 1 < count:
            found += [(tile, most, tile + 1, least) for least, most in east_west]
        if tile + row < count:
            found += [(tile, most, tile + row, least) for least, most in north_south]
    return found


def _extremes(points: Sequence[Point], axis: int) -> list[tuple[int, int]]:
    """(least, most) along ``axis`` in each band of the other axis, as indices."""
    across = sorted(range(len(points)), key=lambda index: points[index][1 - axis])
    size = len(points) // JOINTS
    bands = (across[band * size : (band + 1) * size] for band in range(JOINTS))
    return [
        (
            min(band, key=lambda index: points[index][axis]),
            max(band, key=lambda index: points[index][axis]),
        )
        for band in bands
    ]


def main(source: str, output: str, count: int) -> None:
    """Writes ``output``, nodes first: every tile's identifiers follow those of the tile before."""
    import osmium
    from osmium.osm.mutable import Node, Way

    nodes: dict[int, tuple[Point, Any]] = {}
    ways: list[tuple[int, list[int], dict[str, str]]] = []
    for item in osmium.FileProcessor(source):
        if item.is_node():
            nodes[item.id] = ((item.location.lon, item.location.lat), dict(item.tags))
        elif item.is_way():
            ways.append((item.id, [node.ref for node in item.nodes], dict(item.tags)))
    ends = list(
        {
            node: nodes[node][0]
            for _, line, tags in ways
            if tags.get("highway") in CLASSES and tags.get("oneway", "no") == "no"
            for node in (line[0], line[-1])
        }.items()
    )
    longitudes, latitudes = zip(*(point for point, _ in nodes.values()), strict=True)
    moves = shifts(min(longitudes), min(latitudes), max(longitudes), max(latitudes), count)
    node_span, way_span = max(nodes), max(way for way, _, _ in ways)
    with osmium.SimpleWriter(output, overwrite=True) as writer:
        for tile, (right, up) in enumerate(moves):
            for node, ((lon, lat), tags) in nodes.items():
                place = (lon + right, lat + up)
                writer.add_node(Node(id=node + tile * node_span, location=place, tags=tags))
        for tile in range(count):
            for way, line, tags in ways:
                moved = [node + tile * node_span for node in line]
                writer.add_way(Way(id=way + tile * way_span, nodes=moved, tags=tags))
        roads = joints([point for _, point in ends], count)
        for number, (tile, start, other, end) in enumerate(roads, start=count * way_span + 1):
            both = [ends[start][0] + tile * node_span, ends[end][0] + other * node_span]
            writer.add_way(Way(id=number, nodes=both, tags={"highway": CLASSES[1]}))


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]))
