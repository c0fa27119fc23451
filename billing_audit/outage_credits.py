"""What contracts give for an outage, charge by charge, and what the bills since say of it.

The figures are reckoned here from terms, outages and bill lines, not taken from what the audit
found: the two must come to the same.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from zoneinfo import ZoneInfo

from django.db.models import Q, QuerySet
from django.urls import reverse

from billing_audit.bills.models import ChargeType, Invoice, Line, LineShelf
from billing_audit.checks.base import Check
from billing_audit.checks.contract.levels import OutageCreditMissing
from billing_audit.checks.contract.targets import TargetCreditMissing
from billing_audit.findings.exhibits import line_url
from billing_audit.findings.models import Finding
from billing_audit.last_bills import billed_as
from clients.people.models import Practice, User
from clients.telecom.clocks import MINUTE, clocks_of, contracts_of, first_day
from clients.telecom.models import Outage, RepairTarget, ServiceLevel, Term
from clients.telecom.outage_credits import OutageCredit, Place, register
from retainer.lib import format as written
from retainer.lib.money import in_currency
from retainer.lib.months import last_day, shifted

#: Bills dated up to so many months after the charged period may bring the credit.
LATER = 3
GIVES_BACK = (ChargeType.CREDIT, ChargeType.ADJUSTMENT)


@dataclass(frozen=True)
class Due:
    """A part of a charge that a term gives back."""

    check: type[Check]
    term: Term
    noun: str
    cause: str
    percent: Decimal
    #: The last day of the outage.
    over_on: date
    #: Whether it was asked for within the days the term gives.
    is_asked: bool


def outage_credits(user: User, outage: Outage) -> list[OutageCredit]:
    """The credits for each charge of the service that covers the day the outage began."""
    if not (outage.carrier_caused and outage.ended):
        return []
    zone = ZoneInfo(Practice.current().time_zone)
    day = first_day(outage, zone)
    lines = _lines(user, outage)
    charges = lines.filter(
        charge_type=ChargeType.RECURRING, amount__gt=0, period_from__lte=day, period_to__gte=day
    )
    return [
        _credit(lines, charge, due, user)
        for charge in charges.order_by("pk")
        for due in _dues(outage, charge, zone)
    ]


def _lines(user: User, outage: Outage) -> QuerySet:
    """What bills say of the service, as far as somebody may see them."""
    shelves = LineShelf.objects.filter(client=outage.client_id)
    return Line.objects.filter(
        client=outage.client_id,
        shelf_id__in=list(shelves.values_list("pk", flat=True)),
        billed_service__in=[billed for billed, _ in billed_as([outage.service])],
        invoice__in=Invoice.objects.visible_to(user).filter(superseded_by=None),
    ).select_related("invoice", "charge_code")


def _dues(outage: Outage, charge: Line, zone: ZoneInfo) -> Iterator[Due]:
    """What the contract gives back of a charge for the outages of the days it covers."""
    near = Outage.objects.filter(service=outage.service_id, carrier_caused=True)
    outages = [
        each
        for each in near.exclude(ended=None).select_related("service__account")
        if charge.period_from <= first_day(each, zone) <= charge.period_to
    ]
    over_on = outage.ended.astimezone(zone).date()
    clocks = clocks_of(outages, outage.ended)
    late = [each for each in outages if any(clock.minutes_late for clock in clocks[each.pk])]
    if outage in late and (target := clocks[outage.pk][0].target).credit_percent:
        same = [each for each in late if clocks[each.pk][0].target == target]
        counted, is_asked = _counted(target, outage, same, zone)
        percent = min(Decimal(100), target.credit_percent * len(counted))
        cause = f"{written.count(len(counted), 'outage')} beyond the target"
        yield Due(TargetCreditMissing, target, "repair_target", cause, percent, over_on, is_asked)
    for level in _levels(outage, charge, zone):
        counted, is_asked = _counted(level, outage, outages, zone)
        minutes = sum((each.ended - each.began) // MINUTE for each in counted)
        if minutes > level.threshold_minutes:
            cause = f"{written.count(minutes, 'minute')} of outage in the month"
            percent = level.credit_percent
            yield Due(
                OutageCreditMissing, level, "service_level", cause, percent, over_on, is_asked
            )
            return


def _counted(
    term: RepairTarget | ServiceLevel, outage: Outage, outages: list[Outage], zone: ZoneInfo
) -> tuple[list[Outage], bool]:
    """The outages a credit was asked for in time, where this one is among them; else all."""
    asked = [each for each in outages if _is_asked(term, each, zone)]
    return (asked, True) if outage in asked else (outages, False)


def _is_asked(term: RepairTarget | ServiceLevel, outage: Outage, zone: ZoneInfo) -> bool:
    if term.claim_days is None:
        return True
    if outage.credit_asked_on is None:
        return False
    return (outage.credit_asked_on - outage.ended.astimezone(zone).date()).days <= term.claim_days


def _levels(outage: Outage, charge: Line, zone: ZoneInfo) -> QuerySet:
    """The levels of the charge, the highest first."""
    code = charge.charge_code.code if charge.charge_code else ""
    levels = ServiceLevel.objects.filter(
        Q(charge_code="") | Q(charge_code=code),
        contract=contracts_of([outage], zone).get(outage.pk),
        valid__contains=charge.period_from,
    )
    return levels.select_related("contract").order_by("-threshold_minutes", "pk")


def _credit(lines: QuerySet, charge: Line, due: Due, user: User) -> OutageCredit:
    currency = charge.invoice.currency
    amount = in_currency(charge.amount * due.percent / 100, currency)
    given = _given(lines, charge, amount)
    found = Finding.objects.visible_to(user).filter(
        check_code=due.check.code, occurrences__line_id=charge.pk, resolved_at=None
    )
    finding = None if given else found.first()
    return OutageCredit(
        term=due.term,
        term_url=reverse(f"telecom:{due.noun}_detail", args=[due.term.public_id]),
        cause=due.cause,
        charge=_place(charge),
        reckoning=(
            f"{written.money(charge.amount, currency)} × {written.number(due.percent)}%"
            f" = {written.money(amount, currency)}"
        ),
        amount=amount,
        currency=currency,
        state=_state(due, given, _is_billed_since(user, charge, due)),
        given=given and _place(given),
        finding=finding
        and Place(
            str(finding.subject), reverse("findings:finding_detail", args=[finding.public_id])
        ),
    )


def _state(due: Due, given: Line | None, is_billed_since: bool) -> str:
    if given:
        return "credited"
    if not due.is_asked:
        return "credit_lapsed"
    return "credit_missing" if is_billed_since else "credit_due"


def _is_billed_since(user: User, charge: Line, due: Due) -> bool:
    """Whether a bill that could have given it has come."""
    later = Invoice.objects.visible_to(user).filter(
        account=charge.account_id, superseded_by=None, bill_date__gt=due.over_on
    )
    return later.exists()


def _given(lines: QuerySet, charge: Line, amount: Decimal) -> Line | None:
    """The first credit for the service that is as high, on the bills it may come with."""
    credits = lines.filter(
        charge_type__in=GIVES_BACK,
        amount__lte=-amount,
        invoice__bill_date__range=(charge.period_from, _until(charge.period_to)),
    )
    return credits.order_by("invoice__bill_date", "pk").first()


def _until(day: date) -> date:
    """The same day so many months later, or the month's last."""
    month = shifted(day, LATER)
    return month.replace(day=min(day.day, last_day(month).day))


def _place(line: Line) -> Place:
    return Place(f"Invoice {line.invoice.number}, line {line.line_no}", line_url(line))


def register_outage_credits() -> None:
    """Let the page of an outage tell what the contract gives for it."""
    register(outage_credits)
