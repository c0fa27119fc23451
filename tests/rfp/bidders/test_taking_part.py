"""What a bidder's people do inside, and that no other bidder's rows exist there."""

import pytest
from django.core import mail
from django.db import DatabaseError, connection, transaction
from django.test import Client as Browser

from clients.models import User
from retainer.lib.tenancy import acting_as
from rfp.bidders.services import BidderRefused, invite_bidder
from rfp.models import Bidder, BidderPerson, Rfp
from tests.rfp.coming_in import come_in

BO, CY = "bo@birch.test", "cy@cedar.test"


def inside(bidder: Bidder):
    """The scope in which a bidder's requests run."""
    person = bidder.people.first()
    return acting_as("bidder", user_id=person.pk, rfp=bidder.rfp_id, bidder=bidder.pk)


def test_a_bidder_says_that_it_bids_and_may_change_its_mind(birch: Bidder) -> None:
    browser = come_in(BO)

    browser.post("/bidder/", {"takes_part": "yes"})
    birch.refresh_from_db()
    first = birch.state
    browser.post("/bidder/", {"takes_part": "no", "because": "No network there"})
    birch.refresh_from_db()

    assert (first, birch.state, birch.because) == ("taking_part", "declined", "No network there")


def test_who_declines_says_why(birch: Bidder) -> None:
    page = come_in(BO).post("/bidder/", {"takes_part": "no", "because": " "})

    birch.refresh_from_db()
    assert "Say why" in page.content.decode()
    assert birch.state == "invited"


def test_a_colleague_comes_in_by_a_link_of_their_own(birch: Bidder) -> None:
    come_in(BO).post(
        "/bidder/people/", {"name": "Ann Ash", "email": "Ann@birch.test", "part": "Prices"}
    )

    page = come_in("ann@birch.test").get("/bidder/people/").content.decode()

    assert "Prices" in page
    assert "Bo Birk" in page


def test_a_colleague_who_is_taken_off_is_outside(birch: Bidder) -> None:
    bo = come_in(BO)
    bo.post("/bidder/people/", {"name": "Ann Ash", "email": "ann@birch.test"})
    ann = come_in("ann@birch.test")

    bo.post(f"/bidder/people/{BidderPerson.objects.get(name='Ann Ash').public_id}/take-off/")

    assert ann.get("/bidder/").status_code == 403


def test_nobody_takes_themselves_off(birch: Bidder) -> None:
    bo = come_in(BO)

    bo.post(f"/bidder/people/{birch.people.get().public_id}/take-off/")

    assert bo.get("/bidder/").status_code == 200


def test_a_bidder_meets_no_row_of_another_in_raw_sql(birch: Bidder, cedar: Bidder) -> None:
    with inside(birch), connection.cursor() as cursor:
        cursor.execute("SELECT name FROM rfp_bidder")
        companies = cursor.fetchall()
        cursor.execute("SELECT email FROM rfp_bidderperson")
        people = cursor.fetchall()

    assert (companies, people) == ([("Birch Telecom",)], [(BO,)])


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT * FROM clients_client",
        "SELECT * FROM clients_user",
        "SELECT * FROM rfp_rfpclause",
        "SELECT price_weight FROM rfp_rfp",
        "SELECT * FROM rfp_entrycode",
        "SELECT * FROM django_session",
        "UPDATE rfp_bidder SET name = 'Cedar Networks'",
        "DELETE FROM rfp_bidderdeed",
    ],
)
def test_the_database_refuses_bidders_what_is_not_theirs(birch: Bidder, sql: str) -> None:
    with pytest.raises(DatabaseError), transaction.atomic(), inside(birch):
        connection.cursor().execute(sql)


def test_another_bidders_colleague_does_not_exist(birch: Bidder, cedar: Bidder) -> None:
    cy = cedar.people.get()

    answer = come_in(BO).post(f"/bidder/people/{cy.public_id}/take-off/")

    assert answer.status_code == 404


def test_a_company_is_invited_once(birch: Bidder, rfp: Rfp, pat: User) -> None:
    with pytest.raises(BidderRefused, match="invited already"):
        invite_bidder(
            rfp=rfp, company="Birch Telecom", name="B", email="b@birch.test", invited_by=pat
        )


def test_a_principal_invites_by_a_form_and_reads_what_they_did(rfp: Rfp, pat: User) -> None:
    browser = Browser()
    browser.force_login(pat)
    browser.post(
        f"/rfps/{rfp.public_id}/bidders/new/",
        {"company": "Birch Telecom", "name": "Bo Birk", "email": BO},
    )
    come_in(BO).post("/bidder/", {"takes_part": "yes"})

    bidder = Bidder.objects.get()
    page = browser.get(f"/bidders/{bidder.public_id}/").content.decode()
    rows = b"".join(browser.get(f"/bidders/{bidder.public_id}/deeds/")).decode()

    assert "Birch Telecom intends to bid" in page
    assert "Bo Birk came in" in rows
    assert "Access for two sites" in mail.outbox[0].body
