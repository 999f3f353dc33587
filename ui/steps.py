"""The steps of the flow as the dock shows them: a table, no behaviour.

A *role* is what a layer or file is for in the flow ("places", "network", ...). What a step gives
with a role is proposed wherever a later step takes that role.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from ..core.common.modes import MODES, mode_of
from ..core.common.text import tr

PROVIDER = "maillage"

#: Roles of layers from the top of the layer tree down: points and outlines hide nothing.
DRAWING_ORDER = (
    "sites",
    "changes",
    "places",
    "territories",
    "communes",
    "isochrones",
    "what_if",
    "coverage",
    "evolution",
    "straight_line",
    "accessibility",
    "travel_times",
    "fragility",
)

#: Roles of layers that fill their polygons: one of them shows at a time.
FILLED_ROLES = (
    *("communes", "isochrones", "coverage", "evolution"),
    *("straight_line", "accessibility", "travel_times", "fragility"),
)

#: Roles of tables that say nothing when they have no line.
NOTHING_WHEN_EMPTY = (
    "conflicts",
    "failures",
    "unmatched",
    "changes",
    "deciles",
    "lorenz",
    "straight_deciles",
)

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
    """One algorithm of a step."""

    algorithm: str
    #: The name of its tab, where the step has several.
    name: str = ""
    #: Parameters that stand in view although they may stay empty, in this order.
    shown: tuple[str, ...] = ()
    #: Parameter -> the roles that fit it, best first.
    inputs: dict[str, tuple[str, ...]] = field(default_factory=dict)
    #: Output -> the role that it plays in the next steps.
    outputs: dict[str, str] = field(default_factory=dict)
    #: Optional outputs that the dock asks for.
    created: tuple[str, ...] = ()
    #: Parameter -> the role that its value plays in the next steps, once the step went well.
    kept: dict[str, str] = field(default_factory=dict)
    #: Parameter -> what it says of the origin of places (``origin.FACTS``).
    origin: dict[str, str] = field(default_factory=dict)
    #: The parameter whose layer has that origin; without one, this step gives places theirs.
    origin_from: str = ""
    #: Two parameters that are never the same layer: the second gives way.
    apart: tuple[str, ...] = ()
    #: Destinations that a person chooses: a temporary file would be of no use.
    named: tuple[str, ...] = ()
    #: Roles of its results that open as a page of their own.
    pages: tuple[str, ...] = ()
    #: Whether a table of any shape is read, whose columns the person can match.
    matches_columns: bool = False
    #: Parameter -> the choice, and its word, with which alone it is shown and given.
    only_with: dict[str, tuple[str, str]] = field(default_factory=dict)
    #: Values that the page starts with, where they differ from the algorithm's own.
    preset: dict[str, list[str]] = field(default_factory=dict)
    #: Whether scenarios can be tried out on the map with its parameters.
    has_what_if: bool = False


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
                Job(
                    "loadcensus",
                    tr("Load"),
                    shown=("INPUT", "LAYER", "COMMUNES"),
                    inputs={"INPUT": ("census",), "COMMUNES": ("communes",)},
                    outputs={"OUTPUT": "places", "REPORT": "report"},
                    created=("REPORT",),
                    kept={"COMMUNES": "communes"},
                    origin={
                        "INPUT": "file",
                        "MAPPING": "mapping",
                        "NOMENCLATURE": "nomenclature",
                        "SHEET": "sheet",
                        "SCHEMA": "schema",
                    },
                    pages=("report",),
                    matches_columns=True,
                ),
                Job(
                    "geocodeplaces",
                    tr("Geocode"),
                    shown=("INPUT", "MINIMUM_SCORE"),
                    inputs={"INPUT": ("places",)},
                    outputs={"OUTPUT": "places", "REPORT": "geocoding_report"},
                    origin_from="INPUT",
                    created=("REPORT",),
                    pages=("geocoding_report",),
                ),
                Job(
                    "mergecensus",
                    tr("Merge"),
                    shown=("BASE", "INCOMING", "WHOLE"),
                    inputs={"BASE": ("first_list", "places"), "INCOMING": ("second_list",)},
                    outputs={"OUTPUT": "places", "REVIEW": "review"},
                    origin_from="BASE",
                    apart=("BASE", "INCOMING"),
                    created=("REVIEW",),
                    kept={"BASE": "merge_base", "INCOMING": "merge_incoming"},
                    pages=("review",),
                ),
                Job(
                    "savecensus",
                    tr("Save"),
                    shown=("INPUT", "SOURCE", "SCHEMA", "OUTPUT"),
                    inputs={"INPUT": ("places",)},
                    origin={
                        "SOURCE": "file",
                        "MAPPING": "mapping",
                        "NOMENCLATURE": "nomenclature",
                        "SHEET": "sheet",
                        "SOURCE_SCHEMA": "schema",
                    },
                    origin_from="INPUT",
                    named=("OUTPUT",),
                    outputs={"CONFLICTS": "conflicts"},
                    created=("CONFLICTS",),
                ),
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
                Job(
                    "fragilityindex",
                    tr("Compute"),
                    shown=("INDICATORS", "METHOD", "WEIGHTS", "TERRITORIES", "CODE_FIELD"),
                    inputs={
                        "INDICATORS": ("indicators",),
                        "TERRITORIES": ("communes",),
                    },
                    outputs={"OUTPUT": "fragility"},
                    only_with={"WEIGHTS": ("METHOD", "custom")},
                ),
                Job(
                    "joinindex",
                    tr("Join"),
                    shown=("TERRITORIES", "INDEX", "INDEX_FIELDS", "HIGHER_IS_FRAGILE"),
                    # No step gives the index: its list starts empty rather than on any layer.
                    inputs={"TERRITORIES": ("communes",), "INDEX": ()},
                    outputs={"OUTPUT": "fragility", "UNMATCHED": "unmatched"},
                    created=("UNMATCHED",),
                ),
            ),
        ),
        Step(
            tr("Network"),
            tr("Build the travel network"),
            tr(
                "Turns OpenStreetMap data or a layer of roads into a network "
                "that the next steps travel on."
            ),
            (
                Job(
                    "buildnetwork",
                    shown=("INPUT", "MODES", "OUTPUT"),
                    inputs={"INPUT": ("roads",)},
                    outputs={"OUTPUT": "network"},
                ),
            ),
        ),
        Step(
            tr("Travel times"),
            tr("Isochrones and travel times"),
            tr(
                "Draws the area within a given time of each place, "
                "or computes the time to the nearest place."
            ),
            (
                Job(
                    "isochrones",
                    tr("Isochrones"),
                    shown=(
                        "PLACES",
                        "ENGINE",
                        "NETWORK",
                        "URL",
                        "AUTHCFG",
                        "MODE",
                        "MINUTES",
                        "MERGE",
                    ),
                    inputs={"PLACES": ("places",), "NETWORK": ("network",)},
                    outputs={"OUTPUT": "isochrones", "FAILURES": "failures"},
                    created=("FAILURES",),
                    only_with={
                        "NETWORK": ("ENGINE", "network"),
                        "URL": ("ENGINE", "valhalla"),
                        "AUTHCFG": ("ENGINE", "openrouteservice"),
                    },
                ),
                Job(
                    "traveltimes",
                    tr("Travel times"),
                    shown=("PLACES", "DEMAND", "NETWORK", "MODE"),
                    inputs={
                        "PLACES": ("places",),
                        "DEMAND": ("fragility", "communes"),
                        "NETWORK": ("network",),
                    },
                    outputs={"OUTPUT": "travel_times"},
                ),
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
                Job(
                    "straightline",
                    tr("First look"),
                    shown=(
                        "PLACES",
                        "DEMAND",
                        "POPULATION_FIELD",
                        "FRAGILITY_FIELD",
                        "TERRITORIES",
                        "TERRITORY_FIELD",
                    ),
                    inputs={
                        "PLACES": ("places",),
                        "DEMAND": ("fragility", "communes"),
                        "TERRITORIES": ("territories",),
                    },
                    outputs={"OUTPUT": "straight_line", "DECILES": "straight_deciles"},
                    created=("DECILES",),
                ),
                Job(
                    "coverage",
                    tr("Coverage"),
                    shown=(
                        "PLACES",
                        "DEMAND",
                        "POPULATION_FIELD",
                        "FRAGILITY_FIELD",
                        "TERRITORIES",
                        "TERRITORY_FIELD",
                        "NETWORK",
                        "MODE",
                        "MINUTES",
                    ),
                    inputs={
                        "PLACES": ("places",),
                        "DEMAND": ("fragility", "communes"),
                        "TERRITORIES": ("territories",),
                        "NETWORK": ("network",),
                    },
                    outputs={
                        "OUTPUT": "coverage",
                        "TOTALS": "totals",
                        "DECILES": "deciles",
                        "LORENZ": "lorenz",
                    },
                    created=("TOTALS", "DECILES", "LORENZ"),
                    pages=("totals",),
                    # The figure without a car stands beside the car's.
                    preset={"MODE": ["car", "foot"]},
                    has_what_if=True,
                ),
                Job(
                    "evolution",
                    tr("Evolution"),
                    shown=(
                        "PLACES_BEFORE",
                        "PLACES",
                        "DEMAND",
                        "POPULATION_FIELD",
                        "TERRITORIES",
                        "TERRITORY_FIELD",
                        "NETWORK",
                        "MODE",
                        "MINUTES",
                    ),
                    inputs={
                        "PLACES": ("places",),
                        "DEMAND": ("fragility", "communes"),
                        "TERRITORIES": ("territories",),
                        "NETWORK": ("network",),
                    },
                    apart=("PLACES", "PLACES_BEFORE"),
                    outputs={"OUTPUT": "evolution", "CHANGES": "changes"},
                    created=("CHANGES",),
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
                Job(
                    "suggestsites",
                    tr("New sites"),
                    shown=(
                        "PLACES",
                        "CANDIDATES",
                        "DEMAND",
                        "POPULATION_FIELD",
                        "FRAGILITY_FIELD",
                        "NETWORK",
                        "MODE",
                        "OBJECTIVE",
                        "MINUTES",
                        "COUNT",
                        "SOLVER",
                    ),
                    inputs={
                        "PLACES": ("places",),
                        "DEMAND": ("fragility", "communes"),
                        "NETWORK": ("network",),
                    },
                    outputs={"OUTPUT": "sites"},
                    only_with={
                        "MINUTES": ("OBJECTIVE", "maxcover"),
                        "TIME_LIMIT": ("SOLVER", "exact"),
                        "GAP": ("SOLVER", "exact"),
                    },
                ),
                Job(
                    "floatingcatchment",
                    tr("Catchments"),
                    shown=(
                        "PLACES",
                        "CAPACITY_FIELD",
                        "DEMAND",
                        "POPULATION_FIELD",
                        "NETWORK",
                        "MODE",
                        "MINUTES",
                        "METHOD",
                        "DECAY",
                    ),
                    inputs={
                        "PLACES": ("places",),
                        "DEMAND": ("fragility", "communes"),
                        "NETWORK": ("network",),
                    },
                    outputs={"OUTPUT": "accessibility"},
                    only_with={"DECAY": ("METHOD", "e2sfca")},
                ),
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
                Job(
                    "buildproject",
                    tr("Project"),
                    shown=("PLACES", "OUTPUT"),
                    inputs={
                        "PLACES": ("places",),
                        "TERRITORIES": ("territories", "fragility"),
                        "COVERAGE": ("coverage",),
                        "ISOCHRONES": ("isochrones",),
                    },
                ),
                Job(
                    "atlas",
                    tr("Atlas"),
                    shown=("TERRITORIES", "TERRITORY_FIELD", "PLACES", "OUTPUT_FOLDER"),
                    inputs={
                        "TERRITORIES": ("territories",),
                        "PLACES": ("places",),
                        "COVERAGE": ("coverage",),
                        "COMMUNES": ("fragility", "communes"),
                        "ISOCHRONES": ("isochrones",),
                        "TOTALS": ("totals",),
                        "DECILES": ("deciles",),
                        "LORENZ": ("lorenz",),
                    },
                ),
            ),
        ),
        Step(
            tr("Web map"),
            tr("Files for the web map"),
            tr("Writes the GeoJSON, CSV and settings that the public web map reads."),
            (
                Job(
                    "exportweb",
                    shown=("PLACES", "COVERAGE", "ISOCHRONES", "OUTPUT_FOLDER"),
                    inputs={
                        "PLACES": ("places",),
                        "COVERAGE": ("coverage",),
                        "ISOCHRONES": ("isochrones",),
                    },
                ),
            ),
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
