"""What a dossier is made of, for its pages."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from ..nomenclature import Nomenclature
from .dossier_figures import DossierFigures
from .dossier_inputs import Territory
from .maps import Maps

if TYPE_CHECKING:
    import pandas as pd


@dataclass
class Dossier:
    """One territory's. ``places`` has a column ``commune`` to file them under.

    ``unplaced`` and ``elsewhere`` are places declared in the territory that its map does not show.
    """

    territory: Territory
    figures: DossierFigures
    places: pd.DataFrame
    unplaced: pd.DataFrame
    elsewhere: pd.DataFrame
    maps: Maps
    nomenclature: Nomenclature
    sources: str
    day: date
    is_fictional: bool
    has_truncated: bool
    has_isochrones: bool
