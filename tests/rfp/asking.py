"""A request of Acme's as it is written, complete enough to be issued."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.utils import timezone

from clients.files.services import store
from clients.models import Client, DecisionRight, Site, StoredFile, User
from retainer.lib.uploads import spool
from rfp.issuing.freezing import freeze
from rfp.models import (
    IssuedVersion,
    PieceChange,
    Rfp,
    RfpClause,
    RfpMetric,
    RfpPrice,
    RfpRequirement,
    RfpSection,
    RfpSite,
    RfpStep,
)
from tests.rfp.sourcing import making

CLAUSES = (
    ("What the Client buys", "{{client}} buys lines from {{issue_date}} on. See [[C-002]]."),
    ("Exit", "The Provider must help for six months after the end."),
    (
        "Terms",
        '"Client" means {{client}}.\n\n"Provider" means the company that is awarded.\n\n'
        '"Site" means a place of the Client.',
    ),
)


def written(client: Client, by: User, owner: User | None, **facts: Any) -> Rfp:
    """A request with a little of everything: clauses, requirements, a site, a price, a metric."""
    rfp = Rfp.objects.create(
        client=client,
        title="Access for two sites",
        owner=owner,
        decision=making.approved(client, by, owner) if owner else None,
        lead=by,
        made_by=by,
        contact="buyer@acme.example",
        **{"reference": "ACM-2026-07"} | facts,
    )
    of = {"client": client, "rfp": rfp, "changed_by": by}
    section = RfpSection.objects.create(**of, number=1, title="Service")
    for number, (title, text) in enumerate(CLAUSES, start=1):
        RfpClause.objects.create(
            **of, number=number, position=number, section=section, title=title, text=text
        )
    for number, (title, weight) in enumerate((("Two paths", 0), ("Repair", 4)), start=1):
        RfpRequirement.objects.create(
            **of,
            number=number,
            position=number,
            section=section,
            title=title,
            text=f"The Provider must bring {title.lower()} to each Site.",
            level="scored" if weight else "mandatory",
            category="resilience",
            weight=weight,
        )
    now = timezone.now().replace(microsecond=0)
    for number, (kind, days) in enumerate((("questions", 10), ("due", 35), ("award", 60)), 1):
        RfpStep.objects.create(**of, number=number, kind=kind, at=now + timedelta(days=days))
    site = Site.objects.create(
        client=client, code=f"S-{rfp.pk}", name="Depot", street="1 Dock Rd", city="Fresno"
    )
    asked = RfpSite.objects.create(**of, number=1, site=site, wanted="200 Mbps")
    RfpPrice.objects.create(
        **of, number=1, description="Access 200 Mbps", unit="line", quantity=1, site=asked
    )
    RfpMetric.objects.create(
        **of,
        number=1,
        title="Availability",
        text="The share of the month in which a Site can use its line.",
        inputs="total, minutes of the month, min\ndown, minutes out of service, min",
        formula="100 * (total - down) / total",
        unit="%",
        target=Decimal("99.9"),
        source="The Provider's tickets",
        examples="down = 43.2, total = 43200 -> 99.90",
    )
    PieceChange.objects.create(
        client=client, rfp=rfp, letter="C", number=1, edition=1, act="made", content={}, by=by
    )
    return rfp


def may_sign(user: User, client: Client, limit: str | None = None) -> DecisionRight:
    """The right to sign contracts, up to a limit."""
    return DecisionRight.objects.create(
        client=client, user=user, subject="contract", limit=limit and Decimal(limit)
    )


def sent(rfp: Rfp, by: User, *, number: int = 2) -> IssuedVersion:
    """A later version, which rests on nothing that was put forward, with its PDF."""
    request = freeze(rfp, version=number, day=date(2026, 9, 1), salt="")
    with spool([b"%PDF-1.7"], limit=1000) as spooled:
        pdf = store(
            spooled,
            name="request.pdf",
            kind=StoredFile.Kind.REQUEST,
            client=rfp.client,
            stored_by=None,
            shared=True,
            bidders_of=rfp.pk,
        )
    version = IssuedVersion.objects.create(
        client=rfp.client,
        rfp=rfp,
        number=number,
        document=request.document,
        told=request.told.document,
        digest=request.digest,
        commitment=request.commitment,
        issued_by=by,
        pdf=pdf,
    )
    version.refresh_from_db(fields=["public_id"])
    return version
