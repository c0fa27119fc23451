"""The database itself refuses claims above what was billed, whoever writes them."""

from datetime import date
from decimal import Decimal
from uuid import uuid4

import pytest
from django.db import transaction
from django.db.utils import IntegrityError

from billing_audit.checks.examples import Billed, bill, example
from billing_audit.findings.models import Occurrence
from clients.models import Client
from tests.billing_audit.findings.stories import ABOVE_CONTRACT
from tests.billing_audit.on_file import OnFile, audit


@pytest.mark.parametrize("claimed", ["612.01", "1000"])
def test_the_database_refuses_claims_above_a_line(acme: Client, claimed: str) -> None:
    OnFile(acme).put(ABOVE_CONTRACT)
    audit(acme)

    with pytest.raises(IntegrityError, match="than it charges"), transaction.atomic():
        Occurrence.objects.filter(month=date(2026, 3, 1)).update(claimed=claimed)


def test_the_database_refuses_two_claims_that_are_too_much_together(acme: Client) -> None:
    OnFile(acme).put(ABOVE_CONTRACT)
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
