"""The scatter plots of docs/accuracy.md: a panel for each network and mode."""

from __future__ import annotations

from pathlib import Path

import matplotlib
import numpy as np

from .times import Times

matplotlib.use("Agg")
from matplotlib import pyplot

_BLUE = "#0072B2"  # of the palette of Okabe and Ito (2008), which colour-blind people tell apart
_NAMES = {"car": "by car", "bike": "by bike", "foot": "on foot"}


def scatter(found: dict[tuple[str, str], Times], path: Path) -> None:
    """Draws our minutes beside Valhalla's of the reported pairs, by (network, mode), as a PNG."""
    rows = list(dict.fromkeys(name for name, _ in found))
    columns = list(dict.fromkeys(mode for _, mode in found))
    figure, panels = pyplot.subplots(
        len(rows),
        len(columns),
        figsize=(3.3 * len(columns), 3.4 * len(rows)),
        squeeze=False,
        layout="constrained",
    )
    for (name, mode), times in found.items():
        panel = panels[rows.index(name), columns.index(mode)]
        ours, theirs = times.ours[times.reported] / 60, times.theirs[times.reported] / 60
        longest = np.ceil(max(ours.max(), theirs.max()) / 10) * 10
        panel.plot([0, longest], [0, longest], color="0.35", linewidth=0.8, zorder=1)
        panel.scatter(theirs, ours, s=7, color=_BLUE, alpha=0.35, linewidths=0, zorder=2)
        panel.set(xlim=(0, longest), ylim=(0, longest), aspect="equal")
        panel.locator_params(nbins=5)
        panel.set_title(f"{name}, {_NAMES[mode]}", fontsize=10)
        panel.tick_params(labelsize=8)
        for side in ("top", "right"):
            panel.spines[side].set_visible(False)
    figure.supxlabel("Valhalla (minutes)", fontsize=10)
    figure.supylabel("Maillage (minutes)", fontsize=10)
    path.parent.mkdir(parents=True, exist_ok=True)
    figure.savefig(path, dpi=130)
    pyplot.close(figure)
