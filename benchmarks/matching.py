"""Measures how well two lists of places are matched, and how fast: ``python -m ...matching``.

Truth is the census's own identifier: the matcher does not see it.
"""

from __future__ import annotations

import argparse
import csv
import resource
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd

from ..core.matching.linkage_model import OFFER
from ..core.matching.match import THRESHOLD, match_places
from ..core.places.census import load_census
from .damage import KINDS_EACH, damage

ROOT = Path(__file__).resolve().parents[1]
PLACES = ROOT.parent / "shared" / "data" / "places"
PAIRS = ROOT / "tests" / "data" / "france_services_pairs.csv"


@dataclass(frozen=True)
class Quality:
    """``precision`` of what is said to be the same, ``recall`` of what is, ``doubtful`` of all."""

    precision: float
    recall: float
    doubtful: float


def hidden(places: pd.DataFrame) -> tuple[pd.DataFrame, dict[str, str]]:
    """The places with identifiers that say nothing, and what stood there by the new ones."""
    names = [f"row-{n}" for n in range(len(places))]
    return places.assign(place_id=names), dict(zip(names, places["place_id"], strict=True))


def quality(review: pd.DataFrame, truth: dict[str, str], count: int) -> Quality:
    """``truth``: the base place of each incoming one that has one. Doubtful is not found."""
    same = review[review["decision"] == "same"]
    right = sum(
        truth.get(theirs) == ours
        for ours, theirs in zip(same["base_id"], same["incoming_id"], strict=True)
    )
    doubtful = review[review["decision"] == "doubtful"]["incoming_id"].nunique()
    return Quality(right / max(len(same), 1), right / max(len(truth), 1), doubtful / count)


def wrong(review: pd.DataFrame, truth: dict[str, str]) -> pd.DataFrame:
    """The pairs said to be the same that the identifiers do not say."""
    same = review[review["decision"] == "same"]
    truly = same["incoming_id"].map(truth)
    return same[truly != same["base_id"]]


def censuses(threshold: float, seeds: int, show: bool) -> None:
    """2021 in 2023, as it is and damaged; then without what no damage touches: the offer."""
    base = load_census(PLACES / "rhinocc-2023-01.csv").places
    incoming, names = hidden(load_census(PLACES / "rhinocc-2021-06.csv").places)
    known = set(base["place_id"])
    truth = {ours: name for ours, name in names.items() if name in known}
    print(f"{len(truth)} of {len(incoming)} places of 2021 are among the {len(base)} of 2023.")
    review = match_places(base, incoming, threshold)
    print(f"as they are      {_line(quality(review, truth, len(incoming)))}")
    mistakes = _damaged(base, incoming, truth, threshold, seeds)
    if show and len(mistakes):
        mistakes["truth"] = mistakes["incoming_id"].map(truth)
        mistakes["truly"] = mistakes["truth"].map(base.set_index("place_id")["name"])
        columns = ["seed", "base_id", "truth", "score", "base_name", "truly", "incoming_name"]
        print(mistakes[columns].to_string(index=False))
    print("Without kind, legal nature, labels, activities, publics, conditions and hours:")
    _damaged(base.assign(**dict.fromkeys(OFFER, "")), incoming, truth, threshold, seeds)


def _damaged(
    base: pd.DataFrame, incoming: pd.DataFrame, truth: dict[str, str], threshold: float, seeds: int
) -> pd.DataFrame:
    """Tells the mean and the worst over the seeds; returns the wrong pairs."""
    results, errors, kinds_of = [], [], Counter[str]()
    for seed in range(seeds):
        damaged, kinds = damage(incoming, seed)
        for name, each in zip(incoming["place_id"], kinds, strict=True):
            if name in truth and len(each) < KINDS_EACH[0]:
                raise SystemExit(f"{name} is not damaged enough with seed {seed}.")
        kinds_of.update(kind for each in kinds for kind in each)
        review = match_places(base, damaged, threshold)
        results.append(quality(review, truth, len(incoming)))
        errors.append(wrong(review, truth).assign(seed=seed))
    figures = np.array([[r.precision, r.recall, r.doubtful] for r in results])
    worst = Quality(figures[:, 0].min(), figures[:, 1].min(), figures[:, 2].max())
    mistakes = pd.concat(errors)
    print(f"damaged, mean    {_line(Quality(*figures.mean(axis=0)))}")
    print(f"damaged, worst   {_line(worst)}   ({seeds} seeds, {len(mistakes)} wrong pairs in all)")
    each = ", ".join(f"{kind} {n / seeds:.0f}" for kind, n in kinds_of.most_common())
    print(f"                 {kinds_of.total() / seeds / len(truth):.2f} kinds each: {each}")
    return mistakes


def france_services(threshold: float, show: bool) -> None:
    """France Services in the census of 2023, on the pairs judged by hand."""
    if not PAIRS.is_file():
        print("No pairs judged by hand yet.")
        return
    base = load_census(PLACES / "rhinocc-2023-01.csv").places
    incoming = load_census(PLACES / "france-services-2022-12.csv").places
    review = match_places(base, incoming, threshold)
    with PAIRS.open(encoding="utf-8", newline="") as file:
        judged = pd.DataFrame(csv.DictReader(file))
    yes = judged[judged["same"] == "yes"]
    houses = {theirs: set(group["n_ref"]) for theirs, group in yes.groupby("id_fs")}
    for what, kept in (("all", judged), ("hard ones", judged[judged["hard"] == "yes"])):
        asked = set(kept["id_fs"])
        lines = review[review["incoming_id"].isin(asked)]
        same = lines[lines["decision"] == "same"]
        right = [
            ours in houses.get(theirs, ())
            for ours, theirs in zip(same["base_id"], same["incoming_id"], strict=True)
        ]
        doubtful = lines[lines["decision"] == "doubtful"]["incoming_id"].nunique()
        truly = len(asked & houses.keys())
        figures = Quality(sum(right) / len(same), sum(right) / truly, doubtful / len(asked))
        print(f"France Services  {_line(figures)}   ({what}: {len(asked)}, {truly} in the census)")
    if show:
        best = review[review["incoming_id"] != ""].drop_duplicates("incoming_id")
        best = best.set_index("incoming_id")
        for theirs in judged["id_fs"].unique():
            line = best.loc[theirs]
            found = line["base_id"] if line["decision"] == "same" else ""
            if (found in houses[theirs]) if theirs in houses else not found:
                continue
            wanted = ", ".join(houses.get(theirs, ["none"]))
            print(
                f"  {theirs}: {line['decision']} {line['base_id']} ({line['score']:.2f}), "
                f"truly {wanted}: {line['why']}"
            )


def speed(count: int, threshold: float) -> None:
    """Two lists of ``count`` places made from the census, spread over the region."""
    census = load_census(PLACES / "rhinocc-2023-01.csv").places
    base = _many(census, count)
    incoming, _ = damage(hidden(base)[0], 0)
    incoming = incoming.sample(frac=1, random_state=0, ignore_index=True)
    before, started = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.perf_counter()
    review = match_places(base, incoming, threshold)
    seconds = time.perf_counter() - started
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    truth = {f"row-{n}": name for n, name in enumerate(base["place_id"])}
    print(
        f"{len(base)} x {len(incoming)} places: {seconds:.1f} s, at most {peak / 1e6:.2f} GB "
        f"({before / 1e6:.2f} before)   {_line(quality(review, truth, count))}"
    )


def _many(census: pd.DataFrame, count: int) -> pd.DataFrame:
    """``count`` places: the census, again and again, in towns, streets and phones of their own."""
    random = np.random.default_rng(0)
    census = census[census["lon"].notna()]
    copies = []
    for copy in range(-(-count // len(census))):
        more = census.copy()
        if copy:
            towns = {c: f"{c} {_word(random)}" for c in sorted(census["city"].unique())}
            more["city"] = more["city"].map(towns)
            more["insee"] = ""
            more["postcode"] = [_figures(p, 3, random) for p in more["postcode"]]
            more["phone"] = [_figures(p, 2, random) for p in more["phone"]]
            more["email"] = [f"{_word(random)}.{e}" if "@" in e else e for e in more["email"]]
            more["name"] = [f"{n} {_word(random)}" for n in more["name"]]
            more["lon"] += random.normal(0, 0.5)
            more["lat"] += random.normal(0, 0.4)
        copies.append(more)
    many = pd.concat(copies, ignore_index=True).head(count)
    return many.assign(place_id=[f"P{n}" for n in range(len(many))])


def _word(random: np.random.Generator) -> str:
    syllables = ["ba", "cor", "del", "fi", "gan", "lo", "mur", "nes", "pra", "sal", "tou", "vi"]
    return "".join(random.choice(syllables, 3)).capitalize()


def _figures(text: str, kept: int, random: np.random.Generator) -> str:
    return text[:kept] + "".join(
        str(random.integers(10)) if letter.isdigit() else letter for letter in text[kept:]
    )


def _line(found: Quality) -> str:
    return (
        f"precision {found.precision:.4f}  recall {found.recall:.4f}  doubtful {found.doubtful:.2%}"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--threshold", type=float, default=THRESHOLD)
    parser.add_argument("--seeds", type=int, default=20)
    parser.add_argument("--show", action="store_true", help="show what was missed or wrong")
    parser.add_argument("--speed", type=int, default=20_000, help="places in each list; 0: none")
    asked = parser.parse_args()
    if not PLACES.is_dir():
        raise SystemExit("No real data: ../shared/data is not there.")
    if asked.seeds:
        censuses(asked.threshold, asked.seeds, asked.show)
        france_services(asked.threshold, asked.show)
    if asked.speed:
        speed(asked.speed, asked.threshold)


if __name__ == "__main__":
    main()
