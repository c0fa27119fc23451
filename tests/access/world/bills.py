"""Bills in every form they arrive in, and usage."""

from datetime import date
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
    BillFile,
    BillProfile,
    DeckVersion,
    Enclosure,
    ExpectedBill,
    Invoice,
    OwnLayout,
    RateDeck,
    UsageFile,
)
from billing_audit.usage.layouts import SHIPPED
from clients.files.services import store
from clients.models import BillingAccount, Carrier, StoredFile
from retainer.lib.uploads import spool
from tests.access.world.cast import Cast


class Bills(Cast):
    """Bills in every form they arrive in, and usage."""

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
        expected = ExpectedBill.objects.create(
            client=self.acme,
            account=account,
            month=date(2026, 4, 1),
            due_on=date(2026, 4, 1),
            cycle=1,
            currency="USD",
            last_bill=invoice,
            last_total=0,
            made_at=timezone.now(),
            made_because="bill",
            total=0,
            low=0,
            high=0,
        )
        return {
            "bill_file": bill_file.public_id,
            "invoice": invoice.public_id,
            "expected": expected.public_id,
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
        layout = OwnLayout.objects.create(name="calls", layout=SHIPPED[0].to_json())
        return {
            "usage_file": usage_file.public_id,
            "usage_layout": layout.public_id,
            "shipped_usage": SHIPPED[0].name,
            "shipped": "twilio-call-log",
        }

    def rated(self) -> dict[str, Any]:
        """A rate deck of the client with a version."""
        carrier = Carrier.objects.get_or_create(name="Corvane")[0]
        deck = RateDeck.objects.create(client=self.acme, carrier=carrier, name="Long distance")
        version = DeckVersion.objects.create(
            client=self.acme, deck=deck, valid=DateRange(date(2026, 1, 1), None), source="deck.csv"
        )
        return {"deck": deck.public_id, "deck_version": version.public_id}

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
