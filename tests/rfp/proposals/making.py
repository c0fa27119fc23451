"""Proposals as tests need them, each part made as a person would make it."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.utils import timezone

from clients.models import Client, DecisionRight, Project, RetainerAgreement, Site, User
from retainer.lib.tenancy import acting_as
from rfp.models import (
    Earning,
    Holding,
    InterfaceStep,
    Proposal,
    ProposalParty,
    ProposalVerdict,
    ProposalVersion,
    ScopeLine,
)
from rfp.proposals import deciding, putting, services
from tests.agreed import agree
from tests.billing_audit.money.stories import sent, step

WORDS: dict[str, Any] = {
    "title": "One network for both sites",
    "summary": "Two providers give both sites one network.",
    "if_nothing": "The warehouse stays on one line.",
    "months": 24,
}


def project(client: Client) -> Project:
    """The engagement that proposals belong to."""
    if found := Project.objects.filter(client=client).first():
        return found
    agreement = RetainerAgreement.objects.filter(client=client).first() or agree(client)
    return Project.objects.create(client=client, agreement=agreement, name="SD-WAN sourcing")


def begun(client: Client, by: User, **facts: Any) -> Proposal:
    """One that knows what it is, with ourselves and the client in it."""
    site = Site.objects.get_or_create(client=client, code="HQ", defaults={"name": "Head office"})[0]
    words = WORDS | {"valid_until": timezone.localdate() + timedelta(days=30)} | facts
    fresh = Proposal(
        client=client, **{"project": words.pop("project", None) or project(client)} | words
    )
    return services.keep_proposal(proposal=fresh, sites=[site], kept_by=by)


def party(proposal: Proposal, name: str, by: User, *roles: str) -> ProposalParty:
    """A provider who can be called."""
    fresh = ProposalParty(
        proposal=proposal, name=name, roles=list(roles or ("carrier",)), contact="Bo Birk",
        phone="555 0100",
    )  # fmt: skip
    return services.keep_part(part=fresh, kept_by=by)


def line(proposal: Proposal, title: str, by: User, **facts: Any) -> ScopeLine:
    fresh = ScopeLine(proposal=proposal, title=title, **{"role": "carrier"} | facts)
    return services.keep_part(part=fresh, kept_by=by)


def held(
    line: ScopeLine, party: ProposalParty, by: User, once: str | None = None,
    monthly: str | None = None,
) -> Holding:  # fmt: skip
    """A party does a line; without a price it is within another's."""
    fresh = Holding(
        proposal=line.proposal, line=line, party=party, once=once and Decimal(once),
        monthly=monthly and Decimal(monthly),
    )  # fmt: skip
    return services.hold(holding=fresh, kept_by=by)


def earns(party: ProposalParty, by: User, **facts: Any) -> Earning:
    """What a party is paid by the client, once."""
    theirs = party.proposal.parties.get(kind="client")
    told: dict[str, Any] = {
        "payer": theirs, "kind": "price", "what_for": "Lines", "amount": Decimal(100),
        "pace": "once",
    }  # fmt: skip
    fresh = Earning(proposal=party.proposal, payee=party, **told | facts)
    return services.keep_part(part=fresh, kept_by=by)


def whole(client: Client, by: User, **facts: Any) -> Proposal:
    """One that lacks nothing: Birch does the line for 1,000 and 50 a month, we earn nothing."""
    proposal = begun(client, by, **facts)
    ours = proposal.parties.get(kind="us")
    ours.phone = "555 0101"
    services.keep_part(part=ours, kept_by=by)
    birch = party(proposal, "Birch", by)
    held(line(proposal, "Line to the warehouse", by), birch, by, "1000", "50")
    step = InterfaceStep(
        proposal=proposal, title="Line", orders=ours, installs=birch, tests=birch, bills=birch,
        answers=birch,
    )  # fmt: skip
    services.keep_part(part=step, kept_by=by)
    earns(birch, by, amount=Decimal(1000))
    services.say_nothing(party=ours, said_by=by)
    return proposal


def came_back(client: Client, by: User, amount: str = "64") -> None:
    """A carrier's cheque for what was disputed, at most 64."""
    cheque = {"kind": "cheque", "reference": "4471", "on": date(2026, 5, 2)}
    step(sent(client, by, date(2026, 4, 20)), "refund", by, amount=Decimal(amount), **cheque)


def issued(client: Client, by: User, **facts: Any) -> ProposalVersion:
    """One that waits for the client."""
    return putting.issue(proposal=whole(client, by, **facts), issued_by=by)


def may_spend(user: User, client: Client, limit: str | None = None) -> DecisionRight:
    """The right to spend on projects, up to a limit."""
    return DecisionRight.objects.create(
        client=client, user=user, subject="spend", limit=limit and Decimal(limit)
    )


def say(version: ProposalVersion, by: User, outcome: str, **said: Any) -> ProposalVerdict:
    """The word of a client user, as the portal stores it."""
    with acting_as("portal", clients=[version.client_id], user_id=by.pk):
        return deciding.decide(version=version, outcome=outcome, decided_by=by, **said)


def put_past_the_service(
    proposal: Proposal, by: User, *, valid_until: date | None = None
) -> ProposalVersion:
    """A version as a slip of ours would write it."""
    return ProposalVersion.objects.create(
        client_id=proposal.client_id, proposal=proposal, number=1, title=proposal.title,
        document={}, digest="", kind=proposal.kind, money=Decimal(1), currency="USD",
        valid_until=valid_until or timezone.localdate(), issued_by=by,
    )  # fmt: skip
