"""What was audited: the month's bills by account, and which data the figures come from."""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal

from django.db.models import Case, DecimalField, F, Max, QuerySet, Value, When
from django.db.models.functions import Coalesce, Greatest

from billing_audit.bills.models import AMOUNT, Invoice
from billing_audit.checks.base import Check
from billing_audit.findings.decision_models import FindingDecision
from billing_audit.money.models import DisputeEvent
from billing_audit.reports.method import fingerprint
from billing_audit.reports.shape import AuditedAccount, AuditedBill, Scope, Versions
from billing_audit.runs.models import AuditRun
from clients.models import Client, ContractRate, Recommendation, Service, WorkEntry
from retainer.lib.money import in_currency

#: What a bill comes to: its lines, or what it states when it lists none.
BILLED = Case(
    When(line_count__gt=0, then=F("lines_total")),
    default=Coalesce("stated_total", "amount_due", Value(Decimal(0))),
    output_field=DecimalField(**AMOUNT),
)


def bills_of(client: Client, month: date) -> QuerySet[Invoice]:
    return Invoice.objects.filter(client=client, month=month)


def scope(client: Client, month: date) -> Scope:
    bills = [
        AuditedBill(
            carrier=bill.carrier.name,
            account=bill.account.number,
            number=bill.number,
            dated=bill.bill_date,
            lines=bill.line_count,
            total=in_currency(bill.billed, bill.currency),
            currency=bill.currency,
            sha256=bill.bill_file.sha256,
        )
        for bill in bills_of(client, month)
        .annotate(billed=BILLED)
        .select_related("carrier", "account", "bill_file")
        .order_by("carrier__name", "account__number", "bill_date", "pk")
    ]
    return Scope(_accounts(bills), bills)


def _accounts(bills: Iterable[AuditedBill]) -> list[AuditedAccount]:
    """The bills by account; their totals are those of the bills, each rounded as it is paid."""
    groups: dict[tuple[str, str, str], list[AuditedBill]] = defaultdict(list)
    for bill in bills:
        groups[bill.carrier, bill.account, bill.currency].append(bill)
    return [
        AuditedAccount(
            carrier=carrier,
            number=number,
            currency=currency,
            bills=len(own),
            lines=sum(bill.lines for bill in own),
            total=sum((bill.total for bill in own), Decimal(0)),
        )
        for (carrier, number, currency), own in groups.items()
    ]


def run_covering(client: Client, month: date) -> AuditRun | None:
    """The latest complete audit of the month's bills."""
    return (
        AuditRun.objects.filter(client=client)
        .covering(month)
        .order_by("-finished_at", "-pk")
        .first()
    )


def versions(
    client: Client, scope: Scope, run: AuditRun | None, checks: Iterable[type[Check]]
) -> Versions:
    """What the figures come from; of a check also the values it compared with for this client."""
    tuned = run.tuned if run else {}
    bills = "\n".join(f"{bill.account} {bill.number} {bill.sha256}" for bill in scope.bills)
    rules = "\n".join(
        f"{check.code} {fingerprint(check)} {_own(tuned.get(check.code, {}))}".rstrip()
        for check in checks
    )
    return Versions(
        run=str(run.public_id) if run else None,
        audited_at=run.finished_at if run else None,
        bills=len(scope.bills),
        bills_sha256=hashlib.sha256(bills.encode()).hexdigest(),
        contract_rates=ContractRate.objects.filter(client=client).count(),
        services=Service.objects.filter(client=client, state=Service.State.CONFIRMED).count(),
        checks_sha256=hashlib.sha256(rules.encode()).hexdigest(),
    )


def _own(values: Mapping[str, str]) -> str:
    return " ".join(f"{name}={value}" for name, value in sorted(values.items()))


def known_at(client: Client, month: date, run: AuditRun | None) -> datetime:
    """When the newest fact of the report was written down.

    The report bears this moment instead of the clock's, so that making it again
    from the same data gives the same figures and the same PDF.
    """
    arrived = bills_of(client, month).aggregate(at=Max("bill_file__finished_at"))["at"]
    decided = FindingDecision.objects.filter(client=client).aggregate(at=Max("decided_at"))["at"]
    logged = WorkEntry.objects.filter(client=client).of_month(month).aggregate(at=Max("logged_at"))
    disputed = DisputeEvent.objects.filter(client=client).aggregate(at=Max("at"))["at"]
    advised = Recommendation.objects.filter(client=client).aggregate(
        at=Greatest(Max("published_at"), Max("standing__decided_at"))
    )["at"]
    ended = run.finished_at if run else None
    moments = [arrived, decided, logged["at"], disputed, advised, ended]
    return max((at for at in moments if at), default=client.created_at)
