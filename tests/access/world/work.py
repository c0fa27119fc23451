"""Agreements, work, retainers, and what is handed out."""

from datetime import date
from typing import Any

from clients.files.services import store
from clients.models import (
    ClientExport,
    ClientRate,
    Meeting,
    OverageRequest,
    Project,
    StandardRate,
    Statement,
    StoredFile,
    TeamSeat,
)
from clients.retainers.closing import close_month
from clients.work.bulk import Edit, change_many
from retainer.lib.uploads import spool
from tests.access.world.cast import Cast
from tests.agreed import agree, worked


class Work(Cast):
    """Agreements, work, retainers, and what is handed out."""

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
