"""What is done with hourly rates; work that was approved keeps the rate it was approved at."""

from django.db import transaction

from clients.agreements.rates import ClientRate, StandardRate
from clients.people.activity import record
from clients.people.models import User
from retainer.lib import format as written


@transaction.atomic
def keep_rate(*, rate: ClientRate, kept_by: User) -> ClientRate:
    """Store a new or an edited rate of a client."""
    deed = "agreed" if rate.pk is None else "edited"
    rate.save()
    _record(deed, rate, kept_by)
    return rate


@transaction.atomic
def remove_rate(*, rate: ClientRate, removed_by: User) -> None:
    """Drop a rate; entries priced with it keep what they were priced at."""
    _record("removed", rate, removed_by)
    rate.delete()


@transaction.atomic
def keep_standard_rate(*, rate: StandardRate, kept_by: User) -> StandardRate:
    """Store a new or an edited line of the price list."""
    deed = "added" if rate.pk is None else "edited"
    rate.save()
    _record(deed, rate, kept_by)
    return rate


@transaction.atomic
def remove_standard_rate(*, rate: StandardRate, removed_by: User) -> None:
    """Drop a line of the price list; entries priced with it keep what they were priced at."""
    _record("removed", rate, removed_by)
    rate.delete()


def _record(deed: str, rate: ClientRate | StandardRate, by: User) -> None:
    held = written.period(rate.starts_on, rate.ends_on)
    amount = written.rate(rate.rate, rate.currency)
    client = getattr(rate, "client", None)
    kind = "rate" if client else "standard_rate"
    record(
        f"{kind}.{deed}",
        f"{rate.whose}: {amount} an hour, {held}, {deed}",
        actor=by,
        client=client,
        subject=rate,
    )
