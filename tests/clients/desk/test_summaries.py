"""A quarter's pulse on one page: frozen, for the executives alone."""

from datetime import date
from decimal import Decimal

import pytest

from clients.desk import summaries, trends
from clients.desk.pulse_models import Pulse, PulseSummary
from clients.models import Client, Membership, Notice, User
from tests.clients.desk.conftest import at, at_the_portal

THIRD = date(2026, 7, 1)


@pytest.fixture
def found(acme: Client, owen: User) -> Pulse:
    return Pulse.objects.create(
        client=acme,
        person=owen,
        quarter=THIRD,
        good=4,
        easy=3,
        state="answered",
        answered_at=at("2026-10-02 10:00"),
    )


def publish(client: Client, by: User, actions: str = "Answers go out in pairs.") -> PulseSummary:
    return summaries.publish(client=client, quarter=THIRD, actions=actions, published_by=by)


def test_a_summary_stays_as_it_was_published(acme: Client, found: Pulse, casey: User) -> None:
    publish(acme, casey)
    found.good = 1
    found.save(update_fields=["good"])

    [line] = summaries.lines(PulseSummary.objects.get())
    assert (line.about, line.answered, line.good, line.easy) == (trends.US, 1, 4, 3)
    assert line.change is None
    assert isinstance(line.good, Decimal)


def test_executives_alone_are_told_and_read_it(
    acme: Client, found: Pulse, casey: User, owen: User, stella: User
) -> None:
    olga = User.objects.create_user("olga@acme.test", name="Olga Orr", kind="client")
    Membership.objects.create(user=olga, client=acme, role="viewer")

    publish(acme, casey)

    assert [notice.recipient for notice in Notice.objects.all()] == [owen]
    read = {}
    for user in (owen, olga, stella):
        with at_the_portal(user):
            read[user] = PulseSummary.objects.count()
    assert read == {owen: 1, olga: 0, stella: 0}


def test_what_is_nothing_to_tell_is_refused(acme: Client, casey: User, owen: User) -> None:
    with pytest.raises(summaries.NotToPublish, match="Nobody has answered in 2026-Q3"):
        publish(acme, casey)


def test_it_is_published_once_and_with_what_is_done(
    acme: Client, found: Pulse, casey: User
) -> None:
    with pytest.raises(summaries.NotToPublish, match="Say what is done"):
        publish(acme, casey, actions=" ")
    publish(acme, casey)
    with pytest.raises(summaries.NotToPublish, match="was published before"):
        publish(acme, casey)


def test_without_an_executive_nobody_would_read_it(
    acme: Client, found: Pulse, casey: User, owen: User
) -> None:
    Membership.objects.filter(user=owen).update(role="manager")

    with pytest.raises(summaries.NotToPublish, match="is an executive"):
        publish(acme, casey)
