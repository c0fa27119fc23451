"""Bidders answer part by part, several of them at once, or with the workbook."""

from io import BytesIO
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client as Browser
from openpyxl import load_workbook

from clients.models import User
from rfp.bids.asking import REQUIREMENTS
from rfp.bids.contents import Contents, answer
from rfp.bids.drafting import contents_of, draft_of
from rfp.issuing import workbook
from rfp.models import BidderPerson, IssuedVersion, Rfp, RfpRequirement
from tests.rfp.asking import sent
from tests.rfp.bids.making import answer_all, inside
from tests.rfp.coming_in import come_in

BO, ANN = "bo@birch.test", "ann@birch.test"
PARTS = "/bidder/answers/part/"


def read_draft(person: BidderPerson) -> Contents:
    with inside(person):
        return contents_of(person, draft_of(person))


def page(browser: Browser, path: str) -> str:
    return browser.get(path).content.decode()


def section(rfp: Rfp) -> str:
    """The address of the one section with requirements."""
    return f"{PARTS}S-001/"


def save(browser: Browser, path: str, was: dict[str, str], now: dict[str, str], **more: Any) -> Any:
    """Post a part as its page does: what stands in each field, and what stood there."""
    return browser.post(
        path,
        {"version": "2", **now, **{f"initial-{name}": old for name, old in was.items()}},
        **more,
    )


def test_an_answer_is_saved_and_stands_there_again(bo: BidderPerson, rfp: Rfp) -> None:
    browser = come_in(BO)

    save(browser, section(rfp), {"requirements-H2": ""}, {"requirements-H2": "Do not comply"})

    assert answer(read_draft(bo), REQUIREMENTS, "R-001", "Answer") == "Do not comply"
    assert '<option value="Do not comply" selected>' in page(browser, section(rfp))


def test_a_save_in_the_background_says_when_and_what_is_wrong(bo: BidderPerson, rfp: Rfp) -> None:
    said = save(
        come_in(BO),
        f"{PARTS}prices/",
        {"prices-F2": ""},
        {"prices-F2": "cheap"},
        headers={"HX-Request": "true"},
    ).content.decode()

    assert "Saved at" in said
    assert "“cheap” is no number." in said
    assert 'hx-swap-oob="true"' in said


def test_colleagues_who_write_in_one_part_keep_each_others_answers(
    bo: BidderPerson, rfp: Rfp
) -> None:
    first = come_in(BO)
    first.post("/bidder/people/", {"name": "Ann Ash", "email": ANN})
    second = come_in(ANN)
    empty = {"requirements-H2": "", "requirements-I3": ""}

    save(first, section(rfp), empty, {"requirements-H2": "Comply as standard"})
    save(second, section(rfp), empty, {"requirements-H2": "", "requirements-I3": "In 4 hours"})

    draft = read_draft(bo)
    assert answer(draft, REQUIREMENTS, "R-001", "Answer") == "Comply as standard"
    assert answer(draft, REQUIREMENTS, "R-002", "Explanation") == "In 4 hours"


def test_parts_are_shared_out_among_colleagues(bo: BidderPerson, rfp: Rfp) -> None:
    browser = come_in(BO)

    browser.post("/bidder/answers/people/", {"part-prices": str(bo.public_id), "part-you": "x"})

    assert read_draft(bo)["parts"] == {"prices": str(bo.public_id)}
    assert f'<option value="{bo.public_id}" selected>Bo Birk' in page(browser, "/bidder/answers/")


def test_exceptions_and_confidential_parts_are_rows_with_a_reason(
    bo: BidderPerson, rfp: Rfp
) -> None:
    browser = come_in(BO)
    head = {"form-TOTAL_FORMS": "3", "form-INITIAL_FORMS": "0"}

    browser.post(
        f"{PARTS}exceptions/",
        {**head, "form-0-clause": "C-002", "form-0-wish": "Three months", "form-1-wish": " "},
    )
    browser.post(f"{PARTS}confidential/", {**head, "form-0-row": "R-002", "form-0-why": "A patent"})
    check = page(browser, "/bidder/answers/check/")

    draft = read_draft(bo)
    assert draft["exceptions"] == [{"clause": "C-002", "wish": "Three months", "why": ""}]
    assert draft["confidential"] == [{"row": "R-002", "why": "A patent"}]
    assert "Say why." in check


def test_the_check_names_what_is_missing_by_cell(bo: BidderPerson, rfp: Rfp) -> None:
    empty = page(come_in(BO), "/bidder/answers/check/")
    answer_all(bo, "Fibre.")
    full = page(come_in(BO), "/bidder/answers/check/")

    assert "H2" in empty
    assert "An answer is missing." in empty
    assert "Nothing is missing, and everything adds up." in full


def test_the_check_does_the_arithmetic(bo: BidderPerson, rfp: Rfp) -> None:
    answer_all(bo, "Fibre for $ 12", price="0")
    browser = come_in(BO)

    save(browser, f"{PARTS}prices/", {"prices-H2": "0"}, {"prices-H2": "120"})
    said = page(browser, "/bidder/answers/check/")

    assert "All prices come to 0.00. Fill them in." in said
    assert "Taxes are a percentage from 0 to 100." in said
    assert "It names an amount. It is read before prices are opened." in said


def filled(version: IssuedVersion, answer: str) -> SimpleUploadedFile:
    book = load_workbook(BytesIO(workbook.draw(version.request)))
    book["Requirements"]["H2"] = answer
    book["Exceptions"]["A2"], book["Exceptions"]["B2"] = "C-002", "Three months"
    out = BytesIO()
    book.save(out)
    return SimpleUploadedFile("answers.xlsx", out.getvalue())


def test_a_workbook_is_taken_in_sound_or_not(bo: BidderPerson, rfp: Rfp) -> None:
    browser = come_in(BO)
    file = filled(rfp.versions.get(), "Maybe")

    check = browser.post("/bidder/check/", {"file": file, "take": "yes"}, follow=True)

    draft = read_draft(bo)
    assert answer(draft, REQUIREMENTS, "R-001", "Answer") == "Maybe"
    assert draft["exceptions"] == [{"clause": "C-002", "wish": "Three months", "why": ""}]
    assert "“Maybe” is none of" in check.content.decode()


def test_a_workbook_that_is_only_checked_changes_nothing(bo: BidderPerson, rfp: Rfp) -> None:
    come_in(BO).post("/bidder/check/", {"file": filled(rfp.versions.get(), "Maybe")})

    with inside(bo):
        assert draft_of(bo) is None


def test_answers_to_an_older_version_say_what_to_look_at(
    bo: BidderPerson, rfp: Rfp, casey: User
) -> None:
    answer_all(bo, "Fibre.")
    browser = come_in(BO)
    RfpRequirement.objects.filter(rfp=rfp, number=1).update(text="Three paths.")
    sent(rfp, casey, number=3)

    before = page(browser, "/bidder/answers/")
    stale = save(browser, section(rfp), {}, {"requirements-H2": "x"}, follow=True).content.decode()
    browser.post("/bidder/answers/newest/")

    assert "Your answers are to version 2; version 3 holds now." in before
    assert "The request changed while you wrote." in stale
    assert "version 3 holds now" not in page(browser, "/bidder/answers/")
