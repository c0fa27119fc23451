"""What an export holds, for the practice and for the client's own people."""

import hashlib
from datetime import date
from decimal import Decimal

from billing_audit.models import Finding, FindingChange, FindingDecision
from clients.models import Client, Project, Site, StoredFile, User
from clients.work.models import EntryRemark
from retainer.exporting.registry import TABLES
from retainer.exporting.tables import plain
from tests.access.world import World
from tests.agreed import agree, worked
from tests.exporting.conftest import Pack


def test_every_table_is_there_with_all_of_its_rows(pack: Pack, acme: Client) -> None:
    packed = pack()

    for table in TABLES:
        mine = table.model._default_manager.filter(**{table.owner: acme.pk})
        assert len(packed.rows(table.name)) == mine.count(), table.name


def test_the_manifest_lists_every_file_with_its_bytes(pack: Pack) -> None:
    packed = pack()

    listed = {row["file"]: row for row in packed.rows("manifest")}
    found = {
        str(path.relative_to(packed.folder)): path.read_bytes()
        for path in packed.folder.rglob("*")
        if path.is_file() and path.name != "manifest.csv"
    }
    assert set(listed) == set(found)
    assert {name: row["sha256"] for name, row in listed.items()} == {
        name: hashlib.sha256(content).hexdigest() for name, content in found.items()
    }


def test_a_bill_names_its_original_which_lies_in_the_archive(pack: Pack) -> None:
    packed = pack()

    first, *_ = packed.rows("bill_files")

    assert (packed.folder / first["file"]).read_bytes() == b"a bill"


def test_an_original_that_is_gone_is_told(pack: Pack, world: World) -> None:
    stored = StoredFile.objects.filter(kind="bill").first()
    stored.content.storage.delete(stored.content.name)

    gone = [row for row in pack().rows("manifest") if row["remark"]]

    assert [(row["sha256"], row["remark"]) for row in gone] == [
        (stored.sha256, "missing in the store")
    ]


def test_values_are_written_in_open_forms() -> None:
    assert [plain(v) for v in (None, True, Decimal("1E+3"), date(2026, 3, 1), {"b": 1})] == [
        "", "yes", "1000", "2026-03-01", '{"b": 1}',
    ]  # fmt: skip


def test_no_cell_runs_in_a_spreadsheet(pack: Pack, acme: Client) -> None:
    Site.objects.create(client=acme, code="X", name="=1+1")

    names = {row["code"]: row["name"] for row in pack().rows("sites")}

    assert names["X"] == "'=1+1"


def test_nothing_of_another_client_is_in_it(pack: Pack, globex: Client, pat: User) -> None:
    project = Project.objects.create(client=globex, agreement=agree(globex), name="Globex-only")
    worked(project, pat, date(2026, 3, 2), text="Globex-only work")
    Site.objects.create(client=globex, code="GLX", name="Globex-only site")

    assert "Globex" not in pack().text


def test_the_client_gets_no_notes_drafts_rates_or_undecided_findings(
    pack: Pack, world: World, casey: User
) -> None:
    findings = Finding.objects.filter(client=world.acme)
    shared, other = (findings.filter(shared_with_client=told) for told in (True, False))
    for finding in (shared[0], other[0]):
        FindingDecision.objects.create(
            client=world.acme, finding=finding, state="valid", reason="confirmed",
            note="Keep-to-us", decided_by=casey,
        )  # fmt: skip
        FindingChange.objects.create(
            client=world.acme, finding=finding, run=finding.last_run, kind="new", currency="USD"
        )
    project = Project.objects.filter(client=world.acme).first()
    entry = worked(
        project, casey, date(2026, 3, 3), text="Seen by the client", origin="/keep-to-us"
    )
    worked(project, casey, date(2026, 3, 4), text="Keep-to-us", state="submitted")
    for text, internal in (("Keep-to-us", True), ("An answer", False)):
        EntryRemark.objects.create(
            client=world.acme, entry=entry, written_by=casey, text=text, is_internal=internal
        )

    theirs = pack(is_client=True)

    assert "keep-to-us" not in theirs.text.lower()
    assert "Seen by the client" in [row["text"] for row in theirs.rows("work_entries")]
    assert not {row["state"] for row in theirs.rows("work_entries")} & {"draft", "submitted"}
    assert "An answer" in [row["text"] for row in theirs.rows("work_remarks")]
    told = {str(finding.public_id) for finding in shared}
    assert {row["id"] for row in theirs.rows("findings")} == told
    for table in ("finding_decisions", "audit_changes"):
        assert {row["finding_id"] for row in theirs.rows(table)} == {str(shared[0].public_id)}
    assert not (theirs.folder / "hourly_rates.csv").exists()
    assert not (theirs.folder / "activity.csv").exists()
    assert {row["state"] for row in theirs.rows("reports")} == {"published"}
    assert "keep-to-us" in pack().text.lower()


def test_the_client_gets_their_own_papers_and_what_they_were_given(
    pack: Pack, world: World
) -> None:
    listed = [row["file"] for row in pack(is_client=True).rows("manifest")]

    folders = {name.split("/")[1] for name in listed if name.startswith("files/")}
    assert {"bills", "contracts", "photos", "reports"} <= folders
    assert "exports" not in folders
    drafts = StoredFile.objects.filter(kind="report", shared_with_client=False)
    assert not any(name.startswith(f"files/reports/{d.pk}-") for d in drafts for name in listed)


def test_the_readme_explains_every_column(pack: Pack) -> None:
    readme = (pack().folder / "README.txt").read_text(encoding="utf-8")

    for table in TABLES:
        assert f"{table.name}.csv: {table.title}" in readme
    assert "  charged: Hours charged." in readme
