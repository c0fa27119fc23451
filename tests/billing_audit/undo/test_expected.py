"""Undoing an import takes with it what was expected after its bills."""

from billing_audit.expected import making
from billing_audit.models import ExpectedBill
from billing_audit.undo.services import undo_import
from clients.models import Client, User
from tests.billing_audit.bills.billed import row
from tests.billing_audit.undo.conftest import Loaded


def test_what_was_expected_goes_with_the_bill_it_continued(
    loaded: Loaded, acme: Client, casey: User
) -> None:
    bill_file = loaded("march.csv", row())
    making.expect_bills(client=acme)

    done = undo_import(bill_file=bill_file, undone_by=casey)

    assert "1 expected bill made from them" in done.goes
    assert not ExpectedBill.objects.exists()
