"""What Acme gets to see: findings of an audit, some decided, reports, the retainer's work."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client as Browser
from django.utils import timezone

from billing_audit.checks.examples import Agreed, Billed, bill, example
from billing_audit.models import Finding, MonthlyReport
from clients.files.services import store
from clients.models import Client, Project, StoredFile, User, WorkEntry
from retainer.lib.uploads import spool
from tests.agreed import agree
from tests.agreed import worked as log_work
from tests.billing_audit.on_file import OnFile, audit

#: A port billed above the contract in March and April, one charge twice in March, and a credit.
YEAR = example(
    "two faults and a credit",
    bill(
        Billed(amount="612.00", quantity="1", rate="612.00"),
        Billed(amount="50.00", quantity="1", rate="50.00", service="B", code="RTR"),
        Billed(amount="50.00", quantity="1", rate="50.00", service="B", code="RTR"),
    ),
    bill(
        Billed(amount="612.00", quantity="1", rate="612.00", period=("2026-04-01", "2026-04-30")),
        Billed(amount="-12.50", charge="credit", code="CRD", description="Service credit"),
        number="1002",
        on="2026-04-01",
        file="april.csv",
    ),
    rates=(Agreed(rate="580.00", contract="MSA-1"),),
)

Share = Callable[..., Finding]
Publish = Callable[..., MonthlyReport]


@pytest.fixture
def audited(acme: Client) -> Client:
    """Acme after an audit; nothing is decided yet, so nothing is shared."""
    OnFile(acme).put(YEAR)
    audit(acme)
    return acme


@pytest.fixture
def share(audited: Client) -> Share:
    """Decide on a finding of a check, which shares it."""

    def decided(check: str, state: str = "valid", question: str = "") -> Finding:
        finding = Finding.objects.get(client=audited, check_code=check)
        finding.state, finding.question, finding.shared_with_client = state, question, True
        finding.save(update_fields=["state", "question", "shared_with_client"])
        return finding

    return decided


@pytest.fixture
def publish() -> Publish:
    """A report of a month with its PDF, in whatever state."""

    def report(client: Client, month: date, state: str = "published", **said: object):
        with spool([b"%PDF-1.7 of ", client.slug.encode()], limit=1000) as spooled:
            pdf = store(
                spooled,
                name=f"{client.slug}.pdf",
                kind=StoredFile.Kind.REPORT,
                client=client,
                stored_by=None,
            )
        pdf.shared_with_client = state != "draft"
        pdf.save(update_fields=["shared_with_client"])
        return MonthlyReport.objects.create(
            client=client,
            month=month,
            state=state,
            pdf=pdf,
            pages=12,
            published_at=None if state == "draft" else timezone.now(),
            **said,
        )

    return report


@pytest.fixture
def worked(acme: Client, casey: User) -> WorkEntry:
    """Two and a half of forty hours spent today."""
    agreement = agree(acme)
    project = Project.objects.create(client=acme, agreement=agreement, name="Carrier bill audit")
    text = "Called the carrier about the ports"
    return log_work(project, casey, timezone.localdate(), "2.50", text)


@pytest.fixture
def at_acme(owen: User) -> Browser:
    """Owen's browser."""
    browser = Browser()
    browser.force_login(owen)
    return browser
