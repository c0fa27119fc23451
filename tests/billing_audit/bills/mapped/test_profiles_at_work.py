"""Profiles of the practice: kept, recognised by, and remembered by the files they read."""

import json
import os
import subprocess
import sys
import zipfile
from dataclasses import replace
from decimal import Decimal
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command

from billing_audit.bills.identifying import survey
from billing_audit.bills.importers.mapped.profile import UnsoundProfile
from billing_audit.bills.profiles import (
    newest_profiles,
    retire_profile,
    save_profile,
    versions_of,
)
from billing_audit.models import ArithmeticFault, BillFile, BillProfile, ImportIssue, Invoice, Line
from clients.models import Activity, BillingAccount, Carrier, User
from tests.billing_audit.bills.command import load
from tests.billing_audit.bills.mapped.tables import (
    HEADER,
    IN_A_WORKBOOK,
    PROFILE,
    row,
    saved,
    text,
    workbook,
)
from tests.billing_audit.bills.mapped.test_recognition import at_t

ROOT = Path(__file__).resolve().parents[4]
pytestmark = pytest.mark.usefixtures("acme")


@pytest.fixture
def corvane(db: None) -> Carrier:
    return Carrier.objects.create(name="Corvane")


@pytest.fixture
def profile(corvane: Carrier, casey: User) -> BillProfile:
    return save_profile(profile=PROFILE, carrier=corvane, made_by=casey)


def judged(*files: Path) -> list[dict]:
    out = StringIO()
    call_command("check_invoice", *map(str, files), jsonl=True, stdout=out, stderr=StringIO())
    return [json.loads(line) for line in out.getvalue().splitlines()]


def test_a_table_is_recognised_loaded_and_remembers_its_profile(
    tmp_path: Path, profile: BillProfile
) -> None:
    path = saved(tmp_path, text(row(), row(Kind="Tax", Amount="4.54"), row(Bill="B-8")))

    [answer] = load(path)

    assert (answer["status"], answer["format"], answer["lines"]) == ("imported", "mapped-csv", 3)
    assert answer["warnings"] == []
    totals = dict(Invoice.objects.values_list("number", "lines_total"))
    assert totals == {"B-7": Decimal("59.54"), "B-8": Decimal("55.00")}
    bill_file = BillFile.objects.get()
    assert bill_file.profile == profile
    assert bill_file.profile_title == "Corvane detail, version 1"


def test_a_new_version_reads_what_comes_and_leaves_what_came(
    tmp_path: Path, profile: BillProfile, corvane: Carrier, casey: User
) -> None:
    load(saved(tmp_path, text(row())))
    changed = replace(PROFILE, charge_types={**PROFILE.charge_types, "Rent": "recurring"})

    second = save_profile(profile=changed, carrier=corvane, made_by=casey)
    load(saved(tmp_path, text(row(Kind="Rent")), "april.csv"))

    assert [each.version for each in versions_of(carrier=corvane, name=profile.name)] == [2, 1]
    assert list(newest_profiles()) == [second]
    assert list(BillFile.objects.order_by("pk").values_list("profile", flat=True)) == [
        profile.pk,
        second.pk,
    ]
    assert Activity.objects.filter(verb="bill_profile.saved").count() == 2


def test_an_unsound_profile_is_not_kept(corvane: Carrier, casey: User) -> None:
    with pytest.raises(UnsoundProfile, match="Choose the column of the amount"):
        save_profile(profile=replace(PROFILE, columns={}), carrier=corvane, made_by=casey)

    assert not BillProfile.objects.exists()


def test_what_was_given_up_recognises_nothing(
    tmp_path: Path, profile: BillProfile, casey: User
) -> None:
    retire_profile(profile=profile, retired_by=casey)

    [answer] = load(saved(tmp_path, text(row())), status=3)

    assert "none of the 6 layouts" in answer["error"]


def test_a_carrier_that_is_called_otherwise_now_gets_its_bills(
    tmp_path: Path, profile: BillProfile, corvane: Carrier
) -> None:
    Carrier.objects.filter(pk=corvane.pk).update(name="Corvane Networks")

    load(saved(tmp_path, text(row())))

    assert BillingAccount.objects.get().carrier == corvane


def test_one_bad_row_refuses_its_bill_and_leaves_the_other(
    tmp_path: Path, profile: BillProfile
) -> None:
    rows = (row(), row(Bill="B-8", Amount="1.2.3"), row(Bill="B-8"))

    [answer] = load(saved(tmp_path, text(*rows)))

    assert (answer["status"], answer["invoices"], answer["rejected_lines"]) == ("partial", 1, 2)
    issue = ImportIssue.objects.get()
    assert (issue.row, issue.column, issue.value, issue.invoice_no) == (3, "Amount", "1.2.3", "B-8")


def test_a_row_of_no_bill_refuses_its_neighbours(tmp_path: Path, profile: BillProfile) -> None:
    rows = (row(Bill="B-6"), row(), row(Account=""), row(Bill="B-8"))

    [answer] = load(saved(tmp_path, text(*rows)))

    assert (answer["status"], answer["invoices"]) == ("partial", 1)
    assert Invoice.objects.get().number == "B-6"


def test_a_profile_may_be_forced(tmp_path: Path, profile: BillProfile) -> None:
    path = saved(tmp_path, text(row()))

    [refused] = load(path, profile="AT&T Premier", status=3)
    [loaded] = load(path, profile="corvane detail")

    assert "does not fit the file: the file has no column “Account number”" in refused["error"]
    assert loaded["status"] == "imported"


def test_a_zip_gives_an_answer_per_member(
    tmp_path: Path, corvane: Carrier, casey: User, profile: BillProfile
) -> None:
    book = replace(IN_A_WORKBOOK, name="Corvane workbook")
    save_profile(profile=book, carrier=corvane, made_by=casey)
    path = tmp_path / "export.zip"
    with zipfile.ZipFile(path, "w") as inner:
        inner.writestr("x", "y")
    nested = path.read_bytes()
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("detail/march.txt", text(row()))
        archive.writestr("march.xlsx", workbook(tmp_path, row(Bill="B-8")).read_bytes())
        archive.writestr("older.zip", nested)

    answers = load(path)
    verdicts = judged(path)

    assert [(each["file"], each["status"], each["format"]) for each in answers] == [
        (f"{path}!march.txt", "imported", "mapped-csv"),
        (f"{path}!march.xlsx", "imported", "mapped-xlsx"),
        (f"{path}!older.zip", "rejected", None),
    ]
    assert "an archive inside another one" in answers[2]["error"]
    assert [each["file"] for each in verdicts] == [each["file"] for each in answers]
    assert [each["verdict"] for each in verdicts] == ["cannot-check", "cannot-check", "unreadable"]


def test_whose_a_table_is_is_told_before_it_is_loaded(tmp_path: Path, profile: BillProfile) -> None:
    found = survey(saved(tmp_path, text(row(), row(Account="A-200"))))

    assert found.format == "mapped-csv"
    assert found.accounts == [["Corvane", ["A-100"]], ["Corvane", ["A-200"]]]


def test_totals_that_do_not_foot_are_kept_as_faults(tmp_path: Path) -> None:
    [answer] = load(at_t(tmp_path, **{"Total current charges": "45.34"}))

    assert answer["status"] == "imported"
    fault = ArithmeticFault.objects.get()
    assert fault.rule == "MAPPED-TOTAL"
    assert fault.detail.startswith("Row 2: “Total current charges” is 45.34")
    assert Line.objects.count() == 5
    assert BillFile.objects.get().profile_title == "AT&T Premier"


def test_check_invoice_knows_the_practices_profiles(tmp_path: Path, profile: BillProfile) -> None:
    [verdict] = judged(saved(tmp_path, text(row(), header=HEADER)))

    assert verdict["format"] == "mapped-csv"


def test_check_invoice_needs_no_database(tmp_path: Path) -> None:
    """Takes a second: a process of its own, whose database is nowhere."""
    nowhere = {**os.environ, "DATABASE_URL": "postgres://nobody@127.0.0.1:1/none"}

    done = subprocess.run(  # noqa: S603 our own program
        [sys.executable, "manage.py", "check_invoice", "--jsonl", str(at_t(tmp_path))],
        cwd=ROOT, env=nowhere, capture_output=True, text=True, check=True,
    )  # fmt: skip

    assert json.loads(done.stdout)["verdict"] == "clean"
