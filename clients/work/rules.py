"""What the book takes and what it does not, whichever way time comes into it."""

from datetime import date
from decimal import Decimal

from django.db.models import Sum
from django.utils import timezone

from clients.agreements.models import Project
from clients.people.models import User
from clients.work.holding import hold_people, share_months
from clients.work.models import WorkEntry
from retainer.lib import format as written
from retainer.lib.months import month_of
from retainer.lib.refusal import Refused

DAY = Decimal(24)


class WorkRefused(Refused):
    """The book does not take this; ``field`` is what the person should look at again."""

    def __init__(self, sentence: str, *, field: str) -> None:
        super().__init__(sentence, reason=field)
        self.field = field


def refuse_what_cannot_be(entry: WorkEntry, *, looking: bool = False) -> None:
    """Raise ``WorkRefused`` for an entry that the book cannot take as it stands.

    Who is only ``looking`` takes hold of nothing, and so never waits for anybody.
    """
    refuse_closed(entry.project)
    agreement = entry.project.agreement
    if not looking:
        share_months([agreement.pk])
    if not agreement.holds_on(entry.worked_on):
        held = written.period(agreement.starts_on, agreement.ends_on)
        raise WorkRefused(
            f"{written.day(entry.worked_on)} lies outside the agreement with {entry.client} "
            f"({held}). Correct the date, or choose a project of another agreement.",
            field="worked_on",
        )
    refuse_closed_month(entry)
    if entry.unbilled > entry.hours:
        raise WorkRefused(
            f"{written.hours(entry.unbilled)} of it are marked as not billable, which is more than "
            f"{written.hours(entry.hours)}. Lower those first.",
            field="hours",
        )
    if not looking:
        # Two entries at once would each see the day without the other.
        hold_people([entry.consultant_id])
    others = WorkEntry.objects.filter(consultant=entry.consultant_id, worked_on=entry.worked_on)
    logged = others.exclude(pk=entry.pk).aggregate(hours=Sum("hours"))["hours"] or Decimal(0)
    if logged + entry.hours > DAY:
        raise WorkRefused(
            f"{entry.consultant} has {written.hours(logged)} on {written.day(entry.worked_on)} "
            f"already; with these it would be {written.hours(logged + entry.hours)}, and a day "
            "has 24.",
            field="hours",
        )


def refuse_closed(project: Project) -> None:
    if project.state != Project.State.OPEN:
        raise WorkRefused(
            f"{project} is closed. Open it again, or choose another project.", field="project"
        )


def refuse_closed_month(entry: WorkEntry) -> None:
    """The month of a statement keeps its entries as the client read them."""
    month = month_of(entry.worked_on)
    if entry.project.agreement.statements.filter(month=month).exists():
        raise WorkRefused(
            f"{written.month(month)} is closed for {entry.client}: its statement is out. "
            "Choose a day of an open month.",
            field="worked_on",
        )


def refuse_to_part_from_remarks(entry: WorkEntry) -> None:
    """What was said about an entry stays with it, and with its client."""
    if entry.remarks.exists():
        raise WorkRefused(
            "Something was said about it that would be lost or stand with another client. "
            "Open the entry by itself.",
            field="project",
        )


def refuse_a_day_to_come(day: date) -> None:
    if day > timezone.localdate():
        raise WorkRefused(
            f"{written.day(day)} has not come yet. Log time once it is spent.", field="worked_on"
        )


def hold(entry: WorkEntry, *others: Project) -> None:
    """Look at an entry's state as it is now, and let nobody approve or delete it meanwhile.

    ``others`` are projects it may move to, whose months nobody closes meanwhile.
    """
    share_months(project.agreement_id for project in (entry.project, *others))
    hold_people([entry.consultant_id])
    held = WorkEntry.objects.select_for_update(of=("self",))
    try:
        entry.refresh_from_db(fields=["state"], from_queryset=held)
    except WorkEntry.DoesNotExist as deleted:
        raise WorkRefused("It was deleted meanwhile.", field="state") from deleted


def refuse_change_by(entry: WorkEntry, person: User) -> None:
    """Open entries are changed by whoever worked, or by a principal."""
    if not entry.is_open:
        raise WorkRefused(
            f"It is {entry.get_state_display().lower()}. A principal can send it back first."
            if entry.state != WorkEntry.State.CLOSED
            else "It stands in a closed month and stays as it is.",
            field="state",
        )
    if entry.consultant_id != person.pk and not person.is_principal:
        raise WorkRefused(
            f"{entry.consultant} logged it. They can change it, or a principal.", field="consultant"
        )
