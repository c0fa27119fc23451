"""What people are told in the product."""

import pytest
from django.db import IntegrityError, transaction
from django.test import Client as Browser
from django.urls import reverse

from clients.models import Client, Membership, Notice, User
from clients.notices.models import Topic
from clients.notices.recipients import people_of_client, people_of_practice
from clients.notices.services import notify
from retainer.lib.tenancy import acting_as
from tests.clients.notices.conftest import Tell
from tests.clients.test_queries import queries

LIST = reverse("notices:notice_list")


def test_somebody_told_finds_it_under_the_bell(tell: Tell, casey: User, browser: Browser) -> None:
    tell(casey)
    browser.force_login(casey)

    page = browser.get(LIST).content.decode()

    assert "Owen Ortiz asked about an entry." in page
    assert 'data-unread="1"' in page


def test_nobody_finds_what_another_was_told(
    tell: Tell, casey: User, pat: User, browser: Browser
) -> None:
    notice = tell(casey)
    browser.force_login(pat)

    assert "Owen Ortiz" not in browser.get(LIST).content.decode()
    opened = browser.post(reverse("notices:notice_open", args=[notice.public_id]))
    assert opened.status_code == 404


def test_opening_leads_on_and_counts_as_read(tell: Tell, casey: User, browser: Browser) -> None:
    notice = tell(casey, link="/work/agreements/")
    browser.force_login(casey)

    opened = browser.post(reverse("notices:notice_open", args=[notice.public_id]))

    notice.refresh_from_db()
    assert opened["Location"] == "/work/agreements/"
    assert notice.read_at is not None
    assert "data-unread" not in browser.get(LIST).content.decode()


def test_all_can_be_marked_as_read_at_once(
    tell: Tell, casey: User, owen: User, browser: Browser
) -> None:
    tell(casey)
    tell(casey, "Another thing.")
    other = tell(owen)
    browser.force_login(casey)

    browser.post(reverse("notices:notice_read_all"))

    assert not Notice.objects.filter(recipient=casey, read_at=None)
    other.refresh_from_db()
    assert other.read_at is None


def test_who_left_a_client_no_longer_reads_of_it(tell: Tell, casey: User, browser: Browser) -> None:
    tell(casey)
    Membership.objects.filter(user=casey).delete()
    browser.force_login(casey)

    page = browser.get(LIST).content.decode()

    assert "Owen Ortiz" not in page
    assert "data-unread" not in page


def test_nobody_is_told_of_their_own_deed(acme: Client, casey: User, owen: User) -> None:
    notify(
        to=[casey.pk, owen.pk, casey.pk],
        client=acme,
        topic=Topic.BEYOND,
        sentence="Casey Cole asks for 5 h more.",
        link="/portal/retainer/",
        made_by=casey,
    )

    assert [notice.recipient for notice in Notice.objects.all()] == [owen]


def test_a_client_user_tells_the_practice_of_what_they_did(
    acme: Client, casey: User, owen: User, stella: User
) -> None:
    with acting_as("portal", clients=[acme.pk], user_id=owen.pk):
        notify(
            to=people_of_practice(acme),
            client=acme,
            topic=Topic.QUESTION,
            sentence="Owen Ortiz asked about an entry.",
            link="/work/",
            made_by=owen,
        )

    with acting_as("portal", clients=[acme.pk], user_id=stella.pk):
        seen_by_others = list(Notice.objects.all())
    assert [notice.recipient for notice in Notice.objects.all()] == [casey]
    assert seen_by_others == []


def test_the_consultants_are_told_and_without_any_the_principals(
    acme: Client, globex: Client, casey: User, pat: User, owen: User
) -> None:
    assert people_of_practice(acme) == [casey.pk]
    assert people_of_practice(globex) == [pat.pk]
    assert people_of_client(acme) == [owen.pk]


def test_a_consultant_of_several_clients_is_named_once(
    acme: Client, globex: Client, casey: User
) -> None:
    Membership.objects.create(user=casey, client=globex, role=Membership.Role.CONSULTANT)

    assert people_of_practice(acme) == [casey.pk]


def test_who_cannot_sign_in_is_told_nothing(acme: Client, casey: User, pat: User) -> None:
    User.objects.filter(pk=casey.pk).update(is_active=False)

    assert people_of_practice(acme) == [pat.pk]


def test_the_database_takes_no_notice_that_leads_elsewhere(tell: Tell, casey: User) -> None:
    with pytest.raises(IntegrityError, match="leads_into_the_product"), transaction.atomic():
        tell(casey, link="//elsewhere.example/")


def test_many_notices_cost_no_more_queries_than_one(
    tell: Tell, casey: User, browser: Browser
) -> None:
    browser.force_login(casey)
    tell(casey)
    one = queries(lambda: browser.get(LIST))
    for n in range(5):
        tell(casey, f"Thing {n}.")

    assert queries(lambda: browser.get(LIST)) == one <= 8
