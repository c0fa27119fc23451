"""Two people at one dispute at once, each on a connection of their own."""

from collections.abc import Iterator

import pytest
from django.db import IntegrityError, connection
from django.utils import timezone
from pytest_django import DjangoDbBlocker

from billing_audit.models import Credit, CreditMatch, Dispute, DisputeEvent
from billing_audit.money.crediting.confirming import decline
from billing_audit.money.drafting import DisputeRefused
from billing_audit.money.moving import ChangedMeanwhile, Said, move
from clients.advice.deciding import DecisionRefused
from clients.files.services import store
from clients.models import BillingAccount, Carrier, Recommendation, StoredFile, User
from retainer.lib.tenancy import ALL, acting_as
from retainer.lib.uploads import spool
from tests.at_once import Office, Other, committed_office
from tests.billing_audit.money.agreeing import take_back
from tests.billing_audit.money.stories import ready


@pytest.fixture
def office(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Office]:
    with committed_office(django_db_blocker) as office:
        yield office
    with django_db_blocker.unblock(), connection.cursor() as owner:
        owner.execute("TRUNCATE clients_carrier CASCADE")  # carriers belong to no client
    connection.close()


def submitted(office: Office) -> tuple[Dispute, int]:
    """A dispute the carrier has, and the latest entry of its history."""
    client = office.agreement.client
    carrier = Carrier.objects.get_or_create(name="Corvane")[0]
    account = BillingAccount.objects.get_or_create(client=client, carrier=carrier, number="A-1")[0]
    with spool([b"PK"], limit=10) as spooled:
        packet = store(
            spooled,
            name="packet.zip",
            kind=StoredFile.Kind.DISPUTE,
            client=client,
            stored_by=None,
        )
    dispute = Dispute.objects.create(
        client=client,
        carrier=carrier,
        account=account,
        currency="USD",
        disputed=100,
        state="submitted",
        ticket="T-1",
        submitted_on=timezone.localdate(),
        packet=packet,
        opened_by=office.casey,
    )
    event = DisputeEvent.objects.create(
        client=client,
        dispute=dispute,
        kind="submit",
        state="submitted",
        on=dispute.submitted_on,
        actor=office.casey,
    )
    return dispute, event.pk


def test_two_who_move_a_dispute_at_once_leave_one_outcome_and_one_message(office: Office) -> None:
    with acting_as("worker", clients=ALL):
        dispute, seen = submitted(office)
    with acting_as("worker", clients=ALL):
        move(dispute=dispute, name="approve", seen=seen, said=Said(), moved_by=office.pat)
        other = Other(
            lambda: move(
                dispute=dispute,
                name="deny",
                seen=seen,
                said=Said(note="They refused."),
                moved_by=office.casey,
            )
        )
        assert other.waits()

    refused = other.result()
    assert isinstance(refused, ChangedMeanwhile)
    assert refused.sentence.startswith("Meanwhile Pat Page wrote: The carrier approved it in full.")
    with acting_as("worker", clients=ALL):
        dispute.refresh_from_db()
        assert (dispute.state, dispute.approved) == ("approved", 100)


def cheque(dispute: Dispute) -> Credit:
    """60.00 that came for some dispute."""
    return Credit.objects.create(
        client=dispute.client,
        carrier=dispute.carrier,
        account=dispute.account,
        kind="cheque",
        currency="USD",
        amount=60,
        on=dispute.submitted_on,
        reference="4471",
    )


def matched(credit: Credit, dispute: Dispute, amount: int) -> CreditMatch:
    return CreditMatch.objects.create(
        client=dispute.client,
        credit=credit,
        dispute=dispute,
        role="recovers",
        amount=amount,
        why="by_hand",
    )


def test_two_who_match_one_credit_at_once_never_match_more_than_it_gives(office: Office) -> None:
    with acting_as("worker", clients=ALL):
        (first, _), (second, _) = submitted(office), submitted(office)
        credit = cheque(first)
    with acting_as("worker", clients=ALL):
        matched(credit, first, 40)
        other = Other(lambda: matched(credit, second, 21))
        assert other.waits()

    refused = other.result()
    assert isinstance(refused, IntegrityError)
    assert refused.__cause__.diag.constraint_name == "no_credit_is_matched_beyond_itself"
    with acting_as("worker", clients=ALL):
        credit.refresh_from_db()
        assert credit.taken == 40


def test_two_who_decide_about_one_match_leave_one_outcome_and_one_message(office: Office) -> None:
    with acting_as("worker", clients=ALL):
        dispute, _ = submitted(office)
        match = matched(cheque(dispute), dispute, 60)
    with acting_as("worker", clients=ALL):
        decline(match=match, declined_by=office.pat)
        other = Other(lambda: decline(match=match, declined_by=office.casey))
        assert other.waits()

    refused = other.result()
    assert isinstance(refused, DisputeRefused)
    assert refused.sentence == "Meanwhile Pat Page declined this. Nothing was changed."
    with acting_as("worker", clients=ALL):
        match.refresh_from_db()
        assert (match.state, match.decided_by) == ("declined", office.pat)


def submit(dispute: Dispute, person: User) -> DisputeEvent:
    seen = dispute.events.latest("pk").pk
    sent = Said(ticket="T-1", on=timezone.localdate())
    return move(dispute=dispute, name="submit", seen=seen, said=sent, moved_by=person)


def test_what_the_client_takes_back_meanwhile_is_not_submitted(office: Office) -> None:
    with acting_as("worker", clients=ALL):
        dispute = ready(office.agreement.client, office.casey)
        finding = dispute.items.first().finding
    with acting_as("worker", clients=ALL):
        take_back(finding)
        other = Other(lambda: submit(dispute, office.casey))
        assert other.waits()

    refused = other.result()
    assert isinstance(refused, DisputeRefused)
    assert refused.sentence.startswith("The client has taken back its word on PORT on A-1")
    with acting_as("worker", clients=ALL):
        dispute.refresh_from_db()
        assert (dispute.state, dispute.events.filter(kind="submit").exists()) == ("draft", False)
        assert Recommendation.objects.get().state == "open"


def test_what_is_submitted_meanwhile_is_not_taken_back(office: Office) -> None:
    with acting_as("worker", clients=ALL):
        dispute = ready(office.agreement.client, office.casey)
        finding = dispute.items.first().finding
    with acting_as("worker", clients=ALL):
        submit(dispute, office.casey)
        other = Other(lambda: take_back(finding))
        assert other.waits()

    refused = other.result()
    assert isinstance(refused, DecisionRefused)
    assert refused.sentence.startswith("It went to the carrier on")
    with acting_as("worker", clients=ALL):
        dispute.refresh_from_db()
        assert (dispute.state, Recommendation.objects.get().state) == ("submitted", "accepted")
