"""How travel times look: the longer, the darker."""

from __future__ import annotations

from qgis.core import QgsVectorLayer

from ..common.text import tr
from .territory_style import fill, hatched, rules
from .theme import theme


def style_travel_times(layer: QgsVectorLayer) -> None:
    """A choropleth of ``minutes``; hatching where there is no time."""
    row = theme()["minutes"]
    ends = [*row["breaks"], None]
    classes = []
    start = 0
    for end, shade in zip(ends, row["colours"], strict=True):
        rule = f'"minutes" >= {start}' + (f' AND "minutes" < {end}' if end else "")
        label = (
            tr("{start} to {end} min", start=start, end=end)
            if end
            else tr("{start} min and more", start=start)
        )
        classes.append((rule, label, fill(shade)))
        start = end
    nothing = hatched(None, "muted")
    classes.append(('"minutes" IS NULL', tr("off the network or too far"), nothing))
    layer.setRenderer(rules(classes))
