"""Months of a retainer one after the other: what rolls over, lapses and goes beyond."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import DatabaseError, connection, transaction

from clients.models import Client, Project, RetainerAgreement, RetainerEntry, RetainerTerms, User
from clients.retainers.approval import approve, send_back
from clients.retainers.closing import close_month
from clients.retainers.ledger import settle
from tests.agreed import agree, worked
from tests.clients.retainers.conftest import JANUARY, Live


def told(statements: list, name: str) -> list[Decimal]:
    return [Decimal(statement.figures[name]) for statement in statements]


@pytest.mark.usefixtures("later")
def test_unused_hours_are_carried_and_hours_used_ahead_are_taken_from_the_next_month(
    live: Live,
) -> None:
    # Productive's published example: 40 h, 30 used; then 60 used.
    months = live([30, 60, 0], rollover="carry", overage="ahead")

    assert told(months, "available") == [40, 50, 30]
    assert told(months, "overage") == [0, 10, 0]
    assert told(months, "overage_cost") == [0, 0, 0]


@pytest.mark.usefixtures("later")
def test_what_is_carried_is_capped_and_lapses(live: Live) -> None:
    months = live(
        [10, 10, 70, 40],
        rollover="carry", rollover_cap=20, rollover_months=2, overage="bill", overage_rate=200,
    )  # fmt: skip

    assert told(months, "available") == [40, 60, 60, 40]
    assert told(months, "overage") == [0, 0, 10, 0]
    assert told(months, "overage_cost") == [0, 0, 2000, 0]
    assert told(months, "lapsed") == [10, 30, 0, 0]


@pytest.mark.usefixtures("later")
def test_without_rollover_what_is_left_lapses(live: Live) -> None:
    months = live([10, 50], overage_rate=150)

    assert told(months, "available") == [40, 40]
    assert told(months, "lapsed") == [30, 0]
    assert told(months, "overage") == [0, 10]


@pytest.mark.usefixtures("later")
def test_more_used_ahead_than_the_next_month_grants_goes_on_to_the_month_after(live: Live) -> None:
    months = live([100, 0, 0], overage="ahead", rollover="carry")

    assert told(months, "available") == [40, -20, 20]


@pytest.mark.usefixtures("later")
def test_a_closed_month_sums_to_nothing_and_the_open_one_to_what_is_left(
    live: Live, acme: Client
) -> None:
    live([10, 45, 20], rollover="carry", overage_rate=100)

    ledger = RetainerEntry.objects.filter(client=acme)
    for month in (1, 2, 3):
        assert ledger.filter(month=date(2026, month, 1)).balance() == 0
    assert ledger.balance() == 40 + 45


def test_what_was_approved_and_sent_back_is_given_back_to_its_lots(
    agreement: RetainerAgreement, audit: Project, casey: User, pat: User
) -> None:
    first = worked(audit, casey, JANUARY, 24, state="draft")
    second = worked(audit, casey, date(2026, 1, 2), 20, state="draft")
    approve(entries=[first, second], approved_by=pat)
    used = RetainerEntry.objects.filter(agreement=agreement).by_kind()

    send_back(entries=[first], sent_back_by=pat, reason="wrong day")
    after = RetainerEntry.objects.filter(agreement=agreement).by_kind()

    assert (used["consume"], used["overage"]) == (-44, 4)
    assert (after["consume"], after["overage"]) == (-20, 0)
    assert RetainerEntry.objects.filter(agreement=agreement).balance() == 20


def test_settling_twice_posts_nothing_new(
    agreement: RetainerAgreement, audit: Project, casey: User, pat: User
) -> None:
    approve(entries=[worked(audit, casey, JANUARY, 24, state="draft")], approved_by=pat)
    before = RetainerEntry.objects.count()

    settle(agreement, JANUARY)

    assert RetainerEntry.objects.count() == before == 2


def test_work_that_charges_nothing_needs_no_rate(acme: Client, casey: User, pat: User) -> None:
    retainer = agree(acme, 5000, basis="money")
    project = Project.objects.create(client=acme, agreement=retainer, name="Sourcing")
    entry = worked(project, casey, JANUARY, 2, state="draft", unbilled=2)

    (approved,) = approve(entries=[entry], approved_by=pat)

    assert (approved.charged, approved.rate) == (0, None)
    assert RetainerEntry.objects.filter(agreement=retainer).by_kind() == {"grant": 5000}


def test_a_posting_is_neither_changed_nor_deleted(agreement: RetainerAgreement) -> None:
    settle(agreement, JANUARY)

    for deed in (
        "UPDATE clients_retainerentry SET amount = 1",
        "DELETE FROM clients_retainerentry",
    ):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(deed)


def test_no_lot_is_overdrawn(agreement: RetainerAgreement) -> None:
    grant = settle(agreement, JANUARY).postings[0]

    RetainerEntry.objects.create(
        client=agreement.client,
        agreement=agreement,
        month=JANUARY,
        kind="consume",
        amount=-41,
        lot=grant,
    )

    with (
        pytest.raises(DatabaseError, match="more was taken"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


@pytest.mark.usefixtures("later")
def test_what_the_last_month_uses_ahead_is_billed_because_no_month_bears_it(live: Live) -> None:
    months = live(
        [110, 0], rollover="carry", overage="ahead", overage_rate=100, ends_on=date(2026, 2, 28)
    )

    # January's 70 h too many take February's 40 h; the other 30 h are owed at the end.
    assert told(months, "overage_cost") == [0, 3000]
    assert told(months, "available") == [40, -30]


@pytest.mark.usefixtures("later")
def test_hours_used_ahead_are_borne_whatever_later_terms_say(live: Live, pat: User) -> None:
    (january,) = live([50], overage="ahead")
    terms = january.terms
    later_terms = RetainerTerms(
        client=terms.client, agreement=january.agreement, valid_from=date(2026, 3, 1),
        allowance=40, monthly_fee=1, overage="bill", overage_rate=100,
    )  # fmt: skip
    later_terms.save()

    february = close_month(agreement=january.agreement, month=date(2026, 2, 1), closed_by=pat)

    assert told([february], "rolled_in") == [-10]
