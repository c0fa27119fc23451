"""The report on paper: figures to HTML to PDF; the same figures give the same bytes.

Nothing is looked up here, not even the practice's name: it all stands in the figures.
"""

import io
from dataclasses import replace
from typing import Any

from django.template.loader import render_to_string
from django.utils import timezone
from pypdf import PdfReader

from billing_audit.findings.models import Finding
from billing_audit.reports import places, presentation
from billing_audit.reports.rows import rows_of, sections
from billing_audit.reports.shape import Figures
from clients.handover.drawing import hours_by_part
from retainer.lib import charts, pdf

#: A report is drawn in the background: on a busy machine a thousand findings may take minutes.
LIMITS = replace(pdf.LIMITS, cpu_seconds=120, wall_seconds=300)


#: Deadlines that the summary names.
NEAREST = 4
ASKED = Finding.State.ASKED


def draw(figures: Figures) -> bytes:
    """The PDF; raises ``ChildKilled`` or ``ChildRefused`` when it cannot be made."""
    with timezone.override(figures.practice.time_zone):
        html = render_to_string("print/report/report.html", context(figures))
    logo = figures.practice.logo_svg
    return pdf.render(html, {"logo": logo.encode()} if logo else {}, limits=LIMITS)


def page_count(drawn: bytes) -> int:
    return len(PdfReader(io.BytesIO(drawn)).pages)


def context(figures: Figures) -> dict[str, Any]:
    accent = figures.practice.accent
    return {
        "figures": figures,
        "practice": figures.practice,
        "title": presentation.title_of(figures),
        "created": figures.known_at,
        "prepared_for": figures.client,
        "contents": _contents(figures),
        "numbers": presentation.numbers(figures),
        "nearest": figures.deadlines[:NEAREST],
        "places": places.rows(figures),
        "questions": [
            each for each in (*figures.findings(), *figures.earlier) if each.state == ASKED
        ],
        "tuned": [each for each in figures.method if each.own_settings],
        "course": charts.on_paper(presentation.course(figures), accent),
        "sections": list(sections(figures)),
        "earlier": rows_of(figures.earlier),
        "causes": charts.on_paper(presentation.causes(figures), accent),
        "hours_by_part": charts.on_paper(hours_by_part(figures.gauge), accent),
        "explained": [each for each in figures.method if each.code in _at_work(figures)],
        "also_made": [each for each in figures.method if each.code not in _at_work(figures)],
    }


def _at_work(figures: Figures) -> set[str]:
    """The checks whose findings the report tells of: those are explained in full."""
    findings = [*figures.findings(), *figures.earlier]
    return {each.check for each in findings} | {each.check for each in figures.ideas}


def _contents(figures: Figures) -> list[dict[str, Any]]:
    checks = [
        {"anchor": f"check-{check.code}", "title": check.title}
        for family in figures.families
        for check in family.checks
    ]
    chapters = [
        ("summary", "The month in one page", []),
        ("money", "Where the money is", []),
        ("decisions", "What needs your decision", []),
        ("findings", "What we found", checks),
        ("earlier", "Found earlier", []),
        ("credits", "What came back", []),
        ("disputes", "Disputes with your carriers", []),
        *([("ideas", "Savings ideas", [])] if figures.ideas else []),
        ("clean", "Checked, and nothing found", []),
        ("unchecked", "Not checked, and why", []),
        ("work", "The month’s work", []),
        ("scope", "Appendix A: what was audited", []),
        ("charges", "Appendix B: the largest charges we claim", []),
        ("method", "Appendix C: how we audit", []),
        ("words", "Appendix D: words and data", []),
    ]
    return [
        {"anchor": anchor, "title": title, "entries": entries}
        for anchor, title, entries in chapters
    ]
