"""The trade's worked example of the federal universal service fee, audited as a whole."""

from decimal import Decimal

from billing_audit.checks.fees.fusf import AboveTheFederalCeiling
from billing_audit.models import Finding
from clients.models import Client
from tests.billing_audit.on_file import OnFile, audit


def test_a_fee_of_may_2026_uses_the_factor_of_4q25_and_is_25_74_too_high(acme: Client) -> None:
    OnFile(acme).put(AboveTheFederalCeiling.examples[0])

    run = audit(acme)

    found = {each.check_code: each for each in Finding.objects.all()}
    assert run.recoverable == found["G01"].claimed == Decimal("25.74")
    assert found["G03"].claimed == 0
    [reason] = found["G03"].occurrences.select_related("finding")
    assert reason.explanation == (
        "It uses the 4Q25 factor: $2,340.00 × 0.381 is exactly $891.54. "
        "The 2Q26 factor of 0.37 gives $865.80."
    )
