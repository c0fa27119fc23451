"""The portal's home: one sentence, and tiles that open the rows behind them."""

from datetime import date
from decimal import Decimal

import pytest
from django.http import HttpResponse
from django.test import Client as Browser
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from billing_audit.models import Finding
from billing_audit.money import services
from billing_audit.portal.tiles import Tile
from clients.models import (
    Budget,
    Client,
    DecisionRight,
    Membership,
    OverageRequest,
    User,
    WorkEntry,
)
from clients.retainers.overage import ask_overage, withdraw_overage
from retainer.lib import format as written
from tests.billing_audit.money.crediting import billed, credited, line_of
from tests.billing_audit.money.stories import made_ready, sent, step
from tests.billing_audit.portal.conftest import Publish, Share

HOME = reverse("portal:home")
NEW = f"New in {written.month(timezone.localdate())}"


@pytest.fixture
def requested(worked: WorkEntry, casey: User) -> OverageRequest:
    """Ten hours more were asked for this month."""
    agreement = worked.project.agreement
    agreement.terms.update(overage="ask", overage_rate=210)
    return ask_overage(
        agreement=agreement, month=timezone.localdate(), amount=Decimal(10), reason="The merger",
        asked_by=casey,
    )  # fmt: skip


def words(page: object) -> str:
    return " ".join(page.content.decode().replace("\N{NO-BREAK SPACE}", " ").split())


def test_it_says_what_was_found_asked_credited_and_left(
    share: Share, publish: Publish, worked: WorkEntry, acme: Client, at_acme: Browser
) -> None:
    share("B01")
    share("A09", "asked", "Is the second router yours?")
    publish(acme, date(2026, 4, 1))

    page = at_acme.get(HOME)

    tiles = {tile.label: str(tile.value) for tile in page.context["tiles"]}
    assert tiles == {
        NEW: "$114.00",
        "Credited on your bills": "$12.50",
        "Needs your answer": "1 question",
        "Left of your retainer": "37.50\N{NO-BREAK SPACE}h",
    }
    text = words(page)
    assert "One question</strong> waits for your answer" in text
    assert "37.50 h</strong> of 40.00 h under your retainer are left" in text
    assert "Is the second router yours?" in text
    assert "April 2026" in text


def test_every_tile_opens_the_rows_behind_it(share: Share, worked: WorkEntry, at_acme: Browser):
    share("B01")
    asked = share("A09", "asked")
    tiles = {tile.label: tile for tile in at_acme.get(HOME).context["tiles"]}

    def opened(label: str) -> Browser:
        return at_acme.get(tiles[label].url)

    assert len(opened(NEW).context["findings"].rows) == 2
    assert [f.pk for f in opened("Needs your answer").context["findings"]] == [asked.pk]
    (line,) = opened("Credited on your bills").context["lines"]
    assert (line.amount, line.description) == (Decimal("-12.50"), "Service credit")
    assert opened("Left of your retainer").context["now"].used == worked.hours


def test_findings_of_earlier_months_are_not_found_this_month(
    share: Share, at_acme: Browser
) -> None:
    earlier = share("B01")
    Finding.objects.filter(pk=earlier.pk).update(found_at=timezone.now().replace(year=2025))

    page = at_acme.get(HOME)

    assert page.context["standing"].found_count == 0
    assert str(page.context["standing"].claimed) == "$64.00"


def test_work_beyond_the_allowance_that_waits_is_told_and_leads_to_where_it_is_decided(
    requested: OverageRequest, casey: User, at_acme: Browser
) -> None:
    told = words(at_acme.get(HOME))
    withdraw_overage(request=requested, withdrawn_by=casey)

    assert "10.00 h more in" in told
    assert "for up to $2,100.00. The merger" in told
    assert f'href="{reverse("retainers:my_retainer")}?client=acme"' in told
    assert "The merger" not in words(at_acme.get(HOME))


def needs_answer(page: HttpResponse) -> Tile:
    return next(t for t in page.context["tiles"] if t.label == "Needs your answer")


def test_a_request_needs_the_answer_of_who_decides_on_spending(
    requested: OverageRequest, acme: Client, owen: User, at_acme: Browser
) -> None:
    DecisionRight.objects.create(client=acme, user=owen, subject="spend", limit=100)

    page = at_acme.get(HOME)

    tile = needs_answer(page)
    assert (tile.value, tile.note) == ("1 request", "for work beyond the allowance")
    assert "One request</strong> waits for your decision" in words(page)
    assert "The merger" in words(at_acme.get(tile.url))


def test_a_request_and_a_question_are_counted_together_and_stand_together(
    share: Share, requested: OverageRequest, acme: Client, owen: User, at_acme: Browser
) -> None:
    DecisionRight.objects.create(client=acme, user=owen, subject="spend")
    share("A09", "asked", "Is the second router yours?")

    tile = needs_answer(at_acme.get(HOME))

    assert (tile.value, tile.note) == ("2 answers", "1 question and 1 request")
    address, _, place = tile.url.partition("#")
    _, _, answers = words(at_acme.get(address)).partition(f'id="{place}"')
    assert "The merger" in answers
    assert "Is the second router yours?" in answers


def test_a_request_that_others_decide_is_told_and_not_counted(
    requested: OverageRequest, at_acme: Browser
) -> None:
    tile = needs_answer(at_acme.get(HOME))

    assert (tile.value, tile.note) == ("Nothing", "1 request for who decides on spending")
    assert "The merger" in words(at_acme.get(tile.url))


def test_before_anything_is_there_it_says_what_will_be(acme: Client, at_acme: Browser) -> None:
    text = words(at_acme.get(HOME))

    assert "Nothing is open" in text
    assert "Your first monthly report will stand here" in text


def test_who_belongs_to_no_company_is_told_whom_to_ask(browser: Browser, db: None) -> None:
    nobody = User.objects.create_user("nobody@x.test", name="Nobody", kind="client")
    browser.force_login(nobody)

    assert "Your login is not connected with a company" in words(browser.get(HOME))
    assert browser.get(reverse("retainers:my_retainer")).status_code == 404


def test_who_belongs_to_two_companies_chooses_and_the_choice_stays(
    acme: Client, globex: Client, owen: User, at_acme: Browser
) -> None:
    Membership.objects.create(user=owen, client=globex, role="viewer")

    first = at_acme.get(HOME)
    at_acme.get(HOME, {"client": "globex"})
    later = at_acme.get(reverse("retainers:my_retainer"))

    assert (first.context["company"], later.context["company"]) == (acme, globex)
    assert "?client=globex" in first.content.decode()


def test_a_company_of_others_cannot_be_chosen(globex: Client, at_acme: Browser) -> None:
    assert at_acme.get(HOME, {"client": "globex"}).status_code == 404
    assert at_acme.get(HOME).context["company"].slug == "acme"


def test_a_company_left_is_not_chosen_any_more(
    acme: Client, globex: Client, owen: User, at_acme: Browser
) -> None:
    place = Membership.objects.create(user=owen, client=globex, role="viewer")
    at_acme.get(HOME, {"client": "globex"})
    place.delete()

    assert at_acme.get(HOME).context["company"] == acme


def test_the_home_page_costs_few_queries(
    share: Share,
    publish: Publish,
    worked: WorkEntry,
    acme: Client,
    at_acme: Browser,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    share("B01")
    share("A09", "asked")
    publish(acme, date(2026, 4, 1))

    with django_assert_max_num_queries(40):
        at_acme.get(HOME)


def balance_of(at_acme: Browser) -> dict[str, tuple[str, str]]:
    return {t.label: (str(t.value), t.note) for t in at_acme.get(HOME).context["balance"]}


def test_before_a_dispute_nothing_is_asked_and_nothing_came_back(
    acme: Client, at_acme: Browser
) -> None:
    assert balance_of(at_acme) == {
        "Our fees": ("$0.00", "no month is closed yet"),
        "Disputed so far": ("$0.00", "nothing was sent yet"),
        "Came back": ("$0.00", "nothing came back yet"),
        "Needs one click": ("$0.00", "nothing waits for you"),
    }


def test_it_tells_a_credit_on_a_bill_from_a_cheque(
    acme: Client, casey: User, at_acme: Browser
) -> None:
    dispute = sent(acme, casey, date(2026, 4, 20))
    bill = billed(acme, credited("-40.00"), on="2026-05-01")
    credit = {"amount": Decimal("40"), "invoice": bill, "line_id": line_of(bill)}
    step(dispute, "post", casey, on=date(2026, 5, 1), **credit)
    cheque = {"amount": Decimal("14"), "kind": "cheque", "reference": "cheque 4471"}
    step(dispute, "refund", casey, on=date(2026, 5, 9), **cheque)

    told = balance_of(at_acme)

    assert told["Disputed so far"] == (
        "$64.00", "in 1 dispute: $10.00 asked back, $54.00 came back"
    )  # fmt: skip
    assert told["Came back"] == (
        "$54.00", "$40.00 on your bills, $14.00 by cheque, refund or write-off"
    )  # fmt: skip


def test_a_charge_that_was_lost_and_disputed_again_counts_once_and_opens_to_rows_of_that_sum(
    acme: Client, casey: User, pat: User, at_acme: Browser
) -> None:
    lost = sent(acme, casey)
    step(lost, "deny", casey, note="No.")
    step(lost, "lose", pat, note="No use.")
    finding = Finding.objects.get(check_code="B01")
    again = services.open_dispute(account=lost.account, findings=[finding], opened_by=casey)
    step(made_ready(again, casey), "submit", casey, ticket="T-101", on=timezone.localdate())

    (tile,) = (t for t in at_acme.get(HOME).context["balance"] if t.label == "Disputed so far")
    opened = at_acme.get(tile.url)

    assert (str(tile.value), tile.note) == ("$64.00", "in 1 dispute: $64.00 asked back")
    assert {d.pk: held.places.disputed for d, _, held in opened.context["rows"]} == {
        again.pk: 64, lost.pk: 0
    }  # fmt: skip
    assert opened.context["sums"]["USD"].places.disputed == 64
    assert "Sent for $64.00" in words(opened)


def test_a_dispute_that_was_withdrawn_asked_for_nothing(
    acme: Client, casey: User, pat: User, at_acme: Browser
) -> None:
    step(sent(acme, casey), "withdraw", pat, note="We were wrong")

    assert balance_of(at_acme)["Disputed so far"] == ("$0.00", "nothing was sent yet")


def test_a_month_above_its_budget_is_told(share: Share, acme: Client, at_acme: Browser) -> None:
    within = words(at_acme.get(HOME))
    Budget.objects.create(client=acme, month=date(2026, 4, 1), amount=500)

    above = words(at_acme.get(HOME))

    assert "Above your budget" not in within
    assert "$99.50 above the budget" in above
