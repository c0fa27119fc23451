"""The list of findings as its address says: narrowed, sorted, and what else could be chosen."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from functools import cached_property
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone

from billing_audit.checks.base import Nature, registered
from billing_audit.checks.catalogue import all_checks
from billing_audit.findings.models import Finding
from billing_audit.findings.querysets import FindingQuerySet
from clients.people.models import Client
from clients.telecom.models import BillingAccount, Carrier
from retainer.lib import format as written
from retainer.lib.months import read_month, shifted

GONE = "resolved"
GROWN = "grown"
STATES = [
    ("", "Current"),
    *Finding.State.choices,
    (GROWN, "Grown since decided"),
    (GONE, "No longer seen"),
]
#: Errors stand by themselves; the others are never among them.
IDEAS, NOTES = "ideas", "notes"
KINDS = [("", "Errors"), (IDEAS, "Savings ideas"), (NOTES, "Alerts and notes")]
#: What the list can be sorted by, each with the order of rows it means.
ORDERS = {
    "-claimed": ("-mills", "-id"),
    "claimed": ("mills", "id"),
    "-found": ("-found_at", "-id"),
    "found": ("found_at", "id"),
}
MONTHS_OFFERED = 24
ACCOUNTS_OFFERED = 300
AMOUNTS_OFFERED = ("10", "100", "1000", "10000")
AGES_OFFERED = (7, 30, 90)
#: What the drop-down filters set in the address, and the place in the list it leads to.
DROP_DOWNS = ("check", "carrier", "account", "month", "least", "days")
CURSORS = ("older", "newer")


@dataclass(frozen=True)
class Choice:
    """An option of a filter."""

    value: str
    word: str
    chosen: bool


class Narrowing:
    """What an address chooses; values that nobody offered choose nothing."""

    states = STATES
    kinds = KINDS

    def __init__(self, request: HttpRequest, *, state: str = "") -> None:
        """``state`` is what an address that names none asks for."""
        query, self.user = request.GET, request.user
        #: What the drop-downs leave as it is.
        self.kept = {k: v for k, v in query.items() if k not in (*DROP_DOWNS, *CURSORS)}
        self.slug = query.get("client", "")
        self.words = query.get("q", "").strip()[:80]
        self.state = query.get("state", state)
        self.sort = query.get("sort", "")
        self.kind = query.get("kind", "")
        self.check = query.get("check", "") if query.get("check") in registered() else ""
        self.month = read_month(query.get("month", ""))
        self.least = _read(Decimal, query.get("least", ""))
        self.days = _read(int, query.get("days", ""))
        self._carrier = _read(UUID, query.get("carrier", ""))
        self._account = _read(UUID, query.get("account", ""))

    @cached_property
    def client(self) -> Client | None:
        clients = Client.objects.visible_to(self.user)
        return clients.filter(slug=self.slug).first() if self.slug else None

    @cached_property
    def carrier(self) -> Carrier | None:
        return Carrier.objects.filter(public_id=self._carrier).first() if self._carrier else None

    @cached_property
    def account(self) -> BillingAccount | None:
        accounts = BillingAccount.objects.visible_to(self.user).select_related("carrier")
        return accounts.filter(public_id=self._account).first() if self._account else None

    @property
    def order(self) -> tuple[str, ...]:
        return ORDERS.get(self.sort, ORDERS["-claimed"])

    @property
    def findings(self) -> FindingQuerySet:
        """The findings this person may see that the address asks for, in no order yet."""
        findings = Finding.objects.visible_to(self.user)
        findings = findings.gone() if self.state == GONE else findings.standing()
        if self.slug:
            findings = findings.filter(client=self.client)
        if self.state == GROWN:
            findings = findings.grown()
        elif self.state in Finding.State.values:
            findings = findings.filter(state=self.state)
        findings = self._of_kind(findings)
        if self._account:
            findings = findings.filter(account=self.account)
        elif self.carrier:
            findings = findings.of_carrier(self.carrier.pk)
        if self.month:
            findings = findings.in_month(self.month)
        if self.least:
            findings = findings.worth(self.least)
        if self.days:
            findings = findings.older_than(self.days)
        return findings.about(self.words) if self.words else findings

    def _of_kind(self, findings: FindingQuerySet) -> FindingQuerySet:
        """Of the check that is asked for, whatever it tells of; else of one kind."""
        if self.check:
            return findings.filter(check_code=self.check)
        if self.is_about_ideas:
            return findings.ideas()
        return findings.notes() if self.kind == NOTES else findings.errors()

    @property
    def is_about_ideas(self) -> bool:
        """Whether what is listed could be saved, rather than asked back."""
        if self.check:
            return registered()[self.check].nature == Nature.SAVING
        return self.kind == IDEAS

    @property
    def is_narrow(self) -> bool:
        return bool(self.words or self.state or self.kind or self.narrowed_by)

    @property
    def narrowed_by(self) -> list[object]:
        """The values of the drop-down filters that are set."""
        values = (self.check, self._carrier, self._account, self.month, self.least, self.days)
        return [value for value in values if value]

    def checks(self) -> list[Choice]:
        checks = sorted(all_checks(), key=lambda check: check.code)
        return _choices(((c.code, f"{c.code} {c.title}") for c in checks), self.check)

    def carriers(self) -> list[Choice]:
        carriers = Carrier.objects.filter(pk__in=self._accounts().values("carrier"))
        return _choices(carriers.values_list("public_id", "name"), self._carrier)

    def accounts(self) -> list[Choice]:
        """The accounts of the client that is looked at; of all clients they would be too many."""
        offered = []
        if self.client:
            accounts = self._accounts().select_related("carrier")
            if self.carrier:
                accounts = accounts.filter(carrier=self.carrier)
            offered = list(accounts[:ACCOUNTS_OFFERED])
        if self.account and self.account not in offered:
            offered.insert(0, self.account)
        return _choices(((each.public_id, str(each)) for each in offered), self._account)

    def _accounts(self) -> QuerySet[BillingAccount]:
        accounts = BillingAccount.objects.visible_to(self.user)
        return accounts.filter(client=self.client) if self.client else accounts

    def months(self) -> list[Choice]:
        newest = timezone.localdate().replace(day=1)
        months = [shifted(newest, -back) for back in range(MONTHS_OFFERED)]
        if self.month and self.month not in months:
            months.append(self.month)
        named = ((f"{month:%Y-%m}", written.month(month)) for month in months)
        return _choices(named, f"{self.month:%Y-%m}" if self.month else "")

    def amounts(self) -> list[Choice]:
        offered = [Decimal(amount) for amount in AMOUNTS_OFFERED]
        if self.least and self.least not in offered:
            offered.append(self.least)
        named = ((f"{each:f}", f"{written.number(each)} or more") for each in sorted(offered))
        return _choices(named, f"{self.least:f}" if self.least else "")

    def ages(self) -> list[Choice]:
        offered = sorted({*AGES_OFFERED, self.days or AGES_OFFERED[0]})
        named = ((str(days), f"Older than {written.count(days, 'day')}") for days in offered)
        return _choices(named, self.days)


def _choices(named: Iterable[tuple[object, str]], chosen: object) -> list[Choice]:
    return [Choice(str(value), word, str(value) == str(chosen)) for value, word in named]


def _read(kind: Callable[[str], Any], text: str) -> Any:
    """The value an address writes, if it is one that makes sense: positive, and finite."""
    try:
        value = kind(text)
        return value if kind is UUID or 0 < value < 10**9 else None
    except (ValueError, InvalidOperation):
        return None
