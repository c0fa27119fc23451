"""The holder of a decision right names a deputy for some days, and revokes."""

from datetime import date
from decimal import Decimal

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from clients.advice.models import Deputy
from clients.notices.models import Topic
from clients.notices.recipients import people_of_client
from clients.notices.services import notify
from clients.people.activity import record
from clients.people.models import DecisionRight, User
from retainer.lib import format as written
from retainer.lib.refusal import Refused


class DeputyRefused(Refused):
    """Nobody can be named so; ``field`` is what to look at again."""

    def __init__(self, sentence: str, *, field: str | None = None) -> None:
        super().__init__(sentence, reason="deputy_refused")
        self.field = field


@transaction.atomic
def name_deputy(
    *,
    right: DecisionRight,
    deputy: User,
    first_day: date,
    last_day: date,
    limit: Decimal | None,
    named_by: User,
) -> Deputy:
    """Let a colleague decide for the holder; never beyond the holder's own limit."""
    if right.user_id != named_by.pk:
        raise DeputyRefused("Only who holds the right names a deputy for it.")
    if deputy.pk == named_by.pk or deputy.pk not in people_of_client(right.client):
        raise DeputyRefused("Choose a colleague who can sign in.", field="deputy")
    if last_day < max(first_day, timezone.localdate()):
        raise DeputyRefused("Choose a last day that is to come.", field="last_day")
    if right.limit is not None and (limit is None or limit > right.limit):
        most = written.money(right.limit, right.currency)
        raise DeputyRefused(f"Write at most {most}, which is your own limit.", field="limit")
    named = Deputy.objects.create(
        client_id=right.client_id,
        subject=right.subject,
        holder_id=named_by.pk,
        deputy_id=deputy.pk,
        first_day=first_day,
        last_day=last_day,
        limit=limit,
        currency=right.currency,
    )
    days = written.period(first_day, last_day)
    about = right.get_subject_display().lower()
    sentence = f"{named_by} named {deputy} deputy for {about}, {days}"
    _tell("named", named, sentence, named_by)
    return named


@transaction.atomic
def revoke_deputy(*, deputy: Deputy, revoked_by: User) -> None:
    """End it now; what the deputy decided before stands."""
    if deputy.holder_id != revoked_by.pk:
        raise DeputyRefused("Only who named a deputy revokes it.")
    if not Deputy.objects.filter(pk=deputy.pk, revoked_at=None).update(revoked_at=timezone.now()):
        raise DeputyRefused("It was revoked before.")
    about = deputy.get_subject_display().lower()
    _tell("revoked", deputy, f"{revoked_by} revoked the deputy for {about}", revoked_by)


def _tell(deed: str, deputy: Deputy, sentence: str, by: User) -> None:
    record(f"deputy.{deed}", sentence, actor=by, client=deputy.client, subject=deputy)
    notify(
        to=[deputy.deputy_id],
        client=deputy.client,
        topic=Topic.DECISION,
        sentence=sentence,
        link=reverse("advice:deputy_list"),
        made_by=by,
    )
