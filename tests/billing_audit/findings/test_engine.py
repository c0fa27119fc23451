"""An audit as a whole: findings by cause, nothing lost or doubled by running again."""

from datetime import date

from billing_audit.checks.base import Nature
from billing_audit.checks.catalogue import all_checks
from billing_audit.checks.examples import Agreed, Billed, Example, bill, example
from billing_audit.findings.models import Finding, Occurrence
from billing_audit.models import AuditRun, CheckResult, Hit
from billing_audit.runs.applying import apply_checks
from billing_audit.runs.merging import merge
from billing_audit.runs.steps import Phase, plan
from clients.models import Client
from tests.billing_audit.findings.stories import ABOVE, ABOVE_CONTRACT, APRIL, WHOLE_APRIL
from tests.billing_audit.on_file import OnFile, audit


def rows(client: Client) -> list[tuple]:
    """Everything an audit stores about errors, but who saw them."""
    errors = [check.code for check in all_checks() if check.nature == Nature.ERROR]
    fields = ("check_code", "invoice__number", "line_id", "claimed", "exposure", "supporting",
              "result", "finding__cause")  # fmt: skip
    found = Occurrence.objects.filter(client=client, check_code__in=errors)
    return sorted(found.values_list(*fields), key=str)


def test_one_cause_is_one_finding_with_an_occurrence_a_charge(acme: Client) -> None:
    OnFile(acme).put(ABOVE_CONTRACT)

    run = audit(acme)

    finding = Finding.objects.get(check_code="B01")
    assert (finding.claimed, finding.monthly, finding.occurrence_count) == (64, 32, 2)
    assert (finding.first_month, finding.last_month) == (date(2026, 3, 1), date(2026, 4, 1))
    assert finding.sentence.replace("\N{NO-BREAK SPACE}", " ") == (
        "PORT on A-1 is billed above the contract rate: "
        "2 charges from March 2026 to April 2026, $64.00 claimed."
    )
    assert (run.findings, run.recoverable, run.annualised, run.lines) == (1, 64, 384, 2)
    assert not Hit.objects.exists()


def test_an_occurrence_explains_itself(acme: Client) -> None:
    OnFile(acme).put(ABOVE_CONTRACT)
    audit(acme)

    first = Occurrence.objects.filter(check_code="B01").order_by("month").first()

    assert first.explanation.replace("\N{NO-BREAK SPACE}", " ") == (
        "Billed at $612.00; the rate agreed for 1 Mar 2026 is $580.00."
    )


def test_running_again_changes_nothing(acme: Client) -> None:
    everything = [each for check in all_checks() for each in check.examples]
    OnFile(acme).put(next(each for each in everything if each.title == "One port twice"))
    OnFile(acme).put(ABOVE_CONTRACT)
    audit(acme)
    before = rows(acme)

    audit(acme)

    assert rows(acme) == before


def test_the_order_of_checks_does_not_matter(acme: Client) -> None:
    OnFile(acme).put(ABOVE_CONTRACT)
    audit(acme)
    before = rows(acme)
    run = AuditRun.objects.create(client=acme)

    checks = [step for step in plan(run) if step.phase < Phase.FINDINGS]
    for step in reversed(checks):
        step.perform(run)
    merge(run)

    assert rows(acme) == before


def test_a_step_done_twice_counts_once(acme: Client) -> None:
    OnFile(acme).put(ABOVE_CONTRACT)
    run = AuditRun.objects.create(client=acme)
    above_contract = next(check for check in all_checks() if check.code == "B01")

    apply_checks([above_contract], run)
    apply_checks([above_contract], run)

    assert Hit.objects.count() == 2
    assert CheckResult.objects.get(run=run).occurrences == 2


def test_what_a_cancelled_run_noted_is_gone_with_the_next(acme: Client) -> None:
    OnFile(acme).put(ABOVE_CONTRACT)
    cancelled = AuditRun.objects.create(client=acme, state="cancelled")
    for step in plan(cancelled):
        if step.phase < Phase.FINDINGS:
            step.perform(cancelled)
    assert Hit.objects.filter(run=cancelled).exists()
    assert not Finding.objects.exists()

    audit(acme)

    assert not Hit.objects.exists()


def test_results_say_what_each_check_did(acme: Client) -> None:
    OnFile(acme).put(ABOVE_CONTRACT)

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


def test_a_correct_line_adds_no_finding(acme: Client) -> None:
    on_file = OnFile(acme).put(ABOVE_CONTRACT)
    audit(acme)
    before = rows(acme)

    on_file.put(Example("", (bill(Billed(amount="5.00", code="OK"), number="1003"),)))
    audit(acme)

    assert rows(acme) == before
