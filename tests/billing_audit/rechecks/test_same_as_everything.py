"""An audit of just the months that changes touch comes to what an audit of everything comes to."""

from collections.abc import Callable
from datetime import date

import pytest
from django.db import transaction
from django.db.models import Model, QuerySet, Sum
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from billing_audit.checks.catalogue import all_checks
from billing_audit.models import ChargeMeaning, Invoice, Occurrence
from billing_audit.rechecks.waiting import waiting
from clients.models import (
    BillingAccount,
    Client,
    Contract,
    ContractRate,
    Discount,
    OrderItem,
    Payment,
    PublicFee,
    Service,
    ServiceOrder,
    TaxCertificate,
    User,
    Waiver,
)
from tests.billing_audit.on_file import OnFile, days
from tests.billing_audit.rechecks.year import audit_all, put_on_file, recheck

#: Those that read the rows that change here.
CHECKS = [
    check
    for check in all_checks()
    if check.code[0] in "BG" or check.code in ("A05", "A06", "A13", "A18", "C01", "C02", "C16",
        "C17", "F12", "H02", "H11", "I05")
]  # fmt: skip

Change = Callable[[OnFile], None]
DAYS = st.dates(date(2025, 12, 1), date(2026, 9, 1))


def spells() -> st.SearchStrategy[tuple[str, str | None]]:
    """First and last day of something, the last perhaps open."""
    ends = st.one_of(st.none(), DAYS)
    return (
        st.tuples(DAYS, ends)
        .filter(lambda spell: spell[1] is None or spell[0] <= spell[1])
        .map(lambda spell: (spell[0].isoformat(), spell[1] and spell[1].isoformat()))
    )


def rows_of(model: type[Model], on_file: OnFile) -> QuerySet:
    return model.objects.filter(client=on_file.client)


def change_rate(code: str, rate: str) -> Change:
    return lambda on_file: rows_of(ContractRate, on_file).filter(charge_code=code).update(rate=rate)


def move_rate(code: str, spell: tuple[str, str | None]) -> Change:
    return lambda on_file: (
        rows_of(ContractRate, on_file).filter(charge_code=code).update(valid=days(*spell))
    )


def drop_rate(code: str) -> Change:
    return lambda on_file: rows_of(ContractRate, on_file).filter(charge_code=code).delete()


def add_rate(code: str, rate: str, spell: tuple[str, str | None]) -> Change:
    def add(on_file: OnFile) -> None:
        rows_of(ContractRate, on_file).filter(contract=None, charge_code=code).delete()
        ContractRate.objects.create(
            client=on_file.client, carrier=on_file.carrier, charge_code=code, rate=rate,
            valid=days(*spell),
        )  # fmt: skip

    return add


def disconnect(service: str, day: date | None) -> Change:
    return lambda on_file: (
        rows_of(Service, on_file).filter(number=service).update(disconnect_date=day)
    )


def forget(service: str) -> Change:
    return lambda on_file: rows_of(Service, on_file).filter(number=service).update(state="proposed")


def say(**terms: object) -> Change:
    return lambda on_file: rows_of(Contract, on_file).update(**terms)


def waive(spell: tuple[str, str | None]) -> Change:
    return lambda on_file: Waiver.objects.update_or_create(
        client=on_file.client, contract=on_file.contract("MSA-1"), kind="other",
        defaults={"valid": days(*spell), "charge_codes": ["NRC"]},
    )  # fmt: skip


def discount(spell: tuple[str, str | None]) -> Change:
    return lambda on_file: Discount.objects.update_or_create(
        client=on_file.client, contract=on_file.contract("MSA-1"), charge_code="PORT",
        defaults={"valid": days(*spell), "percent": "10", "credit_code": "DISC"},
    )  # fmt: skip


def order_away(service: str, day: date) -> Change:
    def order(on_file: OnFile) -> None:
        placed, _ = ServiceOrder.objects.update_or_create(
            client=on_file.client, carrier=on_file.carrier, number=f"D-{service}",
            defaults={"carrier_number": "7", "kind": "disconnect", "placed_on": day,
                "completed_on": day},
        )  # fmt: skip
        OrderItem.objects.get_or_create(
            client=on_file.client, order=placed, what="removed",
            service=Service.objects.get(client=on_file.client, number=service),
        )  # fmt: skip

    return order


def pay(number: int, day: date) -> Change:
    return lambda on_file: Payment.objects.update_or_create(
        client=on_file.client, account=on_file.account(), invoice_number=f"10{number}",
        reference=f"T{number}", defaults={"paid_on": day, "amount": "856.18"},
    )  # fmt: skip


def exempt(spell: tuple[str, str | None], given: date) -> Change:
    return lambda on_file: TaxCertificate.objects.update_or_create(
        client=on_file.client, number="EX-1", tax="State sales tax",
        legal_entity="Acme Logistics, Inc.",
        defaults={"valid": days(*spell), "given_on": given},
    )  # fmt: skip


def publish(rate: str, spell: tuple[str, str | None]) -> Change:
    def change(on_file: OnFile) -> None:
        PublicFee.objects.filter(code="FUSF").delete()
        PublicFee.objects.create(
            authority="FCC", code="FUSF", title="FUSF", rate=rate, valid=days(*spell), source="us"
        )

    return change


def close(day: date | None) -> Change:
    return lambda on_file: (
        rows_of(BillingAccount, on_file).filter(number="A-1").update(closed_on=day)
    )


def mean(meaning: str) -> Change:
    def name(on_file: OnFile) -> None:
        ChargeMeaning.objects.update_or_create(
            carrier=on_file.carrier, code="STX", words="",
            defaults={"meaning": meaning, "said_by": User.objects.get(email="pat@practice.test")},
        )  # fmt: skip

    return name


CODES = st.sampled_from(["PORT", "LOOP", "USG", "NRC"])
KNOWN = st.sampled_from(["PORT", "LOOP"])
RATES = st.sampled_from(["0.025", "80", "580", "612", "700"])
SERVICES = st.sampled_from(["315-200-0007", "315-200-0008", "555-0100"])
CHANGES = st.one_of(
    st.builds(change_rate, KNOWN, RATES),
    st.builds(move_rate, KNOWN, spells()),
    st.builds(drop_rate, KNOWN),
    st.builds(add_rate, CODES, RATES, spells()),
    st.builds(disconnect, SERVICES, st.one_of(st.none(), DAYS)),
    st.builds(forget, SERVICES),
    st.builds(say, payment_days=st.sampled_from([None, 10, 60])),
    st.builds(say, holdover=st.sampled_from(["", "agreed"])),
    st.builds(waive, spells()),
    st.builds(discount, spells()),
    st.builds(order_away, SERVICES, DAYS),
    st.builds(pay, st.integers(1, 8), DAYS),
    st.builds(exempt, spells(), DAYS),
    st.builds(publish, st.sampled_from(["30", "36.6"]), spells()),
    st.builds(close, st.one_of(st.none(), DAYS)),
    st.builds(mean, st.sampled_from(["state_usf", "ordinary"])),
)


def found(client: Client) -> list[tuple[object, ...]]:
    """Every occurrence with its money."""
    columns = ("check_code", "finding__cause", "invoice", "line_id", "rule", "result", "expected")
    money = ("claimed", "exposure", "supporting")
    rows = Occurrence.objects.filter(client=client).order_by().values_list(*columns, *money)
    return sorted(rows, key=str)


@pytest.fixture
def year(acme: Client, pat: User) -> OnFile:
    """Eight months of bills, audited."""
    on_file = put_on_file(acme)
    audit_all(acme, CHECKS)
    return on_file


@settings(max_examples=5, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(changes=st.lists(CHANGES, min_size=1, max_size=3))
def test_the_changed_months_alone_give_the_same_to_the_cent(
    year: OnFile, changes: list[Change]
) -> None:
    with transaction.atomic():
        for change in changes:
            change(year)
        touched = waiting(year.client).months

        run = recheck(year.client, CHECKS) if touched else None
        of_a_part = found(year.client)
        audit_all(year.client, CHECKS)

        assert of_a_part == found(year.client)
        assert run is None or run.lines == lines_of(touched)
        transaction.set_rollback(True)


def lines_of(months: list[date]) -> int:
    bills = Invoice.objects.filter(month__in=months)
    return bills.aggregate(lines=Sum("line_count"))["lines"]
