"""A request of Acme's with three sections, whose pieces a test writes as it needs them."""

from collections.abc import Callable

import pytest

from clients.models import Client, User
from rfp.models import PieceChange, Rfp, RfpClause, RfpRequirement, RfpSection

Write = Callable[..., RfpClause | RfpRequirement]

DEFINITIONS = (
    '"Provider" means the company that is awarded.\n\n"Site" means a place of the Client.\n\n'
    '"Client" means {{client}}. The Client pays. The Provider serves each Site.'
)


@pytest.fixture
def rfp(acme: Client, casey: User) -> Rfp:
    rfp = Rfp.objects.create(
        client=acme,
        reference="ACME-2026-01",
        title="Lines",
        lead=casey,
        made_by=casey,
        contact="bids@acme.test",
    )
    for number, title in enumerate(("Definitions", "Scope", "Service"), start=1):
        RfpSection.objects.create(
            client=acme, rfp=rfp, number=number, position=number, title=title, changed_by=casey
        )
    return rfp


@pytest.fixture
def write(rfp: Rfp, casey: User) -> Write:
    """Writes a clause C-001 … or a requirement R-001 … into a section, and its history."""

    def write(code: str, text: str, *, section: int = 2, title: str = "Words") -> RfpClause:
        model = {"C": RfpClause, "R": RfpRequirement}[code[0]]
        number = int(code[2:])
        facts = {"category": "coverage"} if code[0] == "R" else {}
        row, is_new = model.objects.update_or_create(
            client_id=rfp.client_id,
            rfp=rfp,
            number=number,
            defaults={
                "section": rfp.sections.get(number=section),
                "position": number,
                "title": title,
                "text": text,
                "changed_by": casey,
                **facts,
            },
        )
        PieceChange.objects.create(
            client_id=rfp.client_id,
            rfp=rfp,
            letter=code[0],
            number=number,
            edition=row.edition,
            act="made" if is_new else "changed",
            content={"section": section, "title": title, "text": text, "position": number},
            by=casey,
        )
        return row

    return write
