"""The pack on paper: frozen figures to HTML to PDF."""

from typing import Any

from django.template.loader import render_to_string
from django.utils import timezone

from clients.models import MeetingPack, Practice
from retainer.lib import charts, pdf, records
from retainer.packs.shape import Figures


def draw(pack: MeetingPack, practice: Practice) -> bytes:
    """The PDF; raises ``ChildKilled`` or ``ChildRefused`` when it cannot be made."""
    with timezone.override(practice.time_zone):
        html = render_to_string("print/pack.html", context(pack, practice))
    logo = practice.logo_svg
    return pdf.render(html, {"logo": logo.encode()} if logo else {})


def context(pack: MeetingPack, practice: Practice) -> dict[str, Any]:
    figures = records.read(Figures, pack.figures)
    return {
        "figures": figures,
        "actions": [(each, each.is_overdue(figures.day)) for each in figures.waiting],
        "spend": charts.on_paper(_spend(figures), practice.accent),
        "saved": charts.on_paper(_saved(figures), practice.accent),
        "pack": pack,
        "practice": practice,
        "title": f"{figures.committee}, meeting pack",
        "created": pack.made_at,
        "prepared_for": figures.client,
    }


def _spend(figures: Figures) -> str:
    points = [charts.Point(each.month, each.spend, "Spend") for each in figures.months]
    points += [
        charts.Point(each.month, each.budget, "Budget")
        for each in figures.months
        if each.budget is not None
    ]
    return charts.lines_by_month(points, title="Spend by month", unit=figures.currency)


def _saved(figures: Figures) -> str:
    """What came back on bills, and what of it was seen to stay; nothing where nothing did."""
    if not any(each.posted or each.verified for each in figures.months):
        return ""
    points = [charts.Point(each.month, each.posted, "Credited") for each in figures.months]
    points += [charts.Point(each.month, each.verified, "Verified") for each in figures.months]
    return charts.bars_by_month(
        points, title="Came back by month", unit=figures.currency, stacked=False
    )
