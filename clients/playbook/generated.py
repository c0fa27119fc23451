"""The sections of a playbook that are made of what is on file."""

from collections.abc import Callable
from datetime import date

from django.db.models import F, Q

from clients.advice.matrix import Cell, matrix_of
from clients.committees.models import Committee, CommitteeSeat, Party
from clients.contracts.running import running
from clients.issues.levels import LEVEL_OF, Level
from clients.issues.models import Ladder
from clients.metrics.models import Metric, MetricDefinition
from clients.objectives.models import Objective
from clients.obligations.models import Obligation
from clients.people.models import Membership, Practice
from clients.playbook.shape import Part
from clients.relationships.models import Relationship
from clients.telecom.models import Contract
from retainer.lib import format as written
from retainer.lib.months import month_of

NOBODY = "Nobody yet"


def parts_of(relationship: Relationship, today: date) -> list[Part]:
    """What a version published today would print, in its order."""
    return [make(relationship, today) for make in PARTS]


def people(relationship: Relationship, today: date) -> Part:
    named = Relationship.objects.filter(pk=relationship.pk).for_list().get()
    rows = [
        ["Owner", named.our_owner_name or NOBODY, named.their_owner_name or NOBODY],
        ["Sponsor", named.our_sponsor_name or NOBODY, named.their_sponsor_name or NOBODY],
    ]
    columns = ["Role", Practice.current().name, named.client.name]
    return Part("people", "Who answers for it", columns, rows, "")


def goals(relationship: Relationship, today: date) -> Part:
    """The goal sheet: what the client wants to reach, or of it what a provider is measured by."""
    wanted = Objective.objects.filter(client=relationship.client_id, state="open").for_list()
    if relationship.kind != Relationship.Kind.PRACTICE:
        measured = Metric.objects.filter(relationship=relationship).active()
        wanted = wanted.filter(pk__in=measured.values("objective"))
    rows = [
        [each.sentence, f"{written.number(each.baseline)} {each.unit}",
         f"{written.number(each.target)} {each.unit}", written.day(each.due_on),
         each.owner_name or NOBODY]
        for each in wanted.order_by("due_on", "pk")
    ]  # fmt: skip
    columns = ["Goal", "From", "To", "By", "Owner"]
    return Part("goals", "What both sides work for", columns, rows, "No goal is set.")


def obligations(relationship: Relationship, today: date) -> Part:
    owed = Obligation.objects.filter(relationship=relationship).open()
    parties = {
        Obligation.Owes.US: Practice.current().name,
        Obligation.Owes.PROVIDER: "The provider",
        Obligation.Owes.CLIENT: relationship.client.name,
    }
    rows = [
        [each.what, parties[each.owes], str(each.when), each.clause or "—", each.evidence or "—"]
        for each in owed.order_by("owes", "what")
    ]
    columns = ["Obligation", "Owes it", "When", "Clause", "What shows it"]
    return Part("obligations", "Obligations", columns, rows, "No obligation is on file.")


def metrics(relationship: Relationship, today: date) -> Part:
    """How each is measured by the version that holds this month."""
    measured = Metric.objects.filter(relationship=relationship).active().order_by("name")
    rows = []
    for metric in measured:
        holds = metric.definitions.of_month(month_of(today)).first()
        if holds is not None:
            rows.append(
                [metric.name, holds.formula, _target(holds), holds.source_system,
                 holds.collected_by]
            )  # fmt: skip
    columns = ["Metric", "Formula", "Target", "Read in", "Collected by"]
    return Part("metrics", "Metrics", columns, rows, "No metric is measured yet.")


def committees(relationship: Relationship, today: date) -> Part:
    """Who meets whom, and how often; those for all we do belong to the relationship with us."""
    own = Q(relationship=relationship)
    if relationship.kind == Relationship.Kind.PRACTICE:
        own |= Q(relationship=None, client=relationship.client_id)
    standing = Committee.objects.standing().filter(own).order_by("level", "pk")
    seats = list(CommitteeSeat.objects.taken().named().filter(committee__in=standing))
    rows = [
        [each.name, each.cadence.sentence, *(_seats(seats, each, party) for party in Party)]
        for each in standing
    ]
    partner = (
        Practice.current().name
        if relationship.kind == Relationship.Kind.PRACTICE
        else str(relationship)
    )
    columns = ["Committee", "Meets", relationship.client.name, partner]
    return Part("committees", "Committees", columns, rows, "No committee meets for it.")


def decisions(relationship: Relationship, today: date) -> Part:
    matrix = matrix_of(relationship.client, today)
    recommend = ", ".join(matrix.recommend) or "—"
    rows = [
        [line.title, *(_does(cell) for _, cell in line.cells), recommend] for line in matrix.lines
    ]
    columns = ["Decision", *matrix.roles, "Recommends"]
    return Part("decisions", "Who decides", columns, rows, "")


def ladder(relationship: Relationship, today: date) -> Part:
    client = relationship.client
    seats = Membership.objects.filter(client=client, user__is_active=True)
    named = seats.annotate(name=F("user__name")).order_by("name").values_list("role", "name")
    hours = Ladder.of(client)
    rows = []
    for level in Level:
        people = [name for role, name in named if LEVEL_OF[role] == level]
        within = written.count(getattr(hours, level), "open hour")
        rows.append([level.label, within, ", ".join(people) or NOBODY])
    columns = ["Level", "Answers within", "Who"]
    return Part("ladder", "Where an issue goes", columns, rows, "")


def contract_dates(relationship: Relationship, today: date) -> Part:
    held = Contract.objects.filter(pk=relationship.contract_id).select_related("carrier")
    rows = []
    for contract in held:
        term = running(contract, today)
        notice = "—" if term.notice_days is None else written.count(term.notice_days, "day")
        renews = "—" if not term.renews_for else written.count(term.renews_for, "month")
        ends = written.day(term.ends) if term.ends else "Open"
        rows.append(
            [str(contract), written.day(term.first), ends, renews, notice,
             written.day(term.notice_by)]
        )  # fmt: skip
    columns = ["Contract", "From", "To", "Renews for", "Notice", "Last day for notice"]
    otherwise = "No contract is linked to this relationship."
    return Part("contract", "The contract", columns, rows, otherwise)


def _target(definition: MetricDefinition) -> str:
    unit, direction = definition.unit, definition.get_direction_display().lower()
    said = f"{written.number(definition.target)} {unit}, {direction}"
    if definition.floor is not None:
        said += f"; floor {written.number(definition.floor)} {unit}"
    return said


def _seats(seats: list[CommitteeSeat], committee: Committee, party: str) -> str:
    held = [
        f"{seat.title}: {seat.who or NOBODY}"
        for seat in seats
        if seat.committee_id == committee.pk and seat.party == party
    ]
    return "; ".join(held) or "—"


def _does(cell: Cell) -> str:
    said = []
    for each in cell.decide:
        limit = "" if each.limit is None else f" up to {written.money(each.limit, each.currency)}"
        until = f", for {each.holder} until {written.day(each.until)}" if each.holder else ""
        said.append(f"Decides: {each.name}{limit}{until}")
    if cell.inform:
        said.append(f"Is informed: {', '.join(cell.inform)}")
    return "; ".join(said) or "—"


PARTS: tuple[Callable[[Relationship, date], Part], ...] = (
    people,
    goals,
    obligations,
    metrics,
    committees,
    decisions,
    ladder,
    contract_dates,
)
