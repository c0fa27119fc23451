"""A document that came back is compared, judged change by change, and answered by a letter."""

import json
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, transaction
from django.test import Client as Browser
from docx import Document
from docx.oxml.ns import qn

from clients.files.services import store
from clients.models import Activity, Client, Practice, StoredFile, User
from retainer.lib.refusal import Refused
from retainer.lib.uploads import spool
from rfp.models import ReturnedChange, ReturnedDocument
from rfp.returned import letter
from rfp.returned.services import judge
from tests.access.world.issuing import sent
from tests.rfp.asking import written
from tests.rfp.returned.making import brought, pair, untouched

LIST = "/returned-documents/"


@pytest.fixture
def browser(pat: User) -> Browser:
    browser = Browser()
    browser.force_login(pat)
    return browser


@pytest.fixture
def document(acme: Client, pat: User) -> ReturnedDocument:
    return brought(acme, pat)


def upload(name: str, content: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def test_two_documents_of_a_client_are_compared_on_a_page(browser: Browser, acme: Client) -> None:
    issued, back = pair()

    answer = browser.post(
        f"{LIST}compare/",
        {
            "client": acme.pk,
            "sender": "Kestrel Fibre",
            "issued": upload("work.docx", issued),
            "returned": upload("work, signed.docx", back),
        },
        follow=True,
    )

    page = answer.content.decode()
    document = ReturnedDocument.objects.get()
    assert "3 changes of Kestrel Fibre were not tracked." in page
    assert "<del>$640.00</del>" in page.replace("\n", "").replace("  ", "")
    assert document.changes.filter(is_disclosed=True).count() == 1
    assert "work, signed.docx" in browser.get(LIST).content.decode()
    assert Activity.objects.filter(verb="returned.compared").count() == 1


def test_what_came_back_is_compared_with_the_version_that_was_issued(
    browser: Browser, acme: Client, pat: User
) -> None:
    rfp = written(acme, pat, None)
    issued, back = pair()
    version = sent(rfp, pat)
    with spool([issued], limit=len(issued)) as spooled:
        word = store(
            spooled,
            name="request.docx",
            kind=StoredFile.Kind.REQUEST,
            client=acme,
            stored_by=None,
        )
    type(version).objects.filter(pk=version.pk).update(docx=word)

    browser.post(
        f"/rfps/{rfp.public_id}/returned/compare/",
        {"sender": "Birch", "version": version.pk, "returned": upload("back.docx", back)},
    )

    document = ReturnedDocument.objects.get()
    assert (document.rfp, document.version, document.issued) == (rfp, version, word)
    assert document.changes.count() == 4
    assert "back.docx" in browser.get(f"/rfps/{rfp.public_id}/returned/").content.decode()


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("back.pdf", b"%PDF-1.7 and so on", "Ask for the DOCX"),
        ("back.doc", b"\xd0\xcf\x11\xe0 and so on", "save it as DOCX"),
        ("back.docx", b"\xd0\xcf\x11\xe0 and so on", "locked by a password"),
        ("back.docx", b"PK\x03\x04 torn", "no DOCX that can be opened"),
    ],
)
def test_what_cannot_be_compared_says_what_is_possible_and_is_not_kept(
    browser: Browser, acme: Client, name: str, content: bytes, words: str
) -> None:
    answer = browser.post(
        f"{LIST}compare/",
        {
            "client": acme.pk,
            "sender": "Kestrel Fibre",
            "issued": upload("work.docx", pair()[0]),
            "returned": upload(name, content),
        },
    )

    assert words in answer.content.decode()
    assert not ReturnedDocument.objects.exists()
    assert not StoredFile.objects.exists()


def test_nothing_changed_is_an_answer(browser: Browser, acme: Client, pat: User) -> None:
    document = brought(acme, pat, untouched)

    page = browser.get(f"{LIST}{document.public_id}/").content.decode()

    assert "Nothing was changed" in page
    assert "Letter to confirm" not in page


def test_changes_are_found_by_label_part_and_state(
    browser: Browser, document: ReturnedDocument
) -> None:
    page = f"{LIST}{document.public_id}/"

    def shown(query: str) -> int:
        return browser.get(f"{page}?{query}").content.decode().count("/returned-changes/")

    assert shown("") == 4
    assert shown("label=untracked") == 3
    assert shown("label=tracked") == 1
    assert shown("part=footer") == 1
    assert shown("state=accepted") == 0
    assert shown("older=3") == 1
    assert shown("newer=3") == 2


def test_each_change_is_judged_and_the_next_open_one_follows(
    browser: Browser, document: ReturnedDocument, pat: User
) -> None:
    first, second, *_ = document.changes.all()

    answer = browser.post(
        f"/returned-changes/{first.public_id}/judge/",
        {"state": "to_confirm", "note": "Is it meant?"},
    )

    first.refresh_from_db()
    assert answer.headers["Location"] == f"/returned-changes/{second.public_id}/"
    assert (first.state, first.note, first.judged_by) == ("to_confirm", "Is it meant?", pat)
    assert browser.get(answer.headers["Location"]).status_code == 200


def test_a_refusal_says_why(document: ReturnedDocument, pat: User) -> None:
    with pytest.raises(Refused, match="Say why"):
        judge(change=document.changes.first(), state="turned_down", note=" ", judged_by=pat)


def test_what_was_found_stays_as_it_was_found(document: ReturnedDocument) -> None:
    with pytest.raises(DatabaseError), transaction.atomic():
        ReturnedChange.objects.filter(document=document).update(after="as agreed")


def test_programs_get_every_change_with_what_we_say(
    browser: Browser, document: ReturnedDocument
) -> None:
    where = f"{LIST}{document.public_id}/"

    told = json.loads(browser.get(f"{where}export.json").content)
    rows = browser.get(f"{where}export.csv?label=untracked").content.decode().splitlines()

    assert [one["disclosed"] for one in told["changes"]].count(False) == 3
    assert told["returned"] == "work, signed.docx"
    assert len(rows) == 4
    assert "undisclosed" in rows[1]


def test_the_redline_is_a_word_document_with_every_change_tracked(
    browser: Browser, document: ReturnedDocument
) -> None:
    answer = browser.get(f"{LIST}{document.public_id}/files/redline/")

    body = Document(BytesIO(b"".join(answer.streaming_content))).element.body
    assert "".join(text.text for text in body.iter(qn("w:delText"))).count("thirty") == 1
    assert any(
        "ninety" in (text.text or "")
        for mark in body.iter(qn("w:ins"))
        for text in mark.iter(qn("w:t"))
    )


def test_the_letter_asks_for_what_was_not_tracked_and_is_not_accepted(
    browser: Browser, document: ReturnedDocument, pat: User
) -> None:
    accepted, *_ = document.changes.filter(part="footer")
    judge(change=accepted, state="accepted", note="", judged_by=pat)

    html = letter.html_of(document, "Pat", Practice.current())
    answer = browser.get(f"{LIST}{document.public_id}/letter/")

    assert "2 changes in it are not marked as tracked" in html
    assert "$664.00" in html
    assert "to change" not in html
    assert "5% of the monthly" not in html
    assert answer.content.startswith(b"%PDF")


def test_there_is_no_letter_once_all_is_accepted(
    browser: Browser, document: ReturnedDocument, pat: User
) -> None:
    for change in document.changes.all():
        judge(change=change, state="accepted", note="", judged_by=pat)

    answer = browser.get(f"{LIST}{document.public_id}/letter/", follow=True)

    assert "Nothing is left to be confirmed" in answer.content.decode()


def test_who_does_not_work_for_the_client_meets_none_of_it(
    globex: Client, pat: User, casey: User
) -> None:
    document = brought(globex, pat)
    browser = Browser()
    browser.force_login(casey)

    assert browser.get(f"{LIST}{document.public_id}/").status_code == 404
    assert "work, signed.docx" not in browser.get(LIST).content.decode()
