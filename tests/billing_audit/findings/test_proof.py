"""A changed source is noticed; that every example can be proved, the checks' own tests say."""

from billing_audit.findings.models import Finding
from billing_audit.findings.proof import prove
from billing_audit.models import Line
from clients.models import Client, ContractRate
from tests.billing_audit.findings.stories import ABOVE_CONTRACT
from tests.billing_audit.on_file import OnFile, audit


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
