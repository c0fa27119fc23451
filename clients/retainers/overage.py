"""Work beyond the allowance: asked for by the practice, accepted by who may spend so much."""

from datetime import date
from decimal import Decimal

from django.db import IntegrityError, transaction
from django.db.models import F, QuerySet
from django.urls import reverse
from django.utils import timezone

from clients.agreements.models import RetainerAgreement
from clients.agreements.pricing import terms_in
from clients.agreements.terms import RetainerTerms
from clients.notices.models import Topic
from clients.notices.recipients import people_of_client, people_of_practice
from clients.notices.services import notify
from clients.people.activity import record
from clients.people.models import DecisionRight, User
from clients.retainers.ledger import is_closed
from clients.retainers.models import OverageRequest
from retainer.lib import format as written
from retainer.lib.money import half_up
from retainer.lib.months import month_of
from retainer.lib.refusal import Refused

State = OverageRequest.State


class OverageRefused(Refused):
    """This cannot be asked or decided; ``field`` is what the person should look at again."""

    def __init__(self, sentence: str, *, field: str = "") -> None:
        super().__init__(sentence, reason=field or "refused")
        self.field = field


def cost_of(terms: RetainerTerms, amount: Decimal) -> Decimal | None:
    """What so much beyond the allowance costs; unknown where each person's own rate counts."""
    if terms.agreement.counts_money:
        return amount
    if terms.overage_rate is None:
        return None
    return half_up(amount * terms.overage_rate)


@transaction.atomic
def ask_overage(
    *,
    agreement: RetainerAgreement,
    month: date,
    amount: Decimal,
    reason: str,
    asked_by: User,
    cost: Decimal | None = None,
) -> OverageRequest:
    """Ask the client to accept work beyond a month's allowance.

    ``cost`` says what it costs at most where no overage rate does.
    """
    month = month_of(month)
    _refuse_what_cannot_be_asked(agreement, month)
    terms = terms_in(agreement, month)
    if terms.overage == RetainerTerms.Overage.AHEAD:
        raise OverageRefused(
            "What goes beyond is taken from the next month: there is nothing to accept."
        )
    reckoned = cost_of(terms, amount)
    cost = cost if reckoned is None else reckoned
    if cost is None:
        raise OverageRefused("No overage rate is agreed. Say what it costs at most.", field="cost")
    try:
        with transaction.atomic():
            request = OverageRequest.objects.create(
                client_id=agreement.client_id,
                agreement=agreement,
                month=month,
                amount=amount,
                cost=cost,
                rate=None if agreement.counts_money else terms.overage_rate,
                reason=reason,
                asked_by=asked_by,
            )
    except IntegrityError as waiting:
        raise OverageRefused(
            f"A request for {written.month(month)} waits for the client already. "
            "Withdraw it to ask for something else."
        ) from waiting
    said = f"{_in_words(request)}: {reason}"
    _record("asked", request, f"Asked for {said}", asked_by)
    _tell_client(request, f"{asked_by} asks you to accept {said}", asked_by)
    return request


def _refuse_what_cannot_be_asked(agreement: RetainerAgreement, month: date) -> None:
    if not agreement.touches(month):
        raise OverageRefused(
            f"The agreement does not hold in {written.month(month)}.", field="month"
        )
    if is_closed(agreement, month):
        raise OverageRefused(
            f"{written.month(month)} is closed. Ask for a later month.", field="month"
        )


def who_may(request: OverageRequest, user: User) -> str:
    """Why somebody may not accept a request, and who may; empty when they may themselves."""
    rights = list(_rights(request.client_id).annotate(name=F("user__name")).order_by("name"))
    mine = next((right for right in rights if right.user_id == user.pk), None)
    if mine is not None and _covers(mine, request):
        return ""
    cost = written.money(request.cost, request.agreement.currency)
    if mine is None:
        why = f"You may not decide on spending for {request.client}."
    else:
        limit = written.money(mine.limit, mine.currency)
        why = f"This costs up to {cost}, and you may decide up to {limit}."
    names = [right.name for right in rights if _covers(right, request)]
    if not names:
        return f"{why} Nobody at {request.client} may accept {cost} yet: call your consultant."
    return f"{why} {' or '.join(names)} may accept it."


def may_decline(request: OverageRequest, user: User) -> bool:
    """Saying no costs nothing: whoever decides on spending may, up to whatever limit."""
    return decides_on_spending(user, request.client_id)


def decides_on_spending(user: User, client_id: int) -> bool:
    return _rights(client_id).filter(user=user).exists()


@transaction.atomic
def accept_overage(*, request: OverageRequest, decided_by: User) -> None:
    """The client accepts it; refused to who may not spend so much, naming who may."""
    if why := who_may(request, decided_by):
        raise OverageRefused(why)
    if is_closed(request.agreement, request.month):
        raise OverageRefused(f"{written.month(request.month)} is closed: it is too late for this.")
    _decide(request, State.ACCEPTED, decided_by)


@transaction.atomic
def decline_overage(*, request: OverageRequest, decided_by: User, remark: str = "") -> None:
    """The client says no, and may say why."""
    if not may_decline(request, decided_by):
        raise OverageRefused(who_may(request, decided_by))
    _decide(request, State.DECLINED, decided_by, remark)


@transaction.atomic
def withdraw_overage(*, request: OverageRequest, withdrawn_by: User) -> None:
    """Take a request back that the client has not decided on."""
    _move(request, State.WITHDRAWN)
    _record("withdrawn", request, f"Withdrew the request for {_in_words(request)}", withdrawn_by)
    sentence = f"{withdrawn_by} no longer asks for {_in_words(request)}."
    _tell_client(request, sentence, withdrawn_by)


def _decide(request: OverageRequest, state: State, decided_by: User, remark: str = "") -> None:
    _move(request, state, decided_by=decided_by, decided_at=timezone.now(), remark=remark)
    because = f": {remark}" if remark else ""
    said = f"{state.label.lower()} {_in_words(request)}{because}"
    _record(state.value, request, f"{decided_by} {said}", decided_by)
    notify(
        to=[request.asked_by_id, *people_of_practice(request.client)],
        client=request.client,
        topic=Topic.BEYOND,
        sentence=f"{decided_by} {said}",
        link=reverse("retainers:agreement_detail", args=[request.agreement.public_id]),
        made_by=decided_by,
    )


def _move(request: OverageRequest, state: State, **columns: object) -> None:
    """Change what still waits; of two who decide at once the second is told so."""
    waiting = OverageRequest.objects.filter(pk=request.pk, state=State.OPEN)
    moved = waiting.update(state=state, **columns)
    request.refresh_from_db(fields=["state", "decided_at", "remark"])
    if not moved:
        raise OverageRefused(f"This request was {request.get_state_display().lower()} already.")


def _rights(client_id: int) -> QuerySet[DecisionRight]:
    return DecisionRight.objects.filter(
        client_id=client_id,
        subject=DecisionRight.Subject.SPEND,
        user__is_active=True,
    )


def _covers(right: DecisionRight, request: OverageRequest) -> bool:
    """A limit in another currency covers nothing: nothing is converted."""
    if right.limit is None:
        return True
    return right.currency == request.agreement.currency and request.cost <= right.limit


def _in_words(request: OverageRequest) -> str:
    """``5 h beyond the allowance of March 2026, for up to $900.00``."""
    agreement = request.agreement
    beyond = f"{agreement.written(request.amount)} beyond the allowance of "
    cost = written.money(request.cost, agreement.currency)
    priced = "" if agreement.counts_money else f", for up to {cost}"
    return f"{beyond}{written.month(request.month)}{priced}"


def _tell_client(request: OverageRequest, sentence: str, by: User) -> None:
    notify(
        to=people_of_client(request.client),
        client=request.client,
        topic=Topic.BEYOND,
        sentence=sentence,
        link=f"{reverse('retainers:my_retainer')}?client={request.client.slug}",
        made_by=by,
    )


def _record(deed: str, request: OverageRequest, sentence: str, by: User) -> None:
    record(f"overage.{deed}", sentence, actor=by, client=request.client, subject=request)
