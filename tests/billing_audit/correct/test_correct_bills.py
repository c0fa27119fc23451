"""On bills that are right no check may claim a cent, however untidy they are."""

from decimal import Decimal

import pytest

from billing_audit.checks.base import Nature
from billing_audit.checks.catalogue import check_of
from billing_audit.models import Occurrence
from clients.models import Client
from clients.telecom.shipped_fees import add_missing
from tests.billing_audit.correct.practice import practice
from tests.billing_audit.on_file import OnFile, audit


@pytest.mark.parametrize("seed", range(2))
def test_nothing_is_claimed_on_bills_that_are_right(acme: Client, seed: int) -> None:
    add_missing()
    lines = {}
    for account in practice(seed):
        on_file = OnFile(acme, carrier_name=account.carrier).put(account.example())
        lines |= on_file.lines

    audit(acme)

    errors = [
        (hit.check_code, hit.invoice.number, hit.result, lines.get(hit.line_id), hit.inputs)
        for hit in Occurrence.objects.filter(client=acme, result__gt=0).select_related("invoice")
        if check_of(hit.check_code).nature is Nature.ERROR
        and not check_of(hit.check_code).claims_once_validated
    ]
    assert errors == []
    assert sum((Decimal(hit.claimed) for hit in Occurrence.objects.all()), Decimal(0)) == 0
