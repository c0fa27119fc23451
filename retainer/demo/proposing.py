"""What several providers offer the demo's clients together, with who of them earns what."""

from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal

from django.utils import timezone

from clients.models import Client, Project, Site, User
from retainer.demo.hospital import ST_BRANNOCK
from retainer.demo.logistics import KESTREL_RIDGE
from rfp.models import (
    Earning,
    Holding,
    InterfaceStep,
    Proposal,
    ProposalParty,
    ScopeLine,
    Supplier,
)
from rfp.proposals.putting import issue
from rfp.proposals.services import hold, keep_part, keep_proposal, settle

CORVANE, VEXBRIDGE, LARKSPUR = "Corvane Networks", "Vexbridge Telecom", "Larkspur Communications"
OURS, THEIRS = "ours", "theirs"


@dataclass(frozen=True)
class Line:
    """A line of the scope: its words, and who does it for how much, once and a month."""

    title: str
    detail: str
    role: str
    held: tuple[tuple[str, str | None, str | None, str], ...] = ()
    left_open: str = ""


#: Name, roles, contact, mail, telephone.
PARTIES = (
    (CORVANE, ("carrier",), "Dana Ruiz", "dana.ruiz@corvane.example", "+1 585 555 0141"),
    (LARKSPUR, ("equipment", "installation", "managed"), "Ivo Sand",
     "ivo.sand@larkspur.example", "+1 315 555 0164"),
    (VEXBRIDGE, ("carrier", "equipment"), "Mel Okafor", "mel.okafor@vexbridge.example",
     "+1 585 555 0119"),
)  # fmt: skip

LINES = (
    Line("Second access line of Fennimore", "100M over wireless, own way into the building",
         "carrier", ((VEXBRIDGE, "250.00", "129.00", ""),)),
    Line("Routers that change over by themselves", "One each at the data center and at Fennimore",
         "equipment",
         ((LARKSPUR, "1840.00", None, ""), (VEXBRIDGE, "2150.00", None, ""))),
    Line("Wi-Fi for exam rooms and ambulance bay", "14 access points, outdoor housings at the bay",
         "equipment", ((LARKSPUR, "4620.00", None, ""),)),
    Line("Cabling and mounting", "Three nights, outside of opening hours", "installation",
         ((LARKSPUR, "2380.00", None, ""),)),
    Line("Watching and mending routers and Wi-Fi", "Around the clock, on site within 4 hours",
         "managed", ((LARKSPUR, None, "215.00", ""),)),
    Line("Route of the second line to the data center", "Kept apart from the first line's duct",
         "carrier", ((CORVANE, None, None, "within the contract of the network"),)),
    Line("First three bills held against this proposal", "Every line, before it is paid", "audit",
         ((OURS, None, None, "within the retainer"),)),
    Line("Tablets for triage nurses", "", "equipment", (),
         left_open="The hospital tries two models until spring."),
)  # fmt: skip

#: Step, then who orders, installs, tests, bills and answers the ticket.
STEPS = (
    ("Second access line", OURS, VEXBRIDGE, LARKSPUR, VEXBRIDGE, LARKSPUR),
    ("Routers and the change-over between lines", LARKSPUR, LARKSPUR, THEIRS, LARKSPUR, LARKSPUR),
    ("Wi-Fi in exam rooms and bay", LARKSPUR, LARKSPUR, THEIRS, LARKSPUR, LARKSPUR),
    ("Route to the data center", OURS, CORVANE, LARKSPUR, CORVANE, CORVANE),
)

#: Payee, payer, kind, for what, amount, per cent, of what, pace, months.
EARNINGS = (
    (LARKSPUR, THEIRS, "price", "Routers, Wi-Fi, cabling and mounting", "8840.00", None, "",
     "once", None),
    (LARKSPUR, THEIRS, "price", "Watching and mending", "215.00", None, "", "monthly", 24),
    (LARKSPUR, "Ferrant Wireless", "rebate", "Manufacturer's bonus on access points sold", None,
     "3", "their list price", "once", None),
    (VEXBRIDGE, THEIRS, "price", "Second access line, set-up", "250.00", None, "", "once", None),
    (VEXBRIDGE, THEIRS, "price", "Second access line", "129.00", None, "", "monthly", 24),
)  # fmt: skip


def propose_like_a_consultant(client: Client, consultant: User) -> None:
    """St. Brannock has one to decide; Kestrel Ridge's is still short of some answers."""
    if Proposal.objects.filter(client=client).exists():
        return
    if client.slug == ST_BRANNOCK.slug:
        _urgent_care(client, consultant)
    elif client.slug == KESTREL_RIDGE.slug:
        _cabs(client, consultant)


def _urgent_care(client: Client, by: User) -> None:
    proposal = _begun(
        client, by,
        title="An urgent care that stays in touch",
        codes=("ADM", "FEN"),
        summary="Fennimore urgent care went dark four times this year, each time for half a "
        "shift, because everything hangs on one line and the bay has no Wi-Fi of its own. Three "
        "providers give it a second way in, routers that change over by themselves, and Wi-Fi up "
        "to the ambulance bay. One of them, Larkspur, answers every call, whosever part failed.",
        if_nothing="Each dark shift sends some thirty patients to the hospital instead, and costs "
        "about 1,900 in overtime. Winter begins in six weeks; building the second line takes "
        "five.",
        months=24,
    )  # fmt: skip
    parties = _parties(proposal, by)
    lines = _lines(proposal, LINES, parties, by)
    routers = lines["Routers that change over by themselves"]
    settle(
        line=routers,
        keeper=routers.holdings.get(party=parties[LARKSPUR]),
        because="Whoever watches the routers should have chosen them, and it costs 310 less.",
        settled_by=by,
    )
    for title, *hands in STEPS:
        duties = dict(zip(("orders", "installs", "tests", "bills", "answers"), hands, strict=True))
        step = InterfaceStep(proposal=proposal, title=title)
        for duty, name in duties.items():
            setattr(step, duty, parties[name])
        keep_part(part=step, kept_by=by)
    _earnings(proposal, parties, by)
    for silent in (CORVANE, OURS):
        nothing = Earning(proposal=proposal, payee=parties[silent], kind=Earning.Kind.NONE)
        keep_part(part=nothing, kept_by=by)
    issue(proposal=proposal, issued_by=by)


def _cabs(client: Client, by: User) -> None:
    proposal = _begun(
        client, by,
        title="Cab radio and depot telephones on one network",
        codes=("HUB", "NORTH"),
        summary="Cab radio, cordless telephones and the paging of the hub on one network.",
        if_nothing="",
        months=36,
    )  # fmt: skip
    parties = _parties(proposal, by)
    draft = (
        Line("Cordless telephones", "24 handsets, 9 base stations", "equipment",
             ((LARKSPUR, "6240.00", None, ""), (VEXBRIDGE, "5900.00", "45.00", ""))),
        Line("Joining cab radio to the telephones", "Hub and North depot", "installation"),
        Line("Lines between hub and depot", "Two ways, 1G each", "carrier",
             ((CORVANE, None, "310.00", ""),)),
    )  # fmt: skip
    _lines(proposal, draft, parties, by)


def _begun(
    client: Client, by: User, *, title: str, codes: tuple[str, ...], **words: str | int
) -> Proposal:
    project = (
        Project.objects.filter(client=client, state=Project.State.OPEN).order_by("name").last()
    )
    return keep_proposal(
        proposal=Proposal(
            client=client,
            title=title,
            project=project,
            currency=client.currency,
            valid_until=timezone.localdate() + timedelta(days=45),
            **words,
        ),
        sites=Site.objects.filter(client=client, code__in=codes),
        kept_by=by,
    )


def _parties(proposal: Proposal, by: User) -> dict[str, ProposalParty]:
    known = {each.name: each for each in Supplier.objects.all()}
    for name, roles, contact, email, phone in PARTIES:
        party = ProposalParty(
            proposal=proposal, name=name, supplier=known.get(name), roles=list(roles),
            contact=contact, email=email, phone=phone,
        )  # fmt: skip
        keep_part(part=party, kept_by=by)
    found = {party.name: party for party in proposal.parties.all()}
    ours = proposal.parties.get(kind=ProposalParty.Kind.US)
    ours.roles = ["audit"]
    theirs = proposal.parties.get(kind=ProposalParty.Kind.CLIENT)
    theirs.contact, theirs.phone = "Service desk", "+1 315 555 0100"
    for party in (ours, theirs):
        keep_part(part=party, kept_by=by)
    return found | {OURS: ours, THEIRS: theirs}


def _lines(
    proposal: Proposal, told: tuple[Line, ...], parties: dict[str, ProposalParty], by: User
) -> dict[str, ScopeLine]:
    lines = {}
    for each in told:
        line = ScopeLine(
            proposal=proposal, title=each.title, detail=each.detail, role=each.role,
            left_open=each.left_open,
        )  # fmt: skip
        lines[each.title] = keep_part(part=line, kept_by=by)
        for name, once, monthly, note in each.held:
            holding = Holding(
                proposal=proposal, line=line, party=parties[name], note=note,
                once=once and Decimal(once), monthly=monthly and Decimal(monthly),
            )  # fmt: skip
            hold(holding=holding, kept_by=by)
    return lines


def _earnings(proposal: Proposal, parties: dict[str, ProposalParty], by: User) -> None:
    for payee, payer, kind, what_for, amount, percent, percent_of, pace, months in EARNINGS:
        earning = Earning(
            proposal=proposal, payee=parties[payee], payer=parties.get(payer),
            other_payer="" if payer in parties else payer, kind=kind, what_for=what_for,
            amount=amount and Decimal(amount), percent=percent and Decimal(percent),
            percent_of=percent_of, pace=pace, months=months,
        )  # fmt: skip
        keep_part(part=earning, kept_by=by)
