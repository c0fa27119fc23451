"""The report on paper: figures to HTML to PDF; the same figures give the same bytes.

Nothing is looked up here, not even the practice's name: it all stands in the figures.
"""

import io
from dataclasses import replace
from typing import Any

from django.template.loader import render_to_string
from django.utils import timezone
from pypdf import PdfReader

from billing_audit.reports import presentation
from billing_audit.reports.rows import rows_of, sections
from billing_audit.reports.shape import Figures
from retainer.lib import charts, pdf

#: A report is drawn in the background: on a busy machine a thousand findings may take minutes.
LIMITS = replace(pdf.LIMITS, cpu_seconds=120, wall_seconds=300)


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
        "course": charts.on_paper(presentation.course(figures), accent),
        "sections": list(sections(figures)),
        "earlier": rows_of(figures.earlier),
        "causes": charts.on_paper(presentation.causes(figures), accent),
    }


def _contents(figures: Figures) -> list[dict[str, Any]]:
    checks = [
        {"anchor": f"check-{check.code}", "title": check.title}
        for family in figures.families
        for check in family.checks
    ]
    chapters = [
        ("summary", "The month in one page", []),
        ("findings", "What we found", checks),
        ("earlier", "Found earlier, still open", []),
        ("clean", "Checked, and nothing found", []),
        ("unchecked", "Not checked, and why", []),
        ("work", "The month’s work", []),
        ("scope", "Appendix A: what was audited", []),
        ("charges", "Appendix B: every charge we claim", []),
        ("method", "Appendix C: how we audit", []),
        ("words", "Appendix D: words and data", []),
    ]
    return [
        {"anchor": anchor, "title": title, "entries": entries}
        for anchor, title, entries in chapters
    ]
