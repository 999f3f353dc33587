"""A census report as a file for people: CSV for a spreadsheet, HTML to read and print."""

from __future__ import annotations

import csv
from datetime import date
from html import escape
from pathlib import Path

import pandas as pd

from ..common.files import atomic_output
from ..common.speech import day
from ..common.text import no_formula, plural, tr
from .fields import REPORT_FIELDS, SEVERITIES
from .titles import check_title, field_title, report_titles, severity_title

_STYLE = Path(__file__).with_name("report.css")


def write_report_csv(report: pd.DataFrame, path: str | Path) -> None:
    """UTF-8 with a mark, headings and separator of the user's language; no cell is a formula.

    Raises OutputError when the file cannot be written.
    """
    titles = report_titles()
    checks = {check: check_title(check) for check in report["check"].unique()}
    with atomic_output(path) as aside, open(aside, "w", encoding="utf-8-sig", newline="") as file:
        # What spreadsheets of the user's language expect: a semicolon where numbers have a comma.
        writer = csv.writer(file, delimiter=tr(","))
        writer.writerow([titles[name] for name in REPORT_FIELDS])
        for line in report.to_dict("records"):
            line["severity"] = severity_title(line["severity"])
            line["check"] = checks[line["check"]]
            line["field"] = field_title(_text(line["field"]))
            writer.writerow([no_formula(_text(line[name])) for name in REPORT_FIELDS])


def write_report_html(report: pd.DataFrame, path: str | Path, census_name: str) -> None:
    """A self-contained page, without other files: the counts, then every line of the report.

    ``census_name`` stands in the title. Raises OutputError when the file cannot be written.
    """
    with atomic_output(path) as aside:
        aside.write_text(_page(report, census_name), encoding="utf-8", newline="\n")


def _text(value: object) -> str:
    return "" if value is None or value != value else str(value)


def _page(report: pd.DataFrame, census_name: str) -> str:
    report = report.assign(field=[field_title(_text(field)) for field in report["field"]])
    title = tr("Report on the census {file}", file=Path(census_name).name or census_name)
    summary = plural(
        "Made on {day}. {n} finding.",
        "Made on {day}. {n} findings.",
        len(report),
        day=day(date.today()),
    )
    language = tr("en")  # the code of the language that the page is in
    body = "\n".join(
        [
            f"<h1>{escape(title)}</h1>",
            f'<p class="made">{escape(summary)}</p>',
            _tally(report),
            *(_section(report, severity) for severity in SEVERITIES),
        ]
    )
    return (
        f'<!DOCTYPE html>\n<html lang="{escape(language)}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(title)}</title>\n"
        f"<style>\n{_STYLE.read_text(encoding='utf-8')}</style>\n</head>\n"
        f"<body>\n{body}\n</body>\n</html>\n"
    )


def _counts(report: pd.DataFrame) -> dict[str, int]:
    found = report["severity"].value_counts()
    return {severity: int(found.get(severity, 0)) for severity in SEVERITIES}


def _tally(report: pd.DataFrame) -> str:
    """The three numbers, then one line for each check, with a link to its section."""
    big = "".join(
        f'<li class="{severity}"><strong>{count}</strong> '
        f"{escape(severity_title(severity, plural=True).lower())}</li>"
        for severity, count in _counts(report).items()
    )
    rows = []
    for severity in SEVERITIES:
        lines = report[report["severity"] == severity]
        for check, count in lines["check"].value_counts().items():
            title = escape(check_title(str(check)))
            proposals = int((lines["proposal"][lines["check"] == check] != "").sum())
            rows.append(
                f'<tr><td><span class="mark {severity}"></span>'
                f'<a href="#{severity}-{escape(str(check))}">{title}</a></td>'
                f'<td class="severity">{escape(severity_title(severity))}</td>'
                f'<td class="number">{count}</td>'
                f'<td class="number">{proposals or ""}</td></tr>'
            )
    if not rows:
        return f'<ul class="tally">{big}</ul><p>{escape(tr("Nothing was found."))}</p>'
    head = "".join(
        f"<th{cls}>{escape(text)}</th>"
        for cls, text in (
            ("", tr("Check")),
            ("", tr("Severity")),
            (' class="number"', tr("Findings")),
            (' class="number"', tr("Proposals")),
        )
    )
    return (
        f'<ul class="tally">{big}</ul>\n<table class="checks"><thead><tr>{head}</tr></thead>'
        f"<tbody>{''.join(rows)}</tbody></table>"
    )


def _section(report: pd.DataFrame, severity: str) -> str:
    lines = report[report["severity"] == severity]
    return "\n".join(
        _check(severity, str(check), lines[lines["check"] == check])
        for check in lines["check"].value_counts().index
    )


def _check(severity: str, check: str, lines: pd.DataFrame) -> str:
    """The lines of one check; what is the same for all of them is said once, above."""
    same = {name for name in ("field", "message") if lines[name].nunique(dropna=False) == 1}
    names = [
        name
        for name in ("row", "place_id", "field", "message", "value", "proposal")
        if name not in same and any(map(_text, lines[name]))
    ]
    first = {name: escape(_text(lines[name].iloc[0])) for name in same}
    intro = f"<p>{first['message']}</p>" if "message" in same else ""
    notes = [str(len(lines)), escape(severity_title(severity)), first.get("field", "")]
    table = ""
    if names:
        titles = report_titles()
        head = "".join(f'<th class="{name}">{escape(titles[name])}</th>' for name in names)
        rows = "".join(
            "<tr>"
            + "".join(f'<td class="{name}">{escape(_text(line[name]))}</td>' for name in names)
            + "</tr>\n"
            for line in lines[names].to_dict("records")
        )
        table = f"<table><thead><tr>{head}</tr></thead><tbody>\n{rows}</tbody></table>"
    return (
        f'<section id="{severity}-{escape(check)}" class="{severity}">'
        f'<h2><span class="mark {severity}"></span>{escape(check_title(check))} '
        f"<small>{' · '.join(filter(None, notes))}</small></h2>"
        f"{intro}{table}</section>"
    )
