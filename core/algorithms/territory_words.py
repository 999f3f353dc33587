"""What the algorithms that sum up by territory say of people in two of them, or in none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..common.progress import Progress
from .coverage_words import tell_territories

if TYPE_CHECKING:
    from ..access.coverage import People
    from ..access.demand import Demand
    from .people import Territories


def tell_shared(
    progress: Progress, demand: Demand, people: People, territories: Territories
) -> None:
    """Who counts in one territory though in two, and who in none."""
    import numpy as np

    from ..access.overlaps import overlaps

    here = demand.share * np.nan_to_num(people.population)[demand.unit]
    common = overlaps(territories.zones, territories.of, demand.x, demand.y, here)
    tell_territories(progress, territories.zones, common, float(here[territories.of < 0].sum()))
