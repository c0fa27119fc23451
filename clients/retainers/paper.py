"""The statement on paper: figures to HTML to PDF."""

from typing import Any

from django.template.loader import render_to_string
from django.utils import timezone

from clients.agreements.models import RetainerAgreement, TeamSeat
from clients.people.models import Practice
from clients.retainers.frozen import Figures, read
from clients.retainers.models import Statement
from clients.retainers.parts import figures_before, parts
from clients.retainers.shown import shown
from clients.retainers.wording import clauses
from retainer.lib import pdf


def draw(statement: Statement, practice: Practice, team: list[TeamSeat]) -> bytes:
    """The PDF; raises ``ChildKilled`` or ``ChildRefused`` when it cannot be made."""
    with timezone.override(practice.time_zone):
        html = render_to_string("print/statement.html", context(statement, practice, team))
    logo = practice.logo_svg
    return pdf.render(html, {"logo": logo.encode()} if logo else {})


def seen(statement: Statement) -> dict[str, Any]:
    """What page and paper show alike, all of it from the frozen figures."""
    figures = read(statement.figures)
    agreement = agreement_as_it_was(figures, statement.agreement)
    return {
        "figures": figures,
        "shown": shown(figures, agreement),
        "parts": parts(figures, figures_before(statement)),
        "clauses": clauses(figures.terms, agreement),
    }


def context(statement: Statement, practice: Practice, team: list[TeamSeat]) -> dict[str, Any]:
    told = seen(statement)
    return {
        **told,
        "statement": statement,
        "team": team,
        "practice": practice,
        "title": f"Statement for {told['shown'].month}",
        "created": statement.closed_at,
        "prepared_for": told["figures"].client,
    }


def agreement_as_it_was(figures: Figures, now: RetainerAgreement) -> RetainerAgreement:
    """What the closed month counted in, whatever became of the agreement since."""
    return RetainerAgreement(
        title=figures.agreement,
        basis=figures.basis,
        currency=figures.currency,
        starts_on=now.starts_on,
        ends_on=now.ends_on,
    )
