"""The plot of how time and memory grow."""

from __future__ import annotations

from pathlib import Path

import matplotlib
import numpy as np

matplotlib.use("Agg")
from matplotlib import pyplot

#: Okabe and Ito's colours (2008), which colour-blind people tell apart.
_COLOURS = ("#000000", "#E69F00", "#56B4E9", "#009E73", "#0072B2", "#D55E00", "#CC79A7", "#999999")
_MARKS = "os^vDPX*"


def draw(sizes: list[int], found: list[dict[str, tuple[float, float]]], path: Path) -> None:
    """Draws the seconds and the MiB of each step by junctions, beside n log n, as an SVG."""
    pyplot.rcParams["svg.hashsalt"] = path.name  # the same figures give the same file
    figure, panels = pyplot.subplots(1, 2, figsize=(10, 4.4), layout="constrained")
    figure.get_layout_engine().set(rect=(0, 0, 0.76, 1))
    for panel, which, title in zip(panels, (0, 1), ("Seconds", "Peak memory, MiB"), strict=True):
        for step, colour, mark in zip(found[0], _COLOURS, _MARKS, strict=False):
            values = [figures[step][which] for figures in found]
            panel.loglog(sizes, values, color=colour, marker=mark, markersize=5, label=step)
        work = np.array(sizes) * np.log(sizes)
        guide = found[0]["build"][which] * work / work[0]
        panel.loglog(sizes, guide, "--", color="0.5", linewidth=1, label="n log n")
        panel.set_title(title, fontsize=10)
        panel.set_xlabel("junctions", fontsize=9)
        panel.tick_params(labelsize=8)
        for axis in (panel.xaxis, panel.yaxis):
            axis.set_major_formatter(
                lambda value, _: f"{value:,.0f}" if value >= 1 else f"{value:g}"
            )
        panel.grid(alpha=0.25)
        for side in ("top", "right"):
            panel.spines[side].set_visible(False)
    handles, names = panels[0].get_legend_handles_labels()
    figure.legend(handles, names, loc="center right", fontsize=8, frameon=False)
    path.parent.mkdir(parents=True, exist_ok=True)
    figure.savefig(path, metadata={"Date": None})
    pyplot.close(figure)
