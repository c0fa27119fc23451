"""What of the audits work is logged about: findings, bills, audits, reports."""

from collections.abc import Callable, Collection, Iterator
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.urls import reverse

from billing_audit.models import AuditRun, Finding, Invoice, MonthlyReport
from clients.people.models import User
from clients.work.origins import Finder, Origin, register
from retainer.lib import format as written

#: How a thing is called by a link to it, and what an entry about it begins with.
Words = tuple[str, str]


def _finding(finding: Finding) -> Words:
    return (
        f"Finding {finding.check_code}, {finding.subject}",
        f"{finding.found_by.title}: {finding.subject}",
    )


def _bill(invoice: Invoice) -> Words:
    return (
        f"Invoice {invoice.number}",
        f"{invoice.carrier} invoice {invoice.number} of {written.day(invoice.bill_date)}",
    )


def _audit(run: AuditRun) -> Words:
    when = written.day(run.queued_at)
    return f"Audit of {when}", f"Audit of {when}"


def _report(report: MonthlyReport) -> Words:
    month = written.month(report.month)
    return f"Report for {month}", f"Monthly report for {month}"


def _finder(kind: str, page: str, things: QuerySet, words: Callable[[Any], Words]) -> Finder:
    """Finds things of one model by their public ids, as far as somebody may see them."""

    def find(user: User, public_ids: Collection[UUID]) -> Iterator[Origin]:
        seen = things.visible_to(user).select_related("client")
        for thing in seen.filter(public_id__in=public_ids):
            name, text = words(thing)
            yield Origin(
                about=f"{kind}:{thing.public_id}",
                client_id=thing.client_id,
                slug=thing.client.slug,
                name=name,
                text=text.replace("\N{NO-BREAK SPACE}", " "),
                url=reverse(page, args=[thing.public_id]),
            )

    return find


def register_origins() -> None:
    """Let work be logged about each of them."""
    invoices = Invoice.objects.select_related("carrier")
    for kind, page, things, words in (
        ("finding", "findings:finding_detail", Finding.objects.all(), _finding),
        ("bill", "bills:invoice_detail", invoices, _bill),
        ("audit", "runs:run_detail", AuditRun.objects.all(), _audit),
        ("report", "reports:report_detail", MonthlyReport.objects.all(), _report),
    ):
        register(kind, _finder(kind, page, things, words))
