"""The pages of proposals: the practice writes one, the client reads and answers it."""

import csv
from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
from django.test import Client as Browser
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader

from billing_audit.models import FundingCase
from clients.models import Client, Practice, Site, User
from rfp.models import Earning, Proposal, ProposalVerdict, ProposalVersion
from rfp.proposals import drawing
from rfp.proposals.coverage import coverage_of
from tests.rfp.proposals import making


def page(browser: Browser, name: str, *arguments: Any) -> str:
    return browser.get(reverse(f"proposals:{name}", args=arguments)).content.decode()


def post(browser: Browser, name: str, /, *arguments: Any, **said: Any) -> str:
    """The page that the deed leads to."""
    answer = browser.post(reverse(f"proposals:{name}", args=arguments), said, follow=True)
    return answer.content.decode()


def test_a_proposal_is_written_and_issued_page_by_page(
    acme: Client, casey_browses: Browser
) -> None:
    site = Site.objects.create(client=acme, code="HQ", name="Head office")
    until = timezone.localdate() + timedelta(days=30)
    said = {
        "title": "One network", "project": making.project(acme).pk, "summary": "One network.",
        "if_nothing": "Two bills.", "sites": [site.pk], "months": 12, "currency": "USD",
        "valid_until": f"{until}", "kind": "spend", "offers_found": "on",
    }  # fmt: skip

    casey_browses.post(f"{reverse('proposals:proposal_create')}?client=acme", said)
    proposal = Proposal.objects.get()
    key = proposal.public_id
    todo = page(casey_browses, "proposal_detail", key)
    assert "Name at least one provider." in todo
    assert "Write down what has to be done." in todo

    reached = {"contact": "Bo Birk", "phone": "555 0100"}
    post(casey_browses, "part_add", "party", key, name="Birch", roles=["carrier"], **reached)
    ours, birch = proposal.parties.get(kind="us"), proposal.parties.get(name="Birch")
    post(casey_browses, "part_add", "line", key, title="Line", role="carrier")
    line = proposal.lines.get()
    assert "Nobody does it yet" in page(casey_browses, "coverage", key)
    post(casey_browses, "holding_edit", line.public_id, birch.public_id, once="10", monthly="2")
    duties = dict.fromkeys(("orders", "installs", "tests", "bills", "answers"), birch.pk)
    post(casey_browses, "part_add", "step", key, title="Line", **duties)
    theirs = proposal.parties.get(kind="client")
    paid = {"payee": birch.pk, "payer": theirs.pk, "kind": "price", "what_for": "Line"}
    wrong = post(casey_browses, "part_add", "earning", key, **paid, pace="monthly", amount="2")
    assert "Say for how many months." in wrong
    post(casey_browses, "part_add", "earning", key, **paid, pace="monthly", amount="2", months=12)
    silent = page(casey_browses, "earning_list", key)
    assert f"<strong>{ours.name}</strong> has not said it yet" in silent
    post(casey_browses, "party_earns_nothing", ours.public_id)

    told = post(casey_browses, "proposal_issue", key)

    assert "Version 1 is with Acme Logistics." in told
    assert ProposalVersion.objects.get().told.in_all == 10 + 12 * 2


def test_an_overlap_is_settled_on_its_page(
    proposal: Proposal, casey: User, casey_browses: Browser
) -> None:
    cedar = making.party(proposal, "Cedar", casey)
    line = proposal.lines.get()
    keeper = making.held(line, cedar, casey, "900")
    matrix = page(casey_browses, "coverage", proposal.public_id)
    assert "Priced twice" in matrix

    asked = post(casey_browses, "line_settle", line.public_id, keeper=keeper.pk)
    assert "This field is required" in asked
    post(casey_browses, "line_settle", line.public_id, keeper=keeper.pk, because="Own duct.")

    assert coverage_of(proposal).overlaps == []
    assert "Cedar keeps it: Own duct." in page(casey_browses, "coverage", proposal.public_id)
    post(casey_browses, "holding_edit", line.public_id, cedar.public_id, let_go="yes")
    assert [row.names for row in coverage_of(proposal).rows] == ["Birch"]


def test_the_scope_goes_out_as_a_file_and_comes_back(
    proposal: Proposal, casey: User, casey_browses: Browser
) -> None:
    making.line(proposal, "Tablets", casey, role="equipment", left_open="Later.")
    address = reverse("proposals:proposal_csv", args=[proposal.public_id, "scope"])
    text = casey_browses.get(address).content.decode("utf-8-sig")
    rows = list(csv.DictReader(text.splitlines()))
    assert [(row["line"], row["party"], row["monthly"]) for row in rows] == [
        ("Line to the warehouse", "Birch", "50.000"),
        ("Tablets", "", ""),
    ]

    load = reverse("proposals:scope_import", args=[proposal.public_id])
    file = (
        "line,role,party,once,monthly\n"
        "Line to the warehouse,carrier,Birch,1000,55\n"
        "Routers,equipment,Birch,400,\n"
        "Phones,equipment,Nobody,1,\n"
        "Chairs,furniture,,,\n"
    )

    def sent(**how: str) -> str:
        upload = BytesIO(file.encode())
        upload.name = "scope.csv"
        return casey_browses.post(load, {"file": upload} | how).content.decode()

    tried = sent()
    assert "would add 1, update 1 and leave 0" in tried
    assert "is no party of this proposal" in tried
    assert proposal.lines.count() == 2

    sent(load="yes")

    totals = {party.name: (once, monthly) for party, once, monthly in coverage_of(proposal).totals}
    assert totals["Birch"] == (1400, 55)
    assert "leave 3" not in sent()


@pytest.mark.parametrize("what", ["interfaces", "earnings"])
def test_the_other_tables_go_out_as_files(
    proposal: Proposal, casey_browses: Browser, what: str
) -> None:
    address = reverse("proposals:proposal_csv", args=[proposal.public_id, what])

    assert "Birch" in casey_browses.get(address).content.decode()
    assert casey_browses.get(address.replace(what, "secrets")).status_code == 404


def test_the_client_reads_no_draft(
    proposal: Proposal, owen_browses: Browser, version: ProposalVersion
) -> None:
    mine = page(owen_browses, "my_proposals")
    assert mine.count("data-open") == 1

    read = page(owen_browses, "my_proposal", version.public_id)

    for words in ("Line to the warehouse", "Is paid nothing", "Bo Birk", "Answers the ticket"):
        assert words in read
    assert 'id="decide"' in read


def test_a_reader_without_the_right_is_told_who_has_it(
    acme: Client, casey: User, owen: User, owen_browses: Browser
) -> None:
    version = making.issued(acme, casey)

    read = page(owen_browses, "my_proposal", version.public_id)

    assert "Not yours to decide" in read
    assert 'id="decide"' not in read
    answer = owen_browses.post(
        reverse("proposals:proposal_decide", args=[version.public_id]),
        {"outcome": "accepted", "read_earnings": "yes"},
    )
    assert answer.status_code == 403


def test_the_client_accepts_on_the_page_and_found_money_pays(
    acme: Client, casey: User, owen: User, casey_browses: Browser, owen_browses: Browser
) -> None:
    making.may_spend(owen, acme)
    making.came_back(acme, casey)
    version = making.issued(acme, casey)
    key = version.public_id
    assert "64.00" in page(owen_browses, "my_proposal", key)

    said = {"outcome": "accepted", "use_found": "yes", "from_found": "64"}
    assert "Read who earns what" in post(owen_browses, "proposal_decide", key, **said)
    assert "Your consultant is told" in post(
        owen_browses, "proposal_decide", key, **said, read_earnings="yes"
    )

    assert ProposalVerdict.objects.get().from_found == 64
    assert "Pay it from found money" in page(casey_browses, "version_detail", key)
    case = post(casey_browses, "version_fund", key)
    assert "Client agreed to" in case
    assert FundingCase.objects.get().at_most == 64
    assert "Its case" in page(casey_browses, "version_detail", key)


def test_the_paper_says_all_of_it_and_is_drawn_the_same_again(version: ProposalVersion) -> None:
    practice = Practice.current()

    drawn = drawing.draw(version, practice)

    text = " ".join(each.extract_text() for each in PdfReader(BytesIO(drawn)).pages)
    for words in ("Line to the warehouse", "paid nothing", "Bo Birk", version.digest[:20]):
        assert words in text
    assert drawing.draw(version, practice) == drawn


def test_a_party_with_its_hands_in_it_is_not_taken_out(
    proposal: Proposal, casey_browses: Browser
) -> None:
    birch = proposal.parties.get(name="Birch")

    told = post(casey_browses, "part_remove", "party", birch.public_id)

    assert "Change these first" in told
    assert proposal.parties.filter(pk=birch.pk).exists()


def test_what_somebody_earns_is_taken_off(proposal: Proposal, casey_browses: Browser) -> None:
    post(casey_browses, "part_remove", "earning", Earning.objects.get(kind="none").public_id)

    assert "Not said yet" in page(casey_browses, "earning_list", proposal.public_id)


def test_the_list_says_how_each_stands(
    proposal: Proposal, version: ProposalVersion, casey_browses: Browser
) -> None:
    address = reverse("proposals:proposal_export")
    rows = list(csv.DictReader(casey_browses.get(address).content.decode("utf-8-sig").splitlines()))

    assert [(row["state"], row["version"]) for row in rows] == [("put", "1"), ("draft", "")]
    narrow = casey_browses.get(f"{address}?state=draft").content.decode()
    assert narrow.count("One network for both sites") == 1
