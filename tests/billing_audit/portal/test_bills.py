"""A bill in plain words, for whose bill it is."""

from decimal import Decimal

import pytest
from django.test import Client as Browser
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from billing_audit.models import Invoice
from clients.models import Client, User
from tests.billing_audit.portal.conftest import Share


@pytest.fixture
def april(audited: Client) -> Invoice:
    return Invoice.objects.get(client=audited, number="1002")


def address(name: str, bill: Invoice) -> str:
    return reverse(f"portal:{name}", args=[bill.public_id])


def test_the_list_says_how_each_bill_differs_from_the_one_before(
    april: Invoice, at_acme: Browser
) -> None:
    bills = list(at_acme.get(reverse("portal:bill_list")).context["bills"])

    assert [(bill.number, bill.lines_total, bill.change) for bill in bills] == [
        ("1002", Decimal("599.50"), Decimal("-112.50")),
        ("1001", Decimal("712.00"), None),
    ]


def test_a_bill_says_why_it_changed_and_each_reason_opens_its_charges(
    april: Invoice, at_acme: Browser
) -> None:
    page = at_acme.get(f"{address('bill_detail', april)}?cause=removed")

    assert {c.cause.name: c.amount for c in page.context["changes"]} == {
        "removed": Decimal("-100.00"),
        "credits": Decimal("-12.50"),
    }
    (charge,) = page.context["changed"]
    assert (charge.service, charge.before, charge.amount) == ("B", 100, 0)
    assert "Services no longer billed" in page.content.decode()


def test_each_charge_is_explained_with_its_source(april: Invoice, at_acme: Browser) -> None:
    explained = at_acme.get(address("bill_detail", april)).context["explained"]

    assert {each.code: each.entry.title for each in explained} == {
        "PORT": "Monthly charge",
        "CRD": "Credit",
    }
    assert all(each.entry.source for each in explained)


def test_what_was_found_stands_on_the_bill_and_on_its_line(
    april: Invoice, share: Share, at_acme: Browser
) -> None:
    shared = share("B01")

    bill = at_acme.get(address("bill_detail", april))
    lines = at_acme.get(address("bill_lines", april))

    assert [(each.finding.pk, each.amount) for each in bill.context["found"]] == [(shared.pk, 32)]
    assert [found.pk for _, _, found in lines.context["rows"] if found] == [shared.pk]
    assert reverse("portal:finding_detail", args=[shared.public_id]) in lines.content.decode()


def test_nothing_is_found_on_a_bill_before_a_consultant_confirmed_it(
    april: Invoice, at_acme: Browser
) -> None:
    page = at_acme.get(address("bill_detail", april))

    assert page.context["found"] == []


def test_the_lines_of_a_charge_are_all_of_its_lines(april: Invoice, at_acme: Browser) -> None:
    page = at_acme.get(address("bill_lines", april), {"type": "credit", "q": "CRD"})

    assert [line.amount for line, _, _ in page.context["rows"]] == [Decimal("-12.50")]


@pytest.mark.parametrize("name", ["bill_detail", "bill_lines"])
def test_another_companys_user_meets_no_bill_of_it(
    name: str, april: Invoice, stella: User, browser: Browser
) -> None:
    browser.force_login(stella)

    assert browser.get(address(name, april)).status_code == 404
    assert list(browser.get(reverse("portal:bill_list")).context["bills"]) == []


def test_a_bill_is_read_with_few_questions(
    april: Invoice, at_acme: Browser, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    at_acme.get(address("bill_detail", april))

    with django_assert_max_num_queries(26):
        at_acme.get(address("bill_detail", april))
    with django_assert_max_num_queries(20):
        at_acme.get(reverse("portal:bill_list"))
