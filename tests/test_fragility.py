"""The fragility index: by hand, and against the published scores."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from maillage.core.common.errors import InputError
from maillage.core.territories.fragility import compute_index
from maillage.core.territories.method_file import shipped_method

AXES = list(shipped_method("incubo").axes)

#: A commune at the thresholds themselves: every ratio is 1, coverage is what it may be at best.
AVERAGE = {
    "code_insee": "09122",
    "couverture_thd": "1",
    "couverture_mobile_2g": "1",
    "taux_pauvrete": "0.172",
    "revenu_median": "19672",
    "part_familles_monoparentales": "0.159",
    "part_menages_une_personne": "0.37",
    "services_publics_par_habitant": "0.0003512612515924814",
    "part_chomeurs_15_64": "0.11",
    "part_15_29_ans": "0.17",
    "part_65_ans_plus": "0.217",
    "part_sans_diplome": "0.287",
}


def scores(method: str = "incubo", **changes: str) -> pd.Series:
    table = pd.DataFrame([AVERAGE | changes], dtype=str)
    return compute_index(table, shipped_method(method)).scores.iloc[0]


def test_a_commune_at_the_thresholds_scores_100_wherever_the_threshold_is_the_mean() -> None:
    found = scores()
    # Interfaces: 0 + 0 (fully covered) + 100 + 100 points over 4 variables.
    assert found["acces_interfaces"] == 50
    assert found["acces_information"] == 100
    assert found["global_acces"] == pytest.approx(500 / 7)
    assert found["competences_administratives"] == 100
    assert found["competences_numeriques"] == 100
    assert found["global_competences"] == 100
    assert found["score_global"] == pytest.approx(900 / 11)


def test_each_coefficient_by_hand() -> None:
    # Half of the homes without broadband: 100 x 0.5 / 0.96307 = 51.9171 points; over 4 with 200.
    found = scores(couverture_thd="0.5")
    assert found["acces_interfaces"] == pytest.approx(round(200 + 51.91715, 2) / 4)
    # Three times the mean of public services: 2 - 3 is below zero, so none of the 100 points.
    found = scores(services_publics_par_habitant=str(3 * 0.0003512612515924814))
    assert found["acces_information"] == pytest.approx(200 / 3)


#: Of each indicator: its axis and how many it has, a value, and its points by the publication.
POINTS = {
    "couverture_thd": ("acces_interfaces", 4, 0.4, 100 * 0.6 / 0.963072693824679),
    "couverture_mobile_2g": ("acces_interfaces", 4, 0.4, 100 * 0.6 / 0.9696716096786141),
    "taux_pauvrete": ("acces_interfaces", 4, 0.258, 150),
    "revenu_median": ("acces_interfaces", 4, 29508, 150),
    "part_familles_monoparentales": ("acces_information", 3, 0.2385, 150),
    "part_menages_une_personne": ("acces_information", 3, 0.555, 150),
    "services_publics_par_habitant": ("acces_information", 3, 0.0001756306275912407, 150),
    "part_chomeurs_15_64": ("competences_administratives", 2, 0.165, 150),
    "part_15_29_ans": ("competences_administratives", 2, 0.255, 150),
    "part_65_ans_plus": ("competences_numeriques", 2, 0.3255, 150),
    "part_sans_diplome": ("competences_numeriques", 2, 0.4305, 150),
}


@pytest.mark.parametrize("variable", POINTS)
def test_each_indicator_counts_in_its_axis_by_its_threshold(variable: str) -> None:
    axis, count, value, points = POINTS[variable]
    before = 0 if variable.startswith("couverture") else 100
    change = (scores(**{variable: str(value)})[AXES] - scores()[AXES]).astype(float)
    assert change[axis] == pytest.approx((points - before) / count, abs=0.006)
    untouched = {each for each, *_ in POINTS.values()} - {axis}
    assert not change[list(untouched)].any()


def test_the_official_method_lets_income_raise_the_score_and_the_corrected_one_lowers_it() -> None:
    rich = str(2 * 19672)
    assert scores(revenu_median=rich)["acces_interfaces"] == 75
    assert scores("incubo_corrected", revenu_median=rich)["acces_interfaces"] == 25
    assert scores("incubo_corrected")["acces_interfaces"] == 50


def test_a_text_counts_no_point_still_divides_and_is_listed() -> None:
    others = [AVERAGE | {"code_insee": code} for code in ("09001", "09002")]
    table = pd.DataFrame([AVERAGE | {"taux_pauvrete": "N/A - division par 0"}, *others])
    index = compute_index(table, shipped_method("incubo"))
    assert index.scores["acces_interfaces"].tolist() == [25, 50, 50]
    assert index.unreadable == [("09122", "taux_pauvrete", "N/A - division par 0")]


def test_decimal_commas_are_read_and_a_column_of_texts_is_refused() -> None:
    commas = {key: value.replace(".", ",") for key, value in AVERAGE.items()}
    assert scores(**commas)["score_global"] == pytest.approx(900 / 11)
    with pytest.raises(
        InputError, match=r"taux_pauvrete that hold no number: 1 of 1.*row 2: “beaucoup”"
    ):
        scores(taux_pauvrete="beaucoup")


def test_codes_stay_text() -> None:
    index = compute_index(pd.DataFrame([AVERAGE]), shipped_method("incubo"))
    assert index.scores["code_insee"].tolist() == ["09122"]


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([{"code_insee": "1"}], "couverture_thd"),
        ([{k: v for k, v in AVERAGE.items() if k != "code_insee"}], "code_insee"),
        ([AVERAGE, AVERAGE], "09122"),
        ([AVERAGE, AVERAGE | {"code_insee": " "}], "row 3"),
    ],
)
def test_a_table_that_cannot_be_scored_is_refused_with_the_reason(
    rows: list[dict[str, str]], said: str
) -> None:
    with pytest.raises(InputError, match=said):
        compute_index(pd.DataFrame(rows), shipped_method("incubo"), table_name="indicators.csv")


def test_every_published_score_to_a_hundredth(shared: Path) -> None:
    folder = shared / "fragility"
    indicators = pd.read_csv(folder / "incubo-indicateurs.csv", dtype=str, keep_default_na=False)
    published = pd.read_csv(
        folder / "incubo-scores-publies-5dep.csv", dtype={"code_insee": str}
    ).set_index("code_insee")
    index = compute_index(indicators, shipped_method("incubo"))
    computed = index.scores.set_index("code_insee").loc[published.index]
    assert len(index.scores) == 4454
    assert len(published) == 2276
    difference = (computed[AXES] - published[AXES]).abs().to_numpy()
    assert not np.isnan(difference).any()
    assert difference.max() <= 0.01
