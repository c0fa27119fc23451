"""Audits, findings and reports, for the practice and for the client."""

from datetime import date
from typing import Any
from uuid import uuid4

from django.utils import timezone

from billing_audit.models import (
    AuditRun,
    ChargeMeaning,
    Coverage,
    Finding,
    FindingDecision,
    MonthlyReport,
    OwnSetting,
    SavedView,
    Suppression,
    UnverifiedCharge,
)
from billing_audit.reports.figures import freeze
from clients.files.services import store
from clients.models import BillingAccount, StoredFile
from retainer.lib.uploads import spool
from tests.access.world.cast import Cast


class Audits(Cast):
    """Audits, findings and reports, for the practice and for the client."""

    def audits(self) -> dict[str, Any]:
        said = ChargeMeaning.objects.create(words="port", meaning="ordinary", said_by=self.pat)
        run = AuditRun.objects.create(client=self.acme)
        return {"run": run.public_id, "said": said.public_id, **self.tuned(), **self.counted(run)}

    def tuned(self) -> dict[str, Any]:
        """A tolerance that somebody set for Acme."""
        word = OwnSetting.objects.create(
            client=self.acme, check_code="D05", name="cap", value="5.00", reason="Tariff",
            set_by=self.pat,
        )  # fmt: skip
        return {"tuned_check": "D05", "tuned_name": "cap", "own_setting": word.public_id}

    def counted(self, run: AuditRun) -> dict[str, Any]:
        """A charge of Acme that nothing on file speaks for."""
        account = BillingAccount.objects.filter(client=self.acme).earliest("pk")
        charge = UnverifiedCharge.objects.create(
            client=self.acme, run=run, account=account,
            code="MISC", description="Circuit", charge_type=1, traits=0, currency="USD",
            charges=2, spend="90.00", first_month=date(2026, 3, 1), last_month=date(2026, 3, 1),
        )  # fmt: skip
        sums = {"all": {}, "verified": {}, "priced": {}}
        Coverage.objects.create(client=self.acme, run=run, charges=sums)
        return {"unverified": charge.public_id}

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
        return {"finding": finding.public_id, **self.decided(finding)}

    def decided(self, like: Finding) -> dict[str, Any]:
        """What was decided of another finding, a rule made of it, and a view of Casey's."""
        other = Finding.objects.create(
            client=self.acme, check_code=like.check_code, cause="decided", currency="USD",
            first_run=like.first_run, last_run=like.last_run, state="false_positive",
        )  # fmt: skip
        batch = uuid4()
        FindingDecision.objects.create(
            client=self.acme, finding=other, state="false_positive", reason="intended",
            decided_by=self.pat, batch=batch,
        )  # fmt: skip
        rule = Suppression.objects.create(
            client=self.acme, check_code="B01", cause="agreed", covering="a port", batch=uuid4(),
            until=date(2027, 1, 1), reason="intended", note="Agreed.", learned_from=other,
            made_by=self.pat,
        )  # fmt: skip
        view = SavedView.objects.create(user=self.casey, name="Mine", query="client=acme")
        return {"batch": batch, "suppression": rule.public_id, "saved_view": view.public_id}

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
            client=self.acme,
            month=month,
            pdf=pdf,
            workbook=self._workbook(),
            figures=freeze(self.acme, month),
        )
        return {"draft": draft.public_id}

    def _workbook(self, *, shared: bool = False) -> StoredFile:
        with spool([b"PK"], limit=1000) as spooled:
            return store(
                spooled,
                name="report.xlsx",
                kind=StoredFile.Kind.REPORT,
                client=self.acme,
                stored_by=None,
                shared=shared,
            )

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
            workbook=self._workbook(shared=True),
            published_at=timezone.now(),
        )
        return {"shared_finding": finding.public_id, "published": report.public_id}
