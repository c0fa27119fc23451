"""What of the audits work is logged about, and what of them clients ask about."""

from billing_audit.models import AuditRun, Dispute, Finding, Invoice, MonthlyReport
from clients.desk import abouts
from clients.work.origins import Words, finder, register
from retainer.lib import format as written


def _finding(finding: Finding) -> Words:
    return (
        f"Finding {finding.check_code}, {finding.subject}",
        f"{finding.found_by.title}: {finding.subject}",
    )


def _dispute(dispute: Dispute) -> Words:
    return (f"Dispute {dispute}", f"{dispute.carrier} dispute {dispute}")


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


def register_origins() -> None:
    """Let work be logged about each of them."""
    disputes = Dispute.objects.select_related("carrier")
    invoices = Invoice.objects.select_related("carrier")
    for kind, page, things, words in (
        ("finding", "findings:finding_detail", Finding.objects.all(), _finding),
        ("dispute", "disputes:dispute_detail", disputes, _dispute),
        ("bill", "bills:invoice_detail", invoices, _bill),
        ("audit", "runs:run_detail", AuditRun.objects.all(), _audit),
        ("report", "reports:report_detail", MonthlyReport.objects.all(), _report),
    ):
        register(kind, finder(kind, page, things, words))


def register_abouts() -> None:
    """Let clients ask about what they meet in the portal."""
    for kind, things, portal_page, desk_page in (
        ("finding", Finding, "portal:finding_detail", "findings:finding_detail"),
        ("dispute", Dispute, "portal:dispute_detail", "disputes:dispute_detail"),
        ("bill", Invoice, "portal:bill_detail", "bills:invoice_detail"),
    ):
        abouts.register(kind, things.objects.all(), portal_page=portal_page, desk_page=desk_page)
