"""How our help, the work together and carriers were found, quarter by quarter."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Avg, Case, CharField, Count, DateField, DecimalField, F, Q, Value, When
from django.db.models.functions import Cast, Coalesce, TruncQuarter

from clients.desk.pulse_models import Pulse
from clients.people.models import Client, Practice, User
from retainer.lib import quarters

MEAN = DecimalField(max_digits=4, decimal_places=2)
ANSWERED = Q(state=Pulse.State.ANSWERED)
#: Quarters and answered questions are about our help; issues about the carrier they were with.
US, TOGETHER = "Our help", "The work, as we see it"


@dataclass(frozen=True)
class Row:
    """One thing that people were asked about in a quarter; a mean of nothing is not known."""

    client: Client
    quarter: date
    about: str
    asked: int
    answered: int
    good: Decimal | None
    easy: Decimal | None
    #: The means of the last quarter before that has any.
    good_before: Decimal | None = None
    easy_before: Decimal | None = None

    @property
    def name(self) -> str:
        return quarters.quarter_name(self.quarter)

    @property
    def change(self) -> Decimal | None:
        """How much better it is found than before, good and easy taken together."""
        if self.good is None or self.good_before is None:
            return None
        return (self.good + self.easy - self.good_before - self.easy_before) / 2


def trends(clients: Iterable[Client]) -> list[Row]:
    """Every quarter in which somebody was asked, the latest first, client by client."""
    by_key = {client.pk: client for client in clients}
    before: dict[tuple[int, str], Row] = {}
    rows: list[Row] = []
    for found in _found(by_key):
        place = (found["client_id"], found["thing"])
        last = before.get(place)
        row = Row(
            client=by_key[found["client_id"]],
            quarter=found["in_quarter"],
            about=found["thing"],
            asked=found["asked"],
            answered=found["answered"],
            good=_mean(found["good_mean"]),
            easy=_mean(found["easy_mean"]),
            good_before=last.good if last else None,
            easy_before=last.easy if last else None,
        )
        if row.answered:
            before[place] = row
        rows.append(row)
    order = {client: place for place, client in enumerate(by_key)}
    rows.sort(key=lambda row: (order[row.client.pk], -row.quarter.toordinal(), _rank(row.about)))
    return rows


def of_quarter(client: Client, quarter: date) -> list[Row]:
    """What was found in one quarter, with how it was before."""
    return [row for row in trends([client]) if row.quarter == quarter]


def _found(clients: Iterable[int]) -> Iterable[dict[str, Any]]:
    """Asked and answered with the means, by client and thing, the first quarter first.

    A pulse belongs to the quarter it is about, and else to the one it was asked in.
    """
    about = Case(
        When(issue__carrier__isnull=False, then=F("issue__carrier__name")),
        When(~Q(person__kind=User.Kind.CLIENT), then=Value(TOGETHER)),
        default=Value(US),
        output_field=CharField(),
    )
    zone = ZoneInfo(Practice.current().time_zone)
    asked_in = Cast(TruncQuarter("asked_at", tzinfo=zone), DateField())
    return (
        Pulse.objects.filter(client__in=list(clients))
        .annotate(in_quarter=Coalesce("quarter", asked_in))
        .annotate(thing=about)
        .values("client_id", "in_quarter", "thing")
        .annotate(
            asked=Count("pk"),
            answered=Count("pk", filter=ANSWERED),
            good_mean=Avg("good", output_field=MEAN),
            easy_mean=Avg("easy", output_field=MEAN),
        )
        .order_by("in_quarter", "client_id", "thing")
    )


def _mean(value: Decimal | None) -> Decimal | None:
    return None if value is None else value.quantize(Decimal("0.01"))


def _rank(about: str) -> tuple[int, str]:
    """Our help first, our own view of the work after it, then the carriers by name."""
    return ({US: 0, TOGETHER: 1}.get(about, 2), about)
