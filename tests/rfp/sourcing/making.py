"""Sourcing decisions and cases as tests need them, each made as a person would make it."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

from django.utils import timezone

from clients.models import Client, DecisionRight, User
from retainer.lib.tenancy import acting_as
from rfp.models import (
    BusinessCase,
    CaseDriver,
    CaseLine,
    CaseRisk,
    CaseTarget,
    SourcingDecision,
    SourcingOption,
    SourcingTarget,
    SourcingVerdict,
    Supplier,
)
from rfp.sourcing import cases, parts, services
from rfp.sourcing.deciding import decide

ANSWERS: dict[str, Any] = {
    "title": "Voice and internet for all sites",
    "why": "The contract ends in March, and both lines of the warehouse failed twice.",
    "reasons": ["term", "resilience"],
    "outcomes": "No site is cut off by one failure.",
    "answers_for_all": "One supplier, subcontractors included",
    "route": "competition",
    "route_because": "Four suppliers serve all sites.",
    "where": "All sites in New York",
    "retained": ["Strategy and oversight", "Supplier management"],
    "outsourced": ["Operating the lines"],
    "money": Decimal(180000),
}


def draft(client: Client, by: User, **facts: Any) -> SourcingDecision:
    """A draft without targets and options."""
    sites = facts.pop("sites", [])
    decision = SourcingDecision(client=client, **ANSWERS | facts)
    return services.keep_decision(decision=decision, sites=sites, kept_by=by)


def whole(client: Client, by: User, **facts: Any) -> SourcingDecision:
    """A draft with everything that it takes to be put to the client."""
    decision = draft(client, by, **facts)
    target = SourcingTarget(decision=decision, measure="Availability", target="99.95 % a month")
    parts.keep_part(part=target, kept_by=by)
    for title, chosen in (("Ask four suppliers", True), ("Stay with the incumbent", False)):
        option = SourcingOption(decision=decision, title=title, is_chosen=chosen)
        parts.keep_part(part=option, kept_by=by)
    return decision


def put(client: Client, by: User, owner: User, **facts: Any) -> SourcingDecision:
    """One that waits for the client."""
    decision = whole(client, by, owner=owner, **facts)
    return services.put(decision=decision, put_by=by)


def approve(decision: SourcingDecision, by: User) -> SourcingVerdict:
    """The client's yes to what lies before them now."""
    decision.refresh_from_db()
    return say(decision, by, "approved")


def approved(client: Client, by: User, owner: User) -> SourcingDecision:
    """One that its owner approved by a right that is not the one to sign."""
    DecisionRight.objects.get_or_create(client=client, user=owner, subject="dispute")
    decision = put(client, by, owner, kind="dispute", money=Decimal(1000))
    approve(decision, owner)
    decision.refresh_from_db()
    return decision


def say(decision: SourcingDecision, by: User, outcome: str, reason: str = "") -> SourcingVerdict:
    """The word of a client user on what they read, as the portal stores it."""
    with acting_as("portal", clients=[decision.client_id], user_id=by.pk):
        return decide(
            decision=decision, outcome=outcome, decided_by=by, read=decision.put_at, reason=reason
        )


def may_sign(user: User, client: Client, limit: str | None = None) -> DecisionRight:
    """The right to sign contracts, up to a limit."""
    return DecisionRight.objects.create(
        client=client, user=user, subject="contract", limit=limit and Decimal(limit)
    )


def supplier(name: str = "Corvane", **facts: Any) -> Supplier:
    """A supplier of the directory."""
    return Supplier.objects.create(name=name, **facts)


WORDS: dict[str, Any] = {
    "title": "Stay with Corvane for voice",
    "summary": "We would pay less and keep our numbers without a change-over.",
    "baseline": "All bills of last year, and the two people who watch the lines.",
    "projection": "Prices fall by a fifth; the number of lines grows slowly.",
    "business_benefits": "No ward changes its telephones.",
    "strategic_benefits": "The new campus comes in at the same prices.",
    "competition": "Lower prices after eight months, and the cost of changing over.",
}


def case(client: Client, by: User, **facts: Any) -> BusinessCase:
    """A draft with words alone."""
    known = facts.pop("supplier", None) or Supplier.objects.first() or supplier()
    fresh = BusinessCase(client=client, supplier=known, **WORDS | facts)
    return cases.keep_case(case=fresh, kept_by=by)


def whole_case(client: Client, by: User, **facts: Any) -> BusinessCase:
    """A draft with everything that it takes to be finished."""
    made = case(client, by, **facts)
    parts_of_it = (
        CaseDriver(
            name="lines", title="Lines", unit="lines",
            value=Decimal(100), low=Decimal(80), high=Decimal(140),
        ),
        CaseDriver(
            name="price", title="Price of a line", unit="USD a month",
            value=Decimal(20), low=Decimal(18), high=Decimal(26),
        ),
        CaseLine(scenario="baseline", title="Lines", formula="lines * 25 * 12"),
        CaseLine(scenario="proposal", title="Lines", formula="lines * price * 12"),
        CaseLine(scenario="competition", title="Lines", formula="lines * 19 * 12"),
        *(
            CaseRisk(
                title=f"Risk of {each}", dimension=each, likelihood=2, impact=4,
                treatment="Watch it.",
            )
            for each in ("money", "service", "law")
        ),
        CaseTarget(
            measure="Availability", target=Decimal("99.95"), unit="%",
            due_on=timezone.localdate() + timedelta(days=180),
        ),
    )  # fmt: skip
    for part in parts_of_it:
        part.case = made
        parts.keep_part(part=part, kept_by=by)
    return made
