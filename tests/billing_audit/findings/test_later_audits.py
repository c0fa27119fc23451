"""Audits after the first: what is gone is resolved, other months are left alone."""

from datetime import date

from billing_audit.checks.examples import Billed, Owned, bill, example
from billing_audit.findings.models import Finding, Occurrence
from billing_audit.models import CheckResult
from clients.models import Client, ContractRate, Service
from tests.billing_audit.findings.stories import ABOVE_CONTRACT, APRIL, claims
from tests.billing_audit.on_file import OnFile, audit


def test_what_is_no_longer_true_is_resolved_and_comes_back(acme: Client) -> None:
    OnFile(acme).put(ABOVE_CONTRACT)
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
    OnFile(acme).put(ABOVE_CONTRACT)
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
    OnFile(acme).put(ABOVE_CONTRACT)

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
