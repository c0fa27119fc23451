"""What each role meets of an arrival in the database itself."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.db.utils import ProgrammingError

from billing_audit.inbox import services
from billing_audit.inbox.models import Arrival, Enclosure
from clients.models import BillingAccount, Client, StoredFile, User
from retainer.lib.tenancy import ALL, acting_as
from tests.billing_audit.inbox.conftest import Fetch
from tests.billing_audit.inbox.mails import CARRIER, bill_csv, mail

TABLES = ("billing_audit_arrival", "billing_audit_enclosure", "clients_storedfile")
Count = Callable[[], list[int]]


def met() -> list[int]:
    """How many rows of each table there are for whoever asks, whatever the code narrows."""
    with connection.cursor() as cursor:
        counted = " UNION ALL ".join(f"SELECT count(*) FROM {table}" for table in TABLES)  # noqa: S608
        cursor.execute(counted)
        return [row[0] for row in cursor.fetchall()]


@pytest.fixture
def unclaimed(arrived, globex: Client, casey: User) -> Arrival:
    """What Casey sent on, and nobody can tell whose it is."""
    Client.objects.create(slug="umbrella", name="Umbrella").memberships.create(
        user=casey, role="consultant"
    )
    return arrived(mail(bill_csv("7007"), sender="casey@practice.test"))


def test_a_proposed_mail_is_met_by_the_clients_consultants_only(
    arrived, account: BillingAccount, acme: Client, globex: Client, casey: User
) -> None:
    arrived(mail(bill_csv()))

    with acting_as("staff", clients=[acme.pk], user_id=casey.pk):
        assert met() == [1, 1, 1]
    with acting_as("staff", clients=[globex.pk], user_id=casey.pk + 1):
        assert met() == [0, 0, 0]


def test_an_unclaimed_mail_is_met_by_principals_and_by_whoever_sent_it_on(
    unclaimed: Arrival, acme: Client, casey: User, pat: User
) -> None:
    assert unclaimed.client is None
    with acting_as("staff", clients=[acme.pk], user_id=casey.pk):
        assert met() == [1, 1, 1]
    with acting_as("staff", clients=[acme.pk], user_id=pat.pk):
        assert met() == [0, 0, 0]
    with acting_as("staff", clients=ALL, user_id=pat.pk):
        assert met() == [1, 1, 1]
    assert set(Arrival.objects.visible_to(casey)) == {unclaimed}
    assert set(Enclosure.objects.visible_to(pat)) == set(unclaimed.enclosures.all())


def test_a_carriers_history_alone_opens_no_wall(
    fetch: Fetch, acme: Client, casey: User, pat: User
) -> None:
    """The carrier wrote for Acme only so far; this may be the first bill of somebody else."""
    fetch(mail(bill_csv()))
    services.take(arrival=Arrival.objects.get(), client=acme, taken_by=pat)
    fetch(mail(bill_csv("7007", "INV-7"), id="<2@corvane.test>"))
    latest = Arrival.objects.first()
    kept = latest.enclosures.get().stored_id

    assert latest.why.startswith("Perhaps Acme Logistics’s")
    assert not Arrival.objects.visible_to(casey).contains(latest)
    assert Arrival.objects.visible_to(pat).contains(latest)
    with acting_as("staff", clients=[acme.pk], user_id=casey.pk):
        assert not Arrival.objects.filter(pk=latest.pk).exists()
        assert not Enclosure.objects.filter(arrival=latest).exists()
        assert not StoredFile.objects.filter(pk=kept).exists()

    services.take(arrival=latest, client=acme, taken_by=pat)

    with acting_as("staff", clients=[acme.pk], user_id=casey.pk):
        assert Arrival.objects.filter(pk=latest.pk).exists()


def test_a_guess_names_no_client_to_a_consultant_of_others(
    fetch: Fetch, globex: Client, casey: User, pat: User
) -> None:
    fetch(mail(bill_csv()))
    services.take(arrival=Arrival.objects.get(), client=globex, taken_by=pat)

    fetch(
        mail(
            bill_csv("7007", "INV-7"),
            sender="casey@practice.test",
            text=f"---------- Forwarded message ---------\nFrom: {CARRIER}\n",
            id="<2@practice.test>",
        )
    )

    latest = Arrival.objects.first()
    assert (latest.sent_in_by, latest.author) == (casey, "billing@corvane.test")
    assert (latest.client, latest.why) == (None, "Nothing tells whose it is.")


def test_client_users_meet_no_mail(
    arrived, account: BillingAccount, acme: Client, owen: User
) -> None:
    arrived(mail(bill_csv()))

    with acting_as("portal", clients=[acme.pk], user_id=owen.pk):
        assert not StoredFile.objects.exists()
    with (
        pytest.raises(ProgrammingError, match="permission denied"),
        acting_as("portal", clients=[acme.pk], user_id=owen.pk),
    ):
        Arrival.objects.exists()


def test_a_consultant_cannot_hand_a_mail_to_another_client(
    unclaimed: Arrival, acme: Client, globex: Client, casey: User
) -> None:
    with (
        pytest.raises(ProgrammingError, match="row-level security"),
        acting_as("staff", clients=[acme.pk], user_id=casey.pk),
    ):
        Arrival.objects.update(client=globex)
