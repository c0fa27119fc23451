"""The pages of expected bills, for the practice and in the portal."""

from collections.abc import Callable

import pytest
from django.test import Client as Browser
from django.urls import reverse
from django.utils.html import escape

from billing_audit.checks.examples import Agreed, Billed, Owned
from billing_audit.checks.inventory.papers import Item, Ordered
from billing_audit.expected.models import ExpectedBill
from clients.models import User
from tests.billing_audit.expected.conftest import Desk, of_month
from tests.billing_audit.on_file import audit

PORT = Billed(amount="612.00", quantity="1", rate="612.00", description="Port")
OLD = Billed(amount="310.00", service="B", code="OLD", description="Old line")


@pytest.fixture
def bill(desk: Desk) -> ExpectedBill:
    """Expected at the contract's rate without the service that ended; it came as before."""
    desk.on_file.put_service(Owned(service="B"))
    desk.on_file.put_rate(Agreed(rate="580.00"))
    desk.file(
        of_month(3, PORT, OLD),
        Ordered(completed="2026-03-20", effective="2026-03-31", items=(Item(service="B"),)),
    ).expect()
    return desk.file(of_month(4, PORT, OLD)).compare()


def shown(browser: Browser, name: str, bill: ExpectedBill | None = None, query: str = "") -> str:
    address = reverse(name, args=[bill.public_id] if bill else [])
    answer = browser.get(f"{address}{query}")
    assert answer.status_code == 200
    return " ".join(answer.content.decode().replace("\N{NO-BREAK SPACE}", " ").split())


def test_the_list_says_what_was_expected_and_what_came(
    bill: ExpectedBill, browser: Browser, casey: User
) -> None:
    browser.force_login(casey)

    page = shown(browser, "expected:expected_list")

    assert "$580.00" in page
    assert "$922.00" in page
    assert "$342.00" in page
    assert "Apr 2026" not in shown(browser, "expected:expected_list", query="?state=expected")


def test_every_line_says_why_and_leads_to_what_it_was_made_from(
    bill: ExpectedBill, browser: Browser, casey: User, django_assert_max_num_queries: Callable
) -> None:
    browser.force_login(casey)

    with django_assert_max_num_queries(40):
        page = shown(browser, "expected:expected_detail", bill)

    assert "The contract rate is $580.00; the last bill had $612.00." in page
    assert "It ended on 31 Mar 2026, by order PO-7." in page
    assert page.count(">Contract rate<") == page.count(">Order<") == 1
    assert "Port" not in shown(browser, "expected:expected_detail", bill, "?q=B")
    assert "No expected line matches." in shown(
        browser, "expected:expected_detail", bill, "?sure=estimate"
    )


def test_differences_lead_to_the_findings_about_them(
    bill: ExpectedBill, browser: Browser, casey: User
) -> None:
    audit(bill.client)
    browser.force_login(casey)

    page = shown(browser, "expected:difference_list", bill)

    assert "Billed as before: the contract rate was not followed." in page
    assert "It should have ended, and is billed." in page
    assert "B01 Billed above the contract rate" in page
    assert "C20 Removed by an order and still billed" in page
    only = shown(browser, "expected:difference_list", bill, "?what=changed")
    assert "It should have ended" not in only


def test_both_lists_come_as_csv(bill: ExpectedBill, browser: Browser, casey: User) -> None:
    browser.force_login(casey)

    lines = browser.get(reverse("expected:expected_csv", args=[bill.public_id])).content.decode()
    came = browser.get(reverse("expected:difference_csv", args=[bill.public_id])).content.decode()

    assert len(lines.splitlines()) == len(came.splitlines()) == 3
    assert "580.000000" in lines
    assert "Only billed,0.000000,310.000000,310.000000" in came


def test_what_has_come_is_not_reckoned_again(
    bill: ExpectedBill, browser: Browser, casey: User
) -> None:
    browser.force_login(casey)
    address = reverse("expected:expected_again", args=[bill.public_id])

    browser.post(address)
    browser.post(address)

    assert ExpectedBill.objects.get(pk=bill.pk).total == 580
    assert ExpectedBill.objects.filter(month__month=5).count() == 1


def test_the_client_reads_it_in_plain_words_and_nobody_else_does(
    bill: ExpectedBill, browser: Browser, owen: User, stella: User
) -> None:
    browser.force_login(owen)
    assert "$580.00" in shown(browser, "portal:expected_list")
    page = shown(browser, "portal:expected_detail", bill)
    assert "It ended on 31 Mar 2026, by order PO-7." in page
    assert escape("It should have ended, and is billed.") in page

    browser.force_login(stella)
    answer = browser.get(reverse("portal:expected_detail", args=[bill.public_id]))

    assert answer.status_code == 404


def test_the_month_leads_to_it(bill: ExpectedBill, browser: Browser, casey: User) -> None:
    browser.force_login(casey)
    address = reverse("months:month_detail", args=[bill.account.public_id, "2026-04"])

    page = browser.get(address).content.decode()

    assert reverse("expected:difference_list", args=[bill.public_id]) in page
