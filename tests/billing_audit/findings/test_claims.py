"""Who claims what on a line, for any mix of checks and amounts."""

from datetime import date
from decimal import Decimal

from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from billing_audit.checks.catalogue import order_of_claims
from billing_audit.checks.examples import Billed, bill
from billing_audit.findings import claims
from billing_audit.models import AuditRun, Finding, Invoice, Occurrence
from clients.models import Client
from tests.billing_audit.on_file import OnFile

OF_LINES = ["A09", "A19", "C01", "A10", "B01", "A01"]
CENTS = st.integers(0, 20_000).map(lambda cents: Decimal(cents).scaleb(-2))


def occur(client: Client, code: str, wanted: Decimal, invoice: Invoice, line: int | None) -> None:
    run, _ = AuditRun.objects.get_or_create(client=client)
    finding = Finding.objects.create(
        client=client, check_code=code, cause=f"{line}", currency="USD",
        first_run=run, last_run=run,
    )  # fmt: skip
    Occurrence.objects.create(
        client=client, finding=finding, check_code=code, invoice=invoice, line_id=line,
        month=date(2026, 3, 1), billed="100.00", result=wanted, first_run=run, last_run=run,
    )  # fmt: skip


def expected(wishes: dict[str, Decimal], amount: Decimal) -> dict[str, Decimal]:
    """One after the other, each taking what goes beyond those before, as far as the line goes."""
    taken, claimed = Decimal(0), {}
    for code in order_of_claims():
        if code in wishes:
            claimed[code] = max(Decimal(0), min(wishes[code], amount) - taken)
            taken += claimed[code]
    return claimed


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(wishes=st.dictionaries(st.sampled_from(OF_LINES), CENTS, min_size=1))
def test_claims_take_turns_and_never_exceed_the_line(
    acme: Client, wishes: dict[str, Decimal]
) -> None:
    with transaction.atomic():
        on_file = OnFile(acme)
        invoice = on_file.put_bill(bill(Billed(amount="100.00")))
        [line] = on_file.lines
        for code, wanted in wishes.items():
            occur(acme, code, wanted, invoice, line)

        claims.arbitrate(acme.pk, [invoice.pk])

        claimed = dict(Occurrence.objects.values_list("check_code", "claimed"))
        supporting = Occurrence.objects.filter(supporting=True).values_list("claimed", flat=True)
        assert not any(supporting)
        transaction.set_rollback(True)  # the next example starts from nothing
    assert claimed == expected(wishes, Decimal(100))
    assert sum(claimed.values()) == min(max(wishes.values()), 100)


def test_a_bill_claimed_whole_leaves_nothing(acme: Client) -> None:
    on_file = OnFile(acme)
    invoice = on_file.put_bill(bill(Billed(amount="100.00"), stated="120.00"))
    [line] = on_file.lines
    occur(acme, "A07", Decimal(100), invoice, None)
    occur(acme, "A03", Decimal(20), invoice, None)
    occur(acme, "B01", Decimal(30), invoice, line)

    claims.arbitrate(acme.pk, [invoice.pk])

    claimed = dict(Occurrence.objects.values_list("check_code", "claimed"))
    assert claimed == {"A07": 100, "A03": 0, "B01": 0}
    assert Occurrence.objects.filter(supporting=True).count() == 2


def test_two_checks_that_see_the_same_excess_claim_it_once(acme: Client) -> None:
    on_file = OnFile(acme)
    invoice = on_file.put_bill(bill(Billed(amount="100.00")))
    [line] = on_file.lines
    occur(acme, "B01", Decimal(37), invoice, line)
    occur(acme, "B05", Decimal(37), invoice, line)

    claims.arbitrate(acme.pk, [invoice.pk])

    claimed = dict(Occurrence.objects.values_list("check_code", "claimed"))
    assert sorted(claimed.values()) == [0, 37]
    assert Occurrence.objects.get(supporting=True).claimed == 0


def test_an_idea_on_a_line_with_a_claim_stays_an_idea_of_its_own(acme: Client) -> None:
    on_file = OnFile(acme)
    invoice = on_file.put_bill(bill(Billed(amount="100.00")))
    [line] = on_file.lines
    occur(acme, "B01", Decimal(37), invoice, line)
    occur(acme, "F01", Decimal(63), invoice, line)

    claims.arbitrate(acme.pk, [invoice.pk])

    assert not Occurrence.objects.filter(supporting=True).exists()


def test_rules_of_arithmetic_dispute_one_total_and_missing_credits_add_to_it(acme: Client) -> None:
    invoice = OnFile(acme).put_bill(bill(Billed(amount="10.00"), stated="30.00"))
    occur(acme, "A20", Decimal(11), invoice, None)
    occur(acme, "A03", Decimal(12), invoice, None)
    occur(acme, "B16", Decimal(5), invoice, None)
    occur(acme, "H11", Decimal(4), invoice, None)

    claims.arbitrate(acme.pk, [invoice.pk])

    claimed = dict(Occurrence.objects.values_list("check_code", "claimed"))
    assert claimed == {"B16": 5, "H11": 4, "A20": 11, "A03": 1}


def test_claims_on_a_bill_end_where_the_bill_ends(acme: Client) -> None:
    invoice = OnFile(acme).put_bill(bill(Billed(amount="10.00"), stated="12.00"))
    occur(acme, "B16", Decimal(11), invoice, None)
    occur(acme, "A03", Decimal(2), invoice, None)

    claims.arbitrate(acme.pk, [invoice.pk])

    claimed = dict(Occurrence.objects.values_list("check_code", "claimed"))
    assert claimed == {"B16": 11, "A03": 1}


def test_fractions_of_a_coin_are_never_claimed(acme: Client) -> None:
    on_file = OnFile(acme)
    invoice = on_file.put_bill(bill(Billed(amount="10.005")))
    [line] = on_file.lines
    occur(acme, "A09", Decimal("10.01"), invoice, line)
    Occurrence.objects.update(billed="10.005")

    claims.arbitrate(acme.pk, [invoice.pk])

    assert Occurrence.objects.get().claimed == 10
