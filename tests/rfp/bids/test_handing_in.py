"""A bid is handed in, replaced, taken back; after the hour it is late, and says so."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, connection, transaction
from django.test import Client as Browser
from django.utils import timezone
from openpyxl import load_workbook

from clients.models import User
from retainer.lib import records
from retainer.lib.tenancy import acting_as
from rfp.bids.contents import receipt
from rfp.bids.models import Bid
from rfp.bids.receiving import admit
from rfp.bids.refusing import BidRefused
from rfp.bids.submitting import withdraw
from rfp.issuing import workbook
from rfp.models import BidderPerson, Rfp
from tests.rfp.asking import sent
from tests.rfp.bids.making import answer_all, due, hand_in, inside, past
from tests.rfp.coming_in import come_in

BO = "bo@birch.test"


def states(person: BidderPerson) -> list[str]:
    """The states of a bidder's bids, the first one first."""
    return list(
        Bid.objects.filter(bidder=person.bidder_id).order_by("pk").values_list("state", flat=True)
    )


@pytest.fixture
def pat_browses(pat: User) -> Browser:
    browser = Browser()
    browser.force_login(pat)
    return browser


def test_a_bidder_hands_in_and_holds_a_receipt_that_it_can_compute(bo: BidderPerson) -> None:
    answer_all(bo, "Fibre.")
    browser = come_in(BO)

    page = browser.post("/bidder/hand-in/", {"binds": "on"}, follow=True).content.decode()
    file = browser.get("/bidder/bids/1/file/").json()

    bid = Bid.objects.get()
    assert bid.receipt in page
    assert bid.receipt in mail.outbox[-1].body
    technical, price = records.sha256(file["technical"]), records.sha256(file["price"])
    assert bid.receipt == receipt(
        reference="ACM-2026-01",
        bidder="Birch Telecom",
        number=1,
        technical=technical,
        price=price,
    )
    bo.bidder.refresh_from_db()
    assert bo.bidder.state == "taking_part"


def test_prices_are_in_an_envelope_of_their_own(bo: BidderPerson) -> None:
    answer_all(bo, "Fibre.", price="777")
    hand_in(bo)

    file = come_in(BO).get("/bidder/bids/1/file/").json()

    assert set(file["price"]["answers"]) == {"Prices", "Sites"}
    assert "777" not in str(file["technical"]["answers"].get("Prices", ""))
    assert "Monthly price" not in str(file["technical"])


def test_without_the_word_that_it_binds_nothing_is_handed_in(bo: BidderPerson) -> None:
    answer_all(bo, "Fibre.")

    come_in(BO).post("/bidder/hand-in/", {})

    assert not Bid.objects.exists()


def test_gaps_are_handed_in_only_when_they_are_meant(bo: BidderPerson) -> None:
    browser = come_in(BO)
    browser.post("/bidder/answers/part/you/", {"version": "2", "how-to-answer-B9": "Birch"})

    refused = browser.post("/bidder/hand-in/", {"binds": "on"}).content.decode()
    browser.post("/bidder/hand-in/", {"binds": "on", "with_gaps": "on"})

    assert "Answers are missing." in refused
    assert states(bo) == ["submitted"]


def test_what_is_wrong_holds_a_bid_back(bo: BidderPerson) -> None:
    answer_all(bo, "Fibre.", price="cheap")

    page = come_in(BO).post("/bidder/hand-in/", {"binds": "on"}).content.decode()

    assert "“cheap” is no number." in page
    assert not Bid.objects.exists()


def test_the_last_bid_counts(bo: BidderPerson) -> None:
    answer_all(bo, "Fibre.")
    hand_in(bo)
    hand_in(bo)

    assert states(bo) == ["replaced", "submitted"]


def test_a_bid_is_taken_back_and_another_one_handed_in(bo: BidderPerson) -> None:
    answer_all(bo, "Fibre.")
    hand_in(bo)

    come_in(BO).post("/bidder/bids/1/withdraw/")
    hand_in(bo)

    assert states(bo) == ["withdrawn", "submitted"]


def test_after_the_hour_it_is_refused_with_the_hour_in_words(
    bo: BidderPerson, rfp: Rfp, casey: User
) -> None:
    answer_all(bo, "Fibre.")
    due(rfp, casey, past())
    browser = come_in(BO)
    browser.post("/bidder/answers/newest/")

    page = browser.post("/bidder/hand-in/", {"binds": "on"}).content.decode()

    assert "Proposals were due at" in page
    assert "(UTC). You can hand yours in as a late one" in page
    assert not Bid.objects.exists()


def test_after_the_hour_the_database_takes_no_bid_that_stands(
    bo: BidderPerson, rfp: Rfp, casey: User
) -> None:
    version = due(rfp, casey, past())
    row = {
        "client_id": rfp.client_id,
        "rfp": rfp,
        "bidder_id": bo.bidder_id,
        "number": 1,
        "version_id": version.pk,
        "person": bo,
        "receipt": "0" * 64,
    }

    with pytest.raises(DatabaseError, match="is past"), transaction.atomic(), inside(bo):
        Bid.objects.create(**row, state="submitted")


def test_before_the_hour_nobody_hands_in_for_a_bidder(
    bo: BidderPerson, rfp: Rfp, pat: User
) -> None:
    row = {
        "client_id": rfp.client_id,
        "rfp": rfp,
        "bidder_id": bo.bidder_id,
        "number": 1,
        "version": rfp.versions.get(),
        "person": bo,
        "receipt": "0" * 64,
    }
    with (
        pytest.raises(DatabaseError, match="by who is here"),
        transaction.atomic(),
        acting_as("staff", clients=[rfp.client_id], user_id=pat.pk),
    ):
        Bid.objects.create(**row)


def test_before_the_hour_nobody_takes_back_what_a_bidder_handed_in(
    bo: BidderPerson, rfp: Rfp, pat: User
) -> None:
    answer_all(bo, "Fibre.")
    hand_in(bo)

    with (
        pytest.raises(DatabaseError, match="only its bidder"),
        transaction.atomic(),
        acting_as("staff", clients=[rfp.client_id], user_id=pat.pk),
    ):
        Bid.objects.update(state="withdrawn")


def test_a_late_bid_replaces_the_one_that_stood_once_it_is_admitted(
    bo: BidderPerson, rfp: Rfp, casey: User, pat_browses: Browser
) -> None:
    answer_all(bo, "Fibre.")
    hand_in(bo)
    due(rfp, casey, past())
    answer_all(bo, "Late.")
    late = hand_in(bo, late=True)
    apart = states(bo)

    pat_browses.post(f"/bids/{late.public_id}/admit/", {"because": " "})
    without_a_reason = states(bo)
    pat_browses.post(f"/bids/{late.public_id}/admit/", {"because": "Our page was down"})

    assert apart == without_a_reason == ["submitted", "late"]
    assert states(bo) == ["replaced", "submitted"]
    assert "Our page was down" in pat_browses.get(f"/rfps/{rfp.public_id}/bids/").content.decode()


def test_after_the_hour_a_bid_binds_and_a_late_one_is_still_taken_back(
    bo: BidderPerson, rfp: Rfp, casey: User
) -> None:
    answer_all(bo, "Fibre.")
    bid = hand_in(bo)
    due(rfp, casey, past())
    answer_all(bo, "Late.")
    late = hand_in(bo, late=True)

    with pytest.raises(BidRefused, match="binds you"), inside(bo):
        withdraw(person=bo, bid=bid)
    with inside(bo):
        withdraw(person=bo, bid=late)

    assert states(bo) == ["submitted", "withdrawn"]


def test_a_bid_that_is_not_late_needs_no_admitting(bo: BidderPerson, pat: User) -> None:
    answer_all(bo, "Fibre.")
    bid = hand_in(bo)

    with pytest.raises(BidRefused, match="does not wait"):
        admit(bid=bid, because="Why not", admitted_by=pat)


def test_an_addendum_moves_the_hour_and_the_walls_with_it(
    bo: BidderPerson, rfp: Rfp, casey: User
) -> None:
    due(rfp, casey, timezone.now() + timedelta(minutes=5))
    due(rfp, casey, timezone.now() + timedelta(days=5))
    answer_all(bo, "Fibre.")

    assert not hand_in(bo).is_late


def test_once_bids_are_in_and_due_no_version_gives_more_time(
    bo: BidderPerson, rfp: Rfp, casey: User
) -> None:
    answer_all(bo, "Fibre.")
    hand_in(bo)
    last = due(rfp, casey, past())

    with pytest.raises(DatabaseError, match="changes no more"), transaction.atomic():
        sent(rfp, casey, number=last.number + 1)


def paper(rfp: Rfp) -> SimpleUploadedFile:
    book = load_workbook(BytesIO(workbook.draw(rfp.versions.order_by("-number")[0].request)))
    book["Requirements"]["I2"] = "Typed from paper"
    out = BytesIO()
    book.save(out)
    return SimpleUploadedFile("paper.xlsx", out.getvalue())


def test_a_bid_on_paper_is_sealed_at_once_and_its_bidder_has_the_receipt(
    bo: BidderPerson, rfp: Rfp, pat_browses: Browser
) -> None:
    where = f"/rfps/{rfp.public_id}/bids/receive/"

    page = pat_browses.post(
        where,
        {"bidder": bo.bidder_id, "received": "By courier, 3 June, 14:20", "file": paper(rfp)},
        follow=True,
    ).content.decode()

    bid = Bid.objects.get()
    assert bid.receipt in page
    assert "Typed from paper" not in page
    assert bid.receipt in mail.outbox[-1].body
    assert states(bo) == ["submitted"]


def test_what_was_handed_in_online_is_not_replaced_on_paper(
    bo: BidderPerson, rfp: Rfp, pat_browses: Browser
) -> None:
    answer_all(bo, "Fibre.")
    hand_in(bo)

    page = pat_browses.post(
        f"/rfps/{rfp.public_id}/bids/receive/",
        {"bidder": bo.bidder_id, "received": "By courier", "file": paper(rfp)},
    ).content.decode()

    assert "handed in online" in page
    assert states(bo) == ["submitted"]


def test_paper_that_is_recorded_after_the_hour_waits_to_be_admitted(
    bo: BidderPerson, rfp: Rfp, casey: User, pat_browses: Browser
) -> None:
    due(rfp, casey, past())

    pat_browses.post(
        f"/rfps/{rfp.public_id}/bids/receive/",
        {"bidder": bo.bidder_id, "received": "In time at the reception", "file": paper(rfp)},
    )

    assert states(bo) == ["late"]


def test_no_other_bidders_bid_exists(bo: BidderPerson, cy: BidderPerson) -> None:
    answer_all(bo, "Fibre.")
    hand_in(bo)

    assert come_in("cy@cedar.test").get("/bidder/bids/1/").status_code == 404
    with inside(cy), connection.cursor() as cursor:
        cursor.execute(
            "SELECT (SELECT count(*) FROM rfp_bid), (SELECT count(*) FROM rfp_biddraft), "
            "(SELECT count(*) FROM rfp_technicalenvelope), "
            "(SELECT count(*) FROM rfp_priceenvelope)"
        )
        assert cursor.fetchone() == (0, 0, 0, 0)
