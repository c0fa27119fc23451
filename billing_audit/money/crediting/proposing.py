"""Proposes which credits stand for which disputes; doing it again proposes nothing twice."""

from collections import defaultdict
from collections.abc import Iterable
from decimal import Decimal

from django.db import connection, transaction
from django.db.models import Sum

from billing_audit.bills.models import LineShelf
from billing_audit.money.credit_models import Credit, CreditMatch
from billing_audit.money.crediting.looking import look_for_credits
from billing_audit.money.crediting.matching import (
    Asked,
    Given,
    Proposal,
    Role,
    Why,
    proposals,
    tax_beside,
)
from billing_audit.money.models import Dispute, DisputeItem
from billing_audit.money.states import AWAITS

State = CreditMatch.State


@transaction.atomic
def match_credits(client_id: int) -> int:
    """Look at the client's bills and propose what they credit; how many proposals are new."""
    hold(client_id)
    shelves = list(LineShelf.objects.filter(client=client_id).values_list("pk", flat=True))
    look_for_credits(client_id, shelves)
    given = _given(client_id)
    made = list(proposals(given, _asked(client_id)))
    matches = {each.credit: _keep(client_id, each) for each in made}
    beside = list(tax_beside(made, given))
    for credit, tax in beside:
        _keep(client_id, tax, beside=matches[credit])
    return len(made) + len(beside) + _reversals(client_id)


def hold(client_id: int) -> None:
    """Let one at a time match a client's credits, until the transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('credits'), %s)", [client_id])


def _given(client_id: int) -> list[Given]:
    credits = Credit.objects.filter(client=client_id).unmatched().order_by("on", "pk")
    return [
        Given(
            pk=each.pk,
            carrier=each.carrier_id,
            account=each.account_id,
            currency=each.currency,
            on=each.on,
            bill=each.invoice_id,
            amount=each.amount,
            left=each.left,
            service=each.service,
            text=each.description,
            is_tax=each.is_tax,
        )
        for each in credits
    ]


def _asked(client_id: int) -> list[Asked]:
    """The open disputes that await money, without what is proposed for them already."""
    disputes = list(Dispute.objects.sent().filter(client=client_id, state__in=AWAITS))
    charges: dict[int, list[tuple[str, Decimal]]] = defaultdict(list)
    items = DisputeItem.objects.filter(dispute__in=disputes).order_by("pk")
    for dispute, service, amount in items.values_list("dispute_id", "service", "disputed"):
        charges[dispute].append((service, amount))
    known: dict[int, set[int]] = defaultdict(set)
    for dispute, credit in CreditMatch.objects.filter(dispute__in=disputes).values_list(
        "dispute_id", "credit_id"
    ):
        known[dispute].add(credit)
    waiting = CreditMatch.objects.filter(
        dispute__in=disputes, state=State.PROPOSED, role=Role.RECOVERS
    )
    proposed = dict(waiting.order_by().values_list("dispute_id").annotate(Sum("amount")))
    return [
        _open(each, charges[each.pk], known[each.pk], proposed.get(each.pk, Decimal(0)))
        for each in disputes
    ]


def _open(
    dispute: Dispute, charges: list[tuple[str, Decimal]], known: set[int], proposed: Decimal
) -> Asked:
    gone = dispute.posted + proposed
    return Asked(
        pk=dispute.pk,
        number=dispute.number,
        ticket=dispute.ticket,
        carrier=dispute.carrier_id,
        account=dispute.account_id,
        currency=dispute.currency,
        since=dispute.submitted_on,
        left=dispute.disputed - gone,
        promised=dispute.promised - gone,
        charges=charges,
        known=known,
    )


def _keep(client_id: int, each: Proposal, *, beside: CreditMatch | None = None) -> CreditMatch:
    return CreditMatch.objects.create(
        client_id=client_id,
        credit_id=each.credit,
        dispute_id=each.dispute,
        role=each.role,
        amount=each.amount,
        why=each.why,
        beside=beside,
    )


def _reversals(client_id: int) -> int:
    """Propose that a charge took back a credit of the same amount; each took one back at most."""
    charges = Credit.objects.filter(
        client=client_id, kind=Credit.Kind.CHARGED_AGAIN, matches=None
    ).order_by("on", "pk")
    matches = CreditMatch.objects.confirmed().filter(client=client_id, role=Role.RECOVERS)
    whole = list(matches.filter(dispute__posted__gt=0).select_related("credit").order_by("-pk"))
    taken_back = _taken_back(match.dispute_id for match in whole)
    made = 0
    for charge in charges:
        match = next(
            (
                each
                for each in whole
                if (each.credit.account_id, each.credit.amount, each.credit.currency)
                == (charge.account_id, charge.amount, charge.currency)
                and each.credit.on < charge.on
                and each.pk not in taken_back
            ),
            None,
        )
        if match:
            whole.remove(match)
            proposal = Proposal(
                charge.pk, match.dispute_id, match.amount, Why.REVERSED, Role.REVERSES
            )
            _keep(client_id, proposal)
            made += 1
    return made


def _taken_back(disputes: Iterable[int]) -> set[int]:
    """Credits that a reversal of the same amount speaks of already, by their matches."""
    gone: set[int] = set()
    reversals = CreditMatch.objects.filter(dispute__in=set(disputes), role=Role.REVERSES)
    for reversal in reversals.exclude(state=State.DECLINED):
        same = CreditMatch.objects.confirmed().filter(
            dispute=reversal.dispute_id, role=Role.RECOVERS, amount=reversal.amount
        )
        if match := same.exclude(pk__in=gone).first():
            gone.add(match.pk)
    return gone
