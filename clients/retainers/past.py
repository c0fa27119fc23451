"""The months of a client's retainers in a list: closed ones as they were, open ones as they stand.

Each is the month of one agreement: a month in which two agreements meet is there twice.
"""

from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.urls import reverse

from clients.agreements.models import RetainerAgreement
from clients.people.models import Client
from clients.retainers.models import Statement
from clients.retainers.shown import brief
from clients.retainers.summary import Balance, Place
from retainer.lib import format as written


@dataclass(frozen=True)
class PastMonth:
    """A month of an agreement: a closed one as its statement says, an open one as it stands."""

    agreement: RetainerAgreement
    month: date
    url: str
    used: str
    left: str
    is_closed: bool

    @property
    def title(self) -> str:
        return self.agreement.title

    @property
    def of_agreement(self) -> str:
        """The agreement with its days: two may have the same title."""
        return f"{self.title}, {written.period(self.agreement.starts_on, self.agreement.ends_on)}"


def month_page(agreement: RetainerAgreement, day: date) -> str:
    """The client's page where the month of a day stands under an agreement."""
    chosen = {
        "client": agreement.client.slug,
        "agreement": agreement.public_id,
        "month": f"{day:%Y-%m}",
    }
    return f"{reverse('retainers:my_retainer')}?{urlencode(chosen)}"


def past_months(client: Client, balances: list[Balance]) -> list[PastMonth]:
    """These months and all that were closed, the newest first and of a month the newest agreement.

    What is closed is told by its statement; nothing of it is reckoned anew.
    """
    statements: dict[Place, Statement] = {
        (statement.agreement_id, statement.month): statement
        for statement in Statement.objects.filter(client=client).listed()
    }
    stand = {balance.place: balance for balance in balances if balance.place not in statements}
    months = [*map(_closed, statements.values()), *map(_open, stand.values())]
    return sorted(months, key=_age, reverse=True)


def _age(past: PastMonth) -> tuple[date, date, int]:
    return past.month, past.agreement.starts_on, past.agreement.pk


def _closed(statement: Statement) -> PastMonth:
    told = brief(statement)
    return PastMonth(
        statement.agreement,
        statement.month,
        reverse("retainers:statement_detail", args=[statement.public_id]),
        used=told.used,
        left=told.unused,
        is_closed=True,
    )


def _open(balance: Balance) -> PastMonth:
    agreement = balance.agreement
    chosen = {"agreement": agreement.public_id, "month": f"{balance.month:%Y-%m}"}
    return PastMonth(
        agreement,
        balance.month,
        f"?{urlencode(chosen)}",
        used=agreement.written(balance.used),
        left=agreement.written(balance.left),
        is_closed=False,
    )
