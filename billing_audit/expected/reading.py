"""What pages and files say of an expected bill: its parts, and how it comes of the last one."""

from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count, F, QuerySet, Sum
from django.db.models.functions import Coalesce

from billing_audit.bills.charge_types import ChargeType
from billing_audit.expected.models import Difference, ExpectedBill
from clients.telecom.models import Service, Site
from retainer.lib.money import in_currency

ZERO = Decimal(0)
#: From the last bill to the next: what changes it, by the rules that do.
STEPS = (
    ("Services that end", ("ended", "ends_within", "stopped", "unused_days")),
    ("New services and orders", ("ordered", "ordered_part", "ordered_before", "one_time")),
    ("Whole months after a part of one", ("whole_month", "whole_at_rate")),
    ("Contract rates", ("at_rate", "rate_changed")),
    ("Instalments paid off", ("paid_off",)),
    (
        "Discounts and credits",
        ("discount", "discount_scaled", "discount_due", "promised", "credit", "credit_ended"),
    ),
    ("Usage", ("usage",)),
    (
        "Taxes, fees and surcharges",
        ("levy", "levy_ended", "factor", "factor_scaled", "factor_open"),
    ),
)


@dataclass(frozen=True)
class Step:
    """One reason why the next bill is another than the last."""

    words: str
    amount: Decimal
    count: int | None = None


@dataclass(frozen=True)
class Part:
    """What one type of charge, or one site, comes to."""

    words: str
    amount: Decimal
    before: Decimal
    count: int

    @property
    def change(self) -> Decimal:
        return self.amount - self.before


def steps(bill: ExpectedBill) -> list[Step]:
    """What leads from the last bill's total to the expected one; they add up exactly."""
    rows = bill.lines.order_by().values("rule").annotate(
        change=Sum(F("amount") - F("before")), lines=Count("pk")
    )  # fmt: skip
    by_rule = {row["rule"]: row for row in rows}
    found = []
    for words, rules in STEPS:
        own = [by_rule[rule] for rule in rules if rule in by_rule]
        if change := sum((row["change"] for row in own), ZERO):
            lines = sum(row["lines"] for row in own)
            found.append(Step(words, in_currency(change, bill.currency), lines))
    shown = in_currency(bill.total, bill.currency) - in_currency(bill.last_total, bill.currency)
    rest = shown - sum((step.amount for step in found), ZERO)
    if rest:
        found.insert(0, Step("What the last bill charged or credited once", rest))
    return found


def by_type(bill: ExpectedBill) -> list[Part]:
    rows = _parts(bill.lines.order_by("charge_type").values("charge_type"))
    return [
        Part(ChargeType(row["charge_type"]).in_words.capitalize(), *_figures(row)) for row in rows
    ]


def by_site(bill: ExpectedBill) -> list[Part]:
    """By the site that the inventory says a service is at; the largest sum first."""
    numbers = Service.objects.filter(client=bill.client_id, site__isnull=False)
    sites = dict(numbers.values_list("number", "site"))
    linked = dict(numbers.values_list("pk", "site"))
    names = dict(Site.objects.filter(client=bill.client_id).values_list("pk", "name"))
    sums: dict[int | None, list] = {}
    rows = _parts(
        bill.lines.order_by().values(
            number=Coalesce("billed_service__number", "service_number"),
            linked=F("billed_service__service"),
        )
    )
    for row in rows:
        site = linked.get(row["linked"]) if row["linked"] else sites.get(row["number"])
        held = sums.setdefault(site, [ZERO, ZERO, 0])
        for place, figure in enumerate(_figures(row)):
            held[place] += figure
    parts = [
        Part(names.get(site, "No site known") if site else "No site known", *held)
        for site, held in sums.items()
    ]
    return sorted(parts, key=lambda part: (-part.amount, part.words))


def _parts(rows: QuerySet) -> QuerySet:
    return rows.annotate(amount=Sum("amount"), past=Sum("before"), lines=Count("pk"))


def _figures(row: dict) -> tuple[Decimal, Decimal, int]:
    return row["amount"], row["past"], row["lines"]


@dataclass(frozen=True)
class Outcome:
    """One kind of difference: how many there are and what they come to."""

    what: str
    words: str
    count: int
    amount: Decimal


def outcomes(bill: ExpectedBill) -> list[Outcome]:
    """The differences by kind; with what was expected they add up to what was billed."""
    rows = bill.differences.order_by().values("what").annotate(
        count=Count("pk"), amount=Sum(F("billed") - F("expected"))
    )  # fmt: skip
    found = {row["what"]: row for row in rows}
    told = [
        Outcome(
            what,
            Difference.What(what).label,
            found[what]["count"],
            in_currency(found[what]["amount"], bill.currency),
        )
        for what in ("only_billed", "changed", "only_expected")
        if what in found
    ]
    # Bills may charge fractions of a coin; each sum is rounded as it is shown, and the rest said.
    shown = in_currency(bill.billed or ZERO, bill.currency) - in_currency(bill.total, bill.currency)
    if bill.has_come and (rest := shown - sum((each.amount for each in told), ZERO)):
        told.append(Outcome("", "Fractions rounded", 0, rest))
    return told
