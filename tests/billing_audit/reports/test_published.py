"""What was published stays as it was read, whoever gets to run SQL in the product's name."""

import pytest
from django.db import InternalError, connection

from billing_audit.models import MonthlyReport
from clients.files.services import store
from clients.models import Client, StoredFile
from retainer.lib.tenancy import acting_as
from retainer.lib.uploads import spool
from tests.billing_audit.reports.conftest import MARCH

CHANGES = [
    "figures = jsonb_build_object('found', 0)",
    "figures_sha256 = 'another'",
    "pdf_id = NULL, state = 'draft'",
    "pages = 1",
    "month = '2026-04-01'",
    "version = 2",
    "public_id = gen_random_uuid()",
    "published_at = now()",
    "superseded_because = 'We were wrong'",
    "state = 'draft'",
    "state = 'superseded', superseded_at = now(), figures = jsonb_build_object('found', 0)",
]
#: Lets every trigger of the package that makes them pass, in databases where it may.
IGNORE_TRIGGERS = """
    SELECT set_config('pgtrigger.ignore', array_agg(tgname)::text, true) FROM pg_trigger
    WHERE tgrelid = 'billing_audit_monthlyreport'::regclass AND NOT tgisinternal
"""


@pytest.fixture(params=["published", "superseded"])
def report(acme: Client, request: pytest.FixtureRequest) -> MonthlyReport:
    """Acme's March, which was published."""
    with spool([b"%PDF-1.7"], limit=1000) as spooled:
        pdf = store(
            spooled, name="march.pdf", kind=StoredFile.Kind.REPORT, client=acme, stored_by=None
        )
    return MonthlyReport.objects.create(
        client=acme, month=MARCH, state=request.param, pdf=pdf, pages=12,
        published_at="2026-04-02T09:00:00Z",
    )  # fmt: skip


def attempt(report: MonthlyReport, statement: str) -> None:
    """Run SQL as somebody of the practice would whose query let SQL in."""
    with acting_as("staff", clients=[report.client_id]), connection.cursor() as cursor:
        cursor.execute(IGNORE_TRIGGERS)
        cursor.execute(statement)


@pytest.mark.parametrize("change", CHANGES)
def test_nothing_of_it_is_changed(report: MonthlyReport, change: str) -> None:
    with pytest.raises(InternalError, match="Cannot update"):
        attempt(report, f"UPDATE billing_audit_monthlyreport SET {change}")  # noqa: S608 - ours


def test_it_is_not_deleted(report: MonthlyReport) -> None:
    with pytest.raises(InternalError, match="Cannot delete"):
        attempt(report, "DELETE FROM billing_audit_monthlyreport")


@pytest.mark.parametrize("report", ["published"], indirect=True)
def test_it_steps_aside_for_a_later_version(report: MonthlyReport) -> None:
    attempt(
        report,
        "UPDATE billing_audit_monthlyreport SET state = 'superseded', superseded_at = now(), "
        "superseded_because = 'A late credit'",
    )

    report.refresh_from_db()
    assert (report.state, report.superseded_because) == ("superseded", "A late credit")
