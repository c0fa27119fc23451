"""What the practice writes for itself is on no page and in no file of a client user, ever."""

import io
import re
from collections.abc import Iterator
from datetime import date
from html import unescape
from pathlib import Path
from urllib.parse import urljoin
from zipfile import ZipFile

import pytest
from django.http import HttpResponse
from django.test import Client as Browser
from django.urls import reverse
from pypdf import PdfReader

from billing_audit.models import (
    AuditRun,
    BillFile,
    Finding,
    FindingDecision,
    ImportIssue,
    MonthlyReport,
    RenewalPack,
)
from billing_audit.renewal import services as renewal
from billing_audit.renewal.drawing import draw_pack
from billing_audit.reports import services as reports
from billing_audit.reports.drawing import draw_report
from clients.models import (
    AdviceNote,
    Client,
    EntryRemark,
    Recommendation,
    RetainerAgreement,
    StoredFile,
    User,
    WorkEntry,
)
from retainer.exporting.archive import FolderArchive
from retainer.exporting.packing import Packing
from tests.access.table import OK, TABLE, VISITORS
from tests.access.world import World
from tests.billing_audit.on_file import OnFile, audit
from tests.billing_audit.portal.conftest import YEAR
from tests.billing_audit.portal.internal import mark_what_is_internal, told_in

LINK = re.compile(r'(?:href|src|hx-get|action)="([^"]+)"')
OWN = VISITORS.index("own client")
#: Every address that shows something to a client user of the company. A bidder's door opens for
#: whoever holds the letter, and tells of the bidder's own.
OPEN = [
    (row[0], row[2])
    for row in TABLE
    if row[1] == "get" and row[3:][OWN] == OK and "bidder_token" not in row[2]
]
#: What people of the practice write for each other; the archive gives the company all of its
#: own rows, what could not be read among them, and none of these.
BETWEEN_US = {
    *("Carrier.notes", "DisputeEvent.note", "FindingDecision.note", "AdviceNote.text"),
    *("EntryRemark.text", "Activity.sentence"),
    *("Stakeholder.name", "Stakeholder.role", "Stakeholder.reason", "Stakeholder.action"),
    *("Stakeholder.next_step", "StakeholderChange.words", "ClientNote.text"),
}
#: Some of the texts that must take the mark, so that the test keeps its edge.
MARKED = BETWEEN_US | {"Dispute.ticket", "Finding.question", "ImportIssue.reason", "AuditRun.error"}
#: What no page shows and a published report tells: of what is still in review, its subject;
#: of what the carrier was asked, the number they gave it.
ON_PAPER = {"Finding.subject", "BillFile.name", "Dispute.ticket"}
#: Where walking on would sign out, or leave the product.
NOT_WALKED = ("/account/", "/static/")


@pytest.fixture
def filled(acme: Client, owen: User, pat: User, casey: User) -> dict[str, object]:
    """Acme with one of everything, bills that were audited, and a mark in all that is internal."""
    words = World(acme=acme, owen=owen, pat=pat, casey=casey).arguments()
    AuditRun.objects.update(state="complete")  # else no other could begin
    OnFile(acme).put(YEAR)
    audit(acme)
    found = Finding.objects.filter(client=acme, check_code__in=["B01", "A09"], mills__gt=0)
    found.update(state="valid", shared_with_client=True)
    # Bills put on file without their bytes borrow those of another.
    kept = StoredFile.objects.exclude(content="").values_list("content", flat=True)[0]
    StoredFile.objects.filter(content="").update(content=kept)
    _notes(acme, casey)
    assert mark_what_is_internal(acme, owen) >= MARKED
    return words


def _notes(acme: Client, casey: User) -> None:
    """What people of the practice write beside things the client sees."""
    FindingDecision.objects.create(
        client=acme, finding=Finding.objects.filter(state="valid", client=acme).first(),
        state="valid", reason="confirmed", note="Between us", decided_by=casey,
    )  # fmt: skip
    ImportIssue.objects.create(
        client=acme, bill_file=BillFile.objects.first(), column="amount", value="x", reason="No"
    )
    advised = Recommendation.objects.filter(client=acme, published_at__isnull=False).first()
    AdviceNote.objects.create(
        client=acme, recommendation=advised, text="Between us", written_by=casey
    )
    entry = WorkEntry.objects.filter(client=acme).exclude(state__in=WorkEntry.OPEN).first()
    EntryRemark.objects.create(
        client=acme, entry=entry, text="Between us", is_internal=True, written_by=casey
    )


@pytest.fixture
def published(filled: dict[str, object], acme: Client, pat: User) -> MonthlyReport:
    """A report drawn after everything internal was marked, so that its PDF could hold it."""
    draft = reports.draft_report(client=acme, month=date(2026, 4, 1), made_by=pat)
    draw_report(draft.pk)
    draft.refresh_from_db()
    return reports.publish(report=draft, published_by=pat)


@pytest.fixture
def renewed(filled: dict[str, object], acme: Client, pat: User) -> RenewalPack:
    """A renewal pack drawn and issued after everything internal was marked."""
    agreement = RetainerAgreement.objects.get(public_id=filled["packed"])
    draft = renewal.make_pack(agreement=agreement, made_by=pat)
    draw_pack(draft.pk)
    return renewal.issue_pack(pack=draft, issued_by=pat)


def texts(content: bytes) -> Iterator[str]:
    """What a person reads in a page or a file, whatever its kind; archives member by member."""
    if content.startswith(b"PK\x03\x04"):
        with ZipFile(io.BytesIO(content)) as archive:
            for name in archive.namelist():
                yield from texts(archive.read(name))
    elif content.startswith(b"%PDF-1.7\n"):
        reader = PdfReader(io.BytesIO(content))
        yield str(reader.metadata)
        yield from (sheet.extract_text() for sheet in reader.pages)
    else:
        yield content.decode(errors="replace")


def content_of(answer: HttpResponse) -> bytes:
    return b"".join(answer.streaming_content) if answer.streaming else answer.content


def told(content: bytes) -> set[str]:
    """The internal columns whose marks stand in a page or a file."""
    return {column for text in texts(content) for column in told_in(text)}


def walked(browser: Browser, starts: list[str]) -> Iterator[tuple[str, int, bytes]]:
    """Every page that can be reached from some, each once."""
    waiting, seen = list(starts), set(starts)
    while waiting:
        address = waiting.pop()
        answer = browser.get(address)
        content = content_of(answer)
        yield address, answer.status_code, content
        if not answer["Content-Type"].startswith("text/html"):
            continue
        for link in LINK.findall(content.decode(errors="replace")):
            target = urljoin(address, unescape(link)).partition("#")[0]
            inside = target.startswith("/") and not target.startswith(NOT_WALKED)
            if inside and target not in seen:
                seen.add(target)
                waiting.append(target)


def test_no_page_and_no_file_of_a_client_user_shows_what_is_internal(
    filled: dict[str, object], published: MonthlyReport, renewed: RenewalPack, at_acme: Browser
) -> None:
    starts = [reverse(name, args=[filled[word] for word in words]) for name, words in OPEN]

    visited = list(walked(at_acme, [reverse("portal:home"), *starts]))

    assert len(visited) > len(starts) + 20
    assert [address for address, status, _ in visited if status >= 500] == []
    shown = {address: told(content) for address, _, content in visited}
    paper = {address for address in shown if str(published.public_id) in address}
    assert {address: what for address, what in shown.items() if what and address not in paper} == {}
    assert paper
    assert any(str(renewed.public_id) in address for address in shown)
    assert set().union(*(shown[address] for address in paper)) <= ON_PAPER


def test_the_archive_a_company_takes_holds_nothing_internal(
    filled: dict[str, object], acme: Client, tmp_path: Path
) -> None:
    Packing(acme, FolderArchive(tmp_path), is_client=True).run()

    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert len(files) > 30
    assert set().union(*(told(path.read_bytes()) for path in files)) & BETWEEN_US == set()


def test_the_mark_is_found_wherever_the_practice_reads(
    filled: dict[str, object], pat: User
) -> None:
    """Else the walk would prove nothing."""
    browser = Browser()
    browser.force_login(pat)

    shown = browser.get(reverse("telecom:carrier_detail", args=[filled["carrier"]]))

    assert "Carrier.notes" in told(shown.content)
