"""An audit of one month says of it what an audit of everything says, though it reads less."""

from decimal import Decimal

import pytest

from billing_audit.checks.base import Check
from billing_audit.checks.catalogue import check_of
from billing_audit.checks.examples import Example
from billing_audit.models import Invoice, Occurrence
from clients.models import Client
from tests.billing_audit.on_file import OnFile, audit

#: The checks that compare with other months and then read only the bills that reach into this one.
COMPARING = ["A08", "A09", "A10", "A13", "A19", "I04"]
EXAMPLES = [
    pytest.param(check_of(code), example, id=f"{code} {example.title}")
    for code in COMPARING
    for example in check_of(code).examples
]


@pytest.mark.parametrize(("check", "example"), EXAMPLES)
def test_each_month_alone_comes_to_what_all_come_to(
    check: type[Check], example: Example, acme: Client
) -> None:
    OnFile(acme).put(example)
    audit(acme, only=check)
    found = _found()

    for month in sorted(set(Invoice.objects.values_list("month", flat=True))):
        Occurrence.objects.filter(month=month).delete()
        audit(acme, only=check, month_from=month, month_to=month, months=[month])

    assert _found() == found


def _found() -> list[tuple[int, int | None, Decimal, Decimal, dict]]:
    told = Occurrence.objects.values_list("invoice_id", "line_id", "claimed", "result", "inputs")
    return sorted(told, key=lambda each: each[:2])
