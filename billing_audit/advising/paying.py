"""Our advice about bills, before they are due: what a consultant said of one, else the rule."""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import cached_property
from typing import Any

from django.db.models import F, Sum
from django.utils import timezone

from billing_audit.advising.answers import answers_by_bill
from billing_audit.advising.models import PaymentAdvice
from billing_audit.advising.rule import Claim, Facts, Ruled, rule
from billing_audit.bills.models import Invoice
from billing_audit.bills.owed import amount_of, brought_forward, in_words
from billing_audit.checks.catalogue import check_of
from billing_audit.findings.models import Finding, Occurrence
from billing_audit.runs.models import AuditRun
from clients.people.models import Client, User
from clients.telecom.models import Contract, Payment

Advice = PaymentAdvice.Advice
#: Days after its date on which a bill counts as due where it names no day.
USUAL_DAYS = 30
#: How long a bill that is past due stays on the list while no payment of it is known.
LATE = timedelta(days=31)
#: Words that say a life may hang on a service.
LIFE_SAFETY = re.compile(
    r"\b(alarm|elevator|lift|fire|911|112|e911|emergency|panic|medical)\b", re.I
)
#: What of a service says so.
OF_A_SERVICE = tuple(
    f"finding__billed_service__service__{name}"
    for name in ("kind", "product", "kept_because", "assigned_to")
)


@dataclass(frozen=True)
class Advised:
    """One bill with our advice."""

    invoice: Invoice
    due: date
    amount: Decimal
    advice: str
    withheld: Decimal
    reason: str
    theirs: Decimal
    #: Who said so, where it was not the rule.
    said_by: str = ""

    @property
    def to_pay(self) -> Decimal:
        return self.amount - self.withheld

    @property
    def carriers(self) -> Decimal:
        """What of the bill is the carrier's money by all we know."""
        return self.amount - self.theirs

    @property
    def brought_forward(self) -> Decimal:
        """What of the bill comes from the bills before it."""
        return brought_forward(self.invoice)

    @property
    def brought_forward_words(self) -> str:
        return in_words(self.invoice)

    @property
    def word(self) -> str:
        return Advice(self.advice).label


def bills_to_pay(user: User, client: Client | None = None) -> list[Advised]:
    """The bills that are due soon or lately were, as far as no payment of them is known."""
    today = timezone.localdate()
    earliest = today - LATE - timedelta(days=USUAL_DAYS)
    bills = Invoice.objects.visible_to(user).filter(superseded_by=None, bill_date__gte=earliest)
    if client:
        bills = bills.filter(client=client)
    paid = set(
        Payment.objects.visible_to(user)
        .filter(paid_on__gte=earliest)
        .values_list("account_id", "invoice_number")
    )
    rows = [bill for bill in for_reading(bills) if (bill.account_id, bill.number) not in paid]
    advised = advise(rows, today)
    wanted = [each for each in advised if each.due >= today - LATE and each.amount > 0]
    return sorted(wanted, key=lambda each: (each.due, each.invoice.pk))


def for_reading(bills: Any) -> Any:
    """Bills with the names of carrier and account, which client users may read, too."""
    return bills.select_related("client").annotate(
        carrier_name=F("carrier__name"), account_number=F("account__number")
    )


def advise(bills: Sequence[Invoice], today: date | None = None) -> list[Advised]:
    """Our advice about each of these bills, in the same few queries however many they are."""
    reading = _Reading(bills, today or timezone.localdate())
    return [reading.advised(bill) for bill in bills]


class _Reading:
    """The facts about some bills."""

    def __init__(self, bills: Sequence[Invoice], today: date) -> None:
        self._bills, self._today = bills, today
        self._clients = {bill.client_id for bill in bills}

    def advised(self, bill: Invoice) -> Advised:
        """What a consultant said last about it, else what the rule says."""
        due = bill.due_date or bill.bill_date + timedelta(days=USUAL_DAYS)
        amount = amount_of(bill)
        ruled = rule(
            Facts(
                amount=amount,
                currency=bill.currency,
                bill_date=bill.bill_date,
                due=due,
                today=self._today,
                is_audited=bill.pk in self._audited,
                withhold_days=self._withhold_days(bill),
                claims=self._claims[bill.pk],
            )
        )
        said = self._said.get(bill.pk)
        if said:
            ruled = Ruled(said.advice, min(said.withheld, amount), said.reason, ruled.theirs)
        return Advised(
            bill,
            due,
            amount,
            ruled.advice,
            ruled.withheld,
            ruled.reason,
            ruled.theirs,
            said.name if said else "",
        )

    @cached_property
    def _said(self) -> dict[int, PaymentAdvice]:
        """The latest word of a consultant about each bill."""
        said = PaymentAdvice.objects.filter(client__in=self._clients, invoice__in=self._bills)
        return {each.invoice_id: each for each in said.annotate(name=F("advised_by__name"))
                .order_by("pk")}  # fmt: skip

    @cached_property
    def _audited(self) -> set[int]:
        """The bills that a complete audit looked at since they were loaded."""
        runs = list(
            AuditRun.objects.filter(client__in=self._clients, state=AuditRun.State.COMPLETE)
            .values_list("client_id", "month_from", "month_to", "months", "queued_at")
        )  # fmt: skip
        loaded = dict(
            Invoice.objects.filter(pk__in=[bill.pk for bill in self._bills]).values_list(
                "pk", "bill_file__finished_at"
            )
        )
        return {
            bill.pk
            for bill in self._bills
            if any(
                client == bill.client_id
                and (first is None or first <= bill.month)
                and (last is None or last >= bill.month)
                and (not only or bill.month in only)
                and (loaded[bill.pk] is None or loaded[bill.pk] <= queued)
                for client, first, last, only, queued in runs
            )
        }

    @cached_property
    def _contracts(self) -> dict[tuple[int, int], list[Any]]:
        """Terms and days to withhold, by client and carrier."""
        found: dict[tuple[int, int], list[Any]] = defaultdict(list)
        stated = Contract.objects.filter(client__in=self._clients, withhold_days__isnull=False)
        for client, carrier, term, days in stated.values_list(
            "client_id", "carrier_id", "term", "withhold_days"
        ):
            found[client, carrier].append((term, days))
        return found

    def _withhold_days(self, bill: Invoice) -> int | None:
        """The shortest time that a contract of its day gives."""
        stated = self._contracts[bill.client_id, bill.carrier_id]
        days = [days for term, days in stated if term is None or bill.bill_date in term]
        return min(days, default=None)

    @cached_property
    def _claims(self) -> dict[int, list[Claim]]:
        """What valid findings claim on each bill, the most money first."""
        charges = Occurrence.objects.filter(
            client__in=self._clients,
            month__in={bill.month for bill in self._bills},
            invoice__in=[bill.pk for bill in self._bills],
            confirmed__gt=0,
            finding__state=Finding.State.VALID,
        )
        columns = ("invoice", "finding", "check_code", "finding__subject", *OF_A_SERVICE)
        rows = list(charges.order_by().values(*columns).annotate(sum=Sum("confirmed")))
        answers = answers_by_bill({row["finding"] for row in rows})
        found: dict[int, list[Claim]] = defaultdict(list)
        for row in sorted(rows, key=lambda each: (-each["sum"], each["finding"])):
            check = check_of(row["check_code"])
            found[row["invoice"]] += [
                Claim(
                    title=f"{check.title}, {row['finding__subject']}",
                    amount=amount,
                    confidence=check.confidence,
                    answer=answer,
                    is_life_safety=_is_life_safety(row),
                )
                for amount, answer in answers[row["finding"], row["invoice"]]
            ]
        return found


def _is_life_safety(row: dict[str, Any]) -> bool:
    words = " ".join(row[name] or "" for name in (*OF_A_SERVICE, "finding__subject"))
    return bool(LIFE_SAFETY.search(words))
