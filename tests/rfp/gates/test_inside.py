"""What bidders find of a request once it is issued."""

from io import BytesIO

import pytest
from django.core import mail
from django.db import DatabaseError, connection, transaction
from django.test import Client as Browser
from openpyxl import load_workbook

from clients.models import Client, User
from retainer.lib.tenancy import acting_as
from rfp.bidders.services import invite_bidder
from rfp.gates.services import issue
from rfp.issuing.drawing import draw_version
from rfp.models import Bidder, BidderDeed, IssueCandidate, IssuedVersion, Rfp
from tests.rfp.coming_in import come_in

BO = "bo@birch.test"


@pytest.fixture
def birch(rfp: Rfp, pat: User) -> Bidder:
    return invite_bidder(
        rfp=rfp, company="Birch Telecom", name="Bo Birk", email=BO, invited_by=pat,
        time_zone="America/Chicago",
    )  # fmt: skip


@pytest.fixture
def issued(birch: Bidder, approved: IssueCandidate, pat: User) -> IssuedVersion:
    return issue(candidate=approved, issued_by=pat)


@pytest.fixture
def bo(birch: Bidder) -> Browser:
    """Who came in while nothing was issued yet: the mail of the issue has no link of their own."""
    return come_in(BO)


def test_who_is_invited_is_told_by_mail(issued: IssuedVersion) -> None:
    told = next(sent for sent in mail.outbox if "is issued" in sent.subject)

    assert told.to == [BO]
    assert "Proposals are due on" in told.body


def test_its_people_find_documents_and_hours(bo: Browser, issued: IssuedVersion) -> None:
    before = bo.get("/bidder/").content.decode()
    draw_version(issued.pk)
    after = bo.get("/bidder/").content.decode()

    assert "Being drawn" in before
    assert "/bidder/versions/1/xlsx/" in after
    assert "Proposals due" in after
    assert "America/Chicago" in after


def test_what_they_open_is_kept(bo: Browser, issued: IssuedVersion) -> None:
    assert bo.get("/bidder/versions/1/pdf/").status_code == 404
    draw_version(issued.pk)

    paper = bo.get("/bidder/versions/1/pdf/")

    assert b"".join(paper.streaming_content).startswith(b"%PDF")
    assert (
        BidderDeed.objects.get(verb="document.opened").sentence == "Bo Birk opened PDF of version 1"
    )
    assert bo.get("/bidder/versions/1/ocds/").status_code == 404
    assert bo.get("/bidder/versions/2/pdf/").status_code == 404


@pytest.mark.parametrize("secret", ["document", "candidate_id", "issued_by_id"])
def test_the_database_keeps_secrets_from_bidders(
    secret: str, birch: Bidder, issued: IssuedVersion
) -> None:
    person = birch.people.get()
    with (
        acting_as("bidder", user_id=person.pk, rfp=birch.rfp_id, bidder=birch.pk),
        pytest.raises(DatabaseError),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(f"SELECT {secret} FROM rfp_issuedversion")  # noqa: S608


def test_a_bidder_of_another_request_meets_no_version(
    issued: IssuedVersion, acme: Client, pat: User
) -> None:
    other = Rfp.objects.create(
        client=acme, reference="ACM-2026-09", title="Voice", lead=pat, made_by=pat,
        contact="buyer@acme.example",
    )  # fmt: skip
    invite_bidder(rfp=other, company="Cedar", name="Cy Cane", email="cy@cedar.test", invited_by=pat)

    cy = come_in("cy@cedar.test")

    assert "Nothing is issued yet" in cy.get("/bidder/").content.decode()
    assert cy.get("/bidder/check/").status_code == 404


def test_a_filled_in_workbook_is_checked_cell_by_cell(bo: Browser, issued: IssuedVersion) -> None:
    draw_version(issued.pk)
    book = load_workbook(BytesIO(b"".join(bo.get("/bidder/versions/1/xlsx/").streaming_content)))
    book["Requirements"]["D2"] = "The Provider may bring one path."
    book.create_sheet("Our notes")
    file = BytesIO()
    book.save(file)
    file.name = "answer.xlsx"
    file.seek(0)

    page = bo.post("/bidder/check/", {"file": file}).content.decode()

    assert "The text was changed" in page
    assert "An answer is missing." in page
    assert "Our notes” is the bidder" in page
    assert BidderDeed.objects.filter(verb="workbook.checked").exists()


def test_what_is_no_workbook_is_told(bo: Browser, issued: IssuedVersion) -> None:
    file = BytesIO(b"%PDF-1.7")
    file.name = "answer.xlsx"

    assert "This is a PDF" in bo.post("/bidder/check/", {"file": file}).content.decode()
