"""Tasks on their way from us to the client, the path agreed for it, and what was trained."""

from datetime import date
from decimal import Decimal

from django.contrib.postgres.functions import RandomUUID
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from clients.handover.querysets import ItemQuerySet, TaskQuerySet
from clients.people.models import Client, User
from clients.relationships.models import Relationship
from retainer.lib.months import months_between, shifted
from retainer.lib.tenancy import Wall
from retainer.lib.tenancy.models import TenantModel


class Phase(models.TextChoices):
    """Who does a task; it should move down this list."""

    OURS = "ours", "We do it"
    TOGETHER = "together", "Together"
    THEIRS = "theirs", "Client does, we review"


class HandoverTask(TenantModel):
    """A task whose responsibility goes over to the client.

    ours -> together -> theirs

    The last phase takes a proof that the client's people can do it alone; whoever takes a task
    back asks for a new one.
    """

    public_id = models.UUIDField(db_default=RandomUUID(), unique=True, editable=False)
    client = models.ForeignKey(Client, on_delete=models.PROTECT, related_name="handed_over")
    relationship = models.ForeignKey(
        Relationship, on_delete=models.PROTECT, null=True, blank=True, related_name="handed_over"
    )
    task = models.CharField(max_length=160, help_text="Such as: check each carrier bill.")
    our_owner = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    their_owner = models.CharField(
        "owner at the client", max_length=120, help_text="Whether or not they sign in."
    )
    together_by = models.DateField("together by")
    theirs_by = models.DateField("client does it by")
    proof_wanted = models.CharField(
        "what proves they can do it alone",
        max_length=300,
        help_text="Such as: two bills checked alone, with no finding missed.",
    )
    phase = models.CharField(max_length=8, choices=Phase, default=Phase.OURS, editable=False)
    #: What was seen, by whom of us and when; none while it is still to be proved.
    proof = models.CharField(max_length=300, blank=True, editable=False)
    proved_on = models.DateField(null=True, editable=False)

    objects = TaskQuerySet.as_manager()

    wall = Wall(practice="SELECT, INSERT, UPDATE", portal="SELECT")

    class Meta:
        ordering = ["theirs_by", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["client", "task"],
                name="a_task_is_handed_over_once",
                violation_error_message="This task of the client is being handed over already.",
            ),
            models.CheckConstraint(
                condition=Q(together_by__lte=F("theirs_by")),
                name="together_comes_before_alone",
                violation_error_message="First together, then alone: correct the dates.",
            ),
            models.CheckConstraint(
                condition=Q(proof="", proved_on=None) | ~Q(proof="") & Q(proved_on__isnull=False),
                name="a_proof_has_its_day",
            ),
            models.CheckConstraint(
                condition=~Q(phase="theirs") | ~Q(proof=""),
                name="nobody_works_alone_without_proof",
            ),
        ]
        indexes = [models.Index(fields=["client", "theirs_by", "id"], name="tasks_by_target")]

    def __str__(self) -> str:
        return self.task

    @property
    def next_phase(self) -> Phase | None:
        return {Phase.OURS: Phase.TOGETHER, Phase.TOGETHER: Phase.THEIRS}.get(Phase(self.phase))

    @property
    def next_by(self) -> date | None:
        """The day the next phase was to begin."""
        return {Phase.OURS: self.together_by, Phase.TOGETHER: self.theirs_by}.get(Phase(self.phase))

    @property
    def is_late(self) -> bool:
        return self.next_by is not None and self.next_by < timezone.localdate()

    @property
    def shown(self) -> str:
        """Its state on a page."""
        return f"task_{self.phase}"

    def planned_on(self, day: date) -> Phase:
        """The phase it was to have reached by then."""
        if day >= self.theirs_by:
            return Phase.THEIRS
        return Phase.TOGETHER if day >= self.together_by else Phase.OURS


class HandoverStep(TenantModel):
    """A task moved to a phase on a day; never changed, so that the gauge can look back."""

    task = models.ForeignKey(HandoverTask, on_delete=models.PROTECT, related_name="steps")
    phase = models.CharField(max_length=8, choices=Phase)
    moved_on = models.DateField()
    words = models.CharField(max_length=300, blank=True)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    wall = Wall(practice="SELECT, INSERT", portal="SELECT")

    class Meta:
        ordering = ["-moved_on", "-pk"]

    def __str__(self) -> str:
        return f"{self.get_phase_display()} from {self.moved_on:%Y-%m-%d}"


def percent_field(name: str) -> models.PositiveSmallIntegerField:
    return models.PositiveSmallIntegerField(
        name, validators=[MinValueValidator(0), MaxValueValidator(100)], help_text="Percent."
    )


class HandoverPath(TenantModel):
    """The share of our hours that is doing, month by month, as both sides agreed it."""

    client = models.OneToOneField(Client, on_delete=models.PROTECT, related_name="handover_path")
    first_month = models.DateField("from the month of")
    last_month = models.DateField("to the month of")
    doing_first = percent_field("doing in the first month")
    doing_last = percent_field("doing in the last month")

    wall = Wall(practice="SELECT, INSERT, UPDATE", portal="SELECT")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(first_month__lt=F("last_month")),
                name="a_path_takes_more_than_a_month",
                violation_error_message="The last month lies after the first.",
            ),
            models.CheckConstraint(
                condition=Q(doing_first__lte=100, doing_last__lte=F("doing_first")),
                name="a_path_leads_to_less_doing",
                violation_error_message="The share of doing falls on the way; it does not grow.",
            ),
        ]

    def __str__(self) -> str:
        return f"From {self.doing_first}% to {self.doing_last}%"

    def share_in(self, month: date) -> Decimal | None:
        """How much of our hours may be doing, evenly from the first month to the last."""
        if month < self.first_month:
            return None
        length = months_between(self.first_month, self.last_month)
        gone = min(months_between(self.first_month, month), length)
        fallen = Decimal(self.doing_first - self.doing_last) * gone / length
        return (self.doing_first - fallen) / 100


class TrainingItem(TenantModel):
    """A chapter of the Master Training Guide that both sides teach from, in its order."""

    public_id = models.UUIDField(db_default=RandomUUID(), unique=True, editable=False)
    client = models.ForeignKey(Client, on_delete=models.PROTECT, related_name="training")
    place = models.PositiveSmallIntegerField("place in the guide", default=1)
    title = models.CharField(max_length=160)
    teaches = models.TextField("what it teaches", blank=True)
    refresh_months = models.PositiveSmallIntegerField(
        "taught again after",
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(60)],
        help_text="Months; leave empty when once is enough.",
    )

    objects = ItemQuerySet.as_manager()

    wall = Wall(practice="SELECT, INSERT, UPDATE", portal="SELECT")

    class Meta:
        ordering = ["place", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["client", "title"],
                name="a_chapter_stands_once_in_the_guide",
                violation_error_message="The guide of this client has this chapter already.",
            )
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def refresh_on(self) -> date | None:
        """When it is to be taught again; of an item with its sessions loaded."""
        last = max((each.held_on for each in self.sessions.all()), default=None)
        if last is None or self.refresh_months is None:
            return None
        month = shifted(last.replace(day=1), self.refresh_months)
        return month.replace(day=min(last.day, 28))

    @property
    def is_due(self) -> bool:
        return self.refresh_on is not None and self.refresh_on <= timezone.localdate()

    @property
    def staff_came_first(self) -> bool:
        """Staff were taught before anybody of their leadership was."""
        led = min((s.held_on for s in self.sessions.all() if s.is_for_leaders), default=None)
        staff = min((s.held_on for s in self.sessions.all() if not s.is_for_leaders), default=None)
        return staff is not None and (led is None or staff < led)

    @property
    def shown(self) -> str:
        if not self.sessions.all():
            return "to_teach"
        return "teach_again" if self.is_due else "taught"


class TrainingSession(TenantModel):
    """A chapter was taught on a day, by and to people of both parties."""

    class Audience(models.TextChoices):
        LEADERS = "leaders", "Leadership"
        STAFF = "staff", "Staff"

    public_id = models.UUIDField(db_default=RandomUUID(), unique=True, editable=False)
    item = models.ForeignKey(TrainingItem, on_delete=models.PROTECT, related_name="sessions")
    held_on = models.DateField()
    audience = models.CharField("for whom", max_length=8, choices=Audience)
    ours = models.CharField("from us", max_length=300, help_text="Names, with commas between.")
    theirs = models.CharField(
        "from the client", max_length=300, help_text="Names, with commas between."
    )
    noted_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", editable=False)

    wall = Wall(practice="SELECT, INSERT, DELETE", portal="SELECT")

    class Meta:
        ordering = ["-held_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(ours="") & ~Q(theirs=""), name="both_parties_attend_a_session"
            ),
            models.UniqueConstraint(
                fields=["item", "held_on", "audience"],
                name="a_session_is_noted_once",
                violation_error_message="This session stands in the register already.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.item}, {self.held_on:%Y-%m-%d}"

    @property
    def is_for_leaders(self) -> bool:
        return self.audience == self.Audience.LEADERS
