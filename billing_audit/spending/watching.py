"""Tells both sides once of a month that came to more than its budget, in all or with a carrier.

A month that is above in all is one thing to be told: its page says with which carriers.
"""

from datetime import date

from django.urls import reverse
from django.utils.http import urlencode

from billing_audit.spending.reading import Spending, Spent
from clients.notices.models import Topic
from clients.notices.recipients import people_of_client, people_of_practice
from clients.notices.services import notify
from clients.people.models import Client
from clients.telecom.models import Budget
from retainer.lib import format as written
from retainer.lib.months import month_of, shifted

#: Bills come late: so many months before this one are looked at, too.
MONTHS = 2


def watch(today: date) -> None:
    """Tell of every budget of these months that is exceeded."""
    month = month_of(today)
    budgets = Budget.objects.filter(
        client__in=Client.objects.active(), month__range=(shifted(month, -MONTHS), month)
    )
    months = (
        budgets.values_list("client", "month", "currency").order_by("client", "month").distinct()
    )
    clients = Client.objects.in_bulk({client for client, *_ in months})
    for client, month, currency in months:
        spending = Spending(clients[client], month, currency)
        for spent in _above(spending):
            _tell(spending, spent)


def _above(spending: Spending) -> list[Spent]:
    if spending.whole.is_above:
        return [spending.whole]
    return [spent for spent in spending.by_carrier() if spent.is_above]


def _tell(spending: Spending, spent: Spent) -> None:
    client, month, currency = spending.client, spending.month, spending.currency
    whom = f" with {spent.name}" if spent.key else ""
    amount, budget, over = (
        written.money(money, currency) for money in (spent.amount, spent.budget, spent.over)
    )
    sentence = (
        f"Spend{whom} in {written.month(month)} is {amount}, {over} above the budget of {budget}."
    )
    chosen = urlencode({"client": client.slug, "month": f"{month:%Y-%m}", "currency": currency})
    theirs = f"{reverse('portal:spend')}?{chosen}"
    ours = f"{reverse('telecom:budget_list')}?client={client.slug}"
    for people, link in ((people_of_client(client), theirs), (people_of_practice(client), ours)):
        notify(
            to=people,
            client=client,
            topic=Topic.BUDGET,
            sentence=sentence,
            link=link,
            key=f"budget-{client.pk}-{month:%Y-%m}-{currency}-{spent.key or 'all'}",
        )
