"""Opens a case, commits credits to it, releases them; each cent of a credit pays once."""

from decimal import Decimal

from django.db import transaction
from django.db.models import Sum
from django.utils import timezone

from billing_audit.funding.available import left, spendable, standing
from billing_audit.funding.models import Commitment, FundingCase
from billing_audit.money.credit_models import CreditMatch
from billing_audit.money.drafting import locked
from clients.people import activity
from clients.people.models import User
from retainer.lib import format as written
from retainer.lib.money import in_currency
from retainer.lib.refusal import Refused


class FundingRefused(Refused):
    """The money is not there, or is committed already."""


@transaction.atomic
def open_case(*, case: FundingCase, opened_by: User) -> FundingCase:
    """Write down what it costs and saves."""
    case.opened_by = opened_by
    case.save()
    activity.record(
        "funding.opened",
        f"Funding case “{case}” was opened: {written.money(case.one_time, case.currency)} once",
        actor=opened_by,
        client=case.client,
        subject=case,
    )
    return case


@transaction.atomic
def commit(
    *, case: FundingCase, match: CreditMatch, amount: Decimal | None, committed_by: User
) -> Commitment:
    """Pay the case from a credit: at most what of it stands credited and nothing else holds."""
    FundingCase.objects.select_for_update(of=("self",)).get(pk=case.pk)
    locked(match.dispute)
    match = CreditMatch.objects.select_for_update(of=("self",)).get(pk=match.pk)
    found = spendable(case).filter(pk=match.pk).first()
    free = left([found])[found.pk] if found else Decimal(0)
    if free <= 0:
        raise FundingRefused(
            f"Nothing of the {match.credit} is left: only money that came back and stayed can be "
            "committed, and each cent once.",
            reason="nothing_left",
        )
    amount = in_currency(amount, case.currency) if amount is not None else free
    if not 0 < amount <= free:
        raise FundingRefused(
            f"{written.money(free, case.currency)} of the {match.credit} can be committed at most.",
            reason="too_much",
        )
    _refuse_beyond_consent(case, amount)
    commitment = Commitment.objects.create(
        client_id=case.client_id, case=case, match=match, amount=amount, committed_by=committed_by
    )
    _record("funding.committed", commitment, "was committed to", committed_by)
    return commitment


def _refuse_beyond_consent(case: FundingCase, amount: Decimal) -> None:
    """The client said how much of it found money may pay."""
    if case.at_most is None:
        return
    has = standing(case).aggregate(all=Sum("amount", default=0))["all"]
    if has + amount > case.at_most:
        raise FundingRefused(
            f"The client agreed to {written.money(case.at_most, case.currency)} from found money; "
            f"{written.money(case.at_most - has, case.currency)} of it is left.",
            reason="beyond_consent",
        )


@transaction.atomic
def release(*, commitment: Commitment, released_by: User) -> None:
    """Let go of the money, which other cases may have then."""
    commitment = (
        Commitment.objects.select_for_update(of=("self",))
        .select_related("case__client", "match__credit__invoice")
        .get(pk=commitment.pk)
    )
    if commitment.released_at is not None:
        raise FundingRefused("It was released meanwhile; nothing was changed.", reason="released")
    commitment.released_by, commitment.released_at = released_by, timezone.now()
    commitment.save(update_fields=["released_by", "released_at"])
    _record("funding.released", commitment, "was released from", released_by)


def _record(verb: str, commitment: Commitment, words: str, person: User) -> None:
    case = commitment.case
    money = written.money(commitment.amount, case.currency)
    activity.record(
        verb,
        f"{money} of the {commitment.match.credit} {words} “{case}”",
        actor=person,
        client=case.client,
        subject=case,
    )
