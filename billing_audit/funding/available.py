"""Which credits may still be committed: confirmed for a dispute, not taken back, not committed."""

from collections import defaultdict
from decimal import Decimal

from django.db.models import F, QuerySet, Sum

from billing_audit.findings.models import Finding
from billing_audit.funding.models import Commitment, FundingCase
from billing_audit.ledger.models import ours
from billing_audit.money.credit_models import CreditMatch
from billing_audit.money.states import CREDITED

Role = CreditMatch.Role


def spendable(case: FundingCase) -> QuerySet[CreditMatch]:
    """Credits of the case's client and currency of which something is left.

    Money the carrier took back again, and what a withheld sum was written off by, is not there
    to be spent; nor does what we caused ourselves pay for anything.
    """
    matches = CreditMatch.objects.confirmed().filter(
        client=case.client_id,
        dispute__currency=case.currency,
        dispute__state__in=CREDITED,
        role=Role.RECOVERS,
        committed__lt=F("amount"),
    )
    own = ours(Finding.objects.filter(client=case.client_id))
    return (
        matches.exclude(credit__kind="written_off")
        .exclude(dispute__items__finding__in=own)
        .for_list()
        .order_by("credit__on", "pk")
    )


def left(matches: list[CreditMatch]) -> dict[int, Decimal]:
    """By match, what may be committed: no more of a dispute in all than stands credited."""
    room = _room(matches)
    return {match.pk: min(_free(match), room[match.dispute_id]) for match in matches}


def in_all(matches: list[CreditMatch]) -> Decimal:
    """What may be committed of all of them together: those of one dispute share its room."""
    free: dict[int, Decimal] = defaultdict(Decimal)
    for match in matches:
        free[match.dispute_id] += _free(match)
    return sum((min(free[key], room) for key, room in _room(matches).items()), Decimal(0))


def _free(match: CreditMatch) -> Decimal:
    return match.amount - match.committed


def _room(matches: list[CreditMatch]) -> dict[int, Decimal]:
    """By dispute, what stands credited and is not committed yet, whichever credit it came by."""
    disputes = {match.dispute_id: match.dispute for match in matches}
    committed = CreditMatch.objects.filter(dispute__in=disputes).order_by()
    sums = dict(committed.values_list("dispute_id").annotate(Sum("committed")))
    return {key: max(Decimal(0), each.posted - sums[key]) for key, each in disputes.items()}


def short(case: FundingCase) -> dict[str, Decimal]:
    """By dispute, what is committed beyond what stands credited, because a bill took it back."""
    disputes = {each.match.dispute for each in standing(case)}
    sums = dict(
        CreditMatch.objects.filter(dispute__in=disputes)
        .order_by()
        .values_list("dispute_id")
        .annotate(Sum("committed"))
    )
    return {
        str(dispute): sums[dispute.pk] - dispute.posted
        for dispute in sorted(disputes, key=lambda each: each.pk)
        if sums[dispute.pk] > dispute.posted
    }


def standing(case: FundingCase) -> QuerySet[Commitment]:
    """What the case is paid from now."""
    return case.commitments.filter(released_at=None).select_related(
        "match__credit__invoice", "match__dispute", "committed_by"
    )
