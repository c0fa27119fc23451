"""Nobody on our side reads an answer before the hour, nor a price before the opening."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.conf import settings
from django.db import DatabaseError, connection, transaction
from django.test import Client as Browser

from clients.models import Client, ClientExport, User
from retainer.exporting.keeping import pack_export
from retainer.lib.database_roles import role_name
from retainer.lib.tenancy import ALL, acting_as
from rfp.bids.models import Bid, PriceEnvelope, TechnicalEnvelope
from rfp.bids.opening import close_consensus, name_opener, sign
from rfp.bids.reading import answers_of, prices_of
from rfp.bids.refusing import BidRefused
from rfp.bids.sealing import PRICE, TECHNICAL, SealBroken, unseal
from rfp.models import BidderPerson, BidLook, Rfp
from tests.rfp.bids.leaks import in_answer, in_rows, met
from tests.rfp.bids.making import answer_all, due, hand_in, past

MARK, COSTS = "Zirkonfaser", "918273.64"
MARKS = (MARK, COSTS, "918,273")
SEALED = ("rfp_technicalenvelope", "rfp_priceenvelope")


@pytest.fixture
def bid(bo: BidderPerson) -> Bid:
    answer_all(bo, MARK, price=COSTS)
    return hand_in(bo)


@contextmanager
def as_backup() -> Iterator[None]:
    """Read everything there is, as a dump does."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL ROLE NONE")
        cursor.execute(f"SET LOCAL ROLE {role_name(settings.DATABASE_OWNER, 'backup')}")
        yield
        transaction.set_rollback(True)


def roles(client: Client, pat: User, owen: User, cy: BidderPerson) -> dict[str, object]:
    return {
        "staff": acting_as("staff", clients=ALL, user_id=pat.pk),
        "worker": acting_as("worker", clients=ALL),
        "portal": acting_as("portal", clients=[client.pk], user_id=owen.pk),
        "web": acting_as("web"),
        "bidder": acting_as("bidder", user_id=cy.pk, rfp=cy.bidder.rfp_id, bidder=cy.bidder_id),
    }


@pytest.mark.parametrize("kind", ["staff", "worker", "portal", "web", "bidder"])
def test_before_the_hour_no_role_meets_an_envelope_or_a_word_of_it_in_raw_sql(
    bid: Bid, acme: Client, pat: User, owen: User, cy: BidderPerson, kind: str
) -> None:
    with roles(acme, pat, owen, cy)[kind]:
        if kind != "web":
            assert [met(table) for table in SEALED] == [0, 0]
        assert in_rows(MARKS) == {}


@pytest.mark.parametrize("kind", ["staff", "worker", "portal", "web"])
def test_no_role_of_ours_may_ask_for_drafts(
    bid: Bid, acme: Client, pat: User, owen: User, cy: BidderPerson, kind: str
) -> None:
    with (
        pytest.raises(DatabaseError, match="permission denied"),
        transaction.atomic(),
        roles(acme, pat, owen, cy)[kind],
    ):
        met("rfp_biddraft")


def test_whoever_holds_a_dump_reads_nothing(bid: Bid) -> None:
    with as_backup():
        assert [met(table) for table in (*SEALED, "rfp_biddraft")] == [1, 1, 1]
        assert in_rows(MARKS) == {}


@pytest.mark.parametrize("reader", ["practice", "client"])
def test_before_the_opening_exports_hold_no_price_and_before_the_hour_no_answer(
    bid: Bid, acme: Client, rfp: Rfp, pat: User, casey: User, owen: User, reader: str
) -> None:
    before = exported(acme, pat, owen, reader)
    due(rfp, casey, past())
    after = exported(acme, pat, owen, reader)

    assert before == []
    assert after == ([MARK] if reader == "practice" else [])


def exported(client: Client, pat: User, owen: User, reader: str) -> list[str]:
    asker = pat if reader == "practice" else owen
    export = ClientExport.objects.create(client=client, reader=reader, asked_by=asker)
    pack_export(export.pk)
    browser = Browser()
    browser.force_login(asker)
    return in_answer(browser.get(f"/exports/{export.public_id}/everything.zip"), MARKS)


def test_after_the_hour_answers_are_read_prices_are_not_and_the_look_is_kept(
    bid: Bid, rfp: Rfp, casey: User, owen: User
) -> None:
    due(rfp, casey, past())
    pages = {}
    for reader in (casey, owen):
        browser = Browser()
        browser.force_login(reader)
        pages[reader.name] = browser.get(f"/bids/{bid.public_id}/")

    assert [in_answer(page, MARKS) for page in pages.values()] == [[MARK], [MARK]]
    assert list(BidLook.objects.order_by("pk").values_list("person__name", "what")) == [
        ("Casey Cole", "answers"),
        ("Owen Ortiz", "answers"),
    ]
    with acting_as("worker", clients=ALL):
        assert (met(SEALED[0]), met(SEALED[1])) == (1, 0)


def test_before_the_hour_the_page_of_a_bid_says_until_when_it_is_sealed(
    bid: Bid, casey: User
) -> None:
    browser = Browser()
    browser.force_login(casey)

    page = browser.get(f"/bids/{bid.public_id}/")

    assert "Sealed until proposals are due" in page.content.decode()
    assert in_answer(page, MARKS) == []
    assert not BidLook.objects.exists()


def test_what_was_replaced_or_withdrawn_is_never_met(
    bid: Bid, bo: BidderPerson, cy: BidderPerson, rfp: Rfp, casey: User
) -> None:
    hand_in(bo)
    answer_all(cy, MARK)
    hand_in(cy)
    due(rfp, casey, past())

    assert list(TechnicalEnvelope.objects.values_list("bid__number", "bid__bidder__name")) == [
        (2, "Birch Telecom"),
        (1, "Cedar Networks"),
    ]
    with pytest.raises(BidRefused, match="replaced, withdrawn"):
        answers_of(Bid.objects.get(pk=bid.pk), casey)


def test_a_late_bid_stays_sealed_until_it_is_admitted(
    bo: BidderPerson, rfp: Rfp, casey: User
) -> None:
    due(rfp, casey, past())
    answer_all(bo, MARK)
    hand_in(bo, late=True)

    assert met(SEALED[0]) == 0


def test_after_the_opening_prices_are_met(bid: Bid, rfp: Rfp, casey: User, pat: User) -> None:
    due(rfp, casey, past())
    with acting_as("staff", clients=ALL, user_id=pat.pk):
        for person in (casey, pat):
            name_opener(rfp=rfp, person=person, named_by=pat)
        opening = close_consensus(rfp=rfp, closed_by=pat)
        sign(opening=opening, person=pat)
    one = PriceEnvelope.objects.count()
    with acting_as("staff", clients=ALL, user_id=casey.pk):
        sign(opening=opening, person=casey)

    assert (one, PriceEnvelope.objects.count()) == (0, 1)
    with acting_as("staff", clients=ALL, user_id=casey.pk):
        assert COSTS in str(prices_of(bid, casey))


def test_an_envelope_that_is_moved_or_changed_does_not_open(
    bid: Bid, rfp: Rfp, casey: User
) -> None:
    due(rfp, casey, past())
    sealed = bytes(TechnicalEnvelope.objects.get().sealed)
    of = {"request": rfp.public_id, "of": bid.public_id}

    assert MARK in str(unseal(sealed, purpose=TECHNICAL, **of))
    for other, how in (
        (sealed, {"purpose": PRICE, **of}),
        (sealed, {"purpose": TECHNICAL, "request": rfp.public_id, "of": rfp.public_id}),
        (sealed[:-1] + b"\0", {"purpose": TECHNICAL, **of}),
        (b"\2" + sealed[1:], {"purpose": TECHNICAL, **of}),
    ):
        with pytest.raises(SealBroken):
            unseal(other, **how)


def test_a_former_secret_key_opens_what_it_sealed(
    bid: Bid, rfp: Rfp, casey: User, settings
) -> None:
    due(rfp, casey, past())
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another key of this installation"

    sealed = TechnicalEnvelope.objects.get().sealed
    opened = unseal(sealed, purpose=TECHNICAL, request=rfp.public_id, of=bid.public_id)

    assert MARK in str(opened)
