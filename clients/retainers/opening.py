"""Opening months when they begin: every retainer shows what it grants from the first day on."""

from datetime import date

from clients.agreements.models import RetainerAgreement
from clients.retainers.ledger import settle
from retainer.lib.months import last_day, month_of


def open_months(today: date) -> int:
    """Grant this month to every agreement it belongs to; how many there are.

    May run as often as anybody likes: what was granted already is not granted again.
    """
    month = month_of(today)
    held = RetainerAgreement.objects.in_force(month, last_day(month)).order_by("pk")
    for agreement in held:
        settle(agreement, month)
    return len(held)
