"""Fewer nodes to search: dead ends and chains are set aside, and timed afterwards.

Three kinds of nodes, numbered one after the other ("positions"):

- the core, where there is something to decide, and which Dijkstra's algorithm runs on;
- chains, nodes with two ways out, between two nodes of the core: timed from both ends;
- trees, dead ends that hang on a node of the core or of a chain: timed from their parent.

Nothing is approximated: times at all nodes are those of a search on the whole network.
"""

from __future__ import annotations

from dataclasses import dataclass, fields

import numpy as np
from scipy.sparse import csr_matrix

from .chains import along, trace_chains


@dataclass(frozen=True)
class Contraction:
    """The nodes and ways of one mode, in three kinds. Seconds are infinite where it is forbidden.

    ``node``: the node at each position, the core's first, then the chains' in order, then the
    trees' with parents before children; ``position``: of each node, -1 for one on no way.

    Core: ``arc_start`` (c + 1), ``arc_end`` and ``arc_seconds`` are its ways (CSR).
    Chains: chain k holds the positions from ``chain_start[k]``, between the core nodes
    ``chain_ends[k]`` (begin, end). ``from_ends``: seconds from either end to each chain node
    (2, j); ``to_ends``: from it to either end; ``step``: along and against each link (2, links),
    of which a chain has one more than nodes.
    Trees: level l holds the positions from ``level_start[l]``; ``parent``: position; ``up``,
    ``down``: seconds to the parent and from it.
    """

    node: np.ndarray
    position: np.ndarray
    arc_start: np.ndarray
    arc_end: np.ndarray
    arc_seconds: np.ndarray
    chain_start: np.ndarray
    chain_ends: np.ndarray
    from_ends: np.ndarray
    to_ends: np.ndarray
    step: np.ndarray
    level_start: np.ndarray
    parent: np.ndarray
    up: np.ndarray
    down: np.ndarray

    @property
    def core(self) -> int:
        """How many nodes are in the core."""
        return len(self.arc_start) - 1

    @property
    def trees(self) -> int:
        """The first position in a tree."""
        return int(self.level_start[0])

    def beside(self, position: np.ndarray, back: int) -> tuple[np.ndarray, np.ndarray]:
        """(position, seconds) of the next node along chains, or against them (``back`` 1)."""
        chain = np.searchsorted(self.chain_start, position, side="right") - 1
        # Each chain before has one more link than nodes.
        link = position - self.core + chain + 1 - back
        last = self.chain_start[chain] if back else self.chain_start[chain + 1] - 1
        there = np.where(
            position == last, self.chain_ends[chain, 1 - back], position + 1 - 2 * back
        )
        return there, self.step[back, link]

    def arrays(self) -> dict[str, np.ndarray]:
        """The arrays by name, to be kept in a file."""
        return {one.name: getattr(self, one.name) for one in fields(self)}

    def reversed(self) -> Contraction:
        """The same with every way turned round."""
        core = self.core
        # scipy's transposition is a counting sort that leaves parallel ways apart.
        turned = csr_matrix((self.arc_seconds, self.arc_end, self.arc_start), (core, core)).tocsc()
        return Contraction(
            self.node, self.position, turned.indptr, turned.indices, turned.data,
            self.chain_start, self.chain_ends, self.to_ends, self.from_ends, self.step[::-1],
            self.level_start, self.parent, self.down, self.up,
        )  # fmt: skip


def contract(tail: np.ndarray, head: np.ndarray, seconds: np.ndarray, count: int) -> Contraction:
    """The contraction of ``count`` nodes joined by edges, with seconds along and against (m, 2)."""
    usable = np.flatnonzero(np.isfinite(seconds).any(axis=1))
    kind = np.full(count, -1, dtype=np.int8)
    kind[tail[usable]] = kind[head[usable]] = 0
    usable = usable[tail[usable] != head[usable]]
    tail, head, seconds = tail[usable], head[usable], seconds[usable]
    degree = np.bincount(tail, minlength=count) + np.bincount(head, minlength=count)
    levels = _prune(tail, head, degree)
    kept = np.ones(len(tail), dtype=bool)
    for child, _, edge in levels:
        kind[child] = 2
        kept[edge] = False
    inner = degree == 2
    chains = trace_chains(tail[kept], head[kept], inner)
    link_edge, back = np.flatnonzero(kept)[chains.edge], chains.back.astype(bool)
    step = np.where(back[:, None], seconds[link_edge][:, ::-1], seconds[link_edge])
    arrives = np.where(back, tail[link_edge], head[link_edge])
    last = np.zeros(len(step), dtype=bool)
    last[chains.start[1:] - 1] = True
    chain_nodes = arrives[~last]
    kind[chain_nodes] = 1
    core = np.flatnonzero(kind == 0)
    node = np.concatenate([core, chain_nodes, *(child for child, _, _ in levels[::-1])])
    position = np.full(count, -1, dtype=np.int32)
    position[node] = np.arange(len(node), dtype=np.int32)

    first = chains.start[:-1]
    begins = np.where(back[first], head[link_edge[first]], tail[link_edge[first]])
    ends = np.column_stack([position[begins], position[arrives[last]]])
    onward = along(step, chains.start)
    homeward = along(step[::-1], len(step) - chains.start[::-1])[::-1]
    whole = onward[last]
    long = np.flatnonzero(np.diff(chains.start) > 1)
    in_long = np.repeat(np.diff(chains.start) > 1, np.diff(chains.start))
    # Node j of a chain is where its link j arrives and link j + 1 sets out.
    before = np.flatnonzero(~last)
    sizes = np.diff(chains.start)[long] - 1
    ways = np.concatenate([ends, ends[:, ::-1]])
    way_seconds = np.concatenate([whole[:, 0], whole[:, 1]])
    useful = np.isfinite(way_seconds) & (ways[:, 0] != ways[:, 1])
    order = np.flatnonzero(useful)[np.argsort(ways[useful, 0], kind="stable")]
    return Contraction(
        node=node.astype(np.int32),
        position=position,
        arc_start=_starts(np.bincount(ways[order, 0], minlength=len(core))),
        arc_end=ways[order, 1],
        arc_seconds=way_seconds[order],
        chain_start=len(core) + _starts(sizes),
        chain_ends=ends[long],
        from_ends=np.array([onward[before, 0], homeward[before + 1, 1]]),
        to_ends=np.array([onward[before, 1], homeward[before + 1, 0]]),
        step=np.ascontiguousarray(step[in_long].T),
        **_tree(levels[::-1], len(core) + len(chain_nodes), position, head, seconds),
    )


def _prune(
    tail: np.ndarray, head: np.ndarray, degree: np.ndarray
) -> list[tuple[np.ndarray, np.ndarray, np.ndarray]]:
    """(child, parent, edge) of dead ends, taken off one round after the other; lowers ``degree``.

    The sum of the edges at a node is, once there is but one, that edge.
    """
    edges = np.arange(len(tail))
    total = np.bincount(tail, edges, minlength=len(degree)) + np.bincount(
        head, edges, minlength=len(degree)
    )
    total = total.astype(np.int64)
    rounds = []
    leaves = np.flatnonzero(degree == 1)
    while len(leaves):
        edge = total[leaves]
        parent = tail[edge] + head[edge] - leaves
        # Of the two last nodes of a tree that hangs on nothing, one stays.
        off = (degree[parent] > 1) | (leaves > parent)
        leaves, parent, edge = leaves[off], parent[off], edge[off]
        rounds.append((leaves, parent, edge))
        degree[leaves] = 0
        np.subtract.at(degree, parent, 1)
        np.subtract.at(total, parent, edge)
        leaves = np.unique(parent[degree[parent] == 1])
    return rounds


def _tree(
    levels: list[tuple[np.ndarray, np.ndarray, np.ndarray]],
    begin: int,
    position: np.ndarray,
    head: np.ndarray,
    seconds: np.ndarray,
) -> dict[str, np.ndarray]:
    """The arrays of the trees: what was taken off last is nearest to the core."""
    nothing = np.empty(0, dtype=np.int64)
    _, parent, edge = (
        np.concatenate([nothing, *(level[part] for level in levels)]) for part in range(3)
    )
    rises = head[edge] == parent
    return {
        "level_start": begin + _starts(np.array([len(level[0]) for level in levels], dtype=int)),
        "parent": position[parent],
        "up": np.where(rises, seconds[edge, 0], seconds[edge, 1]),
        "down": np.where(rises, seconds[edge, 1], seconds[edge, 0]),
    }


def _starts(counts: np.ndarray) -> np.ndarray:
    return np.concatenate([[0], np.cumsum(counts)]).astype(np.int32)
