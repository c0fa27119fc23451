"""A request of Globex's from the decision to buy up to what bidders have."""

from decimal import Decimal

from clients.models import Client, DecisionRight, User
from retainer.lib.tenancy import ALL, acting_as
from rfp.addenda.services import open_addendum
from rfp.bidders.services import invite_bidder
from rfp.gates.services import decide, issue, put_forward, sign
from rfp.models import IssueCandidate, PieceChange, Rfp, SourcingDecision
from tests.browser.bills import GLOBEX
from tests.browser.cast import CASEY, PAT, STELLA, Person
from tests.rfp.asking import written
from tests.rfp.sourcing import making

#: Whose right Stella uses; what it may cost stays below her limit.
RIGHT, MOST = "dispute", Decimal(1000)


def ask_bidders() -> None:
    """Each step by the role of who takes it, as in the running product."""
    decision = decided()
    with acting_as("worker", clients=ALL):
        candidate = asked(decision)
        stella = user(STELLA)
    with acting_as("portal", clients=[candidate.client_id], user_id=stella.pk):
        read = IssueCandidate.objects.select_related("client", "rfp").get(pk=candidate.pk)
        sign(candidate=read, person=stella)
        decide(candidate=read, outcome="approved", decided_by=stella)
    with acting_as("worker", clients=ALL):
        issue(candidate=candidate, issued_by=user(PAT))
        invite_bidder(
            rfp=candidate.rfp,
            company="Birch Telecom",
            name="Bo Birk",
            email="bo@birch.test",
            invited_by=user(PAT),
        )
        open_addendum(rfp=candidate.rfp, opened_by=user(PAT))
        making.whole_case(candidate.client, user(CASEY))


def decided() -> SourcingDecision:
    """What Stella approved to buy."""
    with acting_as("worker", clients=ALL):
        globex, stella = Client.objects.get(slug=GLOBEX.slug), user(STELLA)
        DecisionRight.objects.get_or_create(client=globex, user=stella, subject=RIGHT)
        decision = making.put(globex, user(CASEY), stella, kind=RIGHT, money=MOST)
        decision.refresh_from_db()
    making.say(decision, stella, "approved")
    return decision


def asked(decision: SourcingDecision) -> IssueCandidate:
    """The request that rests on it, put before Stella."""
    rfp = written(decision.client, user(CASEY), None, reference="GLO-2026-01")
    Rfp.objects.filter(pk=rfp.pk).update(owner=user(STELLA), decision=decision)
    rfp.refresh_from_db()
    keep_history(rfp)
    return put_forward(rfp=rfp, money=MOST, kind=RIGHT, put_by=user(CASEY))


def keep_history(rfp: Rfp) -> None:
    """What the editor would have kept of each piece."""
    kept = set(rfp.changes.values_list("letter", "number"))
    PieceChange.objects.bulk_create(
        PieceChange(
            client=rfp.client, rfp=rfp, letter=letter, number=piece.number, edition=1,
            act="made", content={}, by=rfp.made_by,
        )
        for letter, pieces in (("S", rfp.sections), ("C", rfp.clauses), ("R", rfp.requirements))
        for piece in pieces.all()
        if (letter, piece.number) not in kept
    )  # fmt: skip


def user(person: Person) -> User:
    return User.objects.get(email=person.email)
