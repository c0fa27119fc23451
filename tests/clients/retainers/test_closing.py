"""A closed month: what hinders it, and that nothing moves it any more."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext

from clients.agreements.services import AgreementRefused, change_terms
from clients.models import (
    Client,
    ClientRate,
    Project,
    RetainerEntry,
    RetainerTerms,
    Statement,
    User,
)
from clients.retainers.approval import ApprovalRefused, approve, question, send_back
from clients.retainers.closing import ClosingRefused, close_month
from clients.retainers.corrections import LedgerRefused, give_back, transfer
from clients.retainers.frozen import fingerprint
from tests.agreed import agree, worked
from tests.clients.retainers.conftest import JANUARY, Live

FEBRUARY = date(2026, 2, 1)


def project_of(acme: Client) -> Project:
    return Project.objects.get(client=acme)


def test_a_new_rate_leaves_closed_months_alone(
    live: Live, acme: Client, casey: User, pat: User
) -> None:
    ClientRate.objects.create(client=acme, rate=180, starts_on=JANUARY, ends_on=date(2026, 1, 31))
    (january,) = live([50])
    before = dict(january.figures)

    ClientRate.objects.create(client=acme, rate=250, starts_on=FEBRUARY)
    ClientRate.objects.filter(rate=180).update(rate=1)
    entry = worked(project_of(acme), casey, FEBRUARY, 1, state="draft")
    approve(entries=[entry], approved_by=pat)

    january.refresh_from_db()
    assert january.figures == before
    assert january.figures_sha256 == fingerprint(january.figures)
    assert Decimal(january.figures["overage_cost"]) == 10 * 180
    assert {Decimal(each["rate"]) for each in january.figures["entries"]} == {180}
    entry.refresh_from_db()
    assert (entry.rate, entry.rate_source) == (250, "rate of this client")


def test_new_terms_leave_closed_months_alone(live: Live, pat: User) -> None:
    january = live([10], rollover="carry")[0]
    agreement = january.agreement

    with pytest.raises(AgreementRefused, match="is closed and keeps its terms"):
        change_terms(terms=_terms(agreement, JANUARY), made_by=pat)
    change_terms(terms=_terms(agreement, FEBRUARY), made_by=pat)

    with pytest.raises(DatabaseError, match="terms of a closed month"), transaction.atomic():
        agreement.terms.filter(valid_from=JANUARY).update(allowance=1)
    february = close_month(agreement=agreement, month=FEBRUARY, closed_by=pat)
    assert Decimal(february.figures["included"]) == 20
    assert Decimal(february.figures["rolled_in"]) == 30


def _terms(agreement: object, month: date) -> RetainerTerms:
    return RetainerTerms(agreement=agreement, valid_from=month, allowance=20, monthly_fee=1)


@pytest.mark.parametrize(
    "deed",
    [
        "UPDATE clients_workentry SET hours = 1",
        "UPDATE clients_workentry SET state = 'approved'",
        "DELETE FROM clients_workentry",
        "UPDATE clients_statement SET figures = '{}'",
        "DELETE FROM clients_statement",
        "INSERT INTO clients_retainerentry (client_id, agreement_id, month, kind, amount, reason,"
        " made_at, public_id) SELECT client_id, agreement_id, month, 'adjust', 1, 'x', now(),"
        " gen_random_uuid() FROM clients_statement",
        "UPDATE clients_workentry SET worked_on = '2026-02-03'",
    ],
)
def test_the_database_itself_refuses_to_touch_a_closed_month(live: Live, deed: str) -> None:
    live([10])

    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(deed)


def test_no_work_comes_into_a_closed_month(live: Live, acme: Client, casey: User) -> None:
    live([10])

    with pytest.raises(DatabaseError, match="January 2026 is closed"), transaction.atomic():
        worked(project_of(acme), casey, date(2026, 1, 30), 1, state="draft")


def test_closed_work_is_given_back_in_the_open_month(
    live: Live, acme: Client, casey: User, pat: User
) -> None:
    january = live([10, 40])[0]
    entry = project_of(acme).entries.filter(worked_on__lt=FEBRUARY).get()

    with pytest.raises(LedgerRefused, match="can be given back"):
        give_back(entry=entry, hours=Decimal(11), reason="too much", made_by=pat)
    posting = give_back(entry=entry, hours=Decimal(4), reason="logged twice", made_by=pat)
    with pytest.raises(LedgerRefused, match="can be given back"):
        give_back(entry=entry, hours=Decimal(7), reason="again", made_by=pat)

    assert posting.month == date(2026, 3, 1)
    assert posting.follows.work == entry
    march = close_month(agreement=january.agreement, month=date(2026, 3, 1), closed_by=pat)
    assert Decimal(march.figures["available"]) == 44
    assert march.figures["corrections"][0]["reason"] == "logged twice"
    january.refresh_from_db()
    assert Decimal(january.figures["used"]) == 10


def test_of_work_that_was_given_away_no_money_can_be_given_back(
    acme: Client, casey: User, pat: User, later: None
) -> None:
    """What charges nothing may be approved without a rate."""
    agreement = agree(acme, basis="money")
    project = Project.objects.create(client=acme, agreement=agreement, name="Audit")
    draft = worked(project, casey, JANUARY, 2, state="draft", unbilled=Decimal(2))
    (entry,) = approve(entries=[draft], approved_by=pat)
    close_month(agreement=agreement, month=JANUARY, closed_by=pat)

    with pytest.raises(LedgerRefused, match="can be given back"):
        give_back(entry=entry, hours=Decimal(1), reason="none", made_by=pat)


def test_months_are_closed_in_order_once_they_are_over_and_all_work_is_approved(
    acme: Client, casey: User, owen: User, pat: User, later: None
) -> None:
    agreement = agree(acme)
    project = Project.objects.create(client=acme, agreement=agreement, name="Audit")
    open_entry = worked(project, casey, JANUARY, 1, state="submitted")
    asked = worked(project, casey, JANUARY, 1)
    question(entry=asked, asked_by=owen, text="What for?")

    def told(month: date) -> str:
        with pytest.raises(ClosingRefused) as refused:
            close_month(agreement=agreement, month=month, closed_by=pat)
        return refused.value.sentence

    assert told(FEBRUARY) == "Close January\N{NO-BREAK SPACE}2026 first."
    assert "1 entry of work still to approve" in told(JANUARY)
    assert "1 question of the client" in told(JANUARY)
    assert "does not hold" in told(date(2025, 12, 1))
    open_entry.delete()
    assert not Statement.objects.exists()


def test_a_month_that_is_not_over_stays_open(acme: Client, pat: User) -> None:
    agreement = agree(acme, starts_on=date(2099, 1, 1))

    with pytest.raises(ClosingRefused, match="runs until"):
        close_month(agreement=agreement, month=date(2099, 1, 1), closed_by=pat)


def test_when_the_agreement_ends_the_rest_lapses_unless_it_was_moved_to_its_successor(
    acme: Client, casey: User, pat: User, later: None
) -> None:
    old = agree(acme, rollover="carry", ends_on=date(2026, 1, 31))
    new = agree(acme, rollover="carry", starts_on=FEBRUARY, title="Second retainer")

    transfer(
        source=old, target=new, month=JANUARY, amount=Decimal(25), reason="renewed", made_by=pat
    )
    with pytest.raises(LedgerRefused, match=r"Only 15\.00"):
        transfer(
            source=old, target=new, month=JANUARY, amount=Decimal(16), reason="more", made_by=pat
        )
    january = close_month(agreement=old, month=JANUARY, closed_by=pat)
    february = close_month(agreement=new, month=FEBRUARY, closed_by=pat)

    assert Decimal(january.figures["lapsed"]) == 15
    assert Decimal(february.figures["available"]) == 65
    assert RetainerEntry.objects.filter(agreement=old).balance() == 0


def test_a_retainer_of_money_counts_what_hours_cost(
    acme: Client, casey: User, pat: User, later: None
) -> None:
    agreement = agree(acme, hours=1000, basis="money")
    project = Project.objects.create(client=acme, agreement=agreement, name="Audit")
    entry = worked(project, casey, JANUARY, 8, state="draft")

    with pytest.raises(ApprovalRefused, match="no hourly rate in USD"):
        approve(entries=[entry], approved_by=pat)
    ClientRate.objects.create(client=acme, rate=150, starts_on=JANUARY)
    approve(entries=[entry], approved_by=pat)
    january = close_month(agreement=agreement, month=JANUARY, closed_by=pat)

    assert Decimal(january.figures["used"]) == 1200
    assert Decimal(january.figures["overage"]) == 200
    assert Decimal(january.figures["overage_cost"]) == 200


@pytest.mark.usefixtures("later")
def test_work_is_approved_and_terms_change_only_while_no_month_is_being_closed(
    acme: Client, casey: User, pat: User
) -> None:
    agreement = agree(acme)
    project = Project.objects.create(client=acme, agreement=agreement, name="Audit")
    entry = worked(project, casey, JANUARY, 1, state="draft")
    terms = RetainerTerms(agreement=agreement, valid_from=FEBRUARY, allowance=20, monthly_fee=3000)

    for deed in (
        lambda: approve(entries=[entry], approved_by=pat),
        lambda: send_back(entries=[entry], sent_back_by=pat, reason="Which bill?"),
        lambda: change_terms(terms=terms, made_by=pat),
    ):
        with CaptureQueriesContext(connection) as asked:
            deed()
        locks = [each["sql"] for each in asked if "FOR UPDATE" in each["sql"]]
        assert 'FROM "clients_retaineragreement"' in locks[0]
