"""The pack on paper: figures to HTML to PDF; nothing is looked up here."""

from typing import Any

from django.template.loader import render_to_string
from django.utils import timezone

from billing_audit.renewal.shape import MoneyYear, Pack
from clients.handover.drawing import hours_by_part
from clients.work.models import Mode
from retainer.lib import charts, pdf
from retainer.lib.states import STATES


def draw(pack: Pack, sha256: str) -> bytes:
    """The PDF; raises ``ChildKilled`` or ``ChildRefused`` when it cannot be made."""
    with timezone.override(pack.practice.time_zone):
        html = render_to_string("print/renewal/pack.html", context(pack, sha256))
    logo = pack.practice.logo_svg
    return pdf.render(html, {"logo": logo.encode()} if logo else {})


def context(pack: Pack, sha256: str) -> dict[str, Any]:
    accent = pack.practice.accent
    hours = sum(each.hours for each in pack.hours)
    return {
        "pack": pack,
        "sha256": sha256,
        "lead": pack.money[0] if pack.money else None,
        "practice": pack.practice,
        "title": f"Renewal pack, {pack.client}",
        "created": pack.made_at,
        "prepared_for": pack.client,
        "objectives": [(each, STATES[each.state]) for each in pack.objectives],
        "courses": [(each, charts.on_paper(course(each), accent)) for each in pack.money],
        "hours_chart": charts.on_paper(hours_by_part(pack.hours), accent),
        "total_hours": hours,
        "parts": [
            (mode.label, part, part / hours if hours else None)
            for mode in Mode
            for part in [sum(getattr(each, mode.value) for each in pack.hours)]
        ],
        "latest": pack.hours[-1] if pack.hours else None,
    }


def course(year: MoneyYear) -> str:
    """The fee and what was verified, month by month."""
    points = [
        point
        for each in year.months
        for point in (
            charts.Point(each.month, each.fee, "Fee"),
            charts.Point(each.month, each.verified, "Verified"),
        )
    ]
    return charts.bars_by_month(
        points, title="Fee and verified by month", unit=year.currency, stacked=False
    )
