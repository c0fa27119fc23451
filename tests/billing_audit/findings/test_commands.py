"""What other programs are told: ``list_findings``, ``prove``, ``list_checks``."""

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from billing_audit.checks.examples import Agreed, Billed, Owned, bill, example
from billing_audit.findings.calculation import calculation_steps
from billing_audit.models import Finding, Occurrence
from clients.models import Client, ContractRate
from tests.billing_audit.on_file import OnFile, audit

ROOT = Path(__file__).resolve().parents[3]


def printed(command: str, *arguments: str, **options: object) -> str:
    out = StringIO()
    call_command(command, *arguments, stdout=out, stderr=StringIO(), **options)
    return out.getvalue()


@pytest.fixture
def audited(acme: Client) -> Client:
    above = Billed(amount="612.00", quantity="1", rate="612.00")
    OnFile(acme).put(
        example(
            "",
            bill(above, above, stated="1230.00"),
            rates=(Agreed(rate="580.00"),),
            inventory=(Owned(),),
        )
    )
    audit(acme)
    return acme


def test_findings_are_listed_charge_by_charge(audited: Client) -> None:
    listed = [json.loads(row) for row in printed(
        "list_findings", client="acme", jsonl=True
    ).splitlines()]  # fmt: skip

    assert [
        (row["check"], row["line_no"], row["billed"], row["expected"], row["claimed"],
         row["supporting"])
        for row in listed
    ] == [
        ("A03", None, "1230.00", "1224.00", "6.00", False),
        ("A09", "2", "612.00", "0.00", "612.00", False),
        ("B01", "1", "612.00", "580.00", "32.00", False),
        ("B01", "2", "612.00", "580.00", "0.00", True),
    ]  # fmt: skip
    of_contract = listed[2]
    assert list(of_contract) == [
        "check", "finding", "state", "invoice_no", "line_no", "service_id", "month", "billed",
        "expected", "claimed", "supporting", "proof",
    ]  # fmt: skip
    assert (of_contract["invoice_no"], of_contract["service_id"], of_contract["month"]) == (
        "1001", "315-200-0007", "2026-03",
    )  # fmt: skip
    proof = of_contract["proof"]
    assert proof["result"] == "32.00"
    assert proof["formula"].startswith("(unit_rate - contract_rate) * quantity")
    assert proof["inputs"]["contract_rate"] == "580.00"
    assert proof["inputs"]["rows"]["rate"] == ContractRate.objects.get().pk


def test_one_checks_findings_can_be_asked_for(audited: Client) -> None:
    listed = printed("list_findings", client="acme", check="A09", jsonl=True).splitlines()

    assert len(listed) == 1


def test_people_get_sentences(audited: Client) -> None:
    said = StringIO()

    call_command("list_findings", client="acme", stdout=StringIO(), stderr=said)

    assert "is billed above the contract rate" in said.getvalue()


@pytest.mark.parametrize("options", [{"client": "nobody"}, {"client": "acme", "check": "Z99"}])
def test_what_is_not_there_is_wrong_usage(audited: Client, options: dict[str, str]) -> None:
    with pytest.raises(CommandError) as refused:
        printed("list_findings", jsonl=True, **options)

    assert refused.value.returncode == 2


def test_a_finding_is_proved(audited: Client) -> None:
    finding = Finding.objects.get(check_code="B01")

    answer = json.loads(printed("prove", str(finding.public_id), json=True))

    assert answer == {
        "finding": str(finding.public_id),
        "equal": True,
        "occurrences": [
            {"line_no": "1", "stored": "32.00", "recomputed": "32.00"},
            {"line_no": "2", "stored": "32.00", "recomputed": "32.00"},
        ],
    }


def test_a_finding_whose_contract_changed_is_not_proved(audited: Client) -> None:
    ContractRate.objects.update(rate="600.00")
    finding = Finding.objects.get(check_code="B01")

    answer = json.loads(printed("prove", str(finding.public_id), json=True))

    assert not answer["equal"]
    assert answer["occurrences"][0]["recomputed"] == "12.00"


def test_a_calculation_is_shown_step_by_step(audited: Client) -> None:
    steps = calculation_steps(Occurrence.objects.get(check_code="B01", supporting=False))

    shown = {step.label: step.value for step in steps}
    assert shown["Rate billed"] == "$612.00"
    assert shown["Rate agreed"] == "$580.00"
    assert shown["Claimed"] == "$32.00"
    formulas = [step.formula for step in steps if step.label in ("Formula", "In figures")]
    assert formulas[0].startswith("(rate billed − rate agreed) × quantity")
    assert formulas[1].startswith("(612.00 − 580.00) × 1")


def test_the_catalogue_in_the_documentation_is_the_checks_own() -> None:
    assert (ROOT / "docs" / "checks.md").read_text(encoding="utf-8") == printed("list_checks"), (
        "write it anew: bin/manage list_checks > docs/checks.md"
    )
