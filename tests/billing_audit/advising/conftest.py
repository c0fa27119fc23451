"""Acme's two bills with a port above the contract and a charge twice, judged valid or not."""

from collections.abc import Callable
from datetime import date

import pytest
from django.utils import timezone

from billing_audit.findings.services import decide
from billing_audit.models import Finding, Invoice
from clients.models import Client, Contract, User
from tests.billing_audit.on_file import OnFile, audit_by
from tests.billing_audit.portal.conftest import YEAR

Judge = Callable[..., Finding]


@pytest.fixture
def audited(acme: Client) -> Client:
    """Acme after an audit; nothing is judged yet."""
    OnFile(acme).put(YEAR)
    audit_by(acme, "A09", "B01")
    return acme


@pytest.fixture
def judge(audited: Client, casey: User) -> Judge:
    """Judge a check's finding valid, as a consultant does."""

    def judged(check: str, state: str = "valid", reason: str = "confirmed") -> Finding:
        finding = Finding.objects.get(client=audited, check_code=check)
        decide(finding=finding, state=state, reason=reason, decided_by=casey)
        finding.refresh_from_db()
        return finding

    return judged


@pytest.fixture
def due(audited: Client) -> Callable[..., Invoice]:
    """Let a bill be of some days ago and due in some days, under a contract with a clause."""

    def dated(number: str = "1001", *, ago: int = 5, days: int = 20) -> Invoice:
        today = timezone.localdate()
        Invoice.objects.filter(client=audited, number=number).update(
            bill_date=date.fromordinal(today.toordinal() - ago),
            due_date=date.fromordinal(today.toordinal() + days),
        )
        bill = Invoice.objects.get(client=audited, number=number)
        bill.occurrences.update(month=bill.month)
        Contract.objects.filter(client=audited).update(withhold_days=30)
        return bill

    return dated
