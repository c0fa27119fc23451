"""Taking time over from another system, all of a file or nothing."""

from collections import defaultdict

from django.db import transaction
from django.db.models import QuerySet

from clients.agreements.models import Project, RetainerAgreement
from clients.moving.layouts import Layout
from clients.moving.models import PersonAlias, ProjectAlias
from clients.moving.plan import Placed, Plan, Planner
from clients.moving.reading import Export
from clients.people.activity import record
from clients.people.models import Client, User
from clients.retainers.approval import approve
from clients.work.holding import share_months
from clients.work.models import WorkEntry
from retainer.lib import format as written
from retainer.lib.refusal import Refused


class MovingRefused(Refused):
    """The file cannot be taken over as it stands."""


@transaction.atomic
def take_over(*, layout: Layout, export: Export, taken_by: User, is_history: bool = False) -> Plan:
    """Enter a file's time into the book: as drafts, or as history that is approved at once."""
    # Whoever takes over at the same time waits, and then finds these entries there already;
    # rows that name a client may be written meanwhile.
    list(Client.objects.select_for_update(no_key=True).order_by("pk").values_list("pk"))
    # Nobody closes a month meanwhile; what is approved at once is charged by us alone.
    agreements = RetainerAgreement.objects.order_by("pk")
    if is_history:
        list(agreements.select_for_update().values_list("pk"))
    else:
        share_months(agreements.values_list("pk", flat=True))
    plan = Planner(layout, export).planned()
    if plan.has_questions:
        raise MovingRefused("Say first whom and what the names in the file stand for.")
    if plan.faults:
        raise MovingRefused(
            f"{written.count(len(plan.faults), 'row')} cannot be taken over, so nothing was."
        )
    entries = WorkEntry.objects.bulk_create(_entry(placed) for placed in plan.new)
    for placed in plan.changed:
        entry = placed.entry
        entry.worked_on = placed.row.day
        entry.hours, entry.unbilled = placed.row.hours, placed.unbilled
        entry.save(update_fields=["worked_on", "hours", "unbilled"])
        entries.append(entry)
    if is_history and entries:
        approve(entries=entries, approved_by=taken_by)
    _record(layout, [*plan.new, *plan.changed], taken_by)
    return plan


def _entry(placed: Placed) -> WorkEntry:
    row = placed.row
    return WorkEntry(
        client_id=placed.project.client_id,
        project=placed.project,
        consultant=placed.person,
        worked_on=row.day,
        hours=row.hours,
        unbilled=placed.unbilled,
        text=row.text,
        reference=row.reference,
        source_key=row.key,
    )


def _record(layout: Layout, placed: list[Placed], by: User) -> None:
    """One line for each client."""
    by_client: dict[Client, list[Placed]] = defaultdict(list)
    for each in placed:
        by_client[each.project.client].append(each)
    for client, rows in by_client.items():
        number = written.count(len(rows), "entry,entries")
        hours = written.hours(sum(each.row.hours for each in rows))
        record(
            "work.taken_over",
            f"{number}, {hours}, taken over from {layout.name}",
            actor=by,
            client=client,
        )


@transaction.atomic
def name_projects(
    *, layout: Layout, named: dict[tuple[str, str], Project | None], named_by: User
) -> None:
    """Remember what projects of the other system stand for; none leaves their time out."""
    for (client, project), ours in named.items():
        ProjectAlias.objects.update_or_create(
            system=layout.system,
            their_client=client,
            their_project=project,
            made_by=named_by,
            defaults={"project": ours, "client": ours.client if ours else None},
        )


@transaction.atomic
def name_people(*, layout: Layout, named: dict[str, User]) -> None:
    """Remember who people of the other system are."""
    for name, person in named.items():
        PersonAlias.objects.update_or_create(
            system=layout.system, their_name=name, defaults={"person": person}
        )


def workers() -> QuerySet[User]:
    return User.objects.exclude(kind=User.Kind.CLIENT).order_by("name")
