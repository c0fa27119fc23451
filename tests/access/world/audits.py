"""Audits, findings and reports, for the practice and for the client."""

from datetime import date
from typing import Any

from django.utils import timezone

from billing_audit.models import AuditRun, Finding, MonthlyReport
from billing_audit.reports.figures import freeze
from clients.files.services import store
from clients.models import StoredFile
from retainer.lib.uploads import spool
from tests.access.world.cast import Cast


class Audits(Cast):
    """Audits, findings and reports, for the practice and for the client."""

    def audits(self) -> dict[str, Any]:
        return {"run": AuditRun.objects.create(client=self.acme).public_id}

    def findings(self) -> dict[str, Any]:
        """A finding that nobody has decided about, so the client does not see it."""
        run = AuditRun.objects.create(client=self.acme, state="complete")
        finding = Finding.objects.create(
            client=self.acme,
            check_code="B01",
            cause="account:1 code:1",
            subject="PORT on A-1",
            currency="USD",
            first_run=run,
            last_run=run,
        )
        return {"finding": finding.public_id}

    def reports(self) -> dict[str, Any]:
        """A draft that is ready to be published."""
        month = date(2026, 2, 1)
        with spool([b"%PDF-1.7"], limit=1000) as spooled:
            pdf = store(
                spooled,
                name="february.pdf",
                kind=StoredFile.Kind.REPORT,
                client=self.acme,
                stored_by=None,
            )
        draft = MonthlyReport.objects.create(
            client=self.acme, month=month, pdf=pdf, figures=freeze(self.acme, month)
        )
        return {"draft": draft.public_id}

    def portal(self) -> dict[str, Any]:
        """What the client's own people see: a finding shared with them, a published report."""
        run = AuditRun.objects.create(client=self.acme, state="complete")
        finding = Finding.objects.create(
            client=self.acme,
            check_code="B01",
            cause="shared:1",
            currency="USD",
            state="valid",
            first_month=date(2026, 3, 1),
            last_month=date(2026, 3, 1),
            first_run=run,
            last_run=run,
            shared_with_client=True,
        )
        with spool([b"%PDF-1.7"], limit=1000) as spooled:
            pdf = store(
                spooled,
                name="march.pdf",
                kind=StoredFile.Kind.REPORT,
                client=self.acme,
                stored_by=None,
            )
        pdf.shared_with_client = True
        pdf.save(update_fields=["shared_with_client"])
        report = MonthlyReport.objects.create(
            client=self.acme,
            month=date(2026, 3, 1),
            state="published",
            pdf=pdf,
            published_at=timezone.now(),
        )
        return {"shared_finding": finding.public_id, "published": report.public_id}
