"""The pulse of a quarter on one page for the executives of a client, with what is done about it."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import IntegrityError, transaction
from django.urls import reverse

from clients.desk.pulse_models import PulseSummary
from clients.desk.trends import Row, of_quarter
from clients.notices.models import Topic
from clients.notices.services import notify
from clients.people.activity import record
from clients.people.models import Client, Membership, User
from retainer.lib import quarters
from retainer.lib.refusal import Refused

FIGURES = ("good", "easy", "change")


class NotToPublish(Refused):
    """There is nothing to tell, or it was told before."""


@dataclass(frozen=True)
class Line:
    """What a summary says of one thing, as it stood when it was published."""

    about: str
    asked: int
    answered: int
    good: Decimal | None
    easy: Decimal | None
    change: Decimal | None


def lines(summary: PulseSummary) -> list[Line]:
    """The rows of a summary as figures again."""
    return [Line(**{**row, **{f: _figure(row[f]) for f in FIGURES}}) for row in summary.rows]


def frozen(rows: list[Row]) -> list[dict[str, Any]]:
    """Rows as a summary keeps them: figures as text, to the digit they are shown with."""
    return [
        {
            "about": row.about,
            "asked": row.asked,
            "answered": row.answered,
            **{f: None if getattr(row, f) is None else f"{getattr(row, f):.2f}" for f in FIGURES},
        }
        for row in rows
    ]


@transaction.atomic
def publish(*, client: Client, quarter: date, actions: str, published_by: User) -> PulseSummary:
    """Freeze a quarter's figures, and show them to the client's executives."""
    rows = of_quarter(client, quarter)
    name = quarters.quarter_name(quarter)
    if not any(row.answered for row in rows):
        raise NotToPublish(f"Nobody has answered in {name} yet, so there is nothing to tell.")
    if not actions.strip():
        raise NotToPublish("Say what is done about it: the executives read that first.")
    executives = client.memberships.filter(role=Membership.Role.EXECUTIVE)
    if not executives.exists():
        raise NotToPublish(f"Nobody of {client} is an executive. Invite one, then publish it.")
    try:
        with transaction.atomic():  # a savepoint: the refusal must not spoil the caller's work
            summary = PulseSummary.objects.create(
                client=client,
                quarter=quarter,
                rows=frozen(rows),
                actions=actions.strip(),
                published_by=published_by,
            )
    except IntegrityError as twice:
        raise NotToPublish(f"The pulse of {name} was published before.") from twice
    record("pulse.published", f"Published the pulse of {name}", actor=published_by, client=client)
    notify(
        to=executives.values_list("user", flat=True),
        client=client,
        topic=Topic.DESK,
        sentence=f"How {name} was found, on one page, and what is done about it.",
        link=reverse("desk:pulse_summary"),
        made_by=published_by,
    )
    return summary


def _figure(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)
