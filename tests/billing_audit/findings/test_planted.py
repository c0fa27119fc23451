"""The audit finds every planted error and claims nothing else, measured on generated bills."""

from decimal import Decimal
from pathlib import Path

import pytest
from django.core.management import call_command

from bench.planting import generate
from bench.planting.score import read_truth, score
from billing_audit.findings.listing import occurrences
from billing_audit.findings.proof import prove
from billing_audit.models import Finding
from clients.models import Client
from tests.billing_audit.on_file import audit

LINES = 20_000


@pytest.mark.django_db
@pytest.mark.parametrize("seed", [22, 23])
def test_every_planted_error_is_found_and_nothing_else_is_claimed(
    tmp_path: Path, seed: int
) -> None:
    made = generate(tmp_path, seed=seed, lines=LINES, one_file=True)
    papers = {name: getattr(made, name) for name in ("accounts", "services", "rates")}
    call_command("load_reference", client="planted", create=True, **papers)
    call_command("import_bills", *made.bill_files, client="planted", declared=made.declared)
    client = Client.objects.get(slug="planted")

    audit(client)

    result = score(read_truth(made.truth), occurrences(client))
    assert result.missed == []
    assert result.total.recall == 1
    assert result.total.precision >= Decimal("0.99")
    assert result.total.money_error == 0
    some = Finding.objects.filter(client=client).order_by("public_id")[:40]
    assert [each for each in some if not prove(each).equal] == []
