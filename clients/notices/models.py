"""Notices in the product, the mails that carry them, and who wants which by mail."""

from django.contrib.postgres.functions import RandomUUID
from django.db import models
from django.db.models.functions import Now

from clients.notices.querysets import MailQuerySet, NoticeQuerySet
from clients.people.models import Client, User
from retainer.lib.tenancy import CHANGE, OpenTable, Wall
from retainer.lib.tenancy.models import TenantModel

ME = "(SELECT app.user_id('portal'))"


class Topic(models.TextChoices):
    """What a notice is about; people choose by topic what is mailed to them."""

    USE = "use", "How much of a retainer is used"
    BEYOND = "beyond", "Work beyond the allowance"
    DECISION = "decision", "Decisions we ask for"
    QUESTION = "question", "Questions about logged work"
    FINDING = "finding", "Questions about findings on bills"
    REPORT = "report", "Monthly reports on bills"
    STATEMENT = "statement", "Monthly statements"
    ENDING = "ending", "Agreements that end"
    MONEY = "money", "Disputes and credits"
    BUDGET = "budget", "Spend above a budget"
    CONTRACT = "contract", "Contracts that take notice soon"
    ISSUE = "issue", "Issues at your level"
    DESK = "desk", "Questions to the desk, and how they were answered"
    OBLIGATION = "obligation", "Obligations that are overdue"
    PLAYBOOK = "playbook", "Playbooks to acknowledge"
    COMMITTEE = "committee", "Committees you sit in"
    LIBRARY = "library", "Parts of the library to be read again"

    @classmethod
    def reaching(cls, user: User) -> "list[Topic]":
        """Those that somebody like this person is ever told about."""
        others = TO_PRACTICE if user.is_client_user else TO_CLIENTS
        return [topic for topic in cls if topic not in others]


#: What only the clients' people are told: the practice itself asks, reports and closes months.
TO_CLIENTS = (Topic.FINDING, Topic.REPORT, Topic.STATEMENT)
#: What only the practice is told, since it is about what is its own.
TO_PRACTICE = (Topic.LIBRARY,)


class Pace(models.TextChoices):
    """When a notice is mailed; ``ripening.py`` says what the hours are."""

    NOW = "now", "At once"
    DAILY = "daily", "Once a day"
    WEEKLY = "weekly", "Once a week"
    NONE = "none", "No mail"


class Mail(models.Model):
    """One mail to one person, written once with all they were not told yet.

    waiting -> sending -> sent
       ^          |-----> failed
       '----------'
    A mail server that refuses or cannot be reached is asked again later. A mail
    whose worker was killed while sending stays as it is: nobody knows whether it
    went out, and nothing is sent twice.
    """

    class State(models.TextChoices):
        WAITING = "waiting", "Waiting"
        SENDING = "sending", "Being sent"
        SENT = "sent", "Sent"
        FAILED = "failed", "Failed"

    #: Names the mail in its header, so that mail servers, too, can tell a copy.
    public_id = models.UUIDField(db_default=RandomUUID(), unique=True, editable=False)
    recipient = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    subject = models.CharField(max_length=200)
    text = models.TextField()
    #: The same for programs that show more; mails of before have none.
    html = models.TextField(blank=True, db_default="")
    state = models.CharField(max_length=8, choices=State, default=State.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    not_before = models.DateTimeField(db_default=Now())
    error = models.TextField(blank=True)
    written_at = models.DateTimeField(auto_now_add=True)
    sent_at = models.DateTimeField(null=True)

    objects = MailQuerySet.as_manager()

    wall = OpenTable(
        "a mail is one person's, who may work for several clients; only the worker meets it",
        worker="SELECT, INSERT, UPDATE",
    )

    class Meta:
        indexes = [
            models.Index(
                fields=["not_before"], condition=models.Q(state="waiting"), name="mails_to_send"
            )
        ]

    def __str__(self) -> str:
        return f"{self.subject} to {self.recipient}"


class Notice(TenantModel):
    """Something a person was told, in a sentence that leads to what it is about."""

    public_id = models.UUIDField(db_default=RandomUUID(), unique=True, editable=False)
    #: None where it is about what is the practice's own.
    client = models.ForeignKey(Client, on_delete=models.PROTECT, null=True, related_name="+")
    recipient = models.ForeignKey(User, on_delete=models.PROTECT, related_name="notices")
    topic = models.CharField(max_length=10, choices=Topic)
    sentence = models.CharField(max_length=500)
    link = models.CharField(max_length=200)
    #: Names what it tells of, where looking twice must not tell twice.
    key = models.CharField(max_length=80, blank=True, db_default="")
    #: Whose deed it tells of; an alert is nobody's.
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    read_at = models.DateTimeField(null=True)
    #: Whether it was settled if a mail goes out about it, and which mail that is.
    is_settled = models.BooleanField(default=False)
    mail = models.ForeignKey(Mail, on_delete=models.PROTECT, null=True, related_name="notices")

    objects = NoticeQuerySet.as_manager()

    # A client user tells others of what they did, and reads what they were told.
    wall = Wall(
        practice="SELECT, INSERT, UPDATE",
        shared=True,
        portal="SELECT, INSERT, UPDATE (read_at)",
        portal_rows=f"recipient_id = {ME} OR made_by_id = {ME}",
    )

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(link__startswith="/") & ~models.Q(link__startswith="//"),
                name="a_notice_leads_into_the_product",
            ),
            models.UniqueConstraint(
                fields=["recipient", "key"],
                condition=~models.Q(key=""),
                name="nobody_is_told_the_same_twice",
            ),
        ]
        indexes = [
            models.Index(fields=["recipient", "-id"], name="notices_of_a_person"),
            models.Index(
                fields=["recipient"], condition=models.Q(read_at=None), name="notices_unread"
            ),
            models.Index(
                fields=["id"], condition=models.Q(is_settled=False), name="notices_to_settle"
            ),
        ]

    def __str__(self) -> str:
        return self.sentence


class NoticeChoice(models.Model):
    """When a person is mailed about a topic; in the product they are told in any case."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="notice_choices")
    topic = models.CharField(max_length=10, choices=Topic)
    pace = models.CharField(max_length=6, choices=Pace)

    wall = OpenTable(
        "everybody's own wish, which says nothing about clients",
        portal="SELECT, INSERT, UPDATE",
        portal_rows=f"user_id = {ME}",
        staff="SELECT, INSERT, UPDATE",
        worker="SELECT",
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "topic"], name="one_choice_per_topic")
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.get_topic_display()}"


class CalendarFeed(models.Model):
    """A person's deadlines for their own calendar program, at an address nobody can guess.

    The address is made of the nonce and a seal (``feeds.py``), so this row alone opens nothing.
    A new nonce makes every address of before worthless.
    """

    user = models.OneToOneField(User, on_delete=models.CASCADE, related_name="calendar_feed")
    nonce = models.UUIDField(db_default=RandomUUID(), unique=True, editable=False)
    made_at = models.DateTimeField(auto_now_add=True)

    # A calendar program signs nobody in: the seal is looked at first.
    wall = OpenTable(
        "everybody's own, which says nothing about clients",
        web="SELECT",
        portal=CHANGE,
        portal_rows=f"user_id = {ME}",
        staff=CHANGE,
    )

    def __str__(self) -> str:
        return f"Calendar of {self.user}"
