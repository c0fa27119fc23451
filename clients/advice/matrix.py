"""Who decides, recommends and is informed about each kind of decision, by role and limit."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from django.db.models import F

from clients.advice.models import Deputy
from clients.people.models import Client, DecisionRight, Membership

Role = Membership.Role
#: The client's own roles, who decides most before who decides least.
ROLES = (Role.EXECUTIVE, Role.MANAGER, Role.VIEWER)


@dataclass(frozen=True)
class Decider:
    """Somebody who decides, up to a limit; a deputy for whom, and until when."""

    name: str
    limit: Decimal | None
    currency: str
    holder: str = ""
    until: date | None = None


@dataclass
class Cell:
    """What the people of one role do about one kind of decision."""

    decide: list[Decider] = field(default_factory=list)
    inform: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Line:
    """One kind of decision across the roles."""

    title: str
    cells: list[tuple[str, Cell]]

    @property
    def is_decided(self) -> bool:
        return any(cell.decide for _, cell in self.cells)


@dataclass(frozen=True)
class Matrix:
    """Every kind of decision by role; we recommend on all of them and decide on none."""

    roles: list[str]
    lines: list[Line]
    recommend: list[str]


def matrix_of(client: Client, today: date) -> Matrix:
    """The rights and deputies in force on a day, against everybody who can sign in."""
    members = list(
        Membership.objects.filter(client=client, user__is_active=True)
        .annotate(name=F("user__name"))
        .order_by("name", "pk")
    )
    roles = {member.user_id: member.role for member in members}
    deciders = _deciders(client, today)
    lines = []
    for subject in DecisionRight.Subject:
        cells = {role: Cell() for role in ROLES}
        deciding = deciders.get(subject, {})
        for member in members:
            if member.role not in cells:
                continue
            if said := deciding.get(member.user_id):
                cells[roles[member.user_id]].decide += said
            else:
                cells[roles[member.user_id]].inform.append(member.name)
        lines.append(Line(subject.label, [(role.label, cells[role]) for role in ROLES]))
    consultants = [member.name for member in members if member.role == Role.CONSULTANT]
    return Matrix([role.label for role in ROLES], lines, consultants)


def _deciders(client: Client, today: date) -> dict[str, dict[int, list[Decider]]]:
    """By kind of decision and person: by their own right, and as whose deputy."""
    found: dict[str, dict[int, list[Decider]]] = {}
    rights = DecisionRight.objects.filter(client=client, user__is_active=True)
    held: dict[tuple[str, int], DecisionRight] = {}
    for right in rights.annotate(name=F("user__name")).order_by("pk"):
        held[right.subject, right.user_id] = right
        own = Decider(right.name, right.limit, right.currency)
        found.setdefault(right.subject, {}).setdefault(right.user_id, []).append(own)
    deputies = Deputy.objects.filter(client=client, deputy__is_active=True).in_force(today)
    for each in deputies.annotate(name=F("deputy__name"), of=F("holder__name")).order_by("pk"):
        right = held.get((each.subject, each.holder_id))
        if right is None:
            continue  # the deputy fell with the right
        limits = [limit for limit in (right.limit, each.limit) if limit is not None]
        stands_in = Decider(
            each.name, min(limits, default=None), each.currency, each.of, each.last_day
        )
        found.setdefault(each.subject, {}).setdefault(each.deputy_id, []).append(stands_in)
    return found
