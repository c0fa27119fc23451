"""Disputes of the demo that carriers answered months ago, with the credits found on later bills."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.utils import timezone

from billing_audit.advising.drafting import draft_from
from billing_audit.findings.decision_models import FindingDecision
from billing_audit.findings.models import Finding
from billing_audit.findings.querysets import FindingQuerySet
from billing_audit.findings.services import decide
from billing_audit.funding.available import left, spendable
from billing_audit.funding.services import commit, open_case
from billing_audit.models import CreditMatch, Dispute, FundingCase
from billing_audit.money import services
from billing_audit.money.crediting.confirming import confirm
from billing_audit.money.crediting.proposing import match_credits
from billing_audit.money.moving import Said, move
from billing_audit.money.packet.packing import make_packet
from clients.advice.services import publish
from clients.models import Client, Recommendation, User
from retainer.demo.disputing import write_down_desks
from retainer.demo.returned import RETURNED, Returned
from retainer.lib.months import month_of

#: Between two steps that carriers and people make.
LATER = timedelta(days=6)


def advise_about_settled(client: Client, consultant: User) -> list[Recommendation]:
    """Ask the client about the errors that were disputed long ago, carrier by carrier."""
    of_carrier: dict[int, list[Finding]] = {}
    for told in RETURNED[client.slug]:
        for finding in _findings(client, told):
            decide(
                finding=finding,
                state=Finding.State.VALID,
                reason=FindingDecision.Reason.CONFIRMED,
                note="Stands twice on the bill itself.",
                decided_by=consultant,
            )
            finding.refresh_from_db()
            of_carrier.setdefault(finding.account.carrier_id, []).append(finding)
    return [
        publish(
            recommendation=draft_from(findings=findings, author=consultant),
            published_by=consultant,
        )
        for _, findings in sorted(of_carrier.items())
    ]


def tell_what_came_back(client: Client, consultant: User, principal: User) -> None:
    """Tell each of these disputes to where it stands now, its credits found by the product."""
    write_down_desks()
    told = [(each, _sent(client, each, consultant)) for each in RETURNED[client.slug]]
    match_credits(client.pk)
    for each, dispute in told:
        _answered(each, dispute, consultant)
    match_credits(client.pk)
    for each, dispute in told:
        _ended(each, dispute, consultant, principal)


def pay_from_what_came_back(client: Client, consultant: User) -> None:
    """Commit a client's largest credit to a project; the others are still to be committed."""
    case = open_case(
        case=FundingCase(
            client=client,
            title="Second internet line",
            purpose="Keeps the phones working when the first line fails.",
            currency=client.currency,
            one_time=Decimal("1850.00"),
            monthly=Decimal("95.00"),
            saves=Decimal("210.00"),
            starts=month_of(timezone.localdate()),
        ),
        opened_by=consultant,
    )
    credits = list(spendable(case))
    free = left(credits)
    if match := max(credits, key=lambda each: free[each.pk], default=None):
        commit(case=case, match=match, amount=None, committed_by=consultant)


def _findings(client: Client, told: Returned) -> FindingQuerySet:
    months = {"first_month": told.of, "last_month": told.of}
    findings = Finding.objects.filter(
        client=client, check_code=told.check, account__number=told.account, claimed__gt=0
    )
    return findings.filter(**months).select_related("account", "client").order_by("pk")


def _sent(client: Client, told: Returned, consultant: User) -> Dispute:
    findings = list(_findings(client, told))
    dispute = services.open_dispute(
        account=findings[0].account, findings=findings, opened_by=consultant
    )
    services.decide_method(
        dispute=dispute,
        method=Dispute.Method.PAY,
        reason="The bill was paid before the error was seen.",
        approver=None,
        decided_by=consultant,
    )
    make_packet(dispute=dispute, made_by=consultant, on=told.sent)
    dispute.refresh_from_db()
    _step(dispute, "submit", consultant, told.sent, ticket=f"BD-{6_100 + dispute.pk}")
    if told.agreed:
        _step(dispute, "approve", consultant, told.sent + 3 * LATER, note="Confirmed by mail.")
    if told.promised:
        promise = {"amount": dispute.disputed, "cycle": told.promised}
        _step(dispute, "promise", consultant, told.sent + 4 * LATER, **promise)
    if told.cheque:
        cheque = {"kind": "cheque", "reference": told.cheque, "amount": dispute.disputed}
        _step(dispute, "refund", consultant, told.cheque_on, **cheque)
    return dispute


def _answered(told: Returned, dispute: Dispute, consultant: User) -> None:
    """Confirm the credits that were found for it."""
    if not told.is_confirmed:
        return
    found = CreditMatch.objects.proposed().filter(dispute=dispute, role="recovers")
    for match in found.order_by("credit__on", "pk"):
        confirm(match=match, confirmed_by=consultant)
    dispute.refresh_from_db()


def _ended(told: Returned, dispute: Dispute, consultant: User, principal: User) -> None:
    """See the credits stay, or be taken back; close what came back in full."""
    dispute.refresh_from_db()
    for match in CreditMatch.objects.proposed().filter(dispute=dispute, role="reverses"):
        confirm(match=match, confirmed_by=consultant)
        return
    if dispute.state != "posted" or dispute.posted < dispute.disputed:
        return
    last = dispute.events.filter(kind__in=("post", "refund")).latest("pk").on
    _step(dispute, "verify", consultant, last + timedelta(days=33))
    if told.is_closed:
        _step(dispute, "win", principal, last + timedelta(days=35))


def _step(dispute: Dispute, name: str, person: User, on: date, **said: Any) -> None:
    seen = dispute.events.first().pk
    move(dispute=dispute, name=name, seen=seen, said=Said(on=on, **said), moved_by=person)
    dispute.refresh_from_db()
