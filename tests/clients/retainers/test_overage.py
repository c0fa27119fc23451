"""Work beyond the allowance: asked for, accepted within a limit, refused above it."""

from decimal import Decimal

import pytest
from django.test import Client as Browser
from django.urls import reverse
from django.utils import timezone

from clients.models import (
    Activity,
    Client,
    DecisionRight,
    Membership,
    Notice,
    OverageRequest,
    RetainerAgreement,
    User,
)
from clients.retainers.overage import (
    OverageRefused,
    accept_overage,
    ask_overage,
    decline_overage,
    withdraw_overage,
)
from retainer.lib.months import month_of, shifted
from retainer.lib.tenancy import acting_as
from tests.agreed import agree
from tests.clients.retainers.conftest import Live, words
from tests.clients.retainers.test_my_retainer import PAGE

MONTH = month_of(timezone.localdate())


@pytest.fixture
def agreement(acme: Client) -> RetainerAgreement:
    return agree(acme, starts_on=MONTH, overage="ask", overage_rate=210)


@pytest.fixture
def asked(agreement: RetainerAgreement, casey: User) -> OverageRequest:
    """Ten hours more, for up to 2,100.00."""
    return ask(agreement, casey)


def ask(agreement: RetainerAgreement, by: User, amount: str = "10", **more: object):
    return ask_overage(
        agreement=agreement, month=MONTH, amount=Decimal(amount), reason="The merger",
        asked_by=by, **more,
    )  # fmt: skip


def may_spend(user: User, limit: int | None, client: Client, currency: str = "USD") -> None:
    DecisionRight.objects.create(
        client=client, user=user, subject="spend", limit=limit, currency=currency
    )


def posted(user: User, deed: str, asked: OverageRequest) -> str:
    """What the page says after a deed was posted, whatever the page offered."""
    browser = Browser()
    browser.force_login(user)
    address = reverse(f"retainers:overage_{deed}", args=[asked.public_id])
    return words(browser.post(address, follow=True))


def test_the_cost_comes_from_the_overage_rate(asked: OverageRequest, owen: User) -> None:
    assert asked.cost == Decimal("2100.00")


def test_the_client_is_told(agreement: RetainerAgreement, casey: User, owen: User) -> None:
    ask(agreement, casey)

    told = Notice.objects.get(recipient=owen)
    assert "10.00\N{NO-BREAK SPACE}h beyond the allowance" in told.sentence
    assert "for up to $2,100.00: The merger" in told.sentence
    assert Activity.objects.get(verb="overage.asked").actor == casey


def test_without_a_rate_the_cost_must_be_said(agreement: RetainerAgreement, casey: User) -> None:
    agreement.terms.update(overage_rate=None)

    with pytest.raises(OverageRefused, match="Say what it costs at most"):
        ask(agreement, casey)

    assert ask(agreement, casey, cost=Decimal("1500.00")).cost == Decimal("1500.00")


def test_money_costs_itself(acme: Client, casey: User) -> None:
    agreement = agree(acme, 5000, basis="money", starts_on=MONTH)

    assert ask(agreement, casey, "800").cost == Decimal("800.00")


def test_one_request_waits_at_a_time(
    asked: OverageRequest, agreement: RetainerAgreement, casey: User
) -> None:
    with pytest.raises(OverageRefused, match="waits for the client already"):
        ask(agreement, casey)


def test_nothing_is_asked_for_a_closed_month(live: Live, casey: User) -> None:
    january = live([10])[0]

    with pytest.raises(OverageRefused, match="is closed"):
        ask_overage(
            agreement=january.agreement, month=january.month, amount=Decimal(1),
            reason="Late", asked_by=casey,
        )  # fmt: skip


def test_who_may_spend_as_much_accepts_it(
    asked: OverageRequest, owen: User, casey: User, acme: Client
) -> None:
    may_spend(owen, 2100, acme)

    said = posted(owen, "accept", asked)

    asked.refresh_from_db()
    assert "Accepted." in said
    assert (asked.state, asked.decided_by) == ("accepted", owen)
    assert "Owen Ortiz accepted" in Notice.objects.get(recipient=casey).sentence
    assert Activity.objects.get(verb="overage.accepted").actor == owen


def test_above_the_limit_the_server_refuses_and_names_who_may(
    asked: OverageRequest, owen: User, acme: Client
) -> None:
    ruth = User.objects.create_user("ruth@acme.test", name="Ruth Reed", kind="client")
    Membership.objects.create(user=ruth, client=acme, role="executive")
    may_spend(owen, 2099, acme)
    may_spend(ruth, None, acme)

    said = posted(owen, "accept", asked)

    asked.refresh_from_db()
    assert asked.state == "open"
    assert "This costs up to $2,100.00, and you may decide up to $2,099.00." in said
    assert "Ruth Reed may accept it." in said


def test_a_limit_in_another_currency_covers_nothing(
    asked: OverageRequest, owen: User, acme: Client
) -> None:
    may_spend(owen, 5000, acme, "EUR")

    posted(owen, "accept", asked)

    asked.refresh_from_db()
    assert asked.state == "open"


def test_who_has_no_say_sees_no_button_and_is_refused(asked: OverageRequest, owen: User) -> None:
    browser = Browser()
    browser.force_login(owen)

    page = words(browser.get(PAGE))
    said = posted(owen, "accept", asked) + posted(owen, "decline", asked)

    asked.refresh_from_db()
    assert "The merger" in page
    assert "/accept/" not in page
    assert "/decline/" not in page
    assert "You may not decide on spending for Acme Logistics." in said
    assert asked.state == "open"


def test_a_stranger_does_not_meet_it(asked: OverageRequest, stella: User) -> None:
    browser = Browser()
    browser.force_login(stella)

    answer = browser.post(reverse("retainers:overage_accept", args=[asked.public_id]))

    assert answer.status_code == 404


def test_declining_needs_no_limit_and_keeps_the_remark(
    asked: OverageRequest, owen: User, casey: User, acme: Client
) -> None:
    may_spend(owen, 1, acme)

    decline_overage(request=asked, decided_by=owen, remark="Next quarter.")

    asked.refresh_from_db()
    assert (asked.state, asked.remark) == ("declined", "Next quarter.")
    assert "Next quarter." in Notice.objects.get(recipient=casey).sentence


def test_what_is_decided_stays_decided(
    asked: OverageRequest, owen: User, casey: User, acme: Client
) -> None:
    may_spend(owen, None, acme)
    accept_overage(request=asked, decided_by=owen)

    with pytest.raises(OverageRefused, match="accepted already"):
        decline_overage(request=asked, decided_by=owen)
    with pytest.raises(OverageRefused, match="accepted already"):
        withdraw_overage(request=asked, withdrawn_by=casey)


def test_a_request_can_be_withdrawn_while_it_waits(
    asked: OverageRequest, casey: User, browser: Browser
) -> None:
    browser.force_login(casey)

    browser.post(reverse("retainers:overage_withdraw", args=[asked.public_id]))

    asked.refresh_from_db()
    assert asked.state == "withdrawn"


def test_the_clients_role_decides_with_its_own_rights(
    asked: OverageRequest, owen: User, acme: Client
) -> None:
    may_spend(owen, None, acme)

    with acting_as("portal", clients=[acme.pk], user_id=owen.pk):
        accept_overage(request=asked, decided_by=owen)

    asked.refresh_from_db()
    assert asked.state == "accepted"


def test_the_practice_asks_on_a_page(
    agreement: RetainerAgreement, casey: User, browser: Browser
) -> None:
    browser.force_login(casey)
    address = reverse("retainers:overage_ask", args=[agreement.public_id])
    asked = {"month": f"{MONTH:%Y-%m-%d}", "amount": "12.5", "reason": "Six more sites"}

    page = browser.post(address, asked, follow=True)
    again = browser.post(address, asked)

    assert OverageRequest.objects.get().cost == Decimal("2625.00")
    assert "Six more sites" in words(page)
    assert "waits for the client already" in words(again)


def test_what_it_costs_can_be_said_of_a_later_month_without_a_rate(
    agreement: RetainerAgreement, casey: User, browser: Browser
) -> None:
    later = shifted(MONTH, 1)
    terms = {"client": agreement.client, "allowance": 40, "monthly_fee": 1, "overage": "ask"}
    agreement.terms.create(valid_from=later, **terms)
    browser.force_login(casey)
    address = reverse("retainers:overage_ask", args=[agreement.public_id])
    said = {"month": f"{later:%Y-%m-%d}", "amount": "10", "reason": "cut-over"}

    refused = words(browser.post(address, said))
    browser.post(address, said | {"cost": "1500"})

    assert "No overage rate is agreed. Say what it costs at most." in refused
    assert OverageRequest.objects.get().cost == 1500
