"""Which accounts the board shows: by client, carrier, and what their months say."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone

from billing_audit.months import board, cells
from billing_audit.months.board import Row
from clients.people.models import Client, User
from clients.telecom.models import BillingAccount, Carrier
from retainer.lib import keyset
from retainer.lib.states import state_of

ORDER = ("client__name", "carrier__name", "number", "id")
#: Months shown unless asked otherwise.
USUAL = 12
#: Accounts on a page.
SIZE = 60


@dataclass(frozen=True)
class Choice:
    """One choice of a select."""

    value: str
    word: str
    chosen: bool


class Board:
    """The board as one address asks for it."""

    def __init__(self, request: HttpRequest) -> None:
        self.request = request
        self.today = timezone.localdate()
        span = request.GET.get("span", "")
        self.span = int(span) if span in map(str, board.SPANS) else USUAL
        self.state = request.GET.get("state", "")
        if self.state not in cells.STATES:
            self.state = ""
        self.carrier = request.GET.get("carrier", "")
        slug = request.GET.get("client", "")
        seen = Client.objects.visible_to(request.user)
        self.client = seen.filter(slug=slug).first() if slug else None
        self.months = board.months_until(self.today, self.span)

    @property
    def is_narrow(self) -> bool:
        return bool(self.client or self.state or self.carrier)

    @cached_property
    def every(self) -> list[Row]:
        """All accounts of the chosen client and carrier."""
        return board.rows_of(accounts_of(self.request.user, self.client, self.carrier),
                             self.months, self.today)  # fmt: skip

    @cached_property
    def rows(self) -> list[Row]:
        """Those among them with a month in the chosen state."""
        return [row for row in self.every if not self.state or row.says(self.state)]

    @cached_property
    def page(self) -> keyset.Page:
        """The accounts of one page, with their rows."""
        shown = {row.account.pk: row for row in self.rows}
        accounts = BillingAccount.objects.filter(pk__in=list(shown))
        page = keyset.page(
            accounts.select_related("client", "carrier"), ORDER, self.request, size=SIZE
        )
        rows = [shown[account.pk] for account in page]
        return keyset.Page(rows, page.older, page.newer)

    @property
    def missing(self) -> int:
        return board.missing(self.every)

    @property
    def states(self) -> list[tuple[str, str, int]]:
        """Each state with the number of accounts that have such a month."""
        return [
            (state, state_of(state).word, sum(row.says(state) for row in self.every))
            for state in cells.STATES
        ]

    @property
    def legend(self) -> dict[str, str]:
        return cells.STATES

    @property
    def carriers(self) -> list[Choice]:
        seen = BillingAccount.objects.visible_to(self.request.user)
        rows = Carrier.objects.filter(pk__in=seen.values("carrier")).order_by("name")
        return [
            Choice(str(carrier.public_id), carrier.name, str(carrier.public_id) == self.carrier)
            for carrier in rows
        ]

    @property
    def spans(self) -> list[Choice]:
        """Besides the usual one."""
        others = [span for span in board.SPANS if span != USUAL]
        return [Choice(str(span), f"{span} months", span == self.span) for span in others]


def accounts_of(user: User, client: Client | None = None, carrier: str = "") -> QuerySet[Any]:
    """The accounts a person sees, of clients the practice still works for."""
    accounts = BillingAccount.objects.visible_to(user).filter(client__in=Client.objects.active())
    if client:
        accounts = BillingAccount.objects.visible_to(user).filter(client=client)
    if carrier:
        accounts = accounts.filter(
            carrier__in=[
                each.pk for each in Carrier.objects.all() if str(each.public_id) == carrier
            ]
        )
    return accounts.select_related("client", "carrier").order_by(*ORDER)


def missing_bills(user: User, client: Client | None = None) -> int:
    """How many bills of a person's clients are overdue."""
    today = timezone.localdate()
    months = board.months_until(today, USUAL)
    return board.missing(board.rows_of(accounts_of(user, client), months, today))
