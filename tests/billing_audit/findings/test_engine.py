"""An audit as a whole: findings by cause, no cent claimed twice, nothing lost by running again."""

from datetime import date
from decimal import Decimal
from uuid import uuid4

import pytest
from django.db import transaction
from django.db.utils import IntegrityError

from billing_audit.checks.catalogue import all_checks
from billing_audit.checks.examples import Agreed, Billed, Example, Owned, bill, example
from billing_audit.findings.deciding import settle_claims
from billing_audit.findings.models import Finding, Occurrence
from billing_audit.findings.proof import prove
from billing_audit.models import AuditRun, CheckResult, Hit, Line
from billing_audit.runs.applying import apply_checks
from billing_audit.runs.merging import merge
from billing_audit.runs.steps import plan
from clients.models import Client, ContractRate, Service
from tests.billing_audit.on_file import OnFile, audit

ABOVE = {"amount": "612.00", "quantity": "1", "rate": "612.00"}
APRIL = {"number": "1002", "on": "2026-04-01", "file": "april.csv"}
WHOLE_APRIL = ("2026-04-01", "2026-04-30")
TWO_MONTHS_ABOVE = example(
    "above contract in March and April",
    bill(Billed(**ABOVE)),
    bill(Billed(**ABOVE, period=WHOLE_APRIL), **APRIL),
    rates=(Agreed(rate="580.00"),),
)


def rows(client: Client) -> list[tuple]:
    """Everything an audit stores about occurrences, but who saw them."""
    fields = ("check_code", "invoice__number", "line_id", "claimed", "exposure", "supporting",
              "result", "finding__cause")  # fmt: skip
    return sorted(Occurrence.objects.filter(client=client).values_list(*fields), key=str)


def claims(client: Client) -> dict[str, Decimal]:
    found = Finding.objects.filter(client=client)
    return {each.check_code: each.claimed for each in found}


def test_one_cause_is_one_finding_with_an_occurrence_a_charge(acme: Client) -> None:
    OnFile(acme).put(TWO_MONTHS_ABOVE)

    run = audit(acme)

    finding = Finding.objects.get(check_code="B01")
    assert (finding.claimed, finding.monthly, finding.occurrence_count) == (64, 32, 2)
    assert (finding.first_month, finding.last_month) == (date(2026, 3, 1), date(2026, 4, 1))
    assert finding.sentence.replace("\N{NO-BREAK SPACE}", " ") == (
        "PORT on A-1 is billed above the contract rate: "
        "2 charges from March 2026 to April 2026, $64.00 to ask back."
    )
    assert (run.findings, run.recoverable, run.annualised, run.lines) == (1, 64, 384, 2)
    assert not Hit.objects.exists()


def test_an_occurrence_explains_itself(acme: Client) -> None:
    OnFile(acme).put(TWO_MONTHS_ABOVE)
    audit(acme)

    first = Occurrence.objects.filter(check_code="B01").order_by("month").first()

    assert first.explanation.replace("\N{NO-BREAK SPACE}", " ") == (
        "Billed at $612.00; the rate agreed for 1 Mar 2026 is $580.00."
    )


def test_running_again_changes_nothing(acme: Client) -> None:
    everything = [each for check in all_checks() for each in check.examples]
    OnFile(acme).put(next(each for each in everything if each.title == "One port twice"))
    OnFile(acme).put(TWO_MONTHS_ABOVE)
    audit(acme)
    before = rows(acme)

    audit(acme)

    assert rows(acme) == before


def test_the_order_of_checks_does_not_matter(acme: Client) -> None:
    OnFile(acme).put(TWO_MONTHS_ABOVE)
    audit(acme)
    before = rows(acme)
    run = AuditRun.objects.create(client=acme)

    for step in reversed(plan(run)[:-1]):
        step.perform(run)
    merge(run)

    assert rows(acme) == before


def test_a_step_done_twice_counts_once(acme: Client) -> None:
    OnFile(acme).put(TWO_MONTHS_ABOVE)
    run = AuditRun.objects.create(client=acme)
    above_contract = next(check for check in all_checks() if check.code == "B01")

    apply_checks([above_contract], run)
    apply_checks([above_contract], run)

    assert Hit.objects.count() == 2
    assert CheckResult.objects.get(run=run).occurrences == 2


def test_what_a_cancelled_run_noted_is_gone_with_the_next(acme: Client) -> None:
    OnFile(acme).put(TWO_MONTHS_ABOVE)
    cancelled = AuditRun.objects.create(client=acme, state="cancelled")
    for step in plan(cancelled)[:-1]:
        step.perform(cancelled)
    assert Hit.objects.filter(run=cancelled).exists()
    assert not Finding.objects.exists()

    audit(acme)

    assert not Hit.objects.exists()


def test_a_cent_is_claimed_once(acme: Client) -> None:
    """A copy of a line above contract: the copy is claimed whole, the first by the difference."""
    OnFile(acme).put(example("", Billed(**ABOVE), Billed(**ABOVE), rates=(Agreed(rate="580.00"),)))

    audit(acme)

    copy = Occurrence.objects.get(check_code="A09")
    on_copy = Occurrence.objects.get(check_code="B01", line_id=copy.line_id)
    assert (copy.claimed, on_copy.claimed, on_copy.supporting) == (612, 0, True)
    assert on_copy.result == 32
    assert claims(acme) == {"A09": 612, "B01": 32}


def test_a_later_check_gets_what_is_left_of_a_line(acme: Client) -> None:
    """10 of 31 days are shared and 310.00 of 620.00 is above contract; both fit on the line."""
    OnFile(acme).put(
        example(
            "",
            Billed(amount="10.00", period=("2026-02-20", "2026-03-30")),
            Billed(amount="620.00", quantity="1", rate="620.00"),
            rates=(Agreed(rate="310.00"),),
        )
    )

    audit(acme)

    assert claims(acme) == {"A10": 600, "B01": 20}
    assert not Occurrence.objects.filter(supporting=True).exists()


def test_a_duplicate_bill_leaves_nothing_to_claim_on_it(acme: Client) -> None:
    OnFile(acme).put(
        example(
            "",
            bill(Billed(**ABOVE), stated="612.00"),
            bill(Billed(**ABOVE), stated="700.00", file="again.csv"),
            rates=(Agreed(rate="580.00"),),
        )
    )

    audit(acme)

    assert claims(acme) == {"A07": 612, "A03": 0, "B01": 32}
    assert Finding.objects.get(only_supports=True).check_code == "A03"
    assert Occurrence.objects.get(check_code="B01", supporting=True).claimed == 0


def test_a_bill_that_is_no_duplicate_after_all_is_looked_at_charge_by_charge(acme: Client) -> None:
    OnFile(acme).put(
        example("", bill(Billed(**ABOVE)), bill(Billed(**ABOVE), number="1002", file="april.csv"))
    )
    audit(acme)
    assert claims(acme) == {"A07": 612}
    Finding.objects.update(state="false_positive")

    audit(acme)

    assert claims(acme) == {"A07": 0, "A19": 612}


def test_an_unknown_service_is_claimed_once_somebody_says_so(acme: Client) -> None:
    OnFile(acme).put(
        example(
            "",
            Billed(**ABOVE, service="ghost"),
            rates=(Agreed(rate="580.00"),),
            inventory=(Owned(),),
        )
    )
    audit(acme)
    finding = Finding.objects.get(check_code="C04")
    assert (finding.claimed, finding.exposure) == (0, 580)  # 32.00 is B01's already

    finding.state = Finding.State.VALID
    finding.save()
    settle_claims(finding)

    finding.refresh_from_db()
    assert (finding.claimed, finding.exposure) == (580, 0)
    audit(acme)
    finding.refresh_from_db()
    assert (finding.state, finding.claimed) == ("valid", 580)


def test_a_false_finding_makes_room_for_others_and_stays_false(acme: Client) -> None:
    OnFile(acme).put(example("", Billed(**ABOVE), Billed(**ABOVE), rates=(Agreed(rate="580.00"),)))
    audit(acme)
    copy = Finding.objects.get(check_code="A09")

    copy.state = Finding.State.FALSE_POSITIVE
    copy.save()
    settle_claims(copy)

    assert claims(acme) == {"A09": 0, "B01": 64}
    audit(acme)
    assert claims(acme) == {"A09": 0, "B01": 64}
    copy.refresh_from_db()
    assert copy.state == "false_positive"


def test_what_is_no_longer_true_is_resolved_and_comes_back(acme: Client) -> None:
    OnFile(acme).put(TWO_MONTHS_ABOVE)
    audit(acme)
    Finding.objects.update(state="valid")

    ContractRate.objects.update(rate="612.00")
    run = audit(acme)

    finding = Finding.objects.get()
    assert finding.resolved_at is not None
    assert (finding.claimed, finding.occurrence_count, finding.state) == (0, 0, "valid")
    assert run.findings == 0

    ContractRate.objects.update(rate="580.00")
    audit(acme)

    finding.refresh_from_db()
    assert (finding.resolved_at, finding.claimed, finding.state) == (None, 64, "valid")


def test_a_run_over_one_month_leaves_the_others_alone(acme: Client) -> None:
    OnFile(acme).put(TWO_MONTHS_ABOVE)
    audit(acme)
    ContractRate.objects.update(rate="612.00")

    april = date(2026, 4, 1)
    run = audit(acme, month_from=april, month_to=april)

    assert [each.month for each in Occurrence.objects.all()] == [date(2026, 3, 1)]
    assert Finding.objects.get().claimed == 32
    assert run.lines == 1


def test_a_run_over_one_month_still_reads_earlier_bills(acme: Client) -> None:
    OnFile(acme).put(
        example(
            "",
            bill(Billed(amount="310.00")),
            bill(Billed(amount="310.00"), Billed(amount="5.00", code="COS"), **APRIL),
        )
    )

    april = date(2026, 4, 1)
    audit(acme, month_from=april, month_to=april)

    assert claims(acme) == {"A19": 310}


def test_later_bills_are_not_read_when_an_earlier_month_is_audited(acme: Client) -> None:
    OnFile(acme).put(TWO_MONTHS_ABOVE)

    march = date(2026, 3, 1)
    run = audit(acme, month_to=march)

    assert (run.lines, run.recoverable) == (1, 32)


def test_a_check_without_its_data_says_what_it_needs_and_resolves_nothing(acme: Client) -> None:
    OnFile(acme).put(
        example("", Billed(amount="310.00"), inventory=(Owned(disconnected="2026-01-31"),))
    )
    audit(acme)
    Service.objects.all().delete()

    run = audit(acme)

    result = CheckResult.objects.get(run=run, check_code="C01")
    assert (result.state, result.needs) == ("cannot-check", ["an inventory of services"])
    assert Finding.objects.get(check_code="C01").resolved_at is None


def test_results_say_what_each_check_did(acme: Client) -> None:
    OnFile(acme).put(TWO_MONTHS_ABOVE)

    run = audit(acme)

    result = CheckResult.objects.get(run=run, check_code="B01")
    assert (result.state, result.examined, result.occurrences, result.claimed) == ("done", 2, 2, 64)
    assert run.results.count() == len(all_checks())


def test_money_of_two_currencies_is_never_added_up(acme: Client) -> None:
    in_euros = bill(Billed(**ABOVE, period=WHOLE_APRIL), **APRIL, currency="EUR")
    on_file = OnFile(acme).put(example("", bill(Billed(**ABOVE)), in_euros))
    on_file.put_rate(Agreed(rate="580.00"))
    on_file.put_rate(Agreed(rate="500.00", currency="EUR", contract="MSA-1"))

    run = audit(acme)

    found = Finding.objects.filter(check_code="B01").order_by("currency")
    assert [(each.currency, each.claimed) for each in found] == [("EUR", 112), ("USD", 32)]
    assert run.recoverable == 32


@pytest.mark.parametrize("claimed", ["612.01", "1000"])
def test_the_database_refuses_claims_above_a_line(acme: Client, claimed: str) -> None:
    OnFile(acme).put(TWO_MONTHS_ABOVE)
    audit(acme)

    with pytest.raises(IntegrityError, match="than it charges"), transaction.atomic():
        Occurrence.objects.filter(month=date(2026, 3, 1)).update(claimed=claimed)


def test_the_database_refuses_two_claims_that_are_too_much_together(acme: Client) -> None:
    OnFile(acme).put(TWO_MONTHS_ABOVE)
    audit(acme)
    first = Occurrence.objects.first()
    first.pk, first.check_code, first.claimed = None, "X99", Decimal("590.00")
    first.public_id = uuid4()

    with pytest.raises(IntegrityError, match="than it charges"), transaction.atomic():
        Occurrence.objects.bulk_create([first])


def test_the_database_refuses_claims_above_a_bill(acme: Client) -> None:
    OnFile(acme).put(example("", bill(Billed(amount="100.00"), stated="120.00")))
    audit(acme)

    with pytest.raises(IntegrityError, match="than it asks for"), transaction.atomic():
        Occurrence.objects.update(claimed="120.01")


def test_every_finding_of_every_example_can_be_proved(acme: Client) -> None:
    for check in all_checks():
        for number, each in enumerate(check.examples):
            prepared = Client.objects.create(slug=f"{check.code}-{number}", name=each.title)
            OnFile(prepared).put(each)
            audit(prepared)

    findings = Finding.objects.all()

    assert len(findings) > 30
    assert [each for each in findings if not prove(each).equal] == []


def test_a_changed_source_fails_the_proof(acme: Client) -> None:
    OnFile(acme).put(TWO_MONTHS_ABOVE)
    audit(acme)
    ContractRate.objects.update(rate="590.00")

    proof = prove(Finding.objects.get())

    assert not proof.equal
    assert proof.occurrences[0].recomputed == 22
    assert set(proof.occurrences[0].changed) == {"contract_rate"}


def test_a_line_that_is_gone_fails_the_proof(acme: Client) -> None:
    OnFile(acme).put(TWO_MONTHS_ABOVE)
    audit(acme)
    Line.objects.all().delete()

    assert not prove(Finding.objects.get()).equal


def test_a_correct_line_adds_no_finding(acme: Client) -> None:
    on_file = OnFile(acme).put(TWO_MONTHS_ABOVE)
    audit(acme)
    before = rows(acme)

    on_file.put(Example("", (bill(Billed(amount="5.00", code="OK"), number="1003"),)))
    audit(acme)

    assert rows(acme) == before
