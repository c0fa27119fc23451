"""What the demo's clients decide to buy."""

from datetime import timedelta
from decimal import Decimal

from django.utils import timezone

from clients.models import Client, DecisionRight, Membership, Objective, Site, User
from retainer.demo.hospital import ST_BRANNOCK
from retainer.lib.tenancy import acting_as
from rfp.models import SourcingDecision, SourcingOption, SourcingTarget, Supplier
from rfp.sourcing import declaring, listing, parts, services
from rfp.sourcing.deciding import decide

RETAINED = [
    "Telecom strategy and budget",
    "Choice and oversight of suppliers",
    "Acceptance of every service at handover",
    "Security policy and incident command",
    "Directory of who may order what",
]
OUTSOURCED = [
    "Access lines and their repair",
    "Managed routers at every site",
    "Number porting and emergency locations",
    "Voice platform and its upgrades",
]
#: The measure, where it stands, the target, and in how many days to reach it.
TARGETS = (
    ("Availability of voice at the main campus", "99.91 % a month", "99.99 % a month", 270),
    ("Time to repair a site that is down", "9 hours on average", "4 hours at most", 270),
    ("Charges that differ from the contract", "61 in the last audit", "none after 3 bills", 360),
)
OPTIONS = (
    (
        "Invite four suppliers to compete", True,
        "All four serve every site; prices of 2026 lie a fifth below ours.",
        "Takes seven months and the time of two of our people.",
    ),
    (
        "Renegotiate with today's carriers", False,
        "No change-over, and done in ten weeks.",
        "Outages came from one shared duct, which no price changes.",
    ),
    (
        "Leave it as it is", False,
        "No effort now.",
        "The contract renews for a year in silence, at the old rates.",
    ),
)  # fmt: skip


def source_like_a_client(client: Client, consultant: User) -> None:
    """St. Brannock decides to invite bids for voice and internet, and approves it."""
    if client.slug != ST_BRANNOCK.slug or SourcingDecision.objects.filter(client=client).exists():
        return
    today = timezone.localdate()
    owner = _owner(client)
    decision = services.keep_decision(
        decision=SourcingDecision(
            client=client,
            title="Voice and internet for all sites",
            why="The voice contract ends next spring, two outages reached the wards through one "
            "shared duct, and a fifth of what is billed is not what was agreed.",
            reasons=["term", "resilience", "quality", "cost"],
            outcomes="No ward loses its telephones through one failure, one party answers for "
            "every fault, and each bill can be checked against the contract line by line.",
            owner=owner,
            answers_for_all="One supplier for all sites, its subcontractors included; the "
            "director of IT for the hospital.",
            route="competition",
            route_because="Four suppliers reach every site, and none has a lead that would "
            "justify not asking the others.",
            retained=RETAINED,
            outsourced=OUTSOURCED,
            money=Decimal(640000),
            due_on=today + timedelta(days=14),
        ),
        sites=Site.objects.filter(client=client, closed_on=None)[:12],
        kept_by=consultant,
    )
    objective = Objective.objects.filter(client=client, lens=Objective.Lens.COST).first()
    for measure, stands, target, days in TARGETS:
        part = SourcingTarget(
            decision=decision, measure=measure, today=stands, target=target,
            by=today + timedelta(days=days),
            objective=objective if "Charges" in measure else None,
        )  # fmt: skip
        parts.keep_part(part=part, kept_by=consultant)
    for title, is_chosen, in_favour, against in OPTIONS:
        option = SourcingOption(
            decision=decision, title=title, is_chosen=is_chosen, in_favour=in_favour,
            against=against,
        )  # fmt: skip
        parts.keep_part(part=option, kept_by=consultant)
    services.put(decision=decision, put_by=consultant)
    _look_at_suppliers(decision, consultant)


def _look_at_suppliers(decision: SourcingDecision, consultant: User) -> None:
    """Five on the long list, three on the short one, one dropped with its reason; who declared."""
    listed = listing.add(
        decision=decision,
        suppliers=Supplier.objects.exclude(name="Marlfinch Wireless").order_by("name"),
        added_by=consultant,
    )
    for each in listed[:3]:
        listing.move(listed=each, stage="short_list", reason="Serves all sites.",
                     moved_by=consultant)  # fmt: skip
    listing.move(
        listed=listed[-1], stage="dropped_out", moved_by=consultant,
        reason="Does not reach the clinics in the north, and plans nothing there.",
    )  # fmt: skip
    others = declaring.candidates(decision).exclude(pk=consultant.pk)
    for person in (consultant, *others[:2]):
        declaring.name_person(decision=decision, person=person, named_by=consultant)
    declaring.declare(decision=decision, person=consultant, has_interest=False, what="")


def approve_sourcing_like_the_client(client: Client) -> None:
    """Whoever holds the right approves what waits, on their own page's terms."""
    with acting_as("worker", clients=[client.pk]):
        waiting = SourcingDecision.objects.filter(client=client).waiting().first()
        rights = DecisionRight.objects.filter(client=client, subject="contract")
        holder = rights.select_related("user").order_by("pk").first()
    if waiting is None or holder is None:
        return
    with acting_as("portal", clients=[client.pk], user_id=holder.user_id):
        decide(
            decision=waiting,
            outcome="approved",
            decided_by=holder.user,
            read=waiting.put_at,
            reason="Agreed in the steering meeting. Please keep the wards out of the first phase.",
        )


def _owner(client: Client) -> User | None:
    people = Membership.objects.filter(client=client).exclude(role=Membership.Role.CONSULTANT)
    first = people.order_by("pk").select_related("user").first()
    return first.user if first else None
