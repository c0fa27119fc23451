"""Before a bill is due it says what to pay: the same to the practice and to the client."""

from collections.abc import Callable
from decimal import Decimal

import pytest
from django.test import Client as Browser
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from billing_audit.advising.drafting import draft_from
from billing_audit.advising.paying import Advised, bills_to_pay
from billing_audit.advising.services import PaymentAdviceRefused, advise_payment
from billing_audit.models import AuditRun, Invoice
from billing_audit.undo.services import consequence
from clients.advice.deciding import accept
from clients.advice.services import publish
from clients.models import Payment, User
from retainer.lib.months import shifted
from tests.billing_audit.advising.conftest import Judge
from tests.clients.advice.conftest import at_the_portal

Due = Callable[..., Invoice]


def advised(user: User) -> Advised:
    """The only bill that is due, as a client user or one of the practice reads it."""
    if not user.is_client_user:
        (bill,) = bills_to_pay(user)
        return bill
    with at_the_portal(user):
        (bill,) = bills_to_pay(user)
        return bill


@pytest.fixture
def accepted(judge: Judge, casey: User, owen: User) -> None:
    """Owen accepted to dispute the charge twice, 50.00, and to withhold where possible."""
    asked = draft_from(findings=[judge("A09")], author=casey)
    publish(recommendation=asked, published_by=casey)
    with at_the_portal(owen):
        accept(recommendation=asked, decided_by=owen)


def test_an_accepted_error_in_time_is_withheld(
    accepted: None, due: Due, owen: User, casey: User
) -> None:
    due()

    for person in (owen, casey):
        bill = advised(person)
        assert (bill.advice, bill.withheld, bill.to_pay) == ("withhold", 50, 662)
        assert (bill.theirs, bill.carriers) == (50, 662)


def test_a_bill_with_an_open_question_waits(
    judge: Judge, due: Due, casey: User, owen: User
) -> None:
    due()
    publish(recommendation=draft_from(findings=[judge("A09")], author=casey), published_by=casey)

    for person in (owen, casey):
        assert advised(person).advice == "hold"


def test_nothing_is_said_to_the_client_of_what_nobody_judged(due: Due, owen: User) -> None:
    due()

    assert advised(owen).advice == "pay"


def test_a_bill_nobody_audited_waits(due: Due, owen: User, casey: User) -> None:
    due()
    AuditRun.objects.update(state="cancelled")

    for person in (owen, casey):
        assert advised(person).advice == "hold"


def test_an_audit_of_other_months_alone_did_not_look_at_a_bill(due: Due, casey: User) -> None:
    bill = due()
    around = {"month_from": shifted(bill.month, -1), "month_to": shifted(bill.month, 1)}
    AuditRun.objects.update(months=sorted(around.values()), **around)

    assert advised(casey).advice == "hold"


def test_a_bill_that_was_paid_leaves_the_list(due: Due, casey: User) -> None:
    bill = due()
    Payment.objects.create(
        client=bill.client, account=bill.account, invoice_number=bill.number, amount=712,
        paid_on=bill.bill_date, reference="T-1",
    )  # fmt: skip

    assert bills_to_pay(casey) == []


def test_a_consultants_word_counts_before_the_rule(due: Due, owen: User, casey: User) -> None:
    bill = due()
    advise_payment(
        invoice=bill, advice="withhold", withheld=Decimal("12.00"), reason="Agreed by phone.",
        advised_by=casey,
    )  # fmt: skip

    for person in (owen, casey):
        said = advised(person)
        assert (said.advice, said.withheld, said.said_by) == ("withhold", 12, "Casey Cole")


@pytest.mark.parametrize("withheld", [None, Decimal(0), Decimal(712)])
def test_a_part_is_withheld_or_nothing(withheld: Decimal | None, due: Due, casey: User) -> None:
    with pytest.raises(PaymentAdviceRefused, match="more than nothing and less than"):
        advise_payment(
            invoice=due(), advice="withhold", withheld=withheld, reason="So.", advised_by=casey
        )


def test_a_bill_that_was_advised_on_holds_its_file(due: Due, casey: User) -> None:
    bill = due()
    advise_payment(invoice=bill, advice="hold", reason="Wait.", advised_by=casey)

    held = [each.words for each in consequence(bill.bill_file).held]

    assert "Invoice 1001: we advised to hold" in held


def test_the_list_the_page_and_the_file_say_the_same(
    accepted: None, due: Due, owen: User, casey: User
) -> None:
    bill = due()
    practice, portal = Browser(), Browser()
    practice.force_login(casey)
    portal.force_login(owen)

    page = practice.get(reverse("bills:invoice_detail", args=[bill.public_id])).content.decode()
    ours = practice.get(reverse("advising:payment_export")).content.decode()
    theirs = portal.get(reverse("advising:my_payments_export")).content.decode()
    shown = portal.get(reverse("advising:my_payments")).content.decode()

    assert "Pay $662.00, withhold $50.00" in " ".join(page.split())
    assert ours == theirs
    assert ",712.00,withhold,662.00,50.00,662.00,50.00," in theirs
    assert "$662.00" in shown


def test_the_list_costs_few_queries_however_long(
    due: Due, casey: User, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    due("1001")
    due("1002")

    with django_assert_max_num_queries(9):
        assert len(bills_to_pay(casey)) == 2
