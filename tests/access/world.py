"""One row of each kind at Acme, so that every address of the product leads somewhere.

Each subject adds what its addresses need in a method of its own.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from io import BytesIO
from typing import Any

from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils import timezone
from pypdf import PdfWriter

from billing_audit.bills.importers.mapped.profile import Profile
from billing_audit.bills.importers.paper.draft import HEAD, Draft
from billing_audit.bills.paper_models import DraftBill, PaperTemplate
from billing_audit.bills.profiles import save_profile
from billing_audit.models import (
    Arrival,
    AuditRun,
    BillFile,
    BillProfile,
    Enclosure,
    Finding,
    Invoice,
    MonthlyReport,
    UsageFile,
)
from billing_audit.reports.figures import freeze
from clients.files.services import store
from clients.models import (
    BillingAccount,
    Carrier,
    Client,
    ClientExport,
    ClientRate,
    Contract,
    ContractRate,
    DecisionRight,
    Invitation,
    Meeting,
    Membership,
    Notice,
    OverageRequest,
    Project,
    PublicFee,
    Service,
    Site,
    StandardRate,
    Statement,
    StoredFile,
    TeamSeat,
    User,
)
from clients.people.services import _fingerprint
from clients.retainers.closing import close_month
from clients.telecom.services import attach_document
from clients.work.bulk import Edit, change_many
from retainer.lib.uploads import spool
from tests.agreed import agree, worked

TOKEN = "a-token-from-a-mail"


@dataclass
class World:
    """Acme with one of everything."""

    acme: Client
    owen: User
    pat: User
    casey: User

    def arguments(self) -> dict[str, Any]:
        """What stands in an address for each word of the table."""
        return {
            "client": self.acme.public_id,
            **self.people(),
            **self.notices(),
            **self.telecom(),
            **self.work(),
            **self.agreed(),
            **self.export(),
            **self.retained(),
            **self.audits(),
            **self.findings(),
            **self.reports(),
            **self.portal(),
            **self.bills(),
            **self.papers(),
            **self.usage(),
            **self.arrived(),
        }

    def people(self) -> dict[str, Any]:
        invitation = Invitation.objects.create(
            client=self.acme,
            email="ida@acme.test",
            name="Ida",
            kind="client",
            role="viewer",
            token_sha256=_fingerprint(TOKEN),
            invited_by=self.pat,
            expires_at=timezone.now() + timedelta(days=1),
        )
        return {
            "member": Membership.objects.get(user=self.owen).pk,
            "right": DecisionRight.objects.get(user=self.owen).pk,
            "user": self.owen.public_id,
            "invitation": invitation.public_id,
            "token": TOKEN,
        }

    def notices(self) -> dict[str, Any]:
        """Something Casey was told."""
        notice = Notice.objects.create(
            client=self.acme,
            recipient=self.casey,
            topic="use",
            sentence="Half of it is used.",
            link="/work/agreements/",
        )
        return {"notice": notice.public_id}

    def telecom(self) -> dict[str, Any]:
        carrier = Carrier.objects.create(name="Corvane")
        contract = Contract.objects.create(client=self.acme, carrier=carrier, number="MSA-1")
        with spool([b"%PDF-1.7"], limit=1000) as spooled:
            document = attach_document(
                contract=contract,
                title="Master agreement",
                signed_on=None,
                spooled=spooled,
                name="msa.pdf",
                attached_by=self.pat,
            )
        year = DateRange(date(2026, 1, 1), date(2027, 1, 1))
        rows = {
            "carrier": carrier,
            "account": BillingAccount.objects.create(
                client=self.acme, carrier=carrier, number="A-1"
            ),
            "site": Site.objects.create(client=self.acme, code="D1", name="Depot"),
            "service": Service.objects.create(client=self.acme, number="CIR-1"),
            "contract": contract,
            "rate": ContractRate.objects.create(
                client=self.acme, carrier=carrier, charge_code="PORT", rate=40, valid=year
            ),
            "fee": PublicFee.objects.create(
                authority="FCC", code="FUSF", title="Federal USF", rate="0.36", valid=year
            ),
            "document": document,
        }
        return {word: row.public_id for word, row in rows.items()}

    def bills(self) -> dict[str, Any]:
        account = BillingAccount.objects.filter(client=self.acme).first()
        with spool([b"a bill"], limit=1000) as spooled:
            stored = store(
                spooled,
                name="bill.csv",
                kind=StoredFile.Kind.BILL,
                client=self.acme,
                stored_by=self.casey,
            )
        bill_file = BillFile.objects.create(
            client=self.acme, stored=stored, name="bill.csv", sha256="0" * 64, state="imported"
        )
        invoice = Invoice.objects.create(
            client=self.acme,
            bill_file=bill_file,
            account=account,
            carrier=account.carrier,
            number="INV-1",
            bill_date=date(2026, 3, 1),
            currency="USD",
        )
        return {
            "bill_file": bill_file.public_id,
            "invoice": invoice.public_id,
            "layout": self.layout().public_id,
        }

    def layout(self) -> BillProfile:
        """How a carrier's own table is read."""
        profile = Profile(
            name="Corvane charges",
            recognised_by=("Account", "Date", "Amount"),
            columns={"account_no": "Account", "bill_date": "Date", "amount": "Amount"},
            fixed={"charge_type": "recurring"},
        )
        carrier = Carrier.objects.get(name="Corvane")
        return save_profile(profile=profile, carrier=carrier, made_by=self.casey)

    def usage(self) -> dict[str, Any]:
        """A file of call records."""
        with spool([b"calls"], limit=1000) as spooled:
            stored = store(
                spooled,
                name="calls.csv",
                kind=StoredFile.Kind.IMPORT,
                client=self.acme,
                stored_by=self.casey,
            )
        usage_file = UsageFile.objects.create(
            client=self.acme, stored=stored, name="calls.csv", sha256="1" * 64, state="imported"
        )
        return {"usage_file": usage_file.public_id}

    def arrived(self) -> dict[str, Any]:
        """A mail with a file that waits for somebody to take it."""
        with spool([b"another bill"], limit=1000) as spooled:
            stored = store(
                spooled,
                name="april.csv",
                kind=StoredFile.Kind.BILL,
                client=self.acme,
                stored_by=None,
            )
        arrival = Arrival.objects.create(client=self.acme, way="mail", subject="Your invoice")
        enclosure = Enclosure.objects.create(
            arrival=arrival,
            client=self.acme,
            name="april.csv",
            size=stored.size,
            sha256=stored.sha256,
            verdict="bill",
            stored=stored,
        )
        return {"arrival": arrival.public_id, "enclosure": enclosure.public_id}

    def papers(self) -> dict[str, Any]:
        """A PDF that was read by a layout and waits for confirmation."""
        carrier = Carrier.objects.get(name="Corvane")
        layout = PaperTemplate.objects.create(
            carrier=carrier, name="Bill", layout={"marks": []}, made_by=self.pat
        )
        writer, pdf = PdfWriter(), BytesIO()
        writer.add_blank_page(612, 792)
        writer.write(pdf)
        with spool([pdf.getvalue()], limit=10_000) as spooled:
            stored = store(
                spooled,
                name="bill.pdf",
                kind=StoredFile.Kind.BILL,
                client=self.acme,
                stored_by=self.casey,
            )
        bill_file = BillFile.objects.create(
            client=self.acme, stored=stored, name="bill.pdf", sha256="1" * 64, state="draft"
        )
        content = Draft({name: "" for name in HEAD}).to_json()
        draft = DraftBill.objects.create(
            client=self.acme,
            bill_file=bill_file,
            template=layout,
            content=content,
            as_read=content,
        )
        return {
            "paper_layout": layout.public_id,
            "pdf_file": bill_file.public_id,
            "draft_bill": draft.public_id,
            "page": 1,
        }

    def work(self) -> dict[str, Any]:
        agreement = agree(self.acme)
        project = Project.objects.create(client=self.acme, agreement=agreement, name="Audit")
        entry = worked(project, self.casey, date(2026, 3, 2), state="draft")
        rows = {"agreement": agreement, "project": project, "entry": entry}
        gone = worked(project, self.casey, date(2026, 3, 3), state="draft")
        done = change_many(entries=[gone], edit=Edit(delete=True), changed_by=self.casey)
        rows["meeting"] = Meeting.objects.create(
            client=self.acme, series="a", starts_at="2026-03-02", day=date(2026, 3, 2)
        )
        ids = {word: row.public_id for word, row in rows.items()}
        return ids | {"week": date(2026, 3, 2), "act": done.act, "casey": self.casey.public_id}

    def agreed(self) -> dict[str, Any]:
        """A seat with a photo, an hourly rate, a price, and the name of a month."""
        agreement = self.acme.agreements.get()
        with spool([b"a photo"], limit=1000) as spooled:
            photo = store(
                spooled,
                name="photo.jpg",
                kind=StoredFile.Kind.PHOTO,
                client=self.acme,
                stored_by=self.pat,
                shared=True,
            )
        since = date(2026, 1, 1)
        owned = {"client": self.acme, "agreement": agreement}
        rows = {
            "seat": TeamSeat.objects.create(
                **owned, person=self.casey, role="Consultant", photo=photo
            ),
            "hourly": ClientRate.objects.create(
                **owned, person=self.casey, rate=180, starts_on=since
            ),
            "price": StandardRate.objects.create(rate=200, starts_on=since),
        }
        return {"month": "2026-03", **{word: row.public_id for word, row in rows.items()}}

    def retained(self) -> dict[str, Any]:
        """Approved work, a request for more that waits, and January closed with its statement."""
        agreement = self.acme.agreements.get()
        project = agreement.projects.first()
        with spool([b"%PDF-1.7"], limit=1000) as spooled:
            pdf = store(
                spooled,
                name="statement.pdf",
                kind=StoredFile.Kind.STATEMENT,
                client=self.acme,
                stored_by=None,
                shared=True,
            )
        month = date(2026, 1, 1)
        statement = close_month(agreement=agreement, month=month, closed_by=self.pat)
        Statement.objects.filter(pk=statement.pk).update(pdf=pdf)
        asked = OverageRequest.objects.create(
            client=self.acme,
            agreement=agreement,
            month=date(2026, 4, 1),
            amount=5,
            cost=1000,
            reason="The merger",
            asked_by=self.casey,
        )
        return {
            "approved": worked(project, self.casey, date(2026, 4, 1)).public_id,
            "asked": asked.public_id,
            "statement": statement.public_id,
        }

    def export(self) -> dict[str, Any]:
        """An archive that Owen asked for, and a file that Pat brought from elsewhere."""
        with spool([b"an archive"], limit=1000) as spooled:
            archive = store(
                spooled,
                name="everything.zip",
                kind=StoredFile.Kind.EXPORT,
                client=self.acme,
                stored_by=self.owen,
                shared=True,
            )
        export = ClientExport.objects.create(
            client=self.acme, reader="client", state="ready", archive=archive, asked_by=self.owen
        )
        with spool([b"Date,Client,Project,Hours,First Name\n"], limit=1000) as spooled:
            brought = store(
                spooled,
                name="harvest.csv",
                kind=StoredFile.Kind.IMPORT,
                client=None,
                stored_by=self.pat,
            )
        return {"export": export.public_id, "moving": brought.public_id}

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
