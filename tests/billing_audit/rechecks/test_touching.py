"""Which months a change touches: those of the row as it was and as it is, and no others."""

from collections.abc import Callable
from datetime import date

import pytest

from billing_audit.checks.examples import Agreed, Billed, bill
from billing_audit.models import AuditRun
from billing_audit.rechecks.waiting import spans, waiting
from billing_audit.runs.applying import get_overview
from billing_audit.runs.merging import merge
from clients.models import (
    Client,
    Commitment,
    Contract,
    ContractRate,
    Payment,
    PublicFee,
    Service,
    ServiceOrder,
    Site,
    TaxCertificate,
)
from tests.billing_audit.on_file import OnFile, days
from tests.billing_audit.rechecks.year import audit_all, audit_with, put_on_file, rate_of


@pytest.fixture
def year(acme: Client) -> OnFile:
    """Eight months of bills, audited by no check, which is enough to have been audited."""
    on_file = put_on_file(acme)
    audit_all(acme, [])
    return on_file


def touched(on_file: OnFile) -> str:
    return spans(waiting(on_file.client).months).replace("\N{NO-BREAK SPACE}", " ")


def change_rate(on_file: OnFile, **values: object) -> None:
    ContractRate.objects.filter(pk=rate_of(on_file.client, "PORT").pk).update(**values)


def certify(on_file: OnFile) -> None:
    TaxCertificate.objects.create(
        client=on_file.client, number="EX-1", tax="State sales tax", legal_entity="Acme",
        valid=days("2026-03-01", "2026-04-30"), carrier=on_file.carrier,
    )  # fmt: skip


def pay(on_file: OnFile) -> None:
    Payment.objects.create(
        client=on_file.client, account=on_file.account(), invoice_number="105",
        paid_on="2026-06-20", amount=1, reference="T1",
    )  # fmt: skip


def order(on_file: OnFile) -> None:
    ServiceOrder.objects.create(
        client=on_file.client, carrier=on_file.carrier, number="D-1", kind="disconnect",
        placed_on="2026-07-10",
    )  # fmt: skip


def publish(on_file: OnFile) -> None:
    PublicFee.objects.create(
        authority="Texas", code="STX", title="Sales tax", rate="6.25", source="us",
        valid=days("2026-02-01", "2026-02-28"),
    )  # fmt: skip


def commit(on_file: OnFile) -> None:
    Commitment.objects.create(
        client=on_file.client, contract=on_file.contract("MSA-1"), amount=1, shortfall_percent=100,
        valid=days("2026-06-01", "2026-06-30"),
    )  # fmt: skip


CASES: dict[str, tuple[Callable[[OnFile], object], str]] = {
    "a rate: all months it holds": (
        lambda f: change_rate(f, rate="580"), "Jan 2026 – Aug 2026",
    ),
    "a rate that begins later: the days it held as well": (
        lambda f: change_rate(f, valid=days("2026-04-01", None)), "Jan 2026 – Aug 2026",
    ),
    "a rate of a code that nobody is billed": (
        lambda f: f.put_rate(Agreed(rate="1.00", code="ISDN")), "",
    ),
    "the first rate of a code: all bills that charge it": (
        lambda f: f.put_rate(
            Agreed(rate="0.02", code="USG", contract="", valid=("2026-05-01", "2026-05-31"))
        ),
        "Jan 2026 – Aug 2026",
    ),
    "a certificate for two months, and the usage of the second": (
        certify, "Mar 2026 – May 2026",
    ),
    "a payment: the bill it pays, and those after it": (pay, "May 2026 – Aug 2026"),
    "an order: from the day it was placed": (order, "Jul 2026 – Aug 2026"),
    "a public fee of a month, whose usage is billed in the next": (
        publish, "Feb 2026 – Mar 2026",
    ),
    "a commitment counts on after its end": (commit, "Jun 2026 – Aug 2026"),
    "a clause of a contract": (
        lambda f: Contract.objects.update(payment_days=10), "Jan 2026 – Aug 2026",
    ),
    "a service that ended": (
        lambda f: Service.objects.filter(number="555-0100").update(disconnect_date="2026-06-20"),
        "Jun 2026 – Aug 2026",
    ),
    "an end that was moved: from the earlier one": (
        lambda f: [
            Service.objects.filter(number="555-0100").update(disconnect_date=day)
            for day in ("2026-06-20", "2026-08-20")
        ],
        "Jun 2026 – Aug 2026",
    ),
    "a site's street": (lambda f: Site.objects.update(street="1 Main St"), ""),
    "a bill that came late: its month and those after it": (
        lambda f: f.put_bill(bill(Billed(amount="1"), number="L", on="2026-07-20", file="l.csv")),
        "Jul 2026 – Aug 2026",
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_a_change_touches(year: OnFile, case: str) -> None:
    change, months = CASES[case]

    change(year)

    assert touched(year) == months


def test_a_second_rate_of_a_code_touches_its_own_days_only(year: OnFile) -> None:
    change_rate(year, valid=days("2024-01-01", "2026-05-31"))
    audit_all(year.client, [])

    year.put_rate(Agreed(rate="580.00", contract="MSA-1", valid=("2026-06-01", "2026-07-31")))

    assert touched(year) == "Jun 2026 – Jul 2026"
    assert waiting(year.client).sentence.startswith("1 rate of contract MSA-1 touches")


def test_days_of_the_row_as_it_was_and_as_it_is_count(year: OnFile) -> None:
    change_rate(year, valid=days("2026-02-01", "2026-02-28"))
    audit_all(year.client, [])

    change_rate(year, valid=days("2026-05-01", "2026-05-31"))

    assert touched(year) == "Feb 2026, May 2026"


def test_the_other_carriers_bills_are_not_touched(year: OnFile) -> None:
    ContractRate.objects.update(carrier=OnFile.carrier_named("Tellurian"))
    audit_all(year.client, [])

    ContractRate.objects.update(rate="1")

    assert touched(year) == ""


def test_a_client_that_was_never_audited_has_nothing_to_audit_again(acme: Client) -> None:
    put_on_file(acme)

    assert not waiting(acme)


def test_an_audit_of_some_months_leaves_the_others_waiting(year: OnFile) -> None:
    change_rate(year, rate="580")
    march = date(2026, 3, 1)
    audited = AuditRun.objects.create(client=year.client, month_from=march, month_to=march)
    audit_with(audited, [])

    assert touched(year) == "Jan 2026 – Feb 2026, Apr 2026 – Aug 2026"

    audit_all(year.client, [])
    assert not waiting(year.client)


def test_what_changes_while_an_audit_reads_waits_for_the_next(year: OnFile) -> None:
    run = AuditRun.objects.create(client=year.client)
    get_overview(run)

    change_rate(year, rate="580")
    merge(run)
    AuditRun.objects.filter(pk=run.pk).update(state="complete")

    assert touched(year) == "Jan 2026 – Aug 2026"


def test_an_audit_that_failed_has_settled_nothing(year: OnFile) -> None:
    change_rate(year, rate="580")
    run = AuditRun.objects.create(client=year.client)
    get_overview(run)
    AuditRun.objects.filter(pk=run.pk).update(state="failed")

    assert touched(year) == "Jan 2026 – Aug 2026"


def test_a_public_fee_waits_for_each_client_by_itself(year: OnFile, globex: Client) -> None:
    others = put_on_file(globex)
    audit_all(globex, [])
    publish(year)

    audit_all(year.client, [])

    assert touched(year) == ""
    assert touched(others) == "Feb 2026 – Mar 2026"


def test_checks_that_lacked_data_are_made_where_they_could_not_be(acme: Client) -> None:
    on_file = OnFile(acme)
    on_file.put_bill(bill(Billed(amount="612.00")))
    audit_all(acme)
    on_file.put_rate(Agreed(rate="1.00", code="ISDN"))

    assert "checks that can now be made" in waiting(acme).sentence
    assert touched(on_file) == "Mar 2026"
