"""What an audit of changed months says came out differently."""

from decimal import Decimal

import pytest

from billing_audit.checks.catalogue import check_of
from billing_audit.findings.services import decide
from billing_audit.models import AuditRun, Finding, FindingChange
from billing_audit.rechecks.outcome import causes, nets, outcomes, rows, table, totals
from billing_audit.rechecks.services import NeverAudited, NothingChanged, start_recheck
from billing_audit.runs.services import AuditAlreadyRunning
from clients.models import Client, ContractRate, User
from tests.billing_audit.on_file import OnFile, days
from tests.billing_audit.rechecks.year import audit_all, put_on_file, rate_of, recheck

CHECKS = [check_of("B01")]


@pytest.fixture
def year(acme: Client) -> OnFile:
    """Eight months billed at the agreed rate, and audited."""
    on_file = put_on_file(acme)
    audit_all(acme, CHECKS)
    assert not Finding.objects.exists()
    return on_file


def agree_on(on_file: OnFile, rate: str, code: str = "PORT") -> AuditRun:
    """The rate was another all along; the months it touches are audited again."""
    ContractRate.objects.filter(pk=rate_of(on_file.client, code).pk).update(rate=rate)
    return recheck(on_file.client, CHECKS)


def figures(run: AuditRun) -> list[tuple[str, str, str]]:
    found = FindingChange.objects.filter(run=run)
    return [
        (each.kind, f"{each.claimed_before:.2f}", f"{each.claimed_after:.2f}") for each in found
    ]


def test_a_lower_rate_is_a_new_finding_with_the_row_that_caused_it(year: OnFile, pat: User) -> None:
    run = agree_on(year, "580")

    assert figures(run) == [("new", "0.00", "256.00")]
    [row] = rows(outcomes(run, pat))
    assert row.because == "Rate PORT changed: rate 612 → 580"
    assert not row.is_decided


def test_a_finding_grows_shrinks_and_goes(year: OnFile) -> None:
    agree_on(year, "580")

    assert figures(agree_on(year, "570")) == [("larger", "256.00", "336.00")]
    assert figures(agree_on(year, "600")) == [("smaller", "336.00", "96.00")]
    assert figures(agree_on(year, "612")) == [("gone", "96.00", "0.00")]


def test_a_shorter_rate_leaves_the_claim_of_the_other_months(year: OnFile) -> None:
    agree_on(year, "580")
    ContractRate.objects.filter(charge_code="PORT").update(valid=days("2026-03-01", "2026-04-30"))

    run = recheck(year.client, CHECKS)

    assert figures(run) == [("smaller", "256.00", "64.00")]


def test_a_decision_is_kept_and_said_to_be(year: OnFile, pat: User) -> None:
    agree_on(year, "580")
    decide(finding=Finding.objects.get(), state="valid", reason="confirmed", decided_by=pat)

    run = agree_on(year, "570")

    [row] = rows(outcomes(run, pat))
    assert (row.is_decided, row.outcome.state) == (True, "valid")
    assert Finding.objects.get().state == "valid"
    assert Finding.objects.get().grown == 80


def test_only_the_lines_of_the_touched_months_are_read(year: OnFile) -> None:
    ContractRate.objects.filter(charge_code="PORT").update(valid=days("2026-03-01", "2026-04-30"))
    audit_all(year.client, CHECKS)
    ContractRate.objects.filter(charge_code="PORT").update(rate="580")

    run = recheck(year.client, CHECKS)

    assert [f"{month:%b}" for month in run.months] == ["Mar", "Apr"]
    assert run.lines == 2 * (6 + 1)
    assert run.results.get().examined == 14


def test_totals_say_before_and_after_by_kind(year: OnFile, pat: User) -> None:
    agree_on(year, "580")
    ContractRate.objects.filter(charge_code="LOOP").update(rate="90")

    run = agree_on(year, "570")

    found = totals(outcomes(run, pat))
    assert [(each.kind, each.findings, each.before, each.after) for each in found] == [
        ("new", 1, 0, 40), ("larger", 1, 256, 336),
    ]  # fmt: skip
    assert nets(found) == {"USD": Decimal(120)}
    assert [told.row for told in causes(run, pat)] == ["Rate PORT", "Rate LOOP"]


def test_the_file_has_a_row_for_each_with_its_reason(year: OnFile, pat: User) -> None:
    run = agree_on(year, "580")

    [row] = table(outcomes(run, pat))

    assert row[0] == "B01"
    assert row[5:8] == (Decimal("0.00"), Decimal("256.00"), Decimal("256.00"))
    assert row[-1] == "Rate PORT changed: rate 612 → 580"


def test_an_ordinary_audit_compares_nothing(year: OnFile) -> None:
    ContractRate.objects.filter(charge_code="PORT").update(rate="580")

    audit_all(year.client, CHECKS)

    assert not FindingChange.objects.exists()


def test_a_stranger_sees_nothing_of_it(year: OnFile, stella: User) -> None:
    assert not outcomes(agree_on(year, "580"), stella)


def test_nothing_is_audited_when_nothing_changed(year: OnFile, pat: User) -> None:
    with pytest.raises(NothingChanged, match="has changed since the last audit"):
        start_recheck(client=year.client, requested_by=pat)


def test_a_client_never_audited_is_told_to_begin(acme: Client, pat: User) -> None:
    with pytest.raises(NeverAudited, match="Start an audit of all bills first"):
        start_recheck(client=acme, requested_by=pat)


def test_one_audit_at_a_time(year: OnFile, pat: User) -> None:
    ContractRate.objects.filter(charge_code="PORT").update(rate="580")
    start_recheck(client=year.client, requested_by=pat)

    with pytest.raises(AuditAlreadyRunning):
        start_recheck(client=year.client, requested_by=pat)
