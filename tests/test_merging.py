"""Merging two lists by a review: what wins, what stays, what is new; and the public step."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from maillage.core.matching.match import match_places
from maillage.core.matching.merging import is_newer, merge_places, read_origin, write_origin
from maillage.core.places.census import load_census
from maillage.core.places.fields import PLACE_FIELDS, REVIEW_FIELDS
from test_matching import places


def review_of(*lines: tuple[str, str, str]) -> pd.DataFrame:
    """A review of (base_id, incoming_id, decision)."""
    return pd.DataFrame(lines, columns=["base_id", "incoming_id", "decision"])


def merged_one(base: dict[str, Any], incoming: dict[str, Any]) -> dict[str, Any]:
    """The merged place of two that are the same."""
    merged = merge_places(
        places({"place_id": "A", "name": "x", **base}),
        places({"place_id": "1", "name": "x", **incoming}),
        review_of(("A", "1", "same")),
    )
    assert len(merged.places) == 1
    return merged.places.iloc[0].to_dict()


def test_an_empty_field_takes_the_incoming_value() -> None:
    place = merged_one({"phone": ""}, {"phone": "05 61 00 00 00", "source": "answers.csv"})
    assert place["phone"] == "05 61 00 00 00"
    assert read_origin(place["origin"])["phone"] == "answers.csv"


def test_a_filled_field_is_never_emptied() -> None:
    place = merged_one({"phone": "1", "updated": "2020"}, {"phone": "", "updated": "2023"})
    assert place["phone"] == "1"


@pytest.mark.parametrize(
    ("ours", "theirs", "winner"),
    [
        ("2021-06", "2023-01", "new"),
        ("2023-01", "2021-06", "old"),
        ("2023", "2023-05", "old"),  # not known to be later
        ("2022-12-31", "2023", "new"),
        ("", "2023", "old"),
        ("2021", "", "old"),
    ],
)
def test_the_later_of_two_filled_values_wins(ours: str, theirs: str, winner: str) -> None:
    place = merged_one({"email": "old", "updated": ours}, {"email": "new", "updated": theirs})
    assert place["email"] == winner
    assert is_newer(theirs, ours) == (winner == "new")


@pytest.mark.parametrize(
    ("field", "ours", "theirs", "taken"),
    [
        ("name", "Ordisol", "ORDISOL", False),
        ("address", "8 Avenue Pierre de Coubertin", "8 AV PIERRE DE COUBERTIN", False),
        ("address", "8 avenue du Lac", "8 bis avenue du Lac", True),
        ("address", "8 rue du Lac", "8 place du Lac", True),
        ("city", "Saint-Lys", "ST LYS", False),
        ("phone", "05 62 14 12 55", "+33562141255", False),
        ("phone", "04 68 23 67", "+33468236749", True),
        ("email", "béziers@x.fr", "beziers@x.fr", True),
        ("opening_hours", "Mo,We 09:00-12:00", "Mo-We 09:00-12:00", True),
        ("access_conditions", "Gratuit;Sur Rendez-Vous", "sur rendez-vous;Gratuit", False),
    ],
)
def test_another_way_of_writing_is_not_taken(
    field: str, ours: str, theirs: str, taken: bool
) -> None:
    place = merged_one({field: ours, "updated": "2020"}, {field: theirs, "updated": "2022"})
    assert place[field] == (theirs if taken else ours)


@pytest.mark.parametrize(
    ("whole", "activities", "labels", "origin"),
    [
        (True, "ACCN", "MFS", "answers.csv"),
        (False, "ORDM-ACCN-COMP", "APTIC-MFS", "census.csv, answers.csv"),
    ],
)
def test_a_list_that_is_not_whole_takes_no_code_away_and_no_name(
    whole: bool, activities: str, labels: str, origin: str
) -> None:
    ours = {"place_id": "A", "name": "x", "activities": "ORDM-COMP", "labels": "APTIC"}
    theirs = {"place_id": "1", "name": "y", "activities": "ACCN", "labels": "MFS"}
    merged = merge_places(
        places({**ours, "updated": "2020", "source": "census.csv"}),
        places({**theirs, "updated": "2022", "source": "answers.csv"}),
        review_of(("A", "1", "same")),
        whole,
    )
    place = merged.places.iloc[0]
    assert (place["activities"], place["labels"]) == (activities, labels)
    assert place["name"] == ("y" if whole else "x")
    assert read_origin(place["origin"])["labels"] == origin


def test_a_point_is_replaced_by_a_later_one_as_sure() -> None:
    old = {"lon": 1.0, "lat": 43.0, "position": "given", "updated": "2020"}
    later = {"lon": 2.0, "lat": 44.0, "updated": "2023"}
    assert merged_one(old, {**later, "position": "given"})["lon"] == 2.0
    assert merged_one(old, {**later, "position": "commune"})["lon"] == 1.0
    assert merged_one(old, {**later, "lon": float("nan")})["lon"] == 1.0
    missing = merged_one({"position": "missing"}, {**later, "position": "commune", "updated": ""})
    assert (missing["lon"], missing["position"]) == (2.0, "commune")


def test_new_places_come_behind_with_an_identifier_of_their_own() -> None:
    base = places({"place_id": "A", "name": "x", "src_nom": "x", "src_row": 2})
    incoming = places(
        {"place_id": "A", "name": "y", "src_nom": "Y", "src_row": 7},
        {"place_id": "B", "name": "z", "src_nom": "Z", "src_row": 8},
    )
    review = review_of(("", "A", "new"), ("", "B", "new"), ("A", "", "gone"))
    merged = merge_places(base, incoming, review)
    assert list(merged.places["place_id"]) == ["A", "A_2", "B"]
    assert list(merged.places["decision"]) == ["gone", "new", "new"]
    assert list(merged.places["incoming_id"]) == ["", "A", "B"]
    assert list(merged.places["src_nom"]) == ["x", "Y", "Z"]
    assert list(merged.places["src_row"]) == [2, None, None]
    assert (merged.added, merged.gone, merged.updated) == (2, 1, 0)


def test_a_doubtful_place_waits() -> None:
    base = places({"place_id": "A", "name": "x"}, {"place_id": "B", "name": "x"})
    incoming = places({"place_id": "1", "name": "x", "phone": "1"})
    merged = merge_places(base, incoming, review_of(("A", "1", "doubtful"), ("B", "1", "doubtful")))
    assert list(merged.places["decision"]) == ["doubtful", "doubtful"]
    assert list(merged.places["phone"]) == ["", ""]
    assert merged.waiting == 1


def test_what_is_the_same_is_not_doubtful_too() -> None:
    base = places({"place_id": "A", "name": "x"})
    incoming = places({"place_id": "1", "name": "x"}, {"place_id": "2", "name": "x"})
    lines = ("A", "1", "same"), ("A", "2", "doubtful"), ("", "2", "new")
    for order in (lines, lines[::-1]):
        place = merge_places(base, incoming, review_of(*order)).places
        assert place[["decision", "incoming_id"]].values.tolist() == [["same", "1"]]


def test_what_waits_waits_until_it_is_decided() -> None:
    twin = {"name": "Médiathèque", "city": "Foix", "postcode": "09000", "phone": "0561000001"}
    base = places({"place_id": "A", **twin}, {"place_id": "B", **twin})
    incoming = places({"place_id": "1", **twin})
    once = merge_places(base, incoming, match_places(base, incoming)).places
    assert list(once["incoming_id"]) == ["1", "1"]
    review = match_places(once, incoming)
    assert list(review["decision"]) == ["doubtful", "doubtful"]
    for decision, added in (("same", 0), ("new", 1)):
        decided = review.assign(decision=[decision, "new"])
        found = match_places(once, incoming, decisions=decided)
        assert merge_places(once, incoming, found).added == added


def test_several_incoming_places_may_be_one() -> None:
    base = places({"place_id": "A", "name": "x"})
    incoming = places(
        {"place_id": "1", "name": "x", "phone": "1"}, {"place_id": "2", "name": "x", "email": "2"}
    )
    merged = merge_places(base, incoming, review_of(("A", "1", "same"), ("A", "2", "same")))
    assert merged.places[["phone", "email"]].iloc[0].tolist() == ["1", "2"]
    assert merged.places["incoming_id"][0] == "1; 2"
    assert len(merged.places) == 1


def test_origin_reads_back() -> None:
    origin = {"name": "census=2023.csv", "phone": "a; b.csv"}
    assert write_origin(origin) == "name=census=2023.csv; phone=a, b.csv"
    assert read_origin(write_origin(origin)) == {"name": "census=2023.csv", "phone": "a, b.csv"}


def test_origin_is_remembered_over_several_mergings() -> None:
    answer = {"phone": "1", "lon": 1.6, "lat": 43.0, "source": "answers.csv"}
    first = merged_one({"source": "census.csv"}, answer)
    base = pd.DataFrame([first])
    incoming = places({"place_id": "9", "name": "x", "email": "e", "source": "third.csv"})
    place = merge_places(base, incoming, review_of(("A", "9", "same"))).places.iloc[0]
    assert read_origin(place["origin"]) == {
        "name": "census.csv",
        "phone": "answers.csv",
        "email": "third.csv",
        "position": "answers.csv",
    }


WORDS = ["", "Mairie", "La Poste", "Médiathèque", "MJC Foix", "MSAP", "Mairie de Foix"]
PLACE = st.fixed_dictionaries(
    {
        "name": st.sampled_from(WORDS[1:]),
        "city": st.sampled_from(["", "Foix", "Pamiers"]),
        "postcode": st.sampled_from(["", "09000", "09100"]),
        "address": st.sampled_from(["", "1 rue Neuve", "rue Neuve", "3 place du Champ"]),
        "phone": st.sampled_from(["", "05 61 00 00 01", "0561000002"]),
        "updated": st.sampled_from(["", "2020", "2022-05", "2023"]),
        "lon": st.sampled_from([float("nan"), 1.6, 1.601]),
        "lat": st.just(43.0),
    }
)
LISTS = st.lists(PLACE, min_size=1, max_size=6)


def listed(rows: list[dict[str, Any]], letter: str) -> pd.DataFrame:
    return places(*({**row, "place_id": f"{letter}{n}"} for n, row in enumerate(rows)))


@settings(max_examples=25)
@given(LISTS, LISTS)
def test_merging_loses_nothing_of_the_base(
    ours: list[dict[str, Any]], theirs: list[dict[str, Any]]
) -> None:
    base, incoming = listed(ours, "B"), listed(theirs, "I")
    merged = merge_places(base, incoming, match_places(base, incoming)).places
    assert list(merged["place_id"][: len(base)]) == list(base["place_id"])
    assert merged["place_id"].is_unique
    for name in PLACE_FIELDS:
        filled = base[name].fillna("").astype(str) != ""
        assert (merged[name][: len(base)][filled].fillna("").astype(str) != "").all(), name
    assert merged["lon"][: len(base)][base["lon"].notna()].notna().all()


@settings(max_examples=25)
@given(LISTS, LISTS)
def test_merging_twice_adds_nothing(
    ours: list[dict[str, Any]], theirs: list[dict[str, Any]]
) -> None:
    base, incoming = listed(ours, "B"), listed(theirs, "I")
    once = merge_places(base, incoming, match_places(base, incoming))
    again = merge_places(once.places, incoming, match_places(once.places, incoming))
    assert list(again.places["place_id"]) == list(once.places["place_id"])


def test_real_lists_merged_twice_are_as_merged_once(shared: Path) -> None:
    base = load_census(shared / "places" / "rhinocc-2023-01.csv").places.iloc[:600]
    incoming = load_census(shared / "places" / "rhinocc-2021-06.csv").places
    incoming = incoming.assign(place_id=[f"row-{n}" for n in range(len(incoming))])
    once = merge_places(base, incoming, match_places(base, incoming))
    again = merge_places(once.places, incoming, match_places(once.places, incoming))
    assert once.added > 0
    assert again.added == again.updated == 0
    assert list(again.places["place_id"]) == list(once.places["place_id"])


# The public step.


@pytest.mark.parametrize("name", ["france-services-2022-12", "conseillers-numeriques-2022"])
def test_other_real_lists_merged_twice_add_nothing(shared: Path, name: str) -> None:
    base = load_census(shared / "places" / "rhinocc-2023-01.csv").places
    incoming = load_census(shared / "places" / f"{name}.csv").places
    once = merge_places(base, incoming, match_places(base, incoming, whole=False), False)
    review = match_places(once.places, incoming, whole=False)
    again = merge_places(once.places, incoming, review, False)
    assert once.added > 200
    assert (again.added, again.updated, again.waiting) == (0, 0, once.waiting)


@pytest.fixture
def lists(run: Any, root: Path, tmp_path: Path) -> tuple[Path, Path]:
    """The demonstration's places, and the same with one changed, one left out, one added."""
    base, later = tmp_path / "base.gpkg", tmp_path / "later.csv"
    census = (root / "sample" / "census.csv").read_text(encoding="utf-8-sig").splitlines()
    run("loadcensus", INPUT=str(root / "sample" / "census.csv"), OUTPUT=str(base))
    later.write_text("\n".join(census[:-1]) + "\n", encoding="utf-8")
    incoming = tmp_path / "incoming.gpkg"
    run("loadcensus", INPUT=str(later), OUTPUT=str(incoming))
    return base, incoming


def test_the_step_merges_and_obeys_its_own_review(
    run: Any, lists: tuple[Path, Path], tmp_path: Path
) -> None:
    from steps import read

    base, incoming = map(str, lists)
    merged, review = str(tmp_path / "merged.gpkg"), str(tmp_path / "review.csv")
    made = run("mergecensus", BASE=base, INCOMING=incoming, OUTPUT=merged, REVIEW=review)
    assert made == {"OUTPUT": merged, "REVIEW": review}
    lines = read(review)
    assert list(lines[0]) == list(REVIEW_FIELDS)
    count = len(read(base))
    assert [line["decision"] for line in lines] == ["same"] * (count - 1) + ["gone"]
    assert len(read(merged)) == count

    text = Path(review).read_text(encoding="utf-8").replace(",same,", ",new,", 1)
    decided = tmp_path / "decided.csv"
    decided.write_text(text, encoding="utf-8")
    again = str(tmp_path / "again.gpkg")
    run("mergecensus", BASE=base, INCOMING=incoming, DECISIONS=str(decided), OUTPUT=again)
    assert len(read(again)) == count + 1


def test_the_threshold_of_the_step_is_that_of_the_matching(maillage: Any) -> None:
    from maillage.core.matching.match import THRESHOLD

    step = maillage.algorithm("mergecensus")
    assert step.parameterDefinition("THRESHOLD").defaultValue() == THRESHOLD


def test_what_is_not_a_list_of_places_is_refused(
    run: Any, lists: tuple[Path, Path], root: Path
) -> None:
    from qgis.core import QgsProcessingException

    roads = str(root / "sample" / "roads.gpkg")
    with pytest.raises(QgsProcessingException, match="incoming list cannot be merged"):
        run("mergecensus", BASE=str(lists[0]), INCOMING=roads, OUTPUT="memory:")


@pytest.mark.parametrize(("shared", "gone"), [(2, 2), (1, 0)])
def test_a_list_with_half_of_the_base_is_taken_as_whole_and_less_as_a_part(
    shared: int, gone: int
) -> None:
    names = [
        "Médiathèque Jean Jaurès",
        "Mairie annexe",
        "Tiers-lieu du Lavoir",
        "Fablab des Aulnes",
    ]
    base = places(*({"place_id": str(n), "name": name} for n, name in enumerate(names)))
    incoming = places(*({"place_id": f"x{n}", "name": names[n]} for n in range(shared)))
    said = review_of(*((str(n), f"x{n}", "same") for n in range(shared)))
    review = match_places(base, incoming, decisions=said)
    merged = merge_places(base, incoming, review)
    assert (review["decision"] == "gone").sum() == merged.gone == gone
    assert merged.whole == bool(gone)
