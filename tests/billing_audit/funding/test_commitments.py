"""Only money that came back is committed, and each cent once."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

import pytest
from django.db import IntegrityError, connection
from django.test import Client as Browser
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoDbBlocker

from billing_audit.funding import services
from billing_audit.funding.available import in_all, left, short, spendable
from billing_audit.funding.models import Commitment, FundingCase
from billing_audit.models import CreditMatch, DisputeEvent
from billing_audit.money import moving
from billing_audit.money.drafting import DisputeRefused
from clients.models import Client, User
from retainer.lib.tenancy import ALL, acting_as
from tests.at_once import Office, Other, committed_office
from tests.billing_audit.money.crediting import billed, credited, line_of
from tests.billing_audit.money.stories import sent, step
from tests.billing_audit.money.test_at_once import cheque, submitted


def case_of(client: Client, person: User, **about: object) -> FundingCase:
    case = FundingCase(client=client, title="New phones", starts=date(2026, 5, 1), **about)
    return services.open_case(case=case, opened_by=person)


@pytest.fixture
def cheque_of_64(acme: Client, casey: User) -> CreditMatch:
    dispute = sent(acme, casey, date(2026, 4, 20))
    came = {"kind": "cheque", "reference": "4471", "on": date(2026, 5, 2)}
    step(dispute, "refund", casey, amount=Decimal("64"), **came)
    return CreditMatch.objects.get()


def test_credited_money_pays_for_a_case(
    acme: Client, casey: User, cheque_of_64: CreditMatch
) -> None:
    case = case_of(acme, casey)

    services.commit(case=case, match=cheque_of_64, amount=Decimal("40"), committed_by=casey)

    cheque_of_64.refresh_from_db()
    assert cheque_of_64.committed == 40
    with pytest.raises(services.FundingRefused, match=r"\$24.00 of the cheque 4471"):
        services.commit(case=case, match=cheque_of_64, amount=Decimal("25"), committed_by=casey)


def test_released_money_is_free_again(acme: Client, casey: User, cheque_of_64: CreditMatch) -> None:
    case = case_of(acme, casey)
    commitment = services.commit(case=case, match=cheque_of_64, amount=None, committed_by=casey)
    with pytest.raises(services.FundingRefused, match="Nothing of the cheque 4471 is left"):
        services.commit(case=case, match=cheque_of_64, amount=None, committed_by=casey)

    services.release(commitment=commitment, released_by=casey)

    again = services.commit(case=case, match=cheque_of_64, amount=None, committed_by=casey)
    assert again.amount == 64


def test_what_is_committed_is_not_taken_out_of_its_dispute(
    acme: Client, casey: User, cheque_of_64: CreditMatch
) -> None:
    case = case_of(acme, casey)
    services.commit(case=case, match=cheque_of_64, amount=None, committed_by=casey)

    with pytest.raises(DisputeRefused, match=r"\$64.00 of the cheque 4471 is committed"):
        moving.undo(dispute=cheque_of_64.dispute, event=cheque_of_64.event, undone_by=casey)


def test_a_credit_that_is_taken_back_leaves_the_case_short(acme: Client, casey: User) -> None:
    dispute = sent(acme, casey, date(2026, 4, 20))
    bill = billed(acme, credited("-64.00"), on="2026-05-01")
    credit = {"amount": Decimal("64"), "invoice": bill, "line_id": line_of(bill)}
    step(dispute, "post", casey, on=date(2026, 5, 1), **credit)
    case = case_of(acme, casey)
    match = CreditMatch.objects.get()
    services.commit(case=case, match=match, amount=None, committed_by=casey)

    again = billed(acme, credited("64.00", charge="adjustment"), on="2026-06-01")
    charge = {"amount": Decimal("64"), "invoice": again, "line_id": line_of(again)}
    step(dispute, "reverse", casey, on=date(2026, 6, 1), **charge)

    assert short(case) == {str(dispute): Decimal(64)}


def test_credits_of_one_dispute_share_what_stands_credited(acme: Client, casey: User) -> None:
    """A bill takes half of it back, and does not say which of the two."""
    dispute = sent(acme, casey, date(2026, 4, 20))
    for on in (date(2026, 5, 1), date(2026, 6, 1)):
        bill = billed(acme, credited("-32.00"), on=f"{on}")
        credit = {"amount": Decimal("32"), "invoice": bill, "line_id": line_of(bill)}
        step(dispute, "post", casey, on=on, **credit)
    again = billed(acme, credited("32.00", charge="adjustment"), on="2026-07-01")
    charge = {"amount": Decimal("32"), "invoice": again, "line_id": line_of(again)}
    step(dispute, "reverse", casey, on=date(2026, 7, 1), **charge)
    case = case_of(acme, casey)

    credits = list(spendable(case))

    assert sorted(left(credits).values()) == [32, 32]
    assert in_all(credits) == 32


def test_the_pages_of_a_case(acme: Client, casey: User, cheque_of_64: CreditMatch) -> None:
    browser = Browser()
    browser.force_login(casey)
    said = {
        "title": "New phones", "currency": "USD", "one_time": "100", "monthly": "0",
        "saves": "10", "months": "12", "starts": f"{timezone.localdate().replace(day=1)}",
    }  # fmt: skip

    answer = browser.post(reverse("funding:case_create", args=[acme.slug]), said, follow=True)
    case = FundingCase.objects.get()
    assert "costs nothing any more" in answer.content.decode()
    commit = reverse("funding:case_commit", args=[case.public_id])
    shown = browser.post(commit, {"match": cheque_of_64.pk}, follow=True).content.decode()

    assert "$64.00" in shown
    assert "Release" in shown
    line = browser.get(reverse("funding:case_csv", args=[case.public_id]))
    assert "-26.00" in line.content.decode()
    assert "New phones" in browser.get(reverse("funding:case_list")).content.decode()


@pytest.fixture
def office(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Office]:
    with committed_office(django_db_blocker) as office:
        yield office
    with django_db_blocker.unblock(), connection.cursor() as owner:
        owner.execute("TRUNCATE clients_carrier CASCADE")
    connection.close()


def test_two_who_commit_one_credit_at_once_never_commit_more_than_it_gives(office: Office) -> None:
    with acting_as("worker", clients=ALL):
        dispute, _ = submitted(office)
        case = case_of(dispute.client, office.pat)
        match = CreditMatch.objects.create(
            client=dispute.client,
            credit=cheque(dispute),
            dispute=dispute,
            role="recovers",
            amount=60,
            why="by_hand",
            state="confirmed",
            decided_by=office.pat,
            event=DisputeEvent.objects.get(),
        )
    said = {"client": dispute.client, "case": case, "match": match}
    with acting_as("worker", clients=ALL):
        Commitment.objects.create(**said, amount=40, committed_by=office.pat)
        other = Other(
            lambda: Commitment.objects.create(**said, amount=21, committed_by=office.casey)
        )
        assert other.waits()

    refused = other.result()
    assert isinstance(refused, IntegrityError)
    assert refused.__cause__.diag.constraint_name == "no_credit_is_committed_beyond_itself"
