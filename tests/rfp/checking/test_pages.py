"""Pages of the linter: remarks by chapter, read anew as one types, and the rules."""

from time import perf_counter

import pytest
from django.test import Client as Browser
from django.urls import reverse
from django.utils import timezone

from bench.lint import CLEAN
from clients.models import User
from rfp.models import LintPass, Rfp
from tests.rfp.checking.conftest import Write

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(browser: Browser, casey: User) -> Browser:
    browser.force_login(casey)
    return browser


def address(name: str, rfp: Rfp) -> str:
    return reverse(f"checking:{name}", args=[rfp.public_id])


def test_remarks_stand_by_chapter_with_their_words_among_others(
    page: Browser, rfp: Rfp, write: Write
) -> None:
    write("C-001", "The Client pays. The Provider <shall> answer, <b>TBD</b> & more.")

    shown = page.get(address("remark_list", rfp)).content.decode()

    assert "2 Scope" in shown
    assert "<mark>shall</mark>&gt; answer" in shown
    assert "1 error" in shown


def test_remarks_are_narrowed_and_exported(page: Browser, rfp: Rfp, write: Write) -> None:
    write("C-001", "The Provider shall answer. TBD")

    shown = page.get(address("remark_list", rfp), {"severity": "error"}).content.decode()
    rows = page.get(address("remark_export", rfp), {"rule": "OBL002"}).content.decode()

    assert "<mark>TBD</mark>" in shown
    assert "<mark>shall</mark>" not in shown
    assert "C-001,Words,advice,OBL002,shall" in rows
    assert "TBD" not in rows


def test_what_is_typed_is_told_before_it_is_saved(page: Browser, rfp: Rfp, write: Write) -> None:
    clause = write("C-001", "The Client pays.")

    told = page.post(
        address("remark_typed", rfp),
        {"code": "C-001", "section": "S-002", "text": "The Client pays 😀\r\nTBD."},
    ).content.decode()

    assert 'data-start="19"' in told  # a browser counts the face as two, and a line's end as one
    assert 'data-words="TBD"' in told
    clause.refresh_from_db()
    assert clause.text == "The Client pays."


def test_a_long_request_is_read_quickly_while_one_types(
    page: Browser, rfp: Rfp, write: Write
) -> None:
    parts = [part for part in CLEAN.split("\n\n") if not part.startswith("#")]
    for number in range(1, 9):
        write(f"C-{number:03}", "\n\n".join(parts[number::8]))
    sent = {"code": "C-008", "section": "S-002", "text": "The Provider shall answer."}
    page.post(address("remark_typed", rfp), sent)

    begun = perf_counter()
    page.post(address("remark_typed", rfp), sent | {"text": "The Provider shall answer it."})

    assert perf_counter() - begun < 1  # a tenth of it on a machine with nothing else to do


def test_a_remark_is_let_stand_and_counts_again(page: Browser, rfp: Rfp, write: Write) -> None:
    write("C-001", "The Client pays TBD.")
    sent = {"code": "C-001", "rule": "CPY003", "words": "TBD", "because": "The board decides"}

    shown = page.post(address("remark_let", rfp), sent, follow=True).content.decode()
    assert "Nothing to remark on" in shown
    assert "The board decides" in shown

    given = LintPass.objects.get()
    back = reverse("checking:remark_take_back", args=[given.public_id])
    assert "1 error" in page.post(back, follow=True).content.decode()


def test_without_a_reason_or_a_piece_a_remark_counts(page: Browser, rfp: Rfp, write: Write) -> None:
    write("C-001", "The Client pays TBD.")
    sent = {"code": "C-001", "rule": "CPY003", "words": "TBD", "because": ""}

    refused = page.post(address("remark_let", rfp), sent, follow=True).content.decode()
    gone = page.post(
        address("remark_let", rfp), sent | {"code": "C-1; x", "because": "x"}, follow=True
    ).content.decode()

    assert "Say why it may stay" in refused
    assert "taken out meanwhile" in gone
    assert not LintPass.objects.exists()


def test_what_came_since_a_day_is_told(page: Browser, rfp: Rfp, write: Write) -> None:
    write("C-001", "The Client pays TBD.")
    today = timezone.localdate().isoformat()

    shown = page.get(address("remark_list", rfp), {"since": today}).content.decode()

    assert "1 came, 0 went, 0 stayed" in " ".join(shown.split())


@pytest.mark.parametrize("since", ["2026-02-31", "soon", ""])
def test_a_day_that_is_none_compares_with_nothing(page: Browser, rfp: Rfp, since: str) -> None:
    assert page.get(address("remark_list", rfp), {"since": since}).status_code == 200


def test_every_rule_shows_why_and_what_it_marks(page: Browser) -> None:
    shown = page.get(reverse("checking:rule_list")).content.decode()

    assert 'id="SIM003"' in shown
    assert "<mark>shall</mark>" in shown
    assert "«" not in shown


def test_beside_the_editor_stand_the_remarks_of_its_section(
    page: Browser, rfp: Rfp, write: Write
) -> None:
    write("C-001", "The Client pays TBD.")
    write("C-002", "The Provider shall pay.", section=3)

    told = page.get(
        address("remark_list", rfp), {"section": "C-002"}, headers={"X-Part": "remarks"}
    ).content.decode()

    assert 'data-fix="must"' in told
    assert 'data-words="TBD"' not in told
    assert "2 Scope" in told
