"""What is said of what a run was given, before its dossiers are made: what they will lack."""

from __future__ import annotations

from collections.abc import Collection

from ..access.given_layers import (
    KeyColumn,
    is_number,
    require_isochrones,
    require_shared,
    tell_apart,
    tell_column,
    tell_figures,
    tell_modes,
    tell_rows,
)
from ..access.vocabulary import shares
from ..common.progress import Progress
from .dossier_figures import EQUITY
from .dossier_inputs import Inputs, MetricLayer, Territory

#: The figures of a coverage that pages show beside each share.
_BESIDE = ("covered", "fragile_uncovered", *EQUITY)


def tell_inputs(
    inputs: Inputs,
    chosen: list[Territory],
    code_field: str,
    given: Collection[str],
    role: str,
    progress: Progress,
) -> None:
    """Warns of what was ``given`` (parameters) and tells nothing of the territories ``chosen``.

    ``role`` is what the layer of coverage says that it is. Raises InputError for a coverage of
    other territories, and for isochrones without mode or minutes.
    """
    if not any(inputs.places.within(territory.geometry) for territory in inputs.territories):
        tell_apart("PLACES", "TERRITORIES", progress)
    if "COVERAGE" in given:
        _tell_coverage(inputs, chosen, code_field, role, progress)
    if inputs.communes is not None:
        _tell_communes(inputs.communes, chosen, progress)
    if inputs.isochrones is not None:
        _tell_isochrones(inputs.isochrones, chosen, progress)
    if inputs.coverage and inputs.overall:
        columns = shares(next(iter(inputs.coverage.values())))
        modes = (mode for mode, _ in inputs.overall)
        tell_modes("TOTALS, DECILES, LORENZ", modes, columns, "COVERAGE", progress)


def _tell_coverage(
    inputs: Inputs, chosen: list[Territory], code_field: str, role: str, progress: Progress
) -> None:
    rows = inputs.coverage
    tell_rows("COVERAGE", len(rows), progress)
    if not rows:
        return
    territories = [territory.code for territory in inputs.territories]
    require_shared(
        KeyColumn("TERRITORIES", code_field, territories),
        KeyColumn("COVERAGE", code_field, list(rows)),
        {territory.code: territory.name for territory in chosen},
        progress,
    )

    def is_filled(column: str) -> bool:
        return any(is_number(row[column]) for row in rows.values())

    columns = list(next(iter(rows.values())))
    tell_figures("COVERAGE", columns, is_filled, progress, _BESIDE, role)


def _tell_communes(communes: MetricLayer, chosen: list[Territory], progress: Progress) -> None:
    if not any(communes.within(territory.geometry) for territory in chosen):
        tell_apart("COMMUNES", "TERRITORIES", progress)
    for column in ("population", "score_global"):
        cells = communes.rows[column].tolist() if column in communes.rows else []
        tell_column("COMMUNES", column, any(map(is_number, cells)), progress)


def _tell_isochrones(isochrones: MetricLayer, chosen: list[Territory], progress: Progress) -> None:
    rows = isochrones.rows
    columns = ([] if name not in rows else rows[name].tolist() for name in ("mode", "minutes"))
    require_isochrones("ISOCHRONES", rows, *columns)
    tell_rows("ISOCHRONES", len(rows), progress)
    if len(rows) and not any(isochrones.touching(territory.geometry) for territory in chosen):
        tell_apart("ISOCHRONES", "TERRITORIES", progress)
