"""Undoing an import, all of it or nothing."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.db import OperationalError, connection, transaction
from django.urls import reverse
from psycopg2.errors import LockNotAvailable

from billing_audit.bills import loading, tasks
from billing_audit.bills.models import BillFile, Invoice
from billing_audit.bills.taking_back import Brought, brought_by, take_out
from billing_audit.expected.models import ExpectedBill
from billing_audit.findings.models import Finding
from billing_audit.money.credit_models import Credit
from billing_audit.undo.credits import Credits
from billing_audit.undo.downstream import Downstream, Held
from billing_audit.undo.expected import Expected
from billing_audit.undo.findings import Findings
from billing_audit.undo.payments import PaymentAdvices
from billing_audit.undo.reports import Reports
from billing_audit.undo.runs import Runs
from clients.people import activity
from clients.people.models import User
from retainer.lib import format as written
from retainer.lib.refusal import Refused

#: In the order in which their locks are taken; an audit and a decision take them so too.
DOWNSTREAM: tuple[Downstream, ...] = (
    Findings(),
    Runs(),
    PaymentAdvices(),
    Credits(),
    Expected(),
    Reports(),
)
#: How long we wait for who reads or writes the same rows, behind whom others wait for us.
PATIENCE = "5s"


class CannotUndo(Refused):
    """The file has nothing loaded, or somebody is at it."""


class StillNeeded(Refused):
    """What people did since depends on the file; ``held`` says what."""

    def __init__(self, bill_file: BillFile, held: list[Held]) -> None:
        first = "; ".join(each.words for each in held[:3])
        more = f"; and {len(held) - 3} more" if len(held) > 3 else ""
        super().__init__(
            f"{bill_file.name} cannot be undone, because this depends on it: {first}{more}.",
            reason="still_needed",
        )
        self.held = held


@dataclass(frozen=True)
class Consequence:
    """What would come of an undo: what keeps it from being done, or else what goes."""

    held: list[Held]
    brought: Brought
    more: list[str]

    @property
    def goes(self) -> list[str]:
        """Everything that goes, in words."""
        bills, lines = self.brought.invoices, self.brought.lines
        sums = " and ".join(written.money(sum, code) for code, sum in self.brought.sums.items())
        words = [
            f"{written.count(bills, 'invoice')} of {sums}",
            written.count(lines, "bill line"),
        ]
        if services := len(self.brought.services):
            words.append(f"{written.count(services, 'proposed service')} that nobody confirmed")
        if accounts := len(self.brought.accounts):
            words.append(f"{written.count(accounts, 'billing account')} that this import opened")
        return words + self.more


def consequence(bill_file: BillFile) -> Consequence:
    """What undoing the import would mean now; changes nothing."""
    return Consequence(
        held=list(_held(bill_file)),
        brought=brought_by(bill_file, going=[Finding, ExpectedBill, Credit]),
        more=[words for each in DOWNSTREAM for words in each.goes(bill_file)],
    )


@transaction.atomic
def undo_import(*, bill_file: BillFile, undone_by: User | None) -> Consequence:
    """Take out all that the file brought.  Its bytes are kept and can be loaded again."""
    try:
        with _impatient():
            return _undo(bill_file.pk, undone_by)
    except OperationalError as busy:
        if not isinstance(busy.__cause__, LockNotAvailable):
            raise
        raise CannotUndo(
            f"Somebody is just working with the bills of {bill_file.client}. "
            "Nothing was undone; try again in a minute.",
            reason="busy",
        ) from busy


def _undo(key: int, undone_by: User | None) -> Consequence:
    # Unlocked at first: what this client has under way decides whether we wait for locks at all.
    bill_file = BillFile.objects.select_related("client").get(pk=key)
    _refuse_unless_loaded(bill_file)
    _refuse_while_loading(bill_file)
    for each in DOWNSTREAM:
        each.wait(bill_file.client_id)
    bill_file = BillFile.objects.select_for_update(of=("self",)).get(pk=key)
    _refuse_unless_loaded(bill_file)
    if held := list(_held(bill_file)):
        raise StillNeeded(bill_file, held)
    more = [words for each in DOWNSTREAM for words in each.goes(bill_file)]
    for each in DOWNSTREAM:
        each.let_go(bill_file)
    done = Consequence([], brought_by(bill_file), more)
    take_out(bill_file, done.brought)
    for each in DOWNSTREAM:
        each.settle(bill_file.client_id)
    activity.record(
        "bill.undone",
        f"The import of {bill_file.name} was undone: {'; '.join(done.goes)}.",
        actor=undone_by,
        client=bill_file.client,
        subject=bill_file,
        sha256=bill_file.sha256,
    )
    tasks.remove_emptied_shelves.delay_on_commit()
    return done


def _held(bill_file: BillFile) -> Iterator[Held]:
    mine = Invoice.objects.filter(bill_file=bill_file)
    for bill in Invoice.objects.filter(supersedes__in=mine).exclude(bill_file=bill_file):
        url = reverse("bills:invoice_detail", args=[bill.public_id])
        yield Held(f"Invoice {bill.number} corrects one of its bills", url)
    for each in DOWNSTREAM:
        yield from each.holds(bill_file)


def _refuse_unless_loaded(bill_file: BillFile) -> None:
    if bill_file.state == BillFile.State.UNDONE:
        raise CannotUndo(f"{bill_file.name} is undone already.", reason="already_undone")
    if not BillFile.objects.loaded().filter(pk=bill_file.pk).exists():
        raise CannotUndo(f"Nothing of {bill_file.name} is loaded.", reason="not_loaded")


def _refuse_while_loading(bill_file: BillFile) -> None:
    """An import that runs may bill the services and accounts that we would remove."""
    if not loading.is_ours(bill_file.client):
        raise CannotUndo(
            f"Bills of {bill_file.client} are being loaded or undone. Try again when that is done.",
            reason="loading",
        )


@contextmanager
def _impatient() -> Iterator[None]:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('lock_timeout')")
        before = cursor.fetchone()[0]
        cursor.execute("SELECT set_config('lock_timeout', %s, true)", [PATIENCE])
        yield
        cursor.execute("SELECT set_config('lock_timeout', %s, true)", [before])
