"""The pages of disputes, for the practice and for the client."""

from email.message import EmailMessage
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client as Browser
from django.urls import reverse

from billing_audit.models import Dispute, DisputeEvent
from billing_audit.money import services
from clients.models import BillingAccount, Client, User
from tests.billing_audit.money.stories import accepted_finding, draft, ready, sent, step

MARKER = "never-for-the-client"


@pytest.fixture
def desk(casey: User) -> Browser:
    browser = Browser()
    browser.force_login(casey)
    return browser


@pytest.fixture
def portal(owen: User) -> Browser:
    browser = Browser()
    browser.force_login(owen)
    return browser


def page(browser: Browser, name: str, *args: object, **query: str) -> str:
    answer = browser.get(reverse(f"disputes:{name}", args=args), query)
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_dispute_is_opened_from_what_the_client_accepted(
    acme: Client, casey: User, desk: Browser
) -> None:
    finding = accepted_finding(acme, casey)
    account = BillingAccount.objects.get(pk=finding.account_id)

    assert "$64.00" in page(desk, "dispute_choose")
    opened = reverse("disputes:dispute_open", args=[account.public_id])
    answer = desk.post(opened, {"finding": [str(finding.public_id)]}, follow=True)

    assert Dispute.objects.get().disputed == finding.claimed
    assert "Before it is sent" in answer.content.decode()


def test_the_board_shows_each_dispute_with_its_clock(
    acme: Client, casey: User, desk: Browser
) -> None:
    dispute = sent(acme, casey)

    shown = page(desk, "dispute_board")

    assert dispute.number in shown
    assert "carrier’s answer due" in shown


def test_the_list_is_narrowed_by_number_ticket_and_state(
    acme: Client, casey: User, desk: Browser
) -> None:
    dispute = sent(acme, casey)

    for query in ({"q": dispute.number}, {"q": "T-100"}, {"state": "submitted"}):
        assert dispute.number in page(desk, "dispute_list", **query)
    assert dispute.number not in page(desk, "dispute_list", state="denied")
    assert "T-100" in desk.get(reverse("disputes:dispute_csv")).content.decode()


def test_a_step_asks_for_what_it_demands(acme: Client, casey: User, desk: Browser) -> None:
    dispute = sent(acme, casey)
    seen = dispute.events.first().pk
    address = reverse("disputes:dispute_move", args=[dispute.public_id, "deny"])

    answer = desk.post(address, {"seen": seen, "on": dispute.submitted_on, "note": ""})

    assert answer.status_code == 200
    assert "nothing was changed yet" in answer.content.decode()
    assert Dispute.objects.get().state == "submitted"


def test_a_step_is_made_and_taken_back_from_the_page(
    acme: Client, casey: User, desk: Browser
) -> None:
    dispute = sent(acme, casey)
    seen = dispute.events.first().pk
    address = reverse("disputes:dispute_move", args=[dispute.public_id, "acknowledge"])

    desk.post(address, {"seen": seen, "on": dispute.submitted_on, "note": "By mail."})
    event = DisputeEvent.objects.get(kind="acknowledge")
    desk.post(reverse("disputes:dispute_undo", args=[dispute.public_id, event.public_id]))

    assert Dispute.objects.get().state == "submitted"
    assert "taken back" in page(desk, "dispute_detail", dispute.public_id)


def test_whoever_acts_on_an_old_page_reads_what_happened(
    acme: Client, casey: User, pat: User, desk: Browser
) -> None:
    dispute = sent(acme, casey)
    seen = dispute.events.first().pk
    step(dispute, "acknowledge", pat)
    address = reverse("disputes:dispute_move", args=[dispute.public_id, "review"])

    said = {"seen": seen, "on": dispute.submitted_on, "note": ""}
    answer = desk.post(address, said, follow=True)

    assert "Meanwhile Pat Page wrote" in answer.content.decode()
    assert Dispute.objects.get().state == "acknowledged"


def test_a_mail_is_filed_with_its_words_and_its_day(
    acme: Client, casey: User, desk: Browser
) -> None:
    dispute = sent(acme, casey)
    mail = EmailMessage()
    mail["From"], mail["Subject"] = "Dana <dana@corvane.test>", "Your dispute"
    mail["Date"] = "Mon, 02 Nov 2026 10:00:00 +0000"
    mail.set_content("We have assigned it to a specialist.")
    upload = SimpleUploadedFile("reply.eml", BytesIO(mail.as_bytes()).read())

    address = reverse("disputes:dispute_reply", args=[dispute.public_id])
    desk.post(address, {"text": "", "mail": upload, "on": ""})

    event = DisputeEvent.objects.get(kind="reply")
    assert "assigned it to a specialist" in event.note
    assert f"{event.on:%Y-%m-%d}" == "2026-11-02"
    file = reverse("disputes:dispute_file", args=[dispute.public_id, event.public_id])
    assert b"".join(desk.get(file).streaming_content) == mail.as_bytes()


def test_a_reply_without_any_word_is_asked_for(acme: Client, casey: User, desk: Browser) -> None:
    dispute = sent(acme, casey)

    answer = desk.post(reverse("disputes:dispute_reply", args=[dispute.public_id]), {})

    assert "Paste what the carrier wrote" in answer.content.decode()


def test_the_client_reads_the_dispute_but_never_a_note(
    acme: Client, casey: User, portal: Browser
) -> None:
    dispute = sent(acme, casey)
    services.write_note(dispute=dispute, text=MARKER, written_by=casey)
    step(dispute, "deny", casey, note=MARKER)

    address = reverse("portal:dispute_detail", args=[dispute.public_id])
    shown = portal.get(address).content.decode()
    listed = portal.get(reverse("portal:dispute_list")).content.decode()

    assert "$64.00" in shown
    assert "The carrier refused" in shown
    assert "The carrier refused" in listed
    assert MARKER not in shown + listed


def test_the_client_does_not_see_a_draft(acme: Client, casey: User, portal: Browser) -> None:
    dispute = draft(acme, casey)

    address = reverse("portal:dispute_detail", args=[dispute.public_id])

    assert portal.get(address).status_code == 404


def test_a_finding_says_how_far_its_dispute_is(acme: Client, casey: User, desk: Browser) -> None:
    finding = sent(acme, casey).items.first().finding

    address = reverse("findings:finding_detail", args=[finding.public_id])

    assert "In dispute" in desk.get(address).content.decode()


def test_a_page_of_a_dispute_needs_few_queries(
    acme: Client, casey: User, desk: Browser, django_assert_max_num_queries: object
) -> None:
    dispute = ready(acme, casey)

    with django_assert_max_num_queries(60):
        page(desk, "dispute_detail", dispute.public_id)


def test_how_a_carrier_takes_disputes_is_written_down(
    acme: Client, casey: User, desk: Browser
) -> None:
    dispute = draft(acme, casey)
    address = reverse("disputes:desk_edit", args=[dispute.carrier.public_id])

    wrong = desk.post(address, {"source": "guide", "form": "SSN = {ssn}"})
    desk.post(address, {"source": "guide", "form": "BAN = {account}", "dispute_days": "120"})

    assert "Nothing is called {ssn}" in wrong.content.decode()
    assert "120 days" in page(desk, "desk_list")
