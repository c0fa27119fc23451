"""Every finding can be reckoned again from its sources, and a changed source is noticed."""

from billing_audit.checks.catalogue import all_checks
from billing_audit.findings.models import Finding
from billing_audit.findings.proof import prove
from billing_audit.models import Line
from clients.models import Client, ContractRate
from tests.billing_audit.findings.stories import ABOVE_CONTRACT
from tests.billing_audit.on_file import OnFile, audit


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
    OnFile(acme).put(ABOVE_CONTRACT)
    audit(acme)
    ContractRate.objects.update(rate="590.00")

    proof = prove(Finding.objects.get())

    assert not proof.equal
    assert proof.occurrences[0].recomputed == 22
    assert set(proof.occurrences[0].changed) == {"contract_rate"}


def test_a_line_that_is_gone_fails_the_proof(acme: Client) -> None:
    OnFile(acme).put(ABOVE_CONTRACT)
    audit(acme)
    Line.objects.all().delete()

    assert not prove(Finding.objects.get()).equal
