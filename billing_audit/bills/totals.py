"""A bill entered by its sums: of a scan, or of paper nobody has as a file."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from pathlib import Path

from django.core.files.uploadedfile import UploadedFile
from django.db import IntegrityError, transaction
from django.utils import timezone

from billing_audit.bills import tasks
from billing_audit.bills.arrivals import AlreadyLoaded, Member, keep
from billing_audit.bills.importers.paper.draft import HEAD, Draft
from billing_audit.bills.importers.paper.entered import document_of, in_words
from billing_audit.bills.importers.paper.stream import faults_of
from billing_audit.bills.importers.paper.sums import add_rest, sum_line
from billing_audit.bills.models import BillFile
from billing_audit.bills.paper_models import DraftBill
from billing_audit.bills.processing import assign
from clients.people import activity
from clients.people.models import User
from clients.telecom.models import BillingAccount
from retainer.lib import format as written
from retainer.lib.refusal import Refused
from retainer.lib.uploads import displayed_name, spool

State = BillFile.State
MOST_BYTES = 100_000_000
NOT_ENTERED = "Its totals are not entered yet."


@dataclass(frozen=True, kw_only=True)
class TotalsBill:
    """What a person reads off a bill in a minute."""

    number: str
    bill_date: date
    #: What the charges come to, without balances of earlier bills.
    total: Decimal
    #: Charge type to sum; what the total holds beyond them is one more line.
    sums: Mapping[str, Decimal] = field(default_factory=dict)
    due_date: date | None = None
    period_from: date | None = None
    period_to: date | None = None


@transaction.atomic
def enter_totals_bill(
    *,
    account: BillingAccount,
    bill: TotalsBill,
    entered_by: User,
    bill_file: BillFile | None = None,
) -> BillFile:
    """Keep a bill by its sums and have it loaded; it says that it is totals only.

    ``bill_file`` is the file it is copied from; without one the entry itself is the file.
    """
    draft = _draft(account, bill)
    if faults := faults_of(draft):
        raise Refused(in_words(faults[0]), reason="totals_faulty")
    if bill_file is not None:
        kept = _taken_up(bill_file, account)
    else:
        with _file_of(draft) as member:
            kept = _kept(member, account, entered_by)
    DraftBill.objects.filter(bill_file=kept).delete()
    DraftBill.objects.create(
        client=account.client,
        bill_file=kept,
        content=draft.to_json(),
        as_read=draft.to_json(),
        confirmed_by=entered_by,
        confirmed_at=timezone.now(),
    )
    activity.record(
        "bill.entered",
        f"{account.carrier} invoice {bill.number} was entered by its totals.",
        actor=entered_by,
        client=account.client,
        subject=kept,
    )
    tasks.import_bill_file.delay_on_commit(kept.pk)
    return kept


@transaction.atomic
def keep_scan(*, scan: UploadedFile, brought_by: User) -> BillFile:
    """Keep the PDF that a bill is copied from; nothing of it is loaded before that is done."""
    with spool(scan.chunks(), limit=MOST_BYTES) as spooled:
        member = Member(displayed_name(scan.name), Path(spooled.path))
        try:
            kept = keep(member, client=None, brought_by=brought_by)
        except AlreadyLoaded as already:
            raise _is_there(already) from already
    if kept.state == State.RECEIVED:
        kept.state, kept.error = State.REJECTED, NOT_ENTERED
        kept.save(update_fields=["state", "error"])
    return kept


def _draft(account: BillingAccount, bill: TotalsBill) -> Draft:
    days = ("bill_date", "due_date", "period_from", "period_to")
    head = {**dict.fromkeys(HEAD, ""), "carrier": account.carrier.name}
    head |= {"account_no": account.number, "currency": account.currency}
    head |= {"invoice_no": bill.number.strip(), "stated_total": f"{bill.total:f}"}
    head |= {name: day.isoformat() for name in days if (day := getattr(bill, name))}
    head["document_type"] = "credit_note" if bill.total < 0 else "invoice"
    draft = Draft(head, is_totals_only=True)
    for number, (kind, amount) in enumerate(bill.sums.items(), start=1):
        label = kind.replace("_", " ").capitalize()
        draft.lines.append(sum_line(f"{label}, total only", kind, f"{amount:f}", number))
    rest = bill.total - sum(bill.sums.values(), Decimal(0))
    if bill.sums and (rest < 0) != (bill.total < 0) and rest:
        too_much = written.money(abs(rest), account.currency)
        raise Refused(
            f"The sums come to {too_much} more than the total. Correct one of them.",
            reason="too_much",
        )
    add_rest(draft)
    return draft


@contextmanager
def _file_of(draft: Draft) -> Iterator[Member]:
    """The entry itself."""
    with spool([document_of(draft)], limit=MOST_BYTES) as spooled:
        yield Member(f"Invoice {draft.invoice['invoice_no']}, entered.txt", Path(spooled.path))


def _kept(member: Member, account: BillingAccount, entered_by: User) -> BillFile:
    try:
        return keep(member, client=account.client, brought_by=entered_by)
    except AlreadyLoaded as already:
        raise _is_there(already) from already


def _is_there(already: AlreadyLoaded) -> Refused:
    came = written.day(already.bill_file.brought_at)
    return Refused(f"This bill is there already, from {came}.", reason="duplicate")


def _taken_up(bill_file: BillFile, account: BillingAccount) -> BillFile:
    """The file, as one of the account's client that is about to be loaded."""
    held = BillFile.objects.select_for_update().get(pk=bill_file.pk)
    if held.state not in (State.REJECTED, State.DRAFT):
        raise Refused(f"{held.name} was read already.", reason="not_refused")
    if held.client_id not in (None, account.client_id):
        raise Refused(
            f"{held.name} is a file of {held.client}, the account one of {account.client}.",
            reason="other_client",
        )
    held.client, held.state, held.error, held.attempts = account.client, State.RECEIVED, "", 0
    try:
        with transaction.atomic():
            assign(held)
    except IntegrityError as refused:
        if refused.__cause__.diag.constraint_name != "the_same_bytes_are_loaded_once":
            raise
        raise Refused(f"{held.client} has this very file already.", reason="duplicate") from refused
    return held
