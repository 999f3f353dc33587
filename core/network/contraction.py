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
        neighbour = np.where(
            position == last, self.chain_ends[chain, 1 - back], position + 1 - 2 * back
        )
        return neighbour, self.step[back, link]

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
    in_core = np.zeros(count, dtype=bool)
    in_core[tail[usable]] = in_core[head[usable]] = True
    usable = usable[tail[usable] != head[usable]]
    tail, head, seconds = tail[usable], head[usable], seconds[usable]
    degree = np.bincount(tail, minlength=count) + np.bincount(head, minlength=count)
    # The nodes that were taken off last are nearest to the core.
    levels = _prune(tail, head, degree)[::-1]
    is_between = np.ones(len(tail), dtype=bool)
    for child, _, edge in levels:
        in_core[child] = False
        is_between[edge] = False
    chains = trace_chains(tail[is_between], head[is_between], degree == 2)
    edge, back = np.flatnonzero(is_between)[chains.edge], chains.back.astype(bool)
    begin, end = np.where(back, [head[edge], tail[edge]], [tail[edge], head[edge]])
    step = np.where(back[:, None], seconds[edge][:, ::-1], seconds[edge])
    is_last = np.zeros(len(edge), dtype=bool)
    is_last[chains.start[1:] - 1] = True
    chain_nodes = end[~is_last]
    in_core[chain_nodes] = False
    core = np.flatnonzero(in_core)
    node = np.concatenate([core, chain_nodes, *(child for child, _, _ in levels)])
    position = np.full(count, -1, dtype=np.int32)
    position[node] = np.arange(len(node), dtype=np.int32)
    ends = position[np.column_stack([begin[chains.start[:-1]], end[is_last]])]
    onward = along(step, chains.start)
    return Contraction(
        node=node.astype(np.int32),
        position=position,
        **_core_ways(ends, onward[is_last], len(core)),
        **_chain_arrays(chains.start, ends, step, onward, len(core)),
        **_tree_arrays(levels, position, head, seconds, len(core) + len(chain_nodes)),
    )


def _prune(
    tail: np.ndarray, head: np.ndarray, degree: np.ndarray
) -> list[tuple[np.ndarray, np.ndarray, np.ndarray]]:
    """(child, parent, edge) of dead ends, taken off one round after the other; lowers ``degree``.

    When only one edge is left at a node, the sum of its edges is that edge.
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
        # Of the last two nodes of a tree that is attached to nothing, one stays.
        off = (degree[parent] > 1) | (leaves > parent)
        leaves, parent, edge = leaves[off], parent[off], edge[off]
        rounds.append((leaves, parent, edge))
        degree[leaves] = 0
        np.subtract.at(degree, parent, 1)
        np.subtract.at(total, parent, edge)
        leaves = np.unique(parent[degree[parent] == 1])
    return rounds


def _core_ways(ends: np.ndarray, seconds: np.ndarray, core: int) -> dict[str, np.ndarray]:
    """The ways of the core: the chains between ``ends`` (k, 2), ``seconds`` along and against."""
    begin, end = np.concatenate([ends, ends[:, ::-1]]).T
    both = np.concatenate([seconds[:, 0], seconds[:, 1]])
    useful = np.flatnonzero(np.isfinite(both) & (begin != end))
    order = useful[np.argsort(begin[useful], kind="stable")]
    return {
        "arc_start": _starts(np.bincount(begin[order], minlength=core)),
        "arc_end": end[order],
        "arc_seconds": both[order],
    }


def _chain_arrays(
    start: np.ndarray, ends: np.ndarray, step: np.ndarray, onward: np.ndarray, core: int
) -> dict[str, np.ndarray]:
    """The arrays of the chains of more than one link: ``step`` by link, ``onward`` its sums."""
    homeward = along(step[::-1], len(step) - start[::-1])[::-1]
    links = np.diff(start)
    is_long = links > 1
    # A node is where a link, never its chain's last, arrives, and the one after it sets out.
    before = np.ones(len(step), dtype=bool)
    before[start[1:] - 1] = False
    link = np.flatnonzero(before)
    return {
        "chain_start": core + _starts(links[is_long] - 1),
        "chain_ends": ends[is_long],
        "from_ends": np.array([onward[link, 0], homeward[link + 1, 1]]),
        "to_ends": np.array([onward[link, 1], homeward[link + 1, 0]]),
        "step": np.ascontiguousarray(step[np.repeat(is_long, links)].T),
    }


def _tree_arrays(
    levels: list[tuple[np.ndarray, np.ndarray, np.ndarray]],
    position: np.ndarray,
    head: np.ndarray,
    seconds: np.ndarray,
    begin: int,
) -> dict[str, np.ndarray]:
    """The arrays of the trees, which hold the positions from ``begin``."""
    nothing = np.empty(0, dtype=np.int64)
    parent = np.concatenate([nothing, *(parents for _, parents, _ in levels)])
    edge = np.concatenate([nothing, *(edges for _, _, edges in levels)])
    rises = head[edge] == parent
    return {
        "level_start": begin + _starts(np.array([len(level[0]) for level in levels], dtype=int)),
        "parent": position[parent],
        "up": np.where(rises, seconds[edge, 0], seconds[edge, 1]),
        "down": np.where(rises, seconds[edge, 1], seconds[edge, 0]),
    }


def _starts(counts: np.ndarray) -> np.ndarray:
    return np.concatenate([[0], np.cumsum(counts)]).astype(np.int32)
