"""St. Brannock's request for voice and internet, in draft: made of the library, and written on."""

from datetime import datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

from django.utils import timezone

from clients.models import Client, Site, User
from retainer.lib.refusal import Refused
from rfp.authoring.appendices import take
from rfp.authoring.beginning import begin, content_from, from_library
from rfp.authoring.pricing import generate
from rfp.authoring.services import add, save, set_many
from rfp.library.models import LibraryPart, LibraryVersion
from rfp.models import Rfp, SourcingDecision

REQUESTING = "st-brannock"
PACKS = ("internet", "voice-trunks", "emergency-calls")
ZONE = "America/New_York"
#: Kind of hour, weeks from today, hour of the day.
HOURS = (("questions", 5, 17), ("addendum", 6, 17), ("due", 9, 14), ("award", 15, 12))
LARGE, SMALL = "Internet 1 Gbps, 46 voice channels", "Internet 200 Mbps, 6 voice channels"
LARGE_SITES = ("MAIN", "ADM", "EAST")
NOBODY = "nobody can call"
GROUPS = {
    "commercial": "Finance",
    "billing": "Finance",
    "security": "Security",
    "emergency": "Clinical safety",
}
AVAILABILITY = {
    "title": "Availability of a site",
    "text": "The share of the month in which a site reaches the internet and places calls. "
    "Work that was announced five working days ahead does not count as down.",
    "inputs": "down, minutes out of service, minutes\ntotal, minutes of the month, minutes",
    "formula": "100 * (total - down) / total",
    "unit": "%",
    "places": 2,
    "target": Decimal("99.95"),
    "floor": Decimal("99.5"),
    "source": "The provider's tickets, held against our own probes",
    "credit": "10% of the site's monthly charge, 25% beyond the floor",
    "examples": "down = 21.6, total = 43200 -> 99.95\ndown = 90, total = 43200 -> 99.79",
}
REPAIR = {
    "title": "Hours to repair a site that is down",
    "text": "The mean, over the faults of a month that left a site without service, "
    "from the report to the moment both sides agree that it works.",
    "inputs": "hours, hours from report to repair in all, hours\nfaults, number of faults, faults",
    "formula": "hours / faults",
    "unit": "hours",
    "places": 1,
    "direction": "lower",
    "target": Decimal(4),
    "floor": Decimal(8),
    "source": "The provider's tickets",
    "credit": "5% of the month's charges of all sites",
    "examples": "hours = 14.2, faults = 4 -> 3.6\nhours = 17, faults = 2 -> 8.5",
}


def request_like_people(client: Client, consultant: User, users: dict[str, User]) -> None:
    """A request begun from the library, with sites, prices, hours, metrics and appendices."""
    if client.slug != REQUESTING or Rfp.objects.filter(client=client).exists():
        return
    principal = next(user for user in users.values() if user.is_principal)
    owner = User.objects.filter(memberships__client=client, kind=User.Kind.CLIENT).order_by("pk")
    today = timezone.localdate()
    rfp = begin(
        rfp=Rfp(
            client=client,
            reference=f"SBR-{today:%Y}-01",
            title="Voice and internet for the hospital and its clinics",
            owner=owner.first(),
            decision=SourcingDecision.objects.filter(client=client).order_by("pk").first(),
            lead=principal,
            contact="sourcing@marsh-tolliver.example",
            time_zone=ZONE,
            starts_on=today + timedelta(weeks=32),
        ),
        sections=from_library(
            part for part in LibraryPart.objects.in_use() if not part.is_pack or part.code in PACKS
        ),
        by=consultant,
    )
    _schedule(rfp, consultant)
    _sites(rfp, consultant)
    for content in (AVAILABILITY, REPAIR):
        add(rfp=rfp, letter="M", content=content, by=consultant)
    _write(rfp, consultant, principal)
    for kind in ("sites", "services", "contracts", "spend"):
        try:
            take(rfp=rfp, kind=kind, by=consultant)
        except Refused:
            continue  # nothing is on file of it


def _schedule(rfp: Rfp, by: User) -> None:
    monday = timezone.localdate() - timedelta(days=timezone.localdate().weekday())
    for kind, weeks, hour in HOURS:
        day = monday + timedelta(weeks=weeks, days=1)
        at = datetime(day.year, day.month, day.day, hour, tzinfo=ZoneInfo(ZONE))
        add(rfp=rfp, letter="D", content={"kind": kind, "at": at}, by=by)


def _sites(rfp: Rfp, by: User) -> None:
    for site in Site.objects.filter(client=rfp.client_id, closed_on=None):
        wanted = LARGE if site.code in LARGE_SITES else SMALL
        add(rfp=rfp, letter="L", content={"site": site, "wanted": wanted}, by=by)
    generate(rfp=rfp, by=by)


def _write(rfp: Rfp, consultant: User, principal: User) -> None:
    """Two people on it: who scores what, a clause written on, one older than the library's."""
    for category, group in GROUPS.items():
        chosen = rfp.requirements.filter(category=category)
        set_many(pieces=chosen, content={"group": group}, by=consultant)
    clause = rfp.clauses.filter(section__title__icontains="objective").first()
    if clause is not None:
        first = f"The hospital never closes: a change leaves no hour in which {NOBODY}."
        added = save(
            piece=clause,
            edition=clause.edition,
            content={"text": f"{clause.text}\n\n{first}"},
            by=consultant,
        )
        told = first.replace(NOBODY, "a ward cannot call")
        save(
            piece=added,
            edition=added.edition,
            content={"text": added.text.replace(first, told)},
            by=principal,
        )
    wanted = rfp.requirements.filter(from_version__item__code="INT-03").first()
    earlier = LibraryVersion.objects.filter(item__code="INT-03", number=2).first()
    if wanted is not None and earlier is not None:
        content = content_from(earlier)
        save(piece=wanted, edition=wanted.edition, content=content, by=consultant)
