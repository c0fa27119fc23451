"""What depends on an import: it holds the file, or goes with it."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, connections
from django.utils import timezone

from billing_audit.bills.loading import LOCK
from billing_audit.checks.examples import Agreed, Billed, bill, example
from billing_audit.models import AuditRun, BillFile, Finding, Invoice, MonthlyReport, Occurrence
from billing_audit.reports.services import draft_report
from billing_audit.undo.services import CannotUndo, StillNeeded, consequence, undo_import
from clients.models import Client, StoredFile, User
from tests.billing_audit.bills.billed import row
from tests.billing_audit.on_file import OnFile, audit, audit_by
from tests.billing_audit.undo.conftest import Loaded

MARCH, APRIL = "2026-03-01", "2026-04-01"


def port(month: str, end: str) -> Billed:
    """A port that is 32.00 too dear."""
    return Billed(amount="612.00", quantity="1", rate="612.00", period=(month, end))


@pytest.fixture
def audited(acme: Client) -> AuditRun:
    """March and April, in a file each, both above the contract's rate."""
    OnFile(acme).put(
        example(
            "Two months",
            bill(port(MARCH, "2026-03-31"), on=MARCH, number="M", file="march.csv"),
            bill(port(APRIL, "2026-04-30"), on=APRIL, number="A", file="april.csv"),
            rates=(Agreed(rate="580.00"),),
        )
    )
    BillFile.objects.update(finished_at=timezone.now())
    return audit_by(acme, "B01")


@pytest.fixture
def march(audited: AuditRun) -> BillFile:
    return BillFile.objects.get(name="march.csv")


def test_charges_of_findings_nobody_judged_go_and_the_sums_follow(
    march: BillFile, casey: User
) -> None:
    finding = Finding.objects.get(check_code="B01")
    assert (finding.claimed, finding.occurrence_count) == (64, 2)

    undo_import(bill_file=march, undone_by=casey)

    finding.refresh_from_db()
    assert (finding.claimed, finding.occurrence_count, finding.state) == (32, 1, "new")
    assert finding.first_month == date(2026, 4, 1)


def test_a_finding_that_was_on_its_bills_alone_goes(
    march: BillFile, acme: Client, casey: User
) -> None:
    for name in ("march.csv", "april.csv"):
        undo_import(bill_file=BillFile.objects.get(name=name), undone_by=casey)

    assert not Finding.objects.filter(check_code="B01").exists()
    assert not Invoice.objects.exists()


@pytest.mark.parametrize(
    ("judgement", "words"),
    [
        ({"state": "valid", "shared_with_client": True}, "valid"),
        ({"state": "false_positive"}, "false positive"),
        ({"shared_with_client": True}, "the client sees it"),
    ],
)
def test_a_finding_somebody_judged_or_the_client_sees_holds_it(
    march: BillFile, casey: User, judgement: dict, words: str
) -> None:
    Finding.objects.filter(check_code="B01").update(**judgement)

    with pytest.raises(StillNeeded, match=f"Finding B01 .*: {words}") as refused:
        undo_import(bill_file=march, undone_by=casey)

    assert "/findings/" in refused.value.held[0].url
    assert Invoice.objects.count() == 2


def test_a_finding_whose_proof_names_one_of_its_bills_goes_too(acme: Client, casey: User) -> None:
    twice = {"number": "SAME", "on": MARCH}
    OnFile(acme).put(
        example(
            "The same bill in two files",
            bill(port(MARCH, "2026-03-31"), file="first.csv", **twice),
            bill(port(MARCH, "2026-03-31"), file="second.csv", **twice),
        )
    )
    audit(acme)
    first, second = BillFile.objects.order_by("pk")
    assert set(Occurrence.objects.values_list("invoice__bill_file", flat=True)) == {second.pk}

    undo_import(bill_file=first, undone_by=casey)

    assert not Occurrence.objects.exists()
    assert not Finding.objects.exists()
    assert Invoice.objects.get().bill_file == second


def test_an_audit_under_way_holds_it(loaded: Loaded, acme: Client, casey: User) -> None:
    bill_file = loaded("march.csv")
    AuditRun.objects.create(client=acme)

    with pytest.raises(StillNeeded, match="An audit is under way"):
        undo_import(bill_file=bill_file, undone_by=casey)


def test_a_draft_goes_and_a_report_the_client_got_holds_it(
    march: BillFile, acme: Client, casey: User
) -> None:
    draft = draft_report(client=acme, month=date(2026, 3, 1), made_by=casey)
    assert "the draft of the report for March\N{NO-BREAK SPACE}2026" in consequence(march).goes
    pdf = StoredFile.objects.create(
        client=acme, kind="report", name="r.pdf", content_type="application/pdf", size=1,
        sha256="1" * 64,
    )  # fmt: skip
    MonthlyReport.objects.filter(pk=draft.pk).update(
        state="published", pdf=pdf, published_at=timezone.now()
    )

    with pytest.raises(StillNeeded, match=r"The report for March\s2026, version 1: published"):
        undo_import(bill_file=march, undone_by=casey)


def test_a_draft_that_counts_its_bills_is_thrown_away(
    march: BillFile, acme: Client, casey: User
) -> None:
    draft_report(client=acme, month=date(2026, 4, 1), made_by=casey)

    undo_import(bill_file=march, undone_by=casey)

    assert not MonthlyReport.objects.exists()


def test_a_bill_that_corrects_one_of_its_bills_holds_it(loaded: Loaded, casey: User) -> None:
    first = loaded("march.csv")
    loaded("corrected.csv", row(invoice_no="NEW"))
    Invoice.objects.filter(number="NEW").update(supersedes=first.invoices.get())

    with pytest.raises(StillNeeded, match="Invoice NEW corrects one of its bills"):
        undo_import(bill_file=first, undone_by=casey)


@pytest.fixture
def lying(acme: Client) -> BillFile:
    """A file whose import took no lock that this test's transaction would still hold."""
    OnFile(acme).put(example("A bill", bill(port(MARCH, "2026-03-31"), file="march.csv")))
    return BillFile.objects.get()


@contextmanager
def elsewhere(statement: str, *arguments: object) -> Iterator[None]:
    """Somebody else's connection holds what the statement takes."""
    other = connections.create_connection("default")
    try:
        with other.cursor() as cursor:
            cursor.execute("SET lock_timeout = '5s'")
            cursor.execute(statement, arguments)
            yield
    finally:
        other.close()


def test_it_waits_for_no_import_of_the_client(lying: BillFile, casey: User) -> None:
    with (
        elsewhere("SELECT pg_advisory_lock(%s, %s)", LOCK, lying.client_id),
        pytest.raises(CannotUndo, match="being loaded or undone"),
    ):
        undo_import(bill_file=lying, undone_by=casey)


def test_who_waits_too_long_for_an_audit_is_told(
    lying: BillFile, casey: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("billing_audit.undo.services.PATIENCE", "50ms")

    with (
        elsewhere("SELECT pg_advisory_lock(hashtext('claims'), %s)", lying.client_id),
        pytest.raises(CannotUndo, match="Somebody is just working with the bills"),
    ):
        undo_import(bill_file=lying, undone_by=casey)

    with connection.cursor() as cursor:
        cursor.execute("SHOW lock_timeout")
        assert cursor.fetchone()[0] == "0"


def undo(*arguments: str, status: int = 0, **options: object) -> str:
    """What the command says; it must end with the status."""
    said, ended = StringIO(), 0
    try:
        call_command("undo_import", *arguments, stdout=said, stderr=said, **options)
    except SystemExit as end:
        ended = end.code
    assert ended == status
    return said.getvalue()


def test_the_command_undoes_by_id_or_by_client_and_name(loaded: Loaded) -> None:
    by_id, by_name = loaded("march.csv"), loaded("april.csv", row(invoice_no="APR"))

    first = undo(str(by_id.public_id))
    second = undo(client="acme", name=by_name.name, json=True)

    assert "was undone: 1 invoice of $563.04" in first
    assert '"status": "undone"' in second
    assert not Invoice.objects.exists()


def test_the_command_refuses_with_what_depends_on_it(march: BillFile) -> None:
    Finding.objects.filter(check_code="B01").update(state="valid")

    said = undo(str(march.public_id), status=3)

    assert "- Finding B01" in said
    assert "cannot be undone" in said


@pytest.mark.parametrize("options", [{}, {"client": "acme"}, {"client": "acme", "name": "no.csv"}])
def test_the_command_wants_to_know_which(acme: Client, options: dict) -> None:
    with pytest.raises(CommandError):
        undo(**options)
