"""``bin/manage import_usage`` and what it leaves behind."""

import json
from decimal import Decimal
from io import StringIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from django.core.management import call_command

from billing_audit.models import BilledService, UsageFile, UsageIssue, UsageRecord
from billing_audit.usage.layouts import SHIPPED
from billing_audit.usage.layouts.shipped import TWILIO
from billing_audit.usage.own_layouts import keep_layout
from billing_audit.usage.services import undo_usage
from clients.models import Client, User
from retainer.lib.refusal import Refused
from tests.billing_audit.usage import written
from tests.billing_audit.usage.written import call, saved


def load(*files: Path, status: int = 0, **options: object) -> list[dict]:
    """What the command answers; it must end with the status."""
    out = StringIO()
    try:
        call_command(
            "import_usage", *map(str, files), client="acme", json=True, stdout=out,
            stderr=StringIO(), **options,
        )  # fmt: skip
        ended = 0
    except SystemExit as end:
        ended = end.code
    assert ended == status
    return json.loads(out.getvalue())


def test_calls_become_records_of_their_service(acme: Client, tmp_path: Path) -> None:
    path = saved(tmp_path, written.TWILIO, call(), call("CA2", price="-0.014", duration="30"))

    (answer,) = load(path)

    assert (answer["status"], answer["layout"], answer["records"]) == ("imported", "twilio", 2)
    first, second = UsageRecord.objects.order_by("source_row")
    assert (first.amount, first.duration) == (Decimal("0.028"), 61)
    assert first.billed_service == second.billed_service == BilledService.objects.get()
    file = UsageFile.objects.get()
    assert file.first_at == file.last_at == first.started_at


def test_rows_nobody_could_read_are_named_and_the_others_load(acme: Client, tmp_path: Path) -> None:
    path = saved(tmp_path, written.TWILIO, call(), call("CA2", price="free"), call("CA3"))

    (answer,) = load(path)

    assert (answer["status"], answer["records"], answer["rejected_rows"]) == ("partial", 2, 1)
    issue = UsageIssue.objects.get()
    assert (issue.row, issue.column, issue.value) == (3, "Price", "free")


def test_overlapping_exports_bring_a_record_once(acme: Client, tmp_path: Path) -> None:
    load(saved(tmp_path, written.TWILIO, call(), call("CA2"), name="march.csv"))

    (answer,) = load(saved(tmp_path, written.TWILIO, call("CA2"), call("CA3"), name="late.csv"))

    assert (answer["records"], answer["known"]) == (1, 1)
    assert UsageRecord.objects.count() == 3


def test_the_same_bytes_are_loaded_once(acme: Client, tmp_path: Path) -> None:
    path = saved(tmp_path, written.TWILIO, call())
    load(path)

    assert load(path)[0]["status"] == "duplicate"
    assert UsageRecord.objects.count() == 1


def test_an_import_is_undone_as_a_whole_and_may_be_done_again(
    acme: Client, pat: User, tmp_path: Path
) -> None:
    path = saved(tmp_path, written.TWILIO, call(), call("CA2"))
    load(path)

    removed = undo_usage(usage_file=UsageFile.objects.get(), undone_by=pat)

    assert (removed, UsageRecord.objects.count()) == (2, 0)
    with pytest.raises(Refused, match="nothing can be undone"):
        undo_usage(usage_file=UsageFile.objects.get(), undone_by=pat)
    assert load(path)[0]["records"] == 2


def test_each_member_of_an_archive_is_a_file(acme: Client, tmp_path: Path) -> None:
    path = tmp_path / "calls.zip"
    with ZipFile(path, "w") as archive:
        archive.writestr("a.csv", f"{written.TWILIO}\n{call()}\n")
        archive.writestr("b.csv", "no,such\n1,2\n")

    first, second = load(path)

    assert (first["file"], first["status"]) == (f"{path}!a.csv", "imported")
    assert (second["status"], second["records"]) == ("rejected", 0)
    assert second["error"].startswith("No layout has these columns: no, such.")


def test_a_file_none_of_whose_rows_can_be_read_is_refused(acme: Client, tmp_path: Path) -> None:
    path = saved(tmp_path, written.TWILIO, call(start="yesterday"))

    (answer,) = load(path, status=3)

    assert "None of the 1 rows could be read as “Twilio call log”. Row 2" in answer["error"]


def test_no_usage_is_no_mistake_of_ours(acme: Client, tmp_path: Path) -> None:
    (answer,) = load(saved(tmp_path, written.TWILIO), status=3)

    assert answer["error"] == "The file holds no call and no usage."


def test_a_layout_of_the_practice_reads_what_no_shipped_one_does(
    acme: Client, pat: User, tmp_path: Path
) -> None:
    from_json = TWILIO.to_json() | {
        "name": "harbour",
        "title": "Harbour calls",
        "recognised_by": ["When", "Line", "Seconds"],
        "columns": {"started": "When", "service": "Line", "duration": "Seconds"},
    }
    kept = keep_layout(layout=TWILIO.from_json(from_json), made_by=pat)

    (answer,) = load(saved(tmp_path, "When,Line,Seconds", "2026-03-05 10:00:00,555-1,60"))

    assert (kept.version, answer["layout"], answer["records"]) == (1, "harbour", 1)
    assert keep_layout(layout=TWILIO.from_json(from_json), made_by=pat).version == 2


def test_a_shipped_name_is_taken(acme: Client, pat: User) -> None:
    with pytest.raises(Refused, match="comes with the product"):
        keep_layout(layout=SHIPPED[0], made_by=pat)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_every_common_encoding_is_read(acme: Client, tmp_path: Path, encoding: str) -> None:
    row = call().replace("completed", "beendet für immer")

    load(saved(tmp_path, written.TWILIO, row, encoding=encoding))

    assert UsageRecord.objects.get().status == "beendet für immer"
