"""A person's deadlines at a secret address: theirs alone, whole, and shut at a word."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from django.test import Client as Browser
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar, Event
from psycopg2.extras import DateRange

from billing_audit.models import Invoice
from clients.committees.actions import take_on
from clients.committees.seating import begin_with_one
from clients.contracts.reviewing import plan_reviews
from clients.models import (
    Carrier,
    Client,
    Contract,
    Practice,
    Recommendation,
    ReviewPlan,
    User,
)
from clients.notices.feeds import stop_token_of, token_of
from clients.notices.services import renew_feed
from clients.people.middleware import scope_of
from retainer.agenda.calendar import as_ical
from retainer.agenda.dates import Due
from tests.billing_audit.money.stories import sent, step


@pytest.fixture
def contract(acme: Client) -> Contract:
    """Of Acme, ends in a hundred days and takes sixty of notice."""
    return signed(acme)


def signed(client: Client) -> Contract:
    carrier, _ = Carrier.objects.get_or_create(name="Nova Telecom")
    ends = timezone.localdate() + timedelta(days=100)
    return Contract.objects.create(
        client=client,
        carrier=carrier,
        number=f"MSA-{client.slug}",
        term=DateRange(ends - timedelta(days=730), ends + timedelta(days=1)),
        notice_days=60,
    )


def asked(client: Client, author: User) -> Recommendation:
    return Recommendation.objects.create(
        client=client,
        kind="spend",
        title=f"Shall {client.slug} renew?",
        found="It ends.",
        advice="Renew.",
        if_nothing="It runs on.",
        money=Decimal("1000.00"),
        due_on=timezone.localdate() + timedelta(days=5),
        state="open",
        published_at=timezone.now(),
        author=author,
    )


def token(user: User) -> str:
    with scope_of(user):
        return token_of(renew_feed(user=user))


def address(token: str) -> str:
    return reverse("agenda:calendar", args=[token])


def events(browser: Browser, user: User) -> list[Event]:
    answer = browser.get(address(token(user)))
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    return list(Calendar.from_ical(answer.content).walk("VEVENT"))


def test_it_holds_the_days_of_ones_clients(
    contract: Contract, acme: Client, casey: User, browser: Browser
) -> None:
    asked(acme, casey)
    today = timezone.localdate()

    told = {str(each["SUMMARY"]): each["DTSTART"].dt for each in events(browser, casey)}

    ends = f"{today + timedelta(days=100):%-d %b %Y}"
    assert {said.replace("\N{NO-BREAK SPACE}", " "): day for said, day in told.items()} == {
        "Acme Logistics: The client decides: Shall acme renew?": today + timedelta(days=5),
        "Acme Logistics: 30 days left for notice: Nova Telecom, contract MSA-acme": today
        + timedelta(days=10),
        "Acme Logistics: Last day for notice: Nova Telecom, contract MSA-acme, which ends on "
        f"{ends}": today + timedelta(days=40),
        "Acme Logistics: Contract ends: Nova Telecom, contract MSA-acme": today
        + timedelta(days=100),
    }


def test_reviews_of_providers_that_are_due_are_in_it(
    contract: Contract, casey: User, owen: User, browser: Browser
) -> None:
    day = timezone.localdate() + timedelta(days=20)
    plan_reviews(
        plan=ReviewPlan(client=contract.client, carrier=contract.carrier, first_on=day),
        planned_by=casey,
    )

    for person in (casey, owen):
        said = {str(each["SUMMARY"]): each for each in events(browser, person)}
        event = said["Acme Logistics: Review of Nova Telecom is due"]
        link = str(event["URL"]).removeprefix("http://127.0.0.1:8000")
        browser.force_login(person)
        assert event["DTSTART"].dt == day
        assert browser.get(link).status_code == 200


def test_nothing_of_another_client_is_in_it(
    acme: Client, globex: Client, casey: User, owen: User, stella: User, pat: User, browser: Browser
) -> None:
    for client in (acme, globex):
        signed(client)
        asked(client, pat)

    told = {
        person.name: {str(each["CATEGORIES"].cats[0]) for each in events(browser, person)}
        for person in (casey, owen, stella, pat)
    }

    assert told == {
        "Casey Cole": {"Acme Logistics"},
        "Owen Ortiz": {"Acme Logistics"},
        "Stella Stone": {"Globex Health"},
        "Pat Page": {"Acme Logistics", "Globex Health"},
    }


def test_client_users_are_led_to_pages_of_theirs(
    contract: Contract, acme: Client, casey: User, owen: User, browser: Browser
) -> None:
    asked(acme, casey)
    links = {
        str(each["URL"]).removeprefix("http://127.0.0.1:8000") for each in events(browser, owen)
    }
    browser.force_login(owen)

    assert {browser.get(link).status_code for link in links} == {200}


def test_of_disputes_client_users_read_of_promised_credits_alone(
    acme: Client, casey: User, owen: User, browser: Browser
) -> None:
    today = timezone.localdate()
    dispute = sent(acme, casey, today)
    step(dispute, "approve_part", casey, amount=Decimal("40.00"), note="In part.")
    step(dispute, "promise", casey, amount=Decimal("40.00"), cycle=today.replace(day=1))
    Invoice.objects.filter(account=dispute.account, month=date(2026, 4, 1)).update(due_date=today)

    theirs, ours = (
        {str(each["SUMMARY"]).replace("\N{NO-BREAK SPACE}", " "): each for each in told}
        for told in (events(browser, owen), events(browser, casey))
    )

    bill = Invoice.objects.get(due_date=today)
    due = f"Acme Logistics: Bill due: {bill.carrier}, bill {bill.number}"
    assert set(theirs) == {
        f"Acme Logistics: Credit of $40.00 due from {dispute.carrier}",
        due,
    }
    assert set(ours) == {
        f"Acme Logistics: Dispute {dispute} with {dispute.carrier}: credit due on a bill",
        due,
    }
    browser.force_login(owen)
    links = [str(each["URL"]).removeprefix("http://127.0.0.1:8000") for each in theirs.values()]
    assert [browser.get(link).status_code for link in links] == [200, 200]


def test_it_opens_while_somebody_else_is_signed_in(
    contract: Contract, owen: User, stella: User, browser: Browser
) -> None:
    browser.force_login(stella)

    assert len(events(browser, owen)) == 3


def test_an_event_keeps_its_name_when_its_day_moves(
    contract: Contract, casey: User, browser: Browser
) -> None:
    before = {each["UID"]: each["DTSTART"].dt for each in events(browser, casey)}
    later = DateRange(contract.term.lower, contract.term.upper + timedelta(days=9))
    Contract.objects.update(term=later)

    after = {each["UID"]: each["DTSTART"].dt for each in events(browser, casey)}

    assert f"contract-{contract.public_id}@127.0.0.1" in before
    assert after == {name: day + timedelta(days=9) for name, day in before.items()}


def test_a_new_address_shuts_the_one_before_and_revoking_shuts_it(
    casey: User, browser: Browser
) -> None:
    first = token(casey)
    browser.force_login(casey)
    browser.post(reverse("notices:feed_renew"))
    second = browser.get(reverse("notices:mail_choose")).context["token"]
    answers = [browser.get(address(each)).status_code for each in (first, second)]
    browser.post(reverse("notices:feed_revoke"))

    assert answers == [404, 200]
    assert browser.get(address(second)).status_code == 404
    assert browser.get(reverse("notices:mail_choose")).context["feed"] is None


def test_a_shut_login_shuts_its_calendar(casey: User, browser: Browser) -> None:
    opened = address(token(casey))
    User.objects.filter(pk=casey.pk).update(is_active=False)

    assert browser.get(opened).status_code == 404


def test_the_address_opens_the_calendar_alone(casey: User, browser: Browser) -> None:
    browser.get(address(token(casey)))

    assert browser.get(reverse("notices:notice_list")).status_code == 302
    assert browser.get(address(stop_token_of(casey))).status_code == 404
    assert browser.post(address(token(casey))).status_code == 405


def test_the_file_is_as_rfc_5545_wants_it() -> None:
    due = Due(
        "decision",
        "7f",
        date(2026, 3, 12),
        "Müller, Söhne; Partner",
        "Decide: " + "a very long question, " * 6 + "back\\slash",
        "/portal/decisions/7f/",
    )

    content = as_ical([due], Practice(name="Page & Partner"), datetime(2026, 3, 1, 8, tzinfo=UTC))

    lines = content.decode().split("\r\n")
    assert lines[0] == "BEGIN:VCALENDAR"
    assert lines[-2:] == ["END:VCALENDAR", ""]
    assert "\n" not in "".join(lines)
    assert max(len(line.encode()) for line in lines) <= 75
    assert {"VERSION:2.0", "DTSTAMP:20260301T080000Z", "DTSTART;VALUE=DATE:20260312"} <= set(lines)
    assert "UID:decision-7f@127.0.0.1" in lines
    assert "SUMMARY:Müller\\, Söhne\\; Partner: Decide: a very long question\\," in content.decode()
    (event,) = Calendar.from_ical(content).walk("VEVENT")
    assert event["SUMMARY"] == f"{due.client}: {due.title}"


def test_a_meeting_takes_its_hours_and_an_action_is_its_owners(
    acme: Client, pat: User, casey: User, owen: User, stella: User, browser: Browser
) -> None:
    committee = begin_with_one(client=acme, begun_by=pat)
    meeting = committee.meetings.get()
    take_on(
        meeting=meeting,
        what="Send the list",
        owner=committee.seats.get(person=owen),
        due_on=timezone.localdate() + timedelta(days=40),
        taken_by=pat,
    )

    told = {str(each["SUMMARY"]): each for each in events(browser, owen)}

    event = told["Acme Logistics: Retainer committee"]
    assert event["DTSTART"].dt == meeting.starts_at
    assert event["DTEND"].dt == meeting.ends_at
    assert event["TRANSP"] == "OPAQUE"
    assert "Acme Logistics: Send the list" in told
    ours = {str(each["SUMMARY"]) for each in events(browser, casey)}
    assert ours == {"Acme Logistics: Retainer committee"}
    assert events(browser, stella) == []
