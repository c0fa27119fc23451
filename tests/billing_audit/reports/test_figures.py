"""A month's figures: what is counted, what is not, and that all of it adds up."""

import json
from dataclasses import astuple
from decimal import Decimal

import pytest
from django.db import connection

from billing_audit.models import AuditRun, BillFile, CheckResult, Finding, Occurrence
from billing_audit.reports import record
from billing_audit.reports.figures import freeze
from billing_audit.reports.shape import Figures, Money
from clients.models import BillingAccount, Client, RetainerAgreement, Service, User
from tests.billing_audit.on_file import OnFile, audit
from tests.billing_audit.reports.conftest import APRIL, FEBRUARY, MARCH, decide, monthly_bill

CLAIMED = """
    SELECT sum(o.claimed) FROM billing_audit_occurrence o
    JOIN billing_audit_finding f ON f.id = o.finding_id
    WHERE o.client_id = %s AND f.state <> 'false_positive' AND f.currency = %s AND o.month {}
"""


def figures_of(client: Client, month=MARCH) -> Figures:
    return record.read(json.loads(json.dumps(freeze(client, month))))


def summed(client: Client, month: str, currency: str = "USD") -> Decimal:
    with connection.cursor() as cursor:
        cursor.execute(CLAIMED.format(month), [client.pk, currency, MARCH])
        return cursor.fetchone()[0]


def dollars(figures: Figures) -> Money:
    return next(money for money in figures.money if money.currency == "USD")


def finding_of(check: str, currency: str = "USD") -> Finding:
    return Finding.objects.get(check_code=check, currency=currency)


def test_totals_are_what_the_database_sums_up(acme: Client, quarter: AuditRun):
    money = dollars(figures_of(acme))

    assert money.found == summed(acme, "= %s") == Decimal("37.00")
    assert money.total == summed(acme, "<= %s") == Decimal("101.00")
    assert money.earlier == Decimal("64.00")
    assert money.at_stake == Decimal("20.00")


def test_only_what_came_back_is_recurring(acme: Client, quarter: AuditRun):
    money = dollars(figures_of(acme))

    assert money.recurring == Decimal("32.00")
    assert money.a_year == Decimal("384.00")


def test_rows_add_up_to_the_totals(acme: Client, quarter: AuditRun):
    figures = figures_of(acme)

    for money in figures.money:
        own = [each for each in figures.findings() if each.currency == money.currency]
        listed = [each for each in figures.charges if each.currency == money.currency]
        assert sum(each.found for each in own) == money.found
        assert sum(each.claimed for each in listed) == money.found
        assert sum(astuple(money.places)) == money.total


def test_currencies_are_never_added(acme: Client, quarter: AuditRun):
    figures = figures_of(acme)

    assert [(each.currency, each.found) for each in figures.money] == [
        ("USD", Decimal("37.00")),
        ("EUR", Decimal("12.00")),
    ]
    assert figures.scope.totals == {"USD": Decimal("642.00"), "EUR": Decimal("612.00")}


def test_the_same_data_gives_the_same_figures(acme: Client, quarter: AuditRun):
    assert record.sha256(freeze(acme, MARCH)) == record.sha256(freeze(acme, MARCH))


def test_a_report_looks_no_further_than_its_month(acme: Client, quarter: AuditRun):
    before = dollars(figures_of(acme, FEBRUARY))
    OnFile(acme).put_bill(monthly_bill(APRIL))
    audit(acme)

    assert dollars(figures_of(acme, FEBRUARY)) == before
    assert before.total == Decimal("64.00")


def test_new_findings_appear_as_found_and_in_review(acme: Client, quarter: AuditRun):
    figures = figures_of(acme)

    assert {each.state for each in figures.findings()} == {"new"}
    assert dollars(figures).places.in_review == Decimal("101.00")


def test_what_was_judged_no_error_is_nowhere(acme: Client, quarter: AuditRun, casey: User):
    decide(finding_of("A09"), "false_positive", casey)

    figures = figures_of(acme)

    assert dollars(figures).found == Decimal("32.00")
    assert "A09" not in {each.check for each in figures.findings()}
    assert "A09" not in {each.check for each in figures.charges}
    assert "A09" in {each.code for each in figures.clean}


def test_what_is_no_longer_seen_is_nowhere(acme: Client, quarter: AuditRun):
    Finding.objects.filter(check_code="A09").update(resolved_at=quarter.queued_at)

    assert "A09" not in json.dumps(freeze(acme, MARCH)["families"])


def test_decisions_move_money_between_the_states(acme: Client, quarter: AuditRun, casey: User):
    decide(finding_of("B01"), "valid", casey)
    decide(finding_of("A09"), "asked", casey)

    money = dollars(figures_of(acme))

    assert (money.places.to_ask, money.places.waiting, money.places.in_review) == (
        Decimal("96.00"),
        Decimal("5.00"),
        Decimal("0.00"),
    )


def test_the_clients_decision_is_the_first_thing_to_do(
    acme: Client, quarter: AuditRun, casey: User
):
    decide(finding_of("A09"), "asked", casey)
    Finding.objects.filter(check_code="A09").update(question="Do you need two voice mail boxes?")

    first, *_ = figures_of(acme).actions

    assert first.who == "You"
    assert "VM on" in first.title
    assert first.detail == "Do you need two voice mail boxes?"


def test_internal_notes_never_get_into_a_report(acme: Client, quarter: AuditRun, casey: User):
    for finding in Finding.objects.all():
        decide(finding, "valid", casey, note="MARKER-7f3a, do not tell")

    assert "MARKER-7f3a" not in json.dumps(freeze(acme, MARCH))


def test_money_is_text_and_nothing_is_a_float(acme: Client, quarter: AuditRun):
    def refuse(number: str) -> None:
        raise AssertionError(f"{number} is a float")

    json.loads(json.dumps(freeze(acme, MARCH)), parse_float=refuse)


def test_a_proof_names_the_clause_and_the_line(acme: Client, quarter: AuditRun):
    priced = next(each for each in figures_of(acme).findings() if each.check == "B01")

    bill, contract = priced.proof.sides
    assert "Bill 2603" in bill.source
    assert "line 1" in bill.source
    assert [fact.value for fact in contract.facts] == ["$580.00"]
    assert "valid from" in contract.source
    assert priced.proof.result.value == "$32.00"


def test_checks_without_data_say_what_would_unlock_them(acme: Client, quarter: AuditRun):
    figures = figures_of(acme)

    silent = {each.code: each for each in figures.unchecked}
    assert silent["A03"].reason == "Needs totals stated by the carriers"
    assert silent["A03"].remedy == "Load bills with their stated totals"
    assert silent.keys().isdisjoint({each.code for each in figures.clean})
    assert silent.keys().isdisjoint({each.code for each in figures.method})


def test_a_check_counts_only_the_bills_it_can_apply_to(acme: Client, quarter: AuditRun):
    acme.invoices.filter(number="2603").update(stated_total="642.00")
    BillFile.objects.filter(name="europe.csv").update(format="standard-csv")

    run = audit(acme)

    looked_at = {each.code: each.examined for each in figures_of(acme).clean}
    assert (looked_at["A03"], looked_at["A20"], looked_at["A07"]) == (1, 1, 2)
    examined = dict(run.results.values_list("check_code", "examined"))
    assert (examined["A03"], examined["A20"], examined["A07"]) == (1, 3, 4)


def test_a_check_without_a_bill_of_the_month_is_not_called_clean(acme: Client, quarter: AuditRun):
    acme.invoices.filter(month=FEBRUARY).update(stated_total="612.00")
    audit(acme)

    figures = figures_of(acme)

    assert "A03" not in {each.code for each in figures.clean}
    assert "Needs totals" in {each.code: each for each in figures.unchecked}["A03"].reason


def test_a_check_that_failed_is_not_called_clean(acme: Client, quarter: AuditRun):
    CheckResult.objects.filter(check_code="A10").update(state="failed", error="boom")

    figures = figures_of(acme)

    assert "A10" not in {each.code for each in figures.clean}
    assert (
        "did not come to its end" in {each.code: each for each in figures.unchecked}["A10"].reason
    )


def test_services_nobody_confirmed_are_named(acme: Client, quarter: AuditRun):
    Service.objects.create(client=acme, number="999", state="proposed")

    (service,) = figures_of(acme).unconfirmed

    assert (service.number, service.billed, service.currency) == ("999", Decimal("20.00"), "USD")


def test_bills_with_refused_rows_and_missing_bills_are_named(acme: Client, quarter: AuditRun):
    file = BillFile.objects.get(name="2026-03.csv")
    file.issues.create(client=acme, row=7, column="amount", value="12,x", reason="no number")
    BillFile.objects.filter(pk=file.pk).update(state="partial", rejected_lines=1)
    account = BillingAccount.objects.create(
        client=acme, carrier=OnFile(acme).carrier, number="A-3", currency="USD"
    )
    acme.invoices.create(
        bill_file=file, account=account, carrier=account.carrier, number="7", bill_date=FEBRUARY,
        currency="USD",
    )  # fmt: skip

    gaps = {gap.what: gap.why for gap in figures_of(acme).gaps}

    assert "row 7, amount: no number" in gaps["2026-03.csv"]
    assert "no bill of March" in gaps["Corvane, account A-3"].replace("\N{NO-BREAK SPACE}", " ")


def test_bills_without_an_audit_are_not_called_clean(acme: Client, quarter: AuditRun):
    OnFile(acme).put_bill(monthly_bill(APRIL))
    AuditRun.objects.update(month_to=MARCH)

    figures = figures_of(acme, APRIL)

    assert figures.clean == []
    assert "No audit" in figures.gaps[0].why


def test_the_months_hours_are_those_logged(acme: Client, work: RetainerAgreement):
    (hours,) = figures_of(acme).hours

    assert (hours.used, hours.included, hours.left) == (
        Decimal("1.50"),
        Decimal("10.00"),
        Decimal("8.50"),
    )
    assert hours.projects[0].entries[0].who == "Casey Cole"


def test_findings_that_only_confirm_are_counted_and_claim_nothing(acme: Client, quarter: AuditRun):
    Occurrence.objects.filter(check_code="A09").update(claimed=0, supporting=True)

    figures = figures_of(acme)

    (section,) = (
        each for family in figures.families for each in family.checks if each.code == "A09"
    )
    assert (section.findings, section.confirming) == ([], 1)
    assert dollars(figures).found == Decimal("32.00")


def test_where_nothing_was_looked_at_nothing_is_clean(acme: Client, quarter: AuditRun):
    assert figures_of(acme, MARCH).clean
    assert figures_of(acme, APRIL).clean == []


@pytest.mark.parametrize("month", [MARCH, APRIL])
def test_a_month_without_anything_has_figures_too(globex: Client, month):
    figures = figures_of(globex, month)

    assert figures.lead.currency == "USD"
    assert figures.lead.total == 0
    assert figures.findings() == []
