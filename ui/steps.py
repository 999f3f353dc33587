"""The steps of the flow as the dock shows them: a table, no behaviour.

What fits a parameter, and what a result is for, the algorithms' parameters say themselves; the
pages beside the forms stand in ``pages``.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from ..core.common.modes import MODES, mode_of
from ..core.common.text import tr

PROVIDER = "maillage"

#: Field parameters are filled with the first of these names that the layer has.
FIELD_GUESSES = {
    "CODE_FIELD": ("insee", "code_insee", "epci", "dep"),
    "TERRITORY_FIELD": ("insee", "epci", "dep"),
    "POPULATION_FIELD": ("population", "pop", "ind"),
    "CELLS_POPULATION_FIELD": ("population", "pop", "ind"),
    "FRAGILITY_FIELD": ("fragility", "score_global"),
    "SPEED_FIELD": ("speed_kmh", "maxspeed"),
    "ONEWAY_FIELD": ("oneway",),
}


@dataclass(frozen=True)
class Job:
    """One algorithm of a step: what its own parameters do not say."""

    algorithm: str
    #: The name of its tab, where the step has several.
    name: str = ""
    #: Parameter -> the role that its value plays in the next steps, once the step went well.
    kept: dict[str, str] = field(default_factory=dict)
    #: Two parameters that are never the same layer: the second gives way.
    apart: tuple[str, ...] = ()
    #: Destinations that a person chooses: a temporary file would be of no use.
    named: tuple[str, ...] = ()
    #: Values that the page starts with, where they differ from the algorithm's own.
    preset: dict[str, list[str]] = field(default_factory=dict)
    #: Whether a table of any shape is read, whose columns the person can match.
    matches_columns: bool = False


@dataclass(frozen=True)
class Step:
    """One page of the dock."""

    name: str
    title: str
    explanation: str
    jobs: tuple[Job, ...]


def steps() -> tuple[Step, ...]:
    """The pages in the order of the flow, in the user's language."""
    return (
        Step(
            tr("Census"),
            tr("The census of places"),
            tr(
                "Loads a census and checks it, finds positions, merges lists and writes "
                "corrections back. A file changes only when you save."
            ),
            (
                Job("loadcensus", tr("Load"), kept={"COMMUNES": "communes"}, matches_columns=True),
                Job("geocodeplaces", tr("Geocode")),
                Job(
                    "mergecensus",
                    tr("Merge"),
                    apart=("BASE", "INCOMING"),
                    kept={"BASE": "merge_base", "INCOMING": "merge_incoming"},
                ),
                Job("savecensus", tr("Save"), named=("OUTPUT",)),
            ),
        ),
        Step(
            tr("Fragility"),
            tr("Compute the digital fragility index"),
            tr(
                "Turns the indicators of each commune into scores: 100 is the region, "
                "and a higher score means more fragile."
            ),
            (
                Job("fragilityindex", tr("Compute")),
                Job("joinindex", tr("Join")),
            ),
        ),
        Step(
            tr("Network"),
            tr("Build the travel network"),
            tr(
                "Turns OpenStreetMap data or a layer of roads into a network "
                "that the next steps travel on."
            ),
            (Job("buildnetwork"),),
        ),
        Step(
            tr("Travel times"),
            tr("Isochrones and travel times"),
            tr(
                "Draws the area within a given time of each place, "
                "or computes the time to the nearest place."
            ),
            (
                Job("isochrones", tr("Isochrones")),
                Job("traveltimes", tr("Travel times")),
            ),
        ),
        Step(
            tr("Coverage"),
            tr("Coverage of each territory"),
            tr(
                "Counts, for each territory, the inhabitants who reach a place in time, "
                "and the fragile ones who do not."
            ),
            (
                Job("straightline", tr("First look")),
                Job(
                    "coverage",
                    tr("Coverage"),
                    # The figure without a car stands beside the car's.
                    preset={"MODE": ["car", "foot"]},
                ),
                Job(
                    "evolution",
                    tr("Evolution"),
                    apart=("PLACES", "PLACES_BEFORE"),
                    preset={"MODE": ["car", "foot"]},
                ),
            ),
        ),
        Step(
            tr("New sites"),
            tr("Where places are missing"),
            tr(
                "Proposes where new places help most, and shows where places are few for the "
                "people around. To try sites out yourself: “What if…”, on the page Coverage."
            ),
            (
                Job("suggestsites", tr("New sites")),
                Job("floatingcatchment", tr("Catchments")),
            ),
        ),
        Step(
            tr("Atlas"),
            tr("Project and atlas"),
            tr(
                "Saves a styled project that opens without the plugin, "
                "and prints one PDF dossier per territory."
            ),
            (
                Job("buildproject", tr("Project")),
                Job("atlas", tr("Atlas")),
            ),
        ),
        Step(
            tr("Web map"),
            tr("Files for the web map"),
            tr("Writes the GeoJSON, CSV and settings that the public web map reads."),
            (Job("exportweb"),),
        ),
    )


def word_label(word: str) -> str:
    """How the dock writes a choice's word, in the user's language; the word if it has no label."""
    labels = {
        "auto": tr("Detect"),
        "yes": tr("Yes"),
        "no": tr("No"),
        "rhinocc": tr("RhinOcc"),
        "national": tr("National standard"),
        "france_services": "France Services",
        "conseiller_numerique": tr("Digital advisers"),
        "data_inclusion": "data·inclusion",
        "same": tr("As in the source"),
        "incubo": tr("Incub'O, official method"),
        "incubo_corrected": tr("Incub'O, corrected income"),
        "custom": tr("An index of one's own"),
        "2sfca": tr("All alike within the limit (2SFCA)"),
        "e2sfca": tr("The nearer counts more (E2SFCA)"),
        "step": tr("By zones"),
        "gaussian": tr("By a curve (Gaussian)"),
        "maxcover": tr("Most people within the limit"),
        "pmedian": tr("Least travel time in all"),
        "greedy": tr("At once, near the best"),
        "exact": tr("The best, by a solver"),
        **{mode: mode_of(mode).title for mode in MODES},
        "count": tr("Count"),
        "leave_out": tr("Leave out"),
        "to": tr("Towards the places"),
        "from": tr("From the places"),
        "network": tr("Road network, on this computer"),
        "straight": tr("Straight lines"),
        "valhalla": tr("Valhalla server"),
        "geoplateforme": tr("Géoplateforme (IGN)"),
        "openrouteservice": "openrouteservice",
        "each": tr("One area per place"),
        "union": tr("All places together"),
        "nearest": tr("Split by nearest place"),
        "fr": tr("French"),
        "en": tr("English"),
    }
    return labels.get(word, word)
