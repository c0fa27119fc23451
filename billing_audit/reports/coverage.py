"""What was checked and clean, what was not and why, and which bills give reason to doubt."""

from collections.abc import Collection, Mapping
from datetime import date

from django.db.models import Count, Q, Sum

from billing_audit.bills.models import (
    BilledService,
    BillFile,
    ChargeType,
    ImportIssue,
    Line,
    LineShelf,
)
from billing_audit.bills.refused import open_issues, without_settled
from billing_audit.checks.base import Check
from billing_audit.checks.catalogue import all_checks
from billing_audit.checks.needs import BILL_LINES, Need
from billing_audit.reports.scope import bills_of
from billing_audit.reports.shape import (
    CleanCheck,
    Gap,
    Spend,
    Unchecked,
    UnconfirmedService,
    Verification,
)
from billing_audit.runs.certificate import Looked, looked, shares
from billing_audit.runs.coverage_models import Coverage
from billing_audit.runs.models import AuditRun, CheckResult
from billing_audit.runs.remedies import UNLOCKED_BY
from clients.models import BillingAccount, Client, Service
from retainer.lib import format as written
from retainer.lib.money import in_currency
from retainer.lib.months import last_day, shifted

State = CheckResult.State
#: How the reason of a check begins that had no data.
NEEDS = "Needs "
#: Refused cells of a file that are quoted.
QUOTED = 3


def checks_of(run: AuditRun | None) -> list[type[Check]]:
    """The checks that had their say in a run."""
    done = _results(run)
    return [
        check
        for check in all_checks()
        if check.code in done and done[check.code].state == State.DONE
    ]


def _results(run: AuditRun | None) -> dict[str, CheckResult]:
    return {result.check_code: result for result in run.results.all()} if run else {}


def looked_at(client: Client, month: date, run: AuditRun | None) -> dict[str, Looked]:
    """How many of the month's charges, or bills, each check of the run could judge.

    Of a check that lacked data, what it would have looked at.
    """
    if told := _coverage(run):
        return {
            check.code: looked(told.checks.get(check.code, {}), month) for check in all_checks()
        }
    return {code: Looked(number) for code, number in _bills_and_lines(client, month).items()}


def verification(client: Client, month: date, run: AuditRun | None) -> list[Verification]:
    """How much of the month's charges was held against anything outside the bills."""
    told = _coverage(run)
    return [
        Verification(
            currency=each.currency,
            charges=each.charges,
            spend=each.all,
            verified=each.verified,
            priced=each.priced,
            unverified_charges=each.unverified_charges,
        )
        for each in (shares(told, client.currency, month) if told else [])
    ]


def _coverage(run: AuditRun | None) -> Coverage | None:
    """What the run counted; nothing where an earlier release made it."""
    return Coverage.objects.filter(run=run).first() if run else None


def _bills_and_lines(client: Client, month: date) -> dict[str, int]:
    counts = {
        check.code: Count("pk", filter=check.applies_to)
        if check.of_bills
        else Sum("line_count", filter=check.applies_to, default=0)
        for check in all_checks()
    }
    return bills_of(client, month).aggregate(**counts)


def clean(
    run: AuditRun | None, examined: Mapping[str, Looked], found: Collection[str]
) -> list[CleanCheck]:
    """The checks that found nothing on the month's bills, or nothing that stands."""
    return [
        CleanCheck(check.code, check.title, own.number, check.of_bills, _spend(own))
        for check in sorted(checks_of(run), key=lambda check: check.code)
        # Where nothing was looked at, nothing is clean.
        if check.code not in found and (own := examined[check.code]).number
    ]


def unchecked(run: AuditRun | None, examined: Mapping[str, Looked]) -> list[Unchecked]:
    """The checks that said nothing of the month, each with what would let it speak."""
    results, heard = _results(run), checks_of(run)
    silent = [
        Unchecked(
            *(check.code, check.title, *_silence(results.get(check.code))),
            *(examined[check.code].number, check.of_bills, _spend(examined[check.code])),
        )
        for check in (all_checks() if run else [])
        if check not in heard
    ]
    idle = [
        Unchecked(check.code, check.title, *_lacking([need.words for need in special]))
        for check in (heard if any(each.number for each in examined.values()) else [])
        # A check of charges has its data; there was no charge of its kind.
        if check.of_bills and not examined[check.code].number and (special := _special(check))
    ]
    return sorted([*silent, *idle], key=lambda each: each.code)


def _spend(own: Looked) -> list[Spend]:
    return [Spend(currency, amount) for currency, amount in own.spend.items()]


def _special(check: type[Check]) -> list[Need]:
    """What a check needs beyond bills, which were there or nothing would have been examined."""
    return [need for need in check.needs if need is not BILL_LINES]


def _silence(result: CheckResult | None) -> tuple[str, str]:
    if result is None:
        return "It is newer than the audit", "We audit the month again"
    if result.state == State.FAILED:
        return "It did not come to its end", "We run it again; nothing of it is in this report"
    return _lacking(result.needs)


def _lacking(needs: list[str]) -> tuple[str, str]:
    remedies = [UNLOCKED_BY[need][0] for need in needs if need in UNLOCKED_BY]
    return NEEDS + " and ".join(needs), "; ".join(remedies)


def gaps(client: Client, month: date, run: AuditRun | None) -> list[Gap]:
    """The parts of the month that the audit did not see."""
    return [*_not_audited(client, month, run), *_missing(client, month), *_unread(client, month)]


def _not_audited(client: Client, month: date, run: AuditRun | None) -> list[Gap]:
    bills = bills_of(client, month)
    if run is None:
        why, late = "No audit of these bills has come to its end", bills
    else:
        why = f"Arrived after the audit of {written.day(run.finished_at)}"
        late = bills.filter(bill_file__finished_at__gt=run.started_at or run.queued_at)
    count = late.count()
    return [Gap(written.count(count, "bill"), why, "We audit the month again")] if count else []


def _missing(client: Client, month: date) -> list[Gap]:
    """Accounts that were billed the month before and not in this one."""
    accounts = (
        BillingAccount.objects.filter(client=client, invoices__month=shifted(month, -1))
        .exclude(pk__in=bills_of(client, month).values("account"))
        .exclude(closed_on__lt=month)
        .select_related("carrier")
        .distinct()
        .order_by("carrier__name", "number")
    )
    why = f"Billed in {written.month(shifted(month, -1))}, no bill of {written.month(month)}"
    return [
        Gap(f"{account.carrier}, account {account.number}", why, "We ask the carrier for the bill")
        for account in accounts
    ]


def _unread(client: Client, month: date) -> list[Gap]:
    """Files of the month of which some bills, or all, were refused."""
    with_bills = Q(pk__in=bills_of(client, month).values("bill_file"))
    nothing_read = Q(
        state=BillFile.State.REJECTED,
        brought_at__date__range=(month, last_day(shifted(month, 1))),
    )
    files = list(
        without_settled(BillFile.objects.filter(client=client))
        .filter(with_bills | nothing_read)
        .filter(Q(rejected_lines__gt=0) | Q(state__in=["partial", "rejected"]))
        .order_by("name", "pk")
    )
    issues: dict[int, list[ImportIssue]] = {file.pk: [] for file in files}
    for issue in open_issues().filter(bill_file__in=files):
        issues[issue.bill_file_id].append(issue)
    remedy = "We ask the carrier for a readable copy and load it"
    return [Gap(file.name, _trouble(file, issues[file.pk]), remedy) for file in files]


def _trouble(file: BillFile, issues: list[ImportIssue]) -> str:
    if not issues:
        return file.error or "It could not be read"
    bills = sorted({issue.invoice_no for issue in issues if issue.invoice_no})
    refused = f"Refused whole: {_some(bills, ', ')}. " if bills else ""
    cells = [f"row {written.number(issue.row)}, {issue.column}: {issue.reason}" for issue in issues]
    return refused + _some(cells, "; ")


def _some(words: list[str], between: str) -> str:
    """The first of them, and how many more there are."""
    more = len(words) - QUOTED
    return between.join(words[:QUOTED]) + (f" and {written.number(more)} more" if more > 0 else "")


def unconfirmed(client: Client, month: date) -> list[UnconfirmedService]:
    """Services the month's bills charge for that nobody has confirmed, the dearest first."""
    proposed = Service.objects.filter(client=client, state=Service.State.PROPOSED)
    numbers = BilledService.objects.filter(client=client).filter(
        Q(service__in=proposed) | Q(service=None, number__in=proposed.values("number"))
    )
    shelves = LineShelf.objects.filter(client=client).values_list("pk", flat=True)
    rows = (
        Line.objects.filter(
            client=client,
            shelf_id__in=list(shelves),
            invoice__in=list(bills_of(client, month).values_list("pk", flat=True)),
            billed_service__in=list(numbers.values_list("pk", flat=True)),
        )
        .exclude(charge_type=ChargeType.MEMO)
        .order_by()
        .values("billed_service__number", "account__number", "invoice__currency")
        .annotate(billed=Sum("amount"))
    )
    services = [
        UnconfirmedService(
            number=row["billed_service__number"],
            account=row["account__number"],
            currency=row["invoice__currency"],
            billed=in_currency(row["billed"], row["invoice__currency"]),
        )
        for row in rows
    ]
    return sorted(services, key=lambda each: (-each.billed, each.number))
