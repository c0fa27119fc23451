"""Meetings that work was logged from: what the calendar called them, and when they were."""

from collections.abc import Iterable
from datetime import date

from django.contrib.postgres.functions import RandomUUID
from django.db import models
from django.db.models.functions import Substr

from clients.people.models import Client, User
from clients.work.models import WorkEntry
from clients.work.origins import Words, finder, register
from retainer.lib import format as written
from retainer.lib.tenancy import Wall
from retainer.lib.tenancy.models import TenantModel, TenantQuerySet

KIND = "meeting"
#: What a source key of an event begins with, and the length of the series named after it.
MARK, SERIES = "calendar ", 32


class Meeting(TenantModel):
    """A meeting with a client, kept once the first hour of it is logged.

    Meetings that repeat share their ``series``; a private one keeps no title.
    """

    public_id = models.UUIDField(db_default=RandomUUID(), unique=True, editable=False)
    client = models.ForeignKey(Client, on_delete=models.PROTECT, related_name="+")
    series = models.CharField(max_length=SERIES)
    starts_at = models.CharField(max_length=40)
    day = models.DateField()
    #: From when to when, as people read it; empty when it took the whole day.
    clock = models.CharField(max_length=20, blank=True)
    title = models.CharField(max_length=300, blank=True)

    objects = TenantQuerySet.as_manager()

    wall = Wall(practice="SELECT, INSERT")

    class Meta:
        ordering = ["-day", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["client", "series", "starts_at"], name="a_meeting_is_kept_once"
            )
        ]

    def __str__(self) -> str:
        return self.title or "Private meeting"

    @property
    def about(self) -> str:
        """How entries name it as their origin."""
        return f"{KIND}:{self.public_id}"

    @property
    def when(self) -> str:
        return ", ".join(filter(None, (written.day(self.day), self.clock)))


def keep_meeting(
    *, client: Client, source_key: str, day: date, clock: str, title: str
) -> Meeting | None:
    """The meeting that an event's key names, kept once however many took part.

    A key that comes from no event names none.
    """
    series, _, rest = source_key.removeprefix(MARK).partition(" ")
    starts_at, _, _ = rest.rpartition(" ")
    if not source_key.startswith(MARK) or len(series) != SERIES or not starts_at:
        return None
    meeting, _ = Meeting.objects.get_or_create(
        client=client,
        series=series,
        starts_at=starts_at,
        defaults={"day": day, "clock": clock, "title": title},
    )
    return meeting


def projects_of_series(person: User, series: Iterable[str]) -> dict[str, int]:
    """For each series that was logged before, the project it was last logged on.

    One's own entry says more than a colleague's, the later more than the earlier.
    """
    logged = (
        WorkEntry.objects.visible_to(person)
        .filter(source_key__startswith=MARK)
        .annotate(series=Substr("source_key", len(MARK) + 1, SERIES))
        .filter(series__in=set(series))
        .annotate(mine=models.Q(consultant=person))
        .order_by("mine", "worked_on", "pk")
    )
    return dict(logged.values_list("series", "project"))


def entries_of(person: User, meeting: Meeting) -> models.QuerySet[WorkEntry]:
    """What was logged from a meeting, by whomever."""
    seen = WorkEntry.objects.visible_to(person).filter(
        client=meeting.client_id, origin=meeting.about
    )
    return seen.with_names().order_by("worked_on", "pk")


def _words(meeting: Meeting) -> Words:
    return f"{meeting}, {meeting.when}", meeting.title


def register_origins() -> None:
    """Let work be logged about meetings, which is what logging from the calendar does."""
    register(KIND, finder(KIND, "work:meeting_detail", Meeting.objects.all(), _words))
