"""The algorithm that joins an index, as Processing runs it."""

from __future__ import annotations

from pathlib import Path

import pytest
from qgis.core import (
    QgsExpression,
    QgsExpressionContext,
    QgsFeature,
    QgsProcessingException,
    QgsRuleBasedRenderer,
    QgsVectorLayer,
)
from steps import Run, already_there, read, refused_by


def v1(communes: list[dict], *, encoding: str, separator: str) -> bytes:
    """A file of the shape documented for IFN V1, made up: its decimal commas and headers."""
    lines = [["Nom Com", "Code Com", "P16 Pop", "GLOBAL ACCES region 1", "SCORE GLOBAL region 1"]]
    for number, row in enumerate(communes):
        score = f"{80 + number},25"
        lines.append([row["nom"], row["insee"], str(row["population"]), "90,5", score])
    return "\r\n".join(separator.join(line) for line in lines).encode(encoding)


@pytest.mark.parametrize(("encoding", "separator"), [("utf-16", "\t"), ("cp1252", ";")])
def test_a_file_of_any_dialect_is_joined_with_its_direction_and_what_is_left(
    run: Run, root: Path, tmp_path: Path, encoding: str, separator: str
) -> None:
    communes = read(root / "sample" / "communes.gpkg")
    given = [*communes[1:], {"nom": "Ailleurs", "insee": "99999", "population": 3}]
    file = tmp_path / "ifn.csv"
    file.write_bytes(v1(given, encoding=encoding, separator=separator))
    run(
        "joinindex",
        TERRITORIES=str(root / "sample" / "communes.gpkg"),
        INDEX=str(file),
        OUTPUT=str(tmp_path / "joined.gpkg"),
        UNMATCHED=str(tmp_path / "unmatched.csv"),
    )
    said = "\n".join(run.feedback.said)
    assert "SCORE GLOBAL region 1, GLOBAL ACCES region 1" in said
    assert "base 100" in said
    rows = read(tmp_path / "joined.gpkg")
    assert [row["insee"] for row in rows] == [row["insee"] for row in communes]
    assert rows[0]["fragility"] is None
    assert [row["fragility"] for row in rows[1:]] == [80.25 + n for n in range(len(rows) - 1)]
    assert [row["SCORE GLOBAL region 1"] for row in rows] == [row["fragility"] for row in rows]
    assert {row["fragility_scale"] for row in rows} == {"ifn_v1"}
    left = [(row["side"], row["code"], row["name"]) for row in read(tmp_path / "unmatched.csv")]
    first = communes[0]
    assert left == [("territories", first["insee"], first["nom"]), ("index", "99999", "Ailleurs")]


def test_a_layer_with_numbers_for_codes_and_no_known_direction(
    run: Run, root: Path, tmp_path: Path
) -> None:
    communes = read(root / "sample" / "communes.gpkg")
    layer = QgsVectorLayer("NoGeometry?field=c:integer&field=equipement:double", "mine", "memory")
    layer.startEditing()
    for number, row in enumerate(communes):
        feature = QgsFeature(layer.fields())
        feature.setAttributes([int(row["insee"]), float(number)])
        layer.addFeature(feature)
    assert layer.commitChanges()
    parameters = {
        "TERRITORIES": str(root / "sample" / "communes.gpkg"),
        "INDEX": layer,
        "OUTPUT": str(tmp_path / "joined.gpkg"),
    }
    with pytest.raises(QgsProcessingException, match="a higher equipement is more fragile"):
        run("joinindex", **parameters)
    run("joinindex", **parameters, HIGHER_IS_FRAGILE="no", INDEX_FIELDS=["equipement"])
    rows = read(tmp_path / "joined.gpkg")
    assert [row["fragility"] for row in rows] == [-float(n) for n in range(len(rows))]
    assert {row["fragility_scale"] for row in rows} == {"own"}


def test_what_cannot_be_joined_is_refused_and_nothing_is_written(
    run: Run, root: Path, tmp_path: Path
) -> None:
    file = tmp_path / "names.csv"
    file.write_text("commune;score\nFoix;12,5\nToulouse;3,5\n", encoding="utf-8")
    output = already_there(tmp_path / "out" / "joined.gpkg")
    territories = str(root / "sample" / "communes.gpkg")
    refused_by(
        "joinindex", run, output, "names.csv has no column with the codes of communes",
        TERRITORIES=territories, INDEX=str(file), HIGHER_IS_FRAGILE="yes",
    )  # fmt: skip
    refused_by(
        "joinindex", run, output, r"INDEX: .*absent\.csv not found",
        TERRITORIES=territories, INDEX=str(tmp_path / "absent.csv"),
    )  # fmt: skip
    refused_by(
        "joinindex", run, output, "does not say which territory replaced another",
        TERRITORIES=territories, MERGED=territories, HIGHER_IS_FRAGILE="yes",
        INDEX=str(root / "sample" / "indicators.csv"), INDEX_FIELDS=["taux_pauvrete"],
    )  # fmt: skip


def test_an_index_of_2018_reaches_the_communes_of_2019(
    run: Run, shared: Path, tmp_path: Path
) -> None:
    """Real mergers; the scores are made up, and 1,000 inhabitants for each of the old communes."""
    territories = shared / "territories"
    old = read(territories / "communes_occitanie_2018.gpkg")
    lines = [f"{row['insee']};{50 + n % 100};1000" for n, row in enumerate(old)]
    file = tmp_path / "index.csv"
    file.write_text("\n".join(["code;s;population", *lines]), encoding="utf-8")
    parameters = {
        "TERRITORIES": str(territories / "communes_occitanie.gpkg"),
        "INDEX": str(file),
        "HIGHER_IS_FRAGILE": "yes",
        "OUTPUT": str(tmp_path / "joined.gpkg"),
    }
    run("joinindex", **parameters, UNMATCHED=str(tmp_path / "first.csv"))
    assert len(read(tmp_path / "first.csv")) == 31
    run(
        "joinindex",
        **parameters,
        MERGED=str(territories / "communes_occitanie_2018.gpkg"),
        UNMATCHED=str(tmp_path / "second.csv"),
    )
    assert not read(tmp_path / "second.csv")
    score = {row["insee"]: 50 + n % 100 for n, row in enumerate(old)}
    rows = {row["insee"]: row for row in read(tmp_path / "joined.gpkg")}
    assert sum(row["index_match"] == "merged" for row in rows.values()) == 19
    parts = ["09334", *(row["insee"] for row in old if row["remplacee_par"] == "09334")]
    assert len(parts) == 4
    assert rows["09334"]["s"] == pytest.approx(sum(score[code] for code in parts) / 4)
    assert rows["09122"]["s"] == score["09122"]


@pytest.mark.parametrize(("scale", "base_100"), [("ifn_v1", True), ("ifn_v3", False)])
def test_a_joined_index_is_mapped_on_its_own_scale(scale: str, base_100: bool) -> None:
    from maillage.core.layers.style import style_layer

    fields = "field=fragility:double&field=fragility_scale:string&field=score_global:double"
    layer = QgsVectorLayer(f"Polygon?crs=EPSG:4326&{fields}", "joined", "memory")
    rows = []
    for value in (1.0, 1.5, 4.0, 4.25, 9.0, 9.5, None):
        feature = QgsFeature(layer.fields())
        feature.setAttributes([value, scale, 50.0])
        rows.append(feature)
    assert layer.dataProvider().addFeatures(rows)[0]
    style_layer(layer, "territories")
    title, *classes = layer.renderer().rootRule().children()
    assert scale[-2:].upper() in title.label()
    assert all('"fragility"' in rule.filterExpression() for rule in classes)
    is_around_100 = any("< 105" in rule.filterExpression() for rule in classes)
    assert is_around_100 == base_100
    # Each territory is in one class, the one without score too.
    for feature in layer.getFeatures():
        held = [rule for rule in classes if layer_rule_holds(rule, feature)]
        assert len(held) == 1


def layer_rule_holds(rule: QgsRuleBasedRenderer.Rule, feature: QgsFeature) -> bool:
    context = QgsExpressionContext()
    context.setFeature(feature)
    return QgsExpression(rule.filterExpression()).evaluate(context) == 1
