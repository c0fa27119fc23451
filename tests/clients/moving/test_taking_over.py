"""Taking time over: differences first, then all of a file or nothing."""

import json
from datetime import date
from decimal import Decimal
from io import StringIO
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.http import HttpResponse
from django.test import Client as Browser
from django.urls import reverse

from clients.models import (
    Activity,
    Client,
    PersonAlias,
    Project,
    ProjectAlias,
    Statement,
    StoredFile,
    User,
    WorkEntry,
)
from clients.moving.layouts import LAYOUTS
from clients.moving.plan import Plan, Planner
from clients.moving.reading import Export, read
from clients.moving.services import MovingRefused, take_over
from tests.agreed import worked
from tests.clients.moving.conftest import ROW, harvest

LAYOUT = LAYOUTS["harvest"]


def plan_of(content: bytes) -> Plan:
    return Planner(LAYOUT, read(content, LAYOUT)).planned()


def take(content: bytes, by: User, *, is_history: bool = False) -> Plan:
    return take_over(
        layout=LAYOUT, export=read(content, LAYOUT), taken_by=by, is_history=is_history
    )


def test_time_lands_as_drafts_of_those_who_worked(audit: Project, casey: User, pat: User) -> None:
    take(harvest(ROW, ROW.replace("Yes", "No").replace("call", "letter")), pat)

    billable, other = WorkEntry.objects.order_by("pk")
    assert (billable.consultant, billable.project, billable.state) == (casey, audit, "draft")
    assert (billable.hours, billable.unbilled, billable.text) == (
        Decimal("1.5"), 0, "Consulting: Dispute call",
    )  # fmt: skip
    assert (other.unbilled, other.source_key[:8]) == (Decimal("1.5"), "harvest:")
    assert Activity.objects.get(verb="work.taken_over").client == audit.client


def test_history_lands_approved_and_charged_to_its_month(
    audit: Project, casey: User, pat: User
) -> None:
    take(harvest(ROW), pat, is_history=True)

    entry = WorkEntry.objects.get()
    assert (entry.state, entry.charged, entry.approved_by) == ("approved", Decimal("1.5"), pat)
    assert entry.ledger.filter(kind="consume").get().month == date(2026, 3, 1)


def test_the_same_file_twice_changes_nothing(audit: Project, casey: User, pat: User) -> None:
    take(harvest(ROW, ROW), pat)

    plan = plan_of(harvest(ROW, ROW))
    take(harvest(ROW, ROW), pat)

    assert (len(plan.same), plan.new, plan.changed) == (2, [], [])
    assert WorkEntry.objects.count() == 2


def test_changed_hours_are_shown_and_corrected(audit: Project, casey: User, pat: User) -> None:
    take(harvest(ROW), pat)
    later = harvest(ROW.replace("|1.5|", "|2,25|").replace("2,25", '"2,25"'))

    (changed,) = plan_of(later).changed
    take(later, pat)

    assert (changed.entry.hours, changed.row.hours) == (Decimal("1.5"), Decimal("2.25"))
    assert WorkEntry.objects.get().hours == Decimal("2.25")


def test_a_row_that_moved_to_another_day_is_shown_and_moves(
    audit: Project, casey: User, pat: User
) -> None:
    kimai = LAYOUTS["kimai"]
    heading = "ID,Date,Duration,Username,Email,Customer,Project,Activity,Description"
    line = "77,{},20:00,casey,{},Acme Logistics,Audit,Consulting,Dispute call"

    def on(day: str) -> Export:
        return read(f"{heading}\n{line.format(day, casey.email)}\n".encode(), kimai)

    take_over(layout=kimai, export=on("2026-03-02"), taken_by=pat)
    worked(audit, casey, date(2026, 3, 4), 10)

    (changed,) = Planner(kimai, on("2026-03-03")).planned().changed
    take_over(layout=kimai, export=on("2026-03-03"), taken_by=pat)

    assert changed.entry.worked_on == date(2026, 3, 2)
    assert WorkEntry.objects.get(source_key="kimai:77").worked_on == date(2026, 3, 3)
    (fault,) = Planner(kimai, on("2026-03-04")).planned().faults
    assert "30.00" in fault.reason


def test_one_row_that_cannot_be_taken_over_keeps_all_of_the_file_out(
    audit: Project, casey: User, pat: User
) -> None:
    content = harvest(ROW, ROW.replace("2026-03-02", "2025-12-31"))

    with pytest.raises(MovingRefused, match="1 row cannot be taken over"):
        take(content, pat)

    (fault,) = plan_of(content).faults
    assert (fault.line, fault.reason[:15]) == (3, "It lies outside")
    assert not WorkEntry.objects.exists()


def test_a_closed_month_and_approved_work_stay_as_they_were(
    audit: Project, casey: User, pat: User
) -> None:
    take(harvest(ROW), pat, is_history=True)
    Statement.objects.create(
        client=audit.client, agreement=audit.agreement, month=date(2026, 2, 1),
        terms=audit.agreement.terms.get(), figures={}, figures_sha256="0" * 64,
    )  # fmt: skip
    content = harvest(ROW.replace("|1.5|", "|3|"), ROW.replace("2026-03-02", "2026-02-02"))

    reasons = [fault.reason for fault in plan_of(content).faults]

    assert "is approved. Send it back first." in reasons[0]
    assert "is closed and stays as it was." in reasons[1]


def test_nobody_gets_a_day_of_more_than_24_hours(audit: Project, casey: User, pat: User) -> None:
    worked(audit, casey, date(2026, 3, 2), 20)

    (fault,) = plan_of(harvest(ROW.replace("|1.5|", "|5|"))).faults

    assert "Casey Cole would have 25" in fault.reason


def test_unknown_names_are_asked_once_and_remembered(
    audit: Project, casey: User, pat: User, browser: Browser
) -> None:
    content = harvest(
        ROW.replace("Acme Logistics|Audit", "ACME Inc|Bills").replace("Cole", "C."),
        ROW.replace("Acme Logistics|Audit", "Ourselves|Holidays"),
    )
    browser.force_login(pat)
    page = upload(browser, content)
    asked = page.context["plan"]

    answers = {
        "name": "yes",
        "project-0": str(audit.public_id),
        "project-1": "left-out",
        "person-0": str(casey.public_id),
    }
    browser.post(page.request["PATH_INFO"] + "?system=harvest", answers)

    assert list(asked.projects) == [("ACME Inc", "Bills"), ("Ourselves", "Holidays")]
    assert list(asked.people) == ["Casey C."]
    assert PersonAlias.objects.get().person == casey
    assert set(ProjectAlias.objects.values_list("project", flat=True)) == {audit.pk, None}
    plan = plan_of(content)
    assert (len(plan.new), len(plan.left_out), plan.has_questions) == (1, 1, False)


def upload(browser: Browser, content: bytes) -> HttpResponse:
    sent = {"system": "harvest", "dates": "", "file": SimpleUploadedFile("time.csv", content)}
    return browser.post(reverse("moving:time_import"), sent, follow=True)


def test_the_page_shows_the_differences_and_takes_over(
    audit: Project, casey: User, pat: User, browser: Browser
) -> None:
    browser.force_login(pat)
    page = upload(browser, harvest(ROW))
    shown = page.content.decode()

    browser.post(page.request["PATH_INFO"] + "?system=harvest", {"take": "drafts"})

    assert "Consulting: Dispute call" in shown
    assert WorkEntry.objects.get().state == "draft"
    assert not StoredFile.objects.filter(kind="import").exists()


def test_a_file_of_another_kind_is_refused_beside_the_field(pat: User, browser: Browser) -> None:
    browser.force_login(pat)

    page = upload(browser, b"Datum,Text\n")

    (error,) = page.context["form"].errors["file"]
    assert "no column Client, Project, Hours" in error


def test_what_one_principal_brought_does_not_exist_for_another(
    audit: Project, pat: User, browser: Browser
) -> None:
    pia = User.objects.create_user("pia@practice.test", name="Pia", kind="principal")
    browser.force_login(pat)
    page = upload(browser, harvest(ROW))

    browser.force_login(pia)

    assert browser.get(page.request["PATH_INFO"]).status_code == 404


def command(path: Path, *more: str, by: str = "pat@practice.test") -> dict[str, object]:
    said = StringIO()
    words = [str(path), "--system", "harvest", "--by", by, *more]
    call_command("import_time", *words, stdout=said, stderr=StringIO())
    return json.loads(said.getvalue())


def test_the_command_tells_the_differences_and_takes_over(
    audit: Project, casey: User, pat: User, tmp_path: Path
) -> None:
    path, names = tmp_path / "time.csv", tmp_path / "names.csv"
    path.write_bytes(harvest(ROW.replace("|Audit", "|Bills")))
    names.write_text("Acme Logistics,Bills,acme,Audit\n", encoding="utf-8")

    asked = command(path, "--dry-run")
    told = command(path, "--dry-run", "--map", str(names))
    before = WorkEntry.objects.count()
    command(path, "--history")

    assert asked["unknown_projects"] == [["Acme Logistics", "Bills"]]
    assert (told["new"], told["hours"], before) == (1, "1.50", 0)
    assert WorkEntry.objects.get().state == "approved"


@pytest.mark.usefixtures("casey", "audit")
def test_the_command_ends_with_a_refusal_when_nothing_was_taken_over(
    acme: Client, pat: User, tmp_path: Path
) -> None:
    path = tmp_path / "time.csv"
    path.write_bytes(harvest(ROW.replace("2026-03-02", "2025-03-02")))

    with pytest.raises(SystemExit) as ended:
        command(path)

    assert ended.value.code == 3
    assert not WorkEntry.objects.exists()
