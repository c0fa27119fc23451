"""Promises: noted with their document, judged with proof, read by both sides."""

import csv
from collections.abc import Callable
from datetime import timedelta
from io import StringIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client as Browser
from django.urls import reverse
from django.utils import timezone

from clients.models import Activity, Carrier, Client, Issue, Promise, User
from clients.promises.services import note_promise

LIST = reverse("promises:promise_list")
Note = Callable[..., Promise]


@pytest.fixture
def noted(acme: Client, casey: User) -> Note:
    """Something promised ten days ago, to be kept in so many days."""

    def make(words: str, days: int | None) -> Promise:
        today = timezone.localdate()
        promise = Promise(
            client=acme,
            promised_by="Ann Lee, account team",
            words=words,
            written_in="Order form, page 2",
            promised_on=today - timedelta(days=10),
            due_on=None if days is None else today + timedelta(days=days),
        )
        return note_promise(promise=promise, noted_by=casey)

    return make


def judged(promise: Promise) -> str:
    return reverse("promises:promise_judge", args=[promise.public_id])


def test_a_promise_is_noted_and_judged_with_what_proves_it(
    browser: Browser, acme: Client, casey: User
) -> None:
    browser.force_login(casey)
    said = {
        "promised_by": "Ann Lee",
        "words": "No fees to move.",
        "written_in": "Mail of 2 Mar 2026",
        "promised_on": "2026-03-02",
        "due_on": "2026-06-30",
    }
    address = reverse("promises:promise_create", args=[acme.public_id])
    early = browser.post(address, said | {"due_on": "2026-03-01"})
    assert "A promise is not due before it is made." in early.text
    assert browser.post(address, said).status_code == 302
    promise = Promise.objects.get()
    assert (promise.state, promise.noted_by) == ("open", casey)

    without = browser.post(judged(promise), {"became": "kept", "evidence": " "}, follow=True)
    assert "Say what proves it" in without.text
    neither = browser.post(judged(promise), {"became": "open", "evidence": "x"}, follow=True)
    assert "Say whether it was kept or broken." in neither.text
    browser.post(judged(promise), {"became": "kept", "evidence": "June's bill has none."})
    browser.post(judged(promise), {"became": "broken", "evidence": "July's bill has one."})

    promise.refresh_from_db()
    assert (promise.state, promise.evidence) == ("broken", "July's bill has one.")
    said = Activity.objects.filter(subject_id=promise.public_id).order_by("pk")
    assert [each.sentence for each in said] == [
        "Noted a promise of Ann Lee",
        "The promise of Ann Lee was kept: June's bill has none.",
        "The promise of Ann Lee was broken: July's bill has one.",
    ]


def test_what_is_past_its_day_comes_first(
    browser: Browser, casey: User, owen: User, noted: Note
) -> None:
    kept = noted("Kept", -5)
    for words, days in (("To come", 3), ("Some day", None), ("Past", -1), ("Today", 0)):
        noted(words, days)
    browser.force_login(casey)
    browser.post(judged(kept), {"became": "kept", "evidence": "The bill."})

    browser.force_login(owen)

    def shown(query: str) -> list[str]:
        return [row.words for row in browser.get(LIST + query).context["page"]]

    assert shown("") == ["Past", "Some day", "Today", "To come", "Kept"]
    assert shown("?state=past") == ["Past"]
    assert shown("?state=kept") == ["Kept"]
    assert "<strong>1 promise</strong> past its day" in " ".join(browser.get(LIST).text.split())
    export = browser.get(reverse("promises:promise_export") + "?state=past").text
    assert [row[3] for row in csv.reader(StringIO(export))] == ["promise", "Past"]


def test_a_file_is_tried_then_loaded_and_what_was_said_stays(
    browser: Browser, acme: Client, casey: User, noted: Note
) -> None:
    noted("Said before.", None)
    browser.force_login(casey)
    address = reverse("promises:promise_import", args=[acme.public_id])
    file = browser.get(reverse("promises:promise_export")).content + (
        b"Acme,Bo Diaz,Verizon,Live in June.,Mail,2026-03-02,2026-06-30,,\r\n"
        b"Acme,Bo Diaz,Nobody,Live in July.,Mail,2026-03-02,,,\r\n"
        b"Acme,Bo Diaz,,Live in May.,Mail,2026-03-02,2026-03-01,,\r\n"
    )
    Carrier.objects.get_or_create(name="Verizon")

    tried, loaded = (
        browser.post(address, {"file": SimpleUploadedFile("p.csv", file), deed: "yes"}).text
        for deed in ("try", "load")
    )

    assert "This file would add 1, update 0 and leave 1 as they are." in tried
    assert "is no carrier on file" in loaded
    assert "is before it was promised" in loaded
    before, live = Promise.objects.order_by("pk")
    assert (live.words, live.carrier.name, live.noted_by) == ("Live in June.", "Verizon", casey)
    assert before.words == "Said before."


def test_a_client_user_reads_promises_and_judges_none(
    browser: Browser, owen: User, noted: Note
) -> None:
    promise = noted("Credits come by themselves.", 5)
    browser.force_login(owen)

    page = browser.get(reverse("promises:promise_detail", args=[promise.public_id])).text

    assert "Credits come by themselves." in page
    assert "What became of it" not in page
    assert browser.post(judged(promise), {"became": "kept"}).status_code == 403


def test_a_broken_promise_becomes_an_issue_once(
    browser: Browser, casey: User, owen: User, noted: Note
) -> None:
    promise = noted("No fees to move.", -1)
    address = reverse("promises:promise_issue", args=[promise.public_id])
    browser.force_login(casey)
    assert "Mark it as broken first" in browser.post(address, follow=True).text

    browser.post(judged(promise), {"became": "broken", "evidence": "June's bill has one."})
    raised = browser.post(address, follow=True)
    again = browser.post(address, follow=True)

    issue = Issue.objects.get()
    assert raised.request["PATH_INFO"] == reverse("issues:issue_detail", args=[issue.public_id])
    assert issue.title == "Broken promise: No fees to move."
    assert "(Order form, page 2): No fees to move." in issue.text
    assert "June's bill has one." in issue.text
    assert "An issue was raised for it already." in again.text
    page = browser.get(reverse("promises:promise_detail", args=[promise.public_id])).text
    assert reverse("issues:issue_detail", args=[issue.public_id]) in page
    browser.force_login(owen)
    page = browser.get(reverse("promises:promise_detail", args=[promise.public_id])).text
    assert "it is at another level than yours" in page


def test_no_list_of_promises_asks_row_by_row(
    browser: Browser, casey: User, noted: Note, django_assert_max_num_queries: Any
) -> None:
    for number in range(12):
        noted(f"Promise {number}", number)
    browser.force_login(casey)

    with django_assert_max_num_queries(22):
        browser.get(LIST)
