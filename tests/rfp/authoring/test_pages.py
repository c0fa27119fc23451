"""The pages a request is written on, through the public door."""

import io
from datetime import UTC, datetime

import pytest
from django.test import Client as Browser
from django.urls import reverse
from docx import Document

from clients.models import Client, Site, User
from rfp.authoring.services import add, save
from rfp.library.models import LibraryItem, LibraryPart, LibraryVersion
from rfp.models import Rfp
from tests import cast
from tests.rfp.authoring.conftest import begun
from tests.rfp.sourcing import making

QUIET = {"X-Part": "piece"}


def browsing(user: User) -> Browser:
    browser = Browser()
    browser.force_login(user)
    return browser


def at(name: str, rfp: Rfp, *more: str) -> str:
    return reverse(f"authoring:{name}", args=[rfp.public_id, *more])


def facts(lead: User, **more: object) -> dict:
    return {
        "reference": "ACME-9",
        "title": "Voice",
        "lead": lead.pk,
        "contact": "b@acme.test",
        "currency": "USD",
        "time_zone": "America/Chicago",
        "term_months": 36,
        "price_weight": 40,
        "formula": "lowest",
        "shows_weights": "on",
        **more,
    }


@pytest.fixture
def part(pat: User) -> LibraryPart:
    part = LibraryPart.objects.create(code="scope", kind="section", title="Scope", order=6)
    clause = LibraryItem.objects.create(part=part, kind="clause", code="what-we-buy", position=1)
    LibraryVersion.objects.create(
        item=clause, number=1, title="What we buy", text="Lines for {{client}}.", note="First."
    )
    wanted = LibraryItem.objects.create(part=part, kind="requirement", code="INT-01", position=2)
    LibraryVersion.objects.create(
        item=wanted,
        number=1,
        title="Speed",
        text="The Provider must be fast.",
        level="scored",
        answer="number",
        unit="Mbps",
        category="capacity",
        weight=4,
        note="First.",
    )
    return part


def test_a_request_begins_from_the_library(acme: Client, casey: User, part: LibraryPart) -> None:
    page = browsing(casey)
    address = f"{reverse('authoring:rfp_create')}?client=acme"
    assert "Scope" in page.get(address).content.decode()

    answer = page.post(address, facts(casey, start="library", parts=[part.pk]))

    rfp = Rfp.objects.get()
    assert answer.url == at("rfp_detail", rfp)
    assert [each.code for each in (*rfp.sections.all(), *rfp.clauses.all())] == ["S-001", "C-001"]
    assert rfp.requirements.get().from_version.item.code == "INT-01"
    overview = page.get(answer.url).content.decode()
    assert "Nobody at the client answers for the outcome yet." in overview
    text = page.get(at("editor", rfp)).content.decode()
    assert "Lines for Acme Logistics." in text
    assert 'id="remarks"' in text


def test_a_newer_text_of_the_library_is_shown_and_taken_over_or_left(
    acme: Client, casey: User, part: LibraryPart
) -> None:
    page = browsing(casey)
    page.post(
        f"{reverse('authoring:rfp_create')}?client=acme",
        facts(casey, start="library", parts=[part.pk]),
    )
    rfp = Rfp.objects.get()
    item = LibraryItem.objects.get(code="what-we-buy")
    for number, text in ((2, "Lines and voice for {{client}}."), (3, "Voice for {{client}}.")):
        LibraryVersion.objects.create(
            item=item, number=number, title="What we buy", text=text, note="Voice, too."
        )
        shown = page.get(at("library_moved", rfp)).content.decode()
        assert f"what-we-buy, version {number}" in shown
        page.post(
            at("library_moved", rfp), {"code": "C-001"} | ({"take": "y"} if number == 2 else {})
        )

    assert rfp.clauses.get().text == "Lines and voice for {{client}}."
    assert "Nothing moved on" in page.get(at("library_moved", rfp)).content.decode()


def test_a_word_file_is_proposed_and_stored_only_once_confirmed(acme: Client, casey: User) -> None:
    document = Document()
    document.add_heading("Request for lines", 1)
    document.add_heading("Scope", 2)
    document.add_paragraph("The Client buys lines.")
    document.add_paragraph("2.1 The Provider must build two paths.")
    document.add_paragraph("2.2 The Provider must tell its owners.")
    file = io.BytesIO()
    document.save(file)
    file.seek(0)
    file.name = "earlier.docx"
    page, address = browsing(casey), f"{reverse('authoring:rfp_create')}?client=acme"

    proposed = page.post(address, facts(casey, start="file", file=file))

    assert "1 section, 1 clause and 2 requirements were read" in proposed.content.decode()
    assert not Rfp.objects.exists()
    sent = facts(
        casey,
        start="confirmed",
        proposal=proposed.context["proposal"].as_json,
        clause=["0.2"],
    )
    page.post(address, sent)
    rfp = Rfp.objects.get()
    assert [each.text for each in rfp.requirements.all()] == ["The Provider must build two paths."]
    assert rfp.clauses.count() == 2


def test_a_piece_saves_itself_and_tells_a_conflict_with_both_texts(
    rfp: Rfp, casey: User, pat: User
) -> None:
    caseys, pats = browsing(casey), browsing(pat)
    address = at("piece_save", rfp, "C-001")
    words = {"title": "What the Client buys", "edition": 1}

    saved = caseys.post(address, words | {"text": "By Casey, see [[C-003]]."}, headers=QUIET)
    late = pats.post(address, words | {"text": "By Pat."}, headers=QUIET)

    assert saved.json()["edition"] == 2
    assert "Section 2.1" in saved.json()["shown"]
    assert late.status_code == 409
    assert late.json()["sentence"].startswith("Casey Cole wrote here at")
    both = pats.post(address, words | {"text": "By Pat."})
    told = both.content.decode()
    assert "By Casey, see [[C-003]]." in told
    assert "By Pat." in told
    pats.post(address, words | {"edition": 2, "text": "By Pat and Casey."})
    assert rfp.clauses.get(number=1).text == "By Pat and Casey."
    now = caseys.get(at("editor_now", rfp)).json()["pieces"]
    assert [each["code"] for each in now] == ["C-001"]
    assert now[0]["words"].startswith("Pat Page wrote here at")
    story = caseys.get(at("piece_history", rfp, "C-001")).content.decode()
    assert "<ins>" in story
    assert "Casey Cole" in story


def test_what_cannot_be_saved_says_why(rfp: Rfp, casey: User) -> None:
    answer = browsing(casey).post(
        at("piece_save", rfp, "C-001"), {"title": "", "text": "x", "edition": 1}, headers=QUIET
    )

    assert answer.status_code == 422
    assert "Title" in answer.json()["sentence"]


def test_without_scripts_buttons_move_take_out_and_bring_back(rfp: Rfp, casey: User) -> None:
    page = browsing(casey)
    page.post(at("piece_move", rfp, "C-002"), {"to": "up"})
    assert [each.code for each in rfp.clauses.filter(section__number=1)] == ["C-002", "C-001"]

    page.post(at("piece_remove", rfp, "C-002"))
    assert "C-002" in page.get(at("rfp_history", rfp)).content.decode()
    page.post(at("piece_restore", rfp, "C-002"))

    assert [each.code for each in rfp.clauses.filter(section__number=1)] == ["C-002", "C-001"]
    added = page.post(at("piece_add", rfp, "R"), {"section": "S-002"})
    assert added.url.endswith("#R-003")


def test_many_requirements_change_at_once(rfp: Rfp, casey: User) -> None:
    page = browsing(casey)
    page.post(at("requirement_list", rfp), {"code": ["R-001", "R-002"], "weight": 7, "group": "IT"})

    assert set(rfp.requirements.values_list("weight", "group")) == {(7, "IT")}
    assert "14 points" in page.get(at("requirement_list", rfp)).content.decode()


def test_requirements_leave_as_a_file_in_their_order(rfp: Rfp, casey: User) -> None:
    rows = browsing(casey).get(at("requirement_export", rfp)).content.decode().splitlines()

    assert rows[0].lstrip("\ufeff").startswith("number,place,section,title,text,level")
    assert [row.split(",")[:4] for row in rows[1:]] == [
        ["R-001", "2.2", "Service", "Access"],
        ["R-002", "2.3", "Service", "Delay"],
    ]


def test_the_history_tells_what_changed_and_not_what_it_began_with(rfp: Rfp, casey: User) -> None:
    save(piece=rfp.clauses.get(number=2), edition=1, content={"text": "In three phases."}, by=casey)

    told = browsing(casey).get(at("rfp_history", rfp)).content.decode()

    assert "<del>two</del><ins>three</ins>" in told
    assert ("C-002" in told, "C-001" in told) == (True, False)


def test_a_request_begins_as_a_copy_of_an_earlier_one(rfp: Rfp, casey: User) -> None:
    new = f"{reverse('authoring:rfp_create')}?client=acme"

    browsing(casey).post(new, facts(casey, start="copy", earlier=rfp.pk))

    made = Rfp.objects.get(reference="ACME-9")
    assert [each.title for each in made.clauses.all()] == [each.title for each in rfp.clauses.all()]
    assert (made.copied_from, made.requirements.count()) == (rfp, 2)


def test_hours_are_of_the_requests_own_time_zone_and_say_what_speaks_against_them(
    rfp: Rfp, casey: User
) -> None:
    Rfp.objects.filter(pk=rfp.pk).update(time_zone="America/Chicago")
    page = browsing(casey)
    page.post(at("row_add", rfp, "D"), {"kind": "due", "at": "2031-07-06T17:00"})
    page.post(at("row_add", rfp, "D"), {"kind": "award", "at": "2031-07-01T12:00"})

    assert rfp.steps.get(kind="due").at == datetime(2031, 7, 6, 22, tzinfo=UTC)
    shown = page.get(at("schedule", rfp)).content.decode()
    assert "6 Jul 2031, 17:00" in shown.replace("\xa0", " ")
    assert "Sunday is no working day." in shown
    assert "It comes before proposals due" in shown


def test_sites_are_picked_and_prices_made_of_what_they_need(
    rfp: Rfp, acme: Client, casey: User
) -> None:
    site = Site.objects.create(client=acme, code="HQ", name="Headquarters", city="Reno")
    page = browsing(casey)
    page.post(
        at("site_list", rfp), {"sites": [site.pk], "wanted": "Internet 500 Mbps, 12 voice lines"}
    )
    for _ in range(2):
        page.post(at("price_generate", rfp))

    prices = [(str(each.quantity), each.description) for each in rfp.prices.all()]
    assert prices == [("1.000", "Internet 500 Mbps"), ("12.000", "Voice lines")]
    csv = page.get(at("price_export", rfp)).content.decode()
    changed = csv.replace("12.000", "14") + ",Training,day,2,\r\n"
    file = io.BytesIO(changed.encode())
    file.name = "prices.csv"
    page.post(at("price_import", rfp), {"file": file})
    assert rfp.prices.count() == 2, "tried, not loaded"
    file.seek(0)
    page.post(at("price_import", rfp), {"file": file, "load": "yes"})
    assert [f"{each.quantity:f}" for each in rfp.prices.all()] == ["1.000", "14.000", "2.000"]
    bad = io.BytesIO(b"number,description,unit,quantity,site\n,Line,month,none,\n")
    bad.name = "bad.csv"
    assert "is no quantity" in page.post(at("price_import", rfp), {"file": bad}).content.decode()


def test_an_appendix_says_its_day_and_is_taken_anew(rfp: Rfp, acme: Client, casey: User) -> None:
    page = browsing(casey)
    nothing = page.post(at("appendix_take", rfp, "sites"), follow=True)
    assert "Nothing is on file of Acme Logistics: sites." in nothing.content.decode()

    Site.objects.create(client=acme, code="HQ", name="Headquarters")
    page.post(at("appendix_take", rfp, "sites"))
    Site.objects.create(client=acme, code="W1", name="Warehouse")
    page.post(at("appendix_take", rfp, "sites"))

    assert [row[0] for row in rfp.appendices.get().table["rows"]] == ["HQ", "W1"]
    assert "taken by Casey Cole: 2 rows" in page.get(at("appendix_list", rfp)).content.decode()
    page.post(at("appendix_take", rfp, "sites"), {"drop": "yes"})
    assert not rfp.appendices.exists()


def test_a_metric_is_defined_and_its_examples_are_held_against_it(rfp: Rfp, casey: User) -> None:
    page = browsing(casey)
    metric = {
        "title": "Availability",
        "text": "Of a site.",
        "unit": "%",
        "places": 2,
        "inputs": "down, minutes out, min\r\ntotal, minutes, min",
        "rounding": "half_up",
        "formula": "100 * (total - down) / total",
        "direction": "higher",
        "target": "99.9",
        "source": "Tickets",
        "window": "The calendar month",
        "examples": "down = 43.2, total = 43200 -> 99.90",
    }
    page.post(at("row_add", rfp, "M"), metric)
    assert "Computes" in page.get(at("metric_list", rfp)).content.decode()

    wrong = metric | {"examples": "down = 43.2, total = 43200 -> 99", "edition": 1}
    page.post(at("piece_save", rfp, "M-001"), wrong)

    assert "It comes to 99.90." in page.get(at("metric_list", rfp)).content.decode()
    assert "M-001 Availability: Example" in page.get(at("rfp_detail", rfp)).content.decode()


def test_facts_saved_upon_an_older_edition_show_both(rfp: Rfp, casey: User, pat: User) -> None:
    address = at("rfp_edit", rfp)
    browsing(casey).post(address, facts(casey, title="Voice", edition=1))

    late = browsing(pat).post(address, facts(casey, title="Lines", edition=1))

    told = late.content.decode()
    assert "Somebody else saved this" in told
    assert "<td>Voice</td>" in " ".join(told.split())
    browsing(pat).post(address, facts(casey, title="Lines", edition=2))
    assert Rfp.objects.get().title == "Lines"


def test_nobody_but_those_who_work_for_the_client_meets_a_request(rfp: Rfp, owen: User) -> None:
    assert browsing(cast.corey()).get(at("rfp_detail", rfp)).status_code == 404
    assert browsing(owen).get(at("rfp_detail", rfp)).status_code == 403


def test_the_list_narrows_by_state_and_client(rfp: Rfp, casey: User) -> None:
    second = begun(rfp.client, casey, "ACME-2026-02")
    Rfp.objects.filter(pk=second.pk).update(state="cancelled")
    page = browsing(casey)

    shown = page.get(reverse("authoring:rfp_list")).content.decode()
    cancelled = page.get(f"{reverse('authoring:rfp_list')}?state=cancelled").content.decode()

    assert ("ACME-2026-01" in shown, "ACME-2026-02" in shown) == (True, False)
    assert ("ACME-2026-01" in cancelled, "ACME-2026-02" in cancelled) == (False, True)
    listed = page.get(f"{reverse('authoring:rfp_export')}?state=cancelled")
    told = b"".join(listed.streaming_content) if listed.streaming else listed.content
    assert (b"ACME-2026-01" in told, b"ACME-2026-02" in told) == (False, True)


def test_no_words_of_a_person_become_markup(rfp: Rfp, casey: User) -> None:
    section = rfp.sections.first()
    clause = add(rfp=rfp, letter="C", content={"section": section, "title": "<b>x</b>"}, by=casey)
    save(piece=clause, edition=1, content={"text": "<script>alert(1)</script>"}, by=casey)

    for name in ("editor", "rfp_history"):
        shown = browsing(casey).get(at(name, rfp)).content.decode()
        assert "<script>alert(1)" not in shown
        assert "<b>x</b>" not in shown


def test_a_request_names_the_decision_it_rests_on(acme: Client, casey: User, owen: User) -> None:
    browser, rfp = browsing(casey), begun(acme, casey)
    told = browser.get(at("rfp_detail", rfp)).content.decode()
    assert "Choose the sourcing decision that the client approved" in told

    decision = making.put(acme, casey, owen)
    chosen = facts(casey, reference=rfp.reference, edition=rfp.edition, decision=decision.pk)
    browser.post(at("rfp_edit", rfp), chosen)

    told = browser.get(at("rfp_detail", rfp)).content.decode()
    assert "The client has not approved the sourcing decision yet." in told
    page = reverse("sourcing:sourcing_detail", args=[decision.public_id])
    assert page in told
    assert rfp.reference in browser.get(page).content.decode()


def test_a_request_under_e_rate_leads_to_its_rules(acme: Client, casey: User) -> None:
    browser, rfp = browsing(casey), begun(acme, casey)
    page = reverse("erate:erate_detail", args=[rfp.public_id])
    assert page not in browser.get(at("rfp_detail", rfp)).content.decode()

    chosen = facts(casey, reference=rfp.reference, edition=rfp.edition, is_erate="on")
    browser.post(at("rfp_edit", rfp), chosen)

    assert page in browser.get(at("rfp_detail", rfp)).content.decode()
