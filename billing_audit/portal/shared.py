"""The findings a company gets to see, and what they come to.

Shared are those a consultant confirmed and those that need the company's own
answer.  Nothing here reads who decided what, nor why.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal

from django.db.models import Count, F, Q, QuerySet, Sum
from django.utils import timezone

from billing_audit.bills.models import ChargeType, Invoice, Line, LineShelf
from billing_audit.findings.models import Finding
from billing_audit.findings.querysets import are_errors
from billing_audit.money.places import Places, by_currency
from clients.people.models import Client, User
from retainer.lib import format as written
from retainer.lib.months import shifted

State = Finding.State
#: What of a claim counts for the company: what it grew by after the decision is in review.
BEFORE_IT_GREW = F("claimed") - F("grown")


@dataclass(frozen=True)
class Amounts:
    """Money in each of its currencies, which are never added up."""

    by_currency: dict[str, Decimal]

    def __bool__(self) -> bool:
        return any(self.by_currency.values())

    def __str__(self) -> str:
        said = [written.money(amount, code) for code, amount in self.by_currency.items() if amount]
        return " and ".join(said) or written.money(0, next(iter(self.by_currency), ""))


@dataclass(frozen=True)
class Standing:
    """What a company's errors come to, and how many questions wait."""

    #: Not yet asked back of a carrier: confirmed, or waiting for their answer.
    claimed: Amounts
    #: With carriers, promised by them, on bills.
    disputed: Amounts
    credited: Amounts
    count: int
    #: Of these, what was found in the month that is looked at; a question claims nothing yet.
    found: Amounts
    found_count: int
    asked: int


def shared_findings(user: User) -> QuerySet[Finding]:
    """The findings of a client user's companies that are confirmed or need an answer."""
    return Finding.objects.visible_to(user).filter(
        shared_with_client=True, state__in=(State.VALID, State.ASKED)
    )


def for_reading(findings: QuerySet[Finding]) -> QuerySet[Finding]:
    """With carrier, account and service, of which client users may read some columns only."""
    return findings.select_related("account__carrier", "billed_service").only(
        *(field.name for field in Finding._meta.concrete_fields),
        "account__number",
        "account__carrier__name",
        "billed_service__number",
    )


def found_in(month: date) -> Q:
    """Findings first seen in a month, by the practice's clock."""
    first, after = (
        timezone.make_aware(datetime.combine(day, time.min)) for day in (month, shifted(month, 1))
    )
    return Q(found_at__gte=first, found_at__lt=after)


def standing(findings: QuerySet[Finding], month: date, company: Client) -> Standing:
    """Where the money is of what the bills still show, and what the month added to it."""
    this_month = found_in(month)
    sums = by_currency(findings, company.pk) or {company.currency: Places()}

    def amounts(of: Callable[[Places], Decimal]) -> Amounts:
        return Amounts({code: of(places) for code, places in sums.items()})

    rows = list(
        findings.standing()
        .order_by("currency")
        .values("currency")
        .annotate(
            count=Count("pk", filter=are_errors()),
            found_sum=Sum(BEFORE_IT_GREW, filter=this_month, default=Decimal(0)),
            found=Count("pk", filter=this_month & Q(claimed__gt=0)),
            # A question may be about a savings idea as well.
            asked=Count("pk", filter=Q(state=State.ASKED)),
        )
    )
    return Standing(
        claimed=amounts(lambda places: places.to_ask + places.waiting),
        disputed=amounts(lambda places: places.asked + places.promised),
        credited=amounts(lambda places: places.credited),
        count=sum(row["count"] for row in rows),
        found=Amounts(
            {row["currency"]: row["found_sum"] for row in rows} or {company.currency: Decimal(0)}
        ),
        found_count=sum(row["found"] for row in rows),
        asked=sum(row["asked"] for row in rows),
    )


def billed_months(company: Client) -> list[date]:
    """The months a company was billed in, the newest first."""
    bills = Invoice.objects.filter(client=company).order_by("-month")
    return list(bills.values_list("month", flat=True).distinct())


def credit_lines(company: Client, month: date) -> QuerySet[Line]:
    """What the carriers credited on the bills of a month."""
    bills = Invoice.objects.filter(client=company, month=month).values_list("pk", flat=True)
    shelves = LineShelf.objects.filter(client=company).values_list("pk", flat=True)
    # As keys: the lines are found by the bill, and only on this company's shelves.
    return Line.objects.filter(
        client=company,
        shelf_id__in=list(shelves),
        invoice_id__in=list(bills),
        charge_type=ChargeType.CREDIT,
    )


def credited(lines: QuerySet[Line], currency: str) -> Amounts:
    """What credits come to, as money that came back: a positive amount."""
    rows = lines.order_by().values_list("invoice__currency").annotate(amount=Sum("amount"))
    return Amounts({code: -amount for code, amount in rows} or {currency: Decimal(0)})
