"""Totals that carriers state on paper, declared beside the bills."""

from decimal import Decimal
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command

from billing_audit.models import BillFile, Invoice
from tests.billing_audit.bills.billed import bill, row, write
from tests.billing_audit.bills.command import load

pytestmark = pytest.mark.usefixtures("acme")


def test_declared_totals_are_stated_also_for_bills_loaded_before(tmp_path: Path) -> None:
    load(write(tmp_path, bill(), "first.csv"))
    declared = write(
        tmp_path,
        "carrier,account_no,invoice_no,bill_date,total\n"
        "Corvane,1001,INV-1,2026-03-01,570.00\nCorvane,1001,INV-2,2026-03-01,563.04\n",
        "declared.csv",
    )

    load(write(tmp_path, bill(row(invoice_no="INV-2")), "second.csv"), declared=declared)

    assert dict(Invoice.objects.values_list("number", "stated_total")) == {
        "INV-1": Decimal("570.00"), "INV-2": Decimal("563.04"),
    }  # fmt: skip


def test_a_declared_total_nobody_can_read_refuses_all(tmp_path: Path) -> None:
    declared = write(
        tmp_path, "account_no,invoice_no,bill_date,total\n1001,INV-1,2026-03-01,lots\n", "d.csv"
    )

    with pytest.raises(SystemExit) as end:
        call_command("import_bills", str(write(tmp_path, bill())), client="acme",
                     declared=declared, stderr=StringIO())  # fmt: skip

    assert end.value.code == 3
    assert not BillFile.objects.exists()


def test_a_declared_total_that_fits_no_invoice_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    declared = write(
        tmp_path,
        "account_no,invoice_no,bill_date,total\n"
        "1001,INV-1,2026-03-01,563.04\n1001,INV-7,2026-03-01,1.00\n1001,INV-8,2026-03-01,1.00\n",
        "declared.csv",
    )

    call_command("import_bills", str(write(tmp_path, bill())), client="acme", declared=declared)

    assert "2 declared totals fit no invoice that is loaded; the first is of invoice INV-7 on" in (
        capsys.readouterr().err
    )
    assert Invoice.objects.get().stated_total == Decimal("563.04")
