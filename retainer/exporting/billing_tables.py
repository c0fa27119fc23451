"""A client's bills, what the audits found on them, and the reports about it."""

from django.db.models import Q

from billing_audit.bills.models import ChargeType
from billing_audit.models import (
    ArithmeticFault,
    AuditRun,
    BillFile,
    CheckResult,
    DraftBill,
    Finding,
    FindingDecision,
    ImportIssue,
    Invoice,
    Line,
    LineShelf,
    MonthlyReport,
    NoBillExpected,
    Occurrence,
)
from clients.models import Client
from retainer.exporting.files import file_column, place_of
from retainer.exporting.tables import Column, Table, month
from retainer.exporting.telecom_tables import ACCOUNT, CARRIER

CARRIER_OF_ACCOUNT = Column("carrier", "The carrier's name.", ("account__carrier__name",))
INVOICE = Column("invoice_id", "The invoice in invoices.csv.", ("invoice_id",))
FINDING = Column("finding_id", "The finding in findings.csv.", ("finding__public_id",))
FINDINGS = Q(shared_with_client=True, state__in=["valid", "asked"])
THEIR_FINDINGS = Q(finding__shared_with_client=True, finding__state__in=["valid", "asked"])


def shelves_of(client: Client) -> Q:
    """The shelves that hold a client's lines."""
    shelves = LineShelf.objects.filter(client=client).values_list("pk", flat=True)
    return Q(shelf_id__in=list(shelves))


def charge_type(number: int | None) -> str:
    return ChargeType(number).name.lower() if number is not None else ""


TABLES = [
    Table(
        "bill_files",
        "Bill files as they arrived",
        BillFile,
        [
            Column("name", "Name of the file as it was brought."),
            Column("sha256", "SHA-256 of its bytes."),
            Column("state", "How far it was read: imported, partial, rejected and so on."),
            Column("format", "The format it was read as."),
            Column("invoices", "Invoices it held.", ("invoice_count",)),
            Column("lines", "Bill lines it held.", ("line_count",)),
            Column("brought_at", "When it was brought."),
            file_column("stored"),
        ],
        # One that was undone may have been brought for the wrong client.
        shared=~Q(state="undone"),
    ),
    Table(
        "invoices",
        "Invoices",
        Invoice,
        [
            Column("id", "Number of the invoice in this export.", ("pk",)),
            Column("bill_file", "Name of the file it came in.", ("bill_file__name",)),
            CARRIER,
            ACCOUNT,
            Column("number", "Invoice number as printed."),
            Column("bill_date", "Date of the bill."),
            Column("due_date", "The day it is due."),
            Column("period_from", "First day it bills."),
            Column("period_to", "Last day it bills."),
            Column("currency", "Its currency."),
            Column("document_type", "invoice, credit note and so on."),
            Column("stated_total", "What the carrier says the lines come to."),
            Column("amount_due", "What the carrier asks for."),
            Column("previous_balance", "What the bill says was due before."),
            Column("payments", "What the bill says was paid since; negative."),
            Column("adjustments", "What the bill says was corrected of the balance."),
            Column("lines_total", "What the lines really come to."),
            Column("lines", "How many lines it has.", ("line_count",)),
            Column("buyer", "Whom it names as the buyer."),
            Column("supersedes", "The invoice this one replaces, by id.", ("supersedes_id",)),
        ],
    ),
    Table(
        "bill_lines",
        "Every line of every invoice",
        Line,
        [
            Column("id", "Number of the line in this export.", ("pk",)),
            INVOICE,
            Column("line_no", "Line number as printed."),
            Column("service", "Service number as the bill writes it.", ("billed_service__number",)),
            Column("charge_code", "The carrier's charge code.", ("charge_code__code",)),
            Column("charge_type", "Kind of charge.", ("charge_type",), charge_type),
            Column("description", "What the bill says."),
            Column("quantity", "Quantity."),
            Column("unit", "Unit of the quantity."),
            Column("unit_rate", "Price per unit."),
            Column("amount", "Amount; credits are negative."),
            Column("period_from", "First day billed."),
            Column("period_to", "Last day billed."),
            Column("parent_line", "The line this one belongs to, by line number."),
            Column("jurisdiction", "Jurisdiction of a tax."),
            Column("provider", "Who provides it, where it is not the carrier."),
            Column("source_row", "Row of the file it stands in."),
        ],
        order=("invoice_id", "pk"),
        within=shelves_of,
    ),
    Table(
        "bills_from_paper",
        "Bills that were read from PDFs or typed in, and who confirmed them",
        DraftBill,
        [
            Column("bill_file", "Name of the file.", ("bill_file__name",)),
            Column("invoice_id", "The invoice in invoices.csv it became.", ("invoice_id",)),
            Column("confirmed_by", "Who confirmed it.", ("confirmed_by__name",)),
            Column("confirmed_at", "When; empty while it waits."),
            Column("difference", "By how much its lines were more than the printed total."),
            Column("reason", "Why it was taken all the same."),
        ],
        shared=Q(invoice__isnull=False),
    ),
    Table(
        "months_without_bill",
        "Months in which an account is known to be billed nothing",
        NoBillExpected,
        [
            ACCOUNT,
            CARRIER_OF_ACCOUNT,
            Column("month", "First day of the month."),
            Column("reason", "Why no bill is expected."),
            Column("said_at", "When somebody said so."),
        ],
    ),
    Table(
        "unread_cells",
        "Cells of bill files that could not be read",
        ImportIssue,
        [
            Column("bill_file", "Name of the file.", ("bill_file__name",)),
            Column("row", "Row of the file."),
            Column("column", "Column of the file."),
            Column("value", "What stands there."),
            Column("reason", "Why it could not be read."),
            Column("invoice_no", "Invoice it belongs to."),
        ],
    ),
    Table(
        "einvoice_faults",
        "Rules of the e-invoice standards that invoices break",
        ArithmeticFault,
        [
            INVOICE,
            Column("rule", "The rule."),
            Column("detail", "What is wrong."),
            Column("excess", "By how much the amount payable is too high because of it."),
        ],
    ),
    Table(
        "findings",
        "What the audits found, by cause",
        Finding,
        [
            Column("id", "Identity of the finding.", ("public_id",)),
            Column("check", "The check that found it.", ("check_code",)),
            Column("subject", "What it is about."),
            ACCOUNT,
            Column("service", "Service number.", ("billed_service__number",)),
            Column("state", "What was decided: new, valid, false_positive, asked or suppressed."),
            Column("currency", "Currency of the amounts."),
            Column("claimed", "What is asked back."),
            Column("exposure", "What could be claimed once facts are confirmed."),
            Column("monthly", "What it costs each month as it recurs."),
            Column("charges", "How many charges it touches.", ("occurrence_count",)),
            Column("first_month", "First month it was billed.", ("first_month",), month),
            Column("last_month", "Last month it was billed.", ("last_month",), month),
            Column("found_at", "When it was found."),
            Column("resolved_at", "Since when audits no longer see it."),
            Column("question", "What we ask the client."),
        ],
        shared=FINDINGS,
    ),
    Table(
        "affected_charges",
        "Every charge a finding touches, with its proof",
        Occurrence,
        [
            FINDING,
            INVOICE,
            Column("line_id", "The line in bill_lines.csv."),
            Column("check", "The check.", ("check_code",)),
            Column("rule", "The rule of the check."),
            Column("month", "Month of the bill.", ("month",), month),
            Column("billed", "What was billed."),
            Column("expected", "What should have been billed."),
            Column("claimed", "What is asked back."),
            Column("exposure", "What could be claimed once facts are confirmed."),
            Column("supporting", "Whether it only confirms what another finding claims."),
            Column("formula", "How the result is reckoned."),
            Column("inputs", "What the formula was given, as JSON."),
            Column("result", "What the formula comes to."),
        ],
        shared=THEIR_FINDINGS,
    ),
    Table(
        "finding_decisions",
        "What people decided about findings",
        FindingDecision,
        [
            FINDING,
            Column("state", "What was decided."),
            Column("reason", "Why."),
            Column("note", "A note of the practice.", internal=True),
            Column("decided_by", "Who decided.", ("decided_by__name",)),
            Column("decided_at", "When."),
        ],
        shared=THEIR_FINDINGS,
    ),
    Table(
        "audits",
        "Audits that were run",
        AuditRun,
        [
            Column("id", "Identity of the audit.", ("public_id",)),
            Column("state", "How it ended."),
            Column("month_from", "First month audited.", ("month_from",), month),
            Column("month_to", "Last month audited.", ("month_to",), month),
            Column("months", "Of an audit of changed months: just these, as JSON."),
            Column("queued_at", "When it was asked for."),
            Column("finished_at", "When it ended."),
            Column("lines", "Lines it looked at."),
            Column("findings", "Findings it ended with."),
        ],
    ),
    Table(
        "audit_checks",
        "What each check did in each audit",
        CheckResult,
        [
            Column("audit_id", "The audit in audits.csv.", ("run__public_id",)),
            Column("check", "The check.", ("check_code",)),
            Column("state", "done, cannot-check or failed."),
            Column("examined", "Lines or invoices it looked at."),
            Column("charges", "Charges it found wrong.", ("occurrences",)),
            Column("claimed", "What it claims."),
            Column("needs", "Data it lacked, as JSON."),
        ],
    ),
    Table(
        "reports",
        "Monthly reports",
        MonthlyReport,
        [
            Column("month", "The month.", ("month",), month),
            Column("version", "Version of the report."),
            Column("state", "draft, published or superseded."),
            Column("published_at", "When it was published."),
            Column("figures_sha256", "SHA-256 of the figures."),
            Column("figures", "The frozen figures, as JSON."),
            file_column("pdf"),
            Column(
                "workbook",
                "Where its workbook lies in this archive.",
                ("workbook__pk", "workbook__kind", "workbook__name"),
                place_of,
            ),
        ],
        order=("month", "version"),
        shared=~Q(state="draft"),
    ),
]
