"""Tells a client's executives of money that came back, in the words of their own page."""

from collections.abc import Iterable

from django.urls import reverse

from billing_audit.money.models import Dispute, DisputeEvent
from clients.notices.models import Notice, Topic
from clients.notices.recipients import executives_of_client
from clients.notices.services import notify
from clients.people.models import User
from retainer.lib import format as written

#: The steps that are about money, and what they mean to the client.
TOLD = {
    "post": "{carrier} credited {money} on a bill (dispute {dispute}).",
    "refund": "{carrier} gave {money} back beside the bills (dispute {dispute}).",
    "reverse": "A bill of {carrier} took {money} of a credit back (dispute {dispute}).",
    "verify": "{money} back from {carrier} is verified: nothing of it was taken again (dispute "
    "{dispute}).",
}


def tell_of_money(event: DisputeEvent) -> None:
    """Tell of a step that money made, or of nothing."""
    if event.kind in TOLD:
        to = executives_of_client(event.dispute.client)
        _tell(event, to, _said(event), event.actor, _key(event))


def tell_of_mistake(event: DisputeEvent, undone_by: User) -> None:
    """Tell those who were told of a step, and nobody else, that it was taken back."""
    told = Notice.objects.filter(key=_key(event)).values_list("recipient", flat=True)
    if told:
        sentence = f"This was entered by mistake and does not count: {_said(event)}"
        _tell(event, told, sentence, undone_by, f"{_key(event)}-undone")


def _key(event: DisputeEvent) -> str:
    return f"dispute-step-{event.pk}"


def _said(event: DisputeEvent) -> str:
    dispute: Dispute = event.dispute
    amount = dispute.posted if event.amount is None else event.amount
    return TOLD[event.kind].format(
        carrier=dispute.carrier, dispute=dispute, money=written.money(amount, dispute.currency)
    )


def _tell(event: DisputeEvent, to: Iterable[int], sentence: str, by: User | None, key: str) -> None:
    dispute = event.dispute
    notify(
        to=to,
        client=dispute.client,
        topic=Topic.MONEY,
        sentence=sentence,
        link=reverse("portal:dispute_detail", args=[dispute.public_id]),
        made_by=by,
        key=key,
    )
