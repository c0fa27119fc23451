"""Kestrel Ridge would stay with one supplier: the case for it, and the suppliers we know."""

from datetime import timedelta
from decimal import Decimal

from django.db import models
from django.utils import timezone

from clients.models import Carrier, Client, User
from retainer.demo.logistics import KESTREL_RIDGE
from rfp.models import (
    BusinessCase,
    CaseConcern,
    CaseDriver,
    CaseLine,
    CaseRisk,
    CaseStep,
    CaseTarget,
    CaseTerm,
    SourcingDecision,
    SourcingOption,
    SourcingTarget,
    Supplier,
)
from rfp.sourcing import cases, parts, services

#: Name, legal name, services, regions; the first three bill our clients already.
DIRECTORY = (
    ("Corvane Networks", "Corvane Networks, Inc.", "private network; voice trunks; internet",
     "New York, Pennsylvania"),
    ("Vexbridge Telecom", "Vexbridge Telecom LLC", "internet; lines", "Western New York"),
    ("Marlfinch Wireless", "Marlfinch Wireless LLC", "mobile; machines", "United States"),
    ("Tarn Hollow Fibre", "Tarn Hollow Fibre Cooperative", "fibre; internet", "Finger Lakes"),
    ("Oxbow Voice", "Oxbow Voice Services Inc.", "hosted voice; voice trunks", "United States"),
    ("Larkspur Communications", "Larkspur Communications Corp.", "internet; managed edge",
     "New York"),
)  # fmt: skip

WORDS = {
    "title": "Stay with Corvane for the depot network",
    "summary": "We would renew with Corvane for three years instead of asking others. The price "
    "of each line falls by a fifth, the north depot gets a second way in, and nobody has to "
    "change over in the season. Asking others could bring a little more, but half a year later, "
    "and with the risk of two change-overs at the hub. If Corvane misses the targets below, we ask "
    "others after all.",
    "baseline": "Bills of the last twelve months, a day a week of our network engineer, and what "
    "the four outages of the north depot cost in overtime.",
    "projection": "Prices of the offer of this month. The number of lines grows with the depots "
    "that are planned; outages fall once the north depot has its second way in.",
    "business_benefits": "No change-over in the season; drivers are dispatched from the hub even "
    "while one way in is down.",
    "strategic_benefits": "All lines end on one day, so that in three years everything can be "
    "asked for at once.",
    "competition": "Two other suppliers reach every depot. We expect prices a quarter below "
    "today's, eight months to get there, and the cost of asking and of changing over.",
}
DRIVERS = (
    ("lines", "Lines in service", "lines", "9", "8", "12", "Inventory of this month"),
    ("price_today", "Price of a line today", "USD a month", "920", "920", "966", "Contract"),
    ("price_offer", "Price of a line, offered", "USD a month", "736", "736", "780", "Offer"),
    ("price_market", "Price of a line, market", "USD a month", "690", "640", "760", "Two quotes"),
    ("growth", "More lines each year", "%", "4", "0", "10", "Plan of the depots"),
    ("outages", "Outages in a year today", "outages", "4", "2", "6", "Log of the north depot"),
    ("outage_cost", "Cost of one outage", "USD", "5200", "3000", "8000", "Overtime sheets"),
    ("setup", "Second way in, once", "USD", "6500", "6000", "9000", "Offer"),
    ("change_over", "Change-over and asking, once", "USD", "48000", "35000", "70000",
     "Hours at our rates"),
)  # fmt: skip
_LINES = "lines * {price} * 12 * grown(growth, year)"
COSTS = (
    ("baseline", "Lines", _LINES.format(price="price_today")),
    ("baseline", "Outages", "outages * outage_cost"),
    ("proposal", "Lines", _LINES.format(price="price_offer")),
    ("proposal", "Second way in", "first(setup, year)"),
    ("proposal", "Outages", "outages * outage_cost / 4"),
    ("competition", "Lines", _LINES.format(price="price_market")),
    ("competition", "Asking and changing over", "first(change_over, year)"),
    ("competition", "Outages", "outages * outage_cost / 4"),
)
RISKS = (
    ("Corvane is sold and its service gets worse", "market", 2, 4,
     "The contract ends free of charge if control changes.", "Stella Moreno"),
    ("Prices fall faster than the offer", "money", 3, 3,
     "Market check after a year; lower prices follow.", "Casey Tolliver"),
    ("The second way in shares a duct with the first", "service", 2, 5,
     "Map of both ways before signing; free to leave if it is wrong.", "Tom Whitfield"),
    ("The commitment outlives a depot that is closed", "law", 2, 3,
     "Commitment falls with every site that is closed.", "Stella Moreno"),
)  # fmt: skip
TARGETS = (
    ("Availability of the north depot", "at_least", "99.95", "% a month", 180),
    ("Time to repair a depot that is down", "at_most", "4", "hours", 180),
    ("Charges that differ from the contract", "at_most", "0", "a bill", 120),
)


def know_suppliers() -> None:
    """The directory, with those that send bills already linked to their carrier."""
    for name, legal_name, offered, regions in DIRECTORY:
        Supplier.objects.get_or_create(
            name=name,
            defaults={
                "legal_name": legal_name,
                "services": offered,
                "regions": regions,
                "website": f"https://{name.split()[0].lower()}.example",
                "carrier": Carrier.objects.filter(name=name).first(),
            },
        )


def argue_like_a_consultant(client: Client, consultant: User) -> None:
    """Kestrel Ridge's decision for one supplier, with its finished case; it waits for nobody."""
    if client.slug != KESTREL_RIDGE.slug or BusinessCase.objects.filter(client=client).exists():
        return
    today = timezone.localdate()
    corvane = Supplier.objects.get(name="Corvane Networks")
    decision = _decision(client, consultant)
    case = cases.keep_case(
        case=BusinessCase(client=client, supplier=corvane, decision=decision, **WORDS),
        kept_by=consultant,
    )
    for name, title, unit, value, low, high, source in DRIVERS:
        driver = CaseDriver(
            name=name, title=title, unit=unit, source=source,
            value=Decimal(value), low=Decimal(low), high=Decimal(high),
        )  # fmt: skip
        _keep(case, driver, consultant)
    for scenario, title, formula in COSTS:
        _keep(case, CaseLine(scenario=scenario, title=title, formula=formula), consultant)
    for title, dimension, likelihood, impact, treatment, owner in RISKS:
        risk = CaseRisk(
            title=title, dimension=dimension, likelihood=likelihood, impact=impact,
            treatment=treatment, owner=owner,
        )  # fmt: skip
        _keep(case, risk, consultant)
    for measure, direction, target, unit, days in TARGETS:
        wanted = CaseTarget(
            measure=measure, direction=direction, target=Decimal(target), unit=unit,
            due_on=today + timedelta(days=days),
        )  # fmt: skip
        _keep(case, wanted, consultant)
    cases.finish(case=case, finished_by=consultant)
    _approval(case, consultant)


def _decision(client: Client, consultant: User) -> SourcingDecision:
    decision = services.keep_decision(
        decision=SourcingDecision(
            client=client,
            title="Depot network for three more years",
            why="The contract ends in seven months, and the north depot was cut off four times.",
            reasons=["term", "resilience", "cost"],
            outcomes="No depot is cut off by one failure, and all lines end on one day.",
            answers_for_all="Corvane, for every line and whoever digs for it",
            route="sole_source",
            route_because="A change-over in the season costs more than others could save us.",
            where="The hub and the three depots that stay",
            retained=["Network plan and budget", "Choice of suppliers", "Security policy"],
            outsourced=["Access lines and their repair", "Managed routers"],
            money=Decimal(260000),
        ),
        sites=[],
        kept_by=consultant,
    )
    target = SourcingTarget(measure="Availability of the north depot", target="99.95 % a month")
    _keep_of(decision, target, consultant)
    for title, is_chosen in (("Renew with Corvane", True), ("Ask three suppliers", False)):
        _keep_of(decision, SourcingOption(title=title, is_chosen=is_chosen), consultant)
    return decision


def _approval(case: BusinessCase, consultant: User) -> None:
    """The board heard it; finance is next."""
    today = timezone.localdate()
    board = case.casesteps.get(position=1)
    board.done_on, board.outcome = today - timedelta(days=9), "Heard; asks for a way out."
    parts.keep_part(part=board, kept_by=consultant)
    for body, title, days in (("finance", "Check the model", 6), ("legal", "Read the terms", 13)):
        step = CaseStep(body=body, title=title, due_on=today + timedelta(days=days))
        _keep(case, step, consultant)
    concern = CaseConcern(
        concern="What if the prices turn out to be those of yesterday?",
        raised_by="Chair of the board",
        raised_on=today - timedelta(days=9),
        answer="A market check after a year; lower prices follow, or we may leave.",
        answered_on=today - timedelta(days=5),
    )
    _keep(case, concern, consultant)
    agreed = CaseTerm.objects.get(case=case, term="Length of the term")
    agreed.agreed = "36 months, all lines ending on one day"
    parts.keep_part(part=agreed, kept_by=consultant)


def _keep(case: BusinessCase, part: models.Model, by: User) -> None:
    part.case = case
    parts.keep_part(part=part, kept_by=by)


def _keep_of(decision: SourcingDecision, part: models.Model, by: User) -> None:
    part.decision = decision
    parts.keep_part(part=part, kept_by=by)
