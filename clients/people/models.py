"""The practice, the people who sign in, the clients they work for, and what each may decide."""

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.postgres.functions import RandomUUID
from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.db.models.functions import Lower
from django.utils.functional import cached_property

from clients.people.querysets import ClientQuerySet, UserManager
from retainer.lib.tenancy import CHANGE, OpenTable, Wall
from retainer.lib.tenancy.models import TenantModel

CURRENCY = RegexValidator(r"^[A-Z]{3}$", "Write the currency as three capitals, such as USD.")
COLOUR = RegexValidator(r"^#[0-9a-fA-F]{6}$", "Write the colour as # and six hex digits.")


class Practice(models.Model):
    """The consultancy that runs this installation: a single row, used on every page and PDF."""

    name = models.CharField(max_length=120, default="Your practice")
    address = models.TextField(blank=True)
    email = models.EmailField(blank=True)
    phone = models.CharField(max_length=40, blank=True)
    website = models.URLField(blank=True)
    time_zone = models.CharField(max_length=64, default="UTC")
    accent = models.CharField("accent colour", max_length=7, default="#1f4e79", validators=[COLOUR])
    logo_svg = models.TextField("logo (SVG)", blank=True)

    wall = OpenTable(
        "the practice's letterhead, shown to everybody",
        web="SELECT",
        portal="SELECT",
        bidder="SELECT",
        staff="SELECT, INSERT, UPDATE",
        worker="SELECT, INSERT, UPDATE",
    )

    class Meta:
        verbose_name_plural = "practice"
        constraints = [
            models.CheckConstraint(condition=models.Q(pk=1), name="there_is_one_practice")
        ]

    def __str__(self) -> str:
        return self.name

    @classmethod
    def current(cls) -> "Practice":
        """The practice, or an unsaved one with defaults when none is set up yet."""
        return cls.objects.filter(pk=1).first() or cls(pk=1)


class User(AbstractBaseUser):
    """Somebody who signs in with an e-mail address."""

    class Kind(models.TextChoices):
        PRINCIPAL = "principal", "Principal"
        CONSULTANT = "consultant", "Consultant"
        CLIENT = "client", "Client user"

    public_id = models.UUIDField(db_default=RandomUUID(), unique=True, editable=False)
    email = models.EmailField(unique=True)
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=12, choices=Kind)
    phone = models.CharField(max_length=40, blank=True)
    is_active = models.BooleanField(default=True)
    is_demo = models.BooleanField(default=False, editable=False)
    week_hours = models.DecimalField(
        "hours in a week",
        max_digits=4,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0), MaxValueValidator(80)],
        help_text="Leave empty for the practice's usual week.",
    )
    joined_at = models.DateTimeField(auto_now_add=True)

    objects = UserManager()

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    # No process of the web may write who somebody is: logins are made by the worker's role.
    wall = OpenTable(
        "sign-in happens before we know who is there",
        web="SELECT, UPDATE (password, last_login)",
        portal="SELECT (id, public_id, email, name, kind, phone, is_active)",
        portal_rows="kind <> 'client' OR id IN (SELECT user_id FROM clients_membership)",
        staff="SELECT, UPDATE (is_active, week_hours)",
        worker="SELECT, INSERT, UPDATE",
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(Lower("email"), name="one_user_per_email_in_any_case")
        ]

    def __str__(self) -> str:
        return self.name or self.email

    @property
    def initials(self) -> str:
        """What stands where there is no photo: ``PM`` of Pat Marsh."""
        words = self.name.split()
        return "".join(word[0] for word in (words[:1] + words[1:][-1:])).upper()

    @property
    def is_principal(self) -> bool:
        return self.kind == self.Kind.PRINCIPAL

    @property
    def is_practice(self) -> bool:
        """Principals and consultants: the people of the practice."""
        return self.kind in (self.Kind.PRINCIPAL, self.Kind.CONSULTANT)

    @property
    def is_client_user(self) -> bool:
        return self.kind == self.Kind.CLIENT

    @property
    def sees_all_clients(self) -> bool:
        return self.is_principal

    @cached_property
    def client_ids(self) -> tuple[int, ...]:
        """Keys of the clients this person works for or belongs to, archived ones included."""
        return tuple(self.memberships.order_by("client_id").values_list("client_id", flat=True))


class Client(models.Model):
    """A company the practice works for."""

    public_id = models.UUIDField(db_default=RandomUUID(), unique=True, editable=False)
    slug = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=160)
    address = models.TextField(blank=True)
    currency = models.CharField(max_length=3, default="USD", validators=[CURRENCY])
    fiscal_start_month = models.PositiveSmallIntegerField(
        default=1, validators=[MinValueValidator(1), MaxValueValidator(12)]
    )
    created_at = models.DateTimeField(auto_now_add=True)
    archived_at = models.DateTimeField(null=True, blank=True)

    objects = ClientQuerySet.as_manager()

    wall = Wall(portal="SELECT", column="id", founding=True)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Membership(TenantModel):
    """A person's place at a client: assigned consultant, or one of the client's own people."""

    class Role(models.TextChoices):
        CONSULTANT = "consultant", "Assigned consultant"
        EXECUTIVE = "executive", "Executive"
        MANAGER = "manager", "Manager"
        VIEWER = "viewer", "Viewer"

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="memberships")
    client = models.ForeignKey(Client, on_delete=models.PROTECT, related_name="memberships")
    role = models.CharField(max_length=12, choices=Role)
    since = models.DateTimeField(auto_now_add=True)

    # The sign-in role reads it to learn which clients to sign into the context.
    wall = Wall(portal="SELECT", web="SELECT")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["client", "user"], name="one_place_per_person_at_a_client"
            )
        ]

    def __str__(self) -> str:
        return f"{self.user}, {self.get_role_display()} at {self.client}"


class DecisionRight(TenantModel):
    """What a client user may decide for their company, and up to which amount."""

    class Subject(models.TextChoices):
        DISPUTE = "dispute", "Disputing a charge"
        SPEND = "spend", "Spending on a project"
        CONTRACT = "contract", "Signing or ending a contract"
        REPORT = "report", "Accepting a report"

    client = models.ForeignKey(Client, on_delete=models.PROTECT, related_name="decision_rights")
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="decision_rights")
    subject = models.CharField(max_length=12, choices=Subject)
    limit = models.DecimalField(
        "limit",
        max_digits=18,
        decimal_places=2,
        null=True,
        blank=True,
        help_text="Leave empty for no limit.",
        validators=[MinValueValidator(0)],
    )
    currency = models.CharField(max_length=3, default="USD", validators=[CURRENCY])

    wall = Wall(portal="SELECT")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["client", "user", "subject"], name="one_right_per_person_and_subject"
            )
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.get_subject_display()}"


class Invitation(models.Model):
    """An offer by mail to join; single use, expiring, bound to its address and client."""

    public_id = models.UUIDField(db_default=RandomUUID(), unique=True, editable=False)
    client = models.ForeignKey(
        Client, on_delete=models.PROTECT, null=True, blank=True, related_name="invitations"
    )
    email = models.EmailField()
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=12, choices=User.Kind)
    role = models.CharField(max_length=12, choices=Membership.Role, blank=True)
    token_sha256 = models.CharField(max_length=64, unique=True, editable=False)
    invited_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    invited_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    # Whoever follows the link is not signed in yet; they must know the token.
    wall = Wall(web="SELECT", unclaimed_by="invited_by_id")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(kind="client") | models.Q(client__isnull=False),
                name="a_client_user_is_invited_to_a_client",
            )
        ]

    def __str__(self) -> str:
        return f"{self.email} as {self.get_kind_display()}"


class Activity(models.Model):
    """What somebody did, in a sentence; written by the service that did it, never changed."""

    client = models.ForeignKey(Client, on_delete=models.PROTECT, null=True, related_name="+")
    actor = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    verb = models.CharField(max_length=60, help_text="object.deed, such as bill.imported")
    sentence = models.TextField()
    #: What it was done to: the model's label and the row's public id.
    subject_type = models.CharField(max_length=60, blank=True)
    subject_id = models.UUIDField(null=True)
    data = models.JSONField(default=dict)
    at = models.DateTimeField(auto_now_add=True)

    wall = Wall(
        practice="SELECT, INSERT",
        portal="SELECT, INSERT",
        portal_rows="actor_id = (SELECT app.user_id('portal'))",
        unclaimed_by="actor_id",
    )

    class Meta:
        verbose_name_plural = "activity"
        ordering = ["-at", "-pk"]
        indexes = [
            models.Index(fields=["client", "-at"], name="activity_of_a_client"),
            models.Index(fields=["subject_id", "-at"], name="activity_on_a_thing"),
        ]

    def __str__(self) -> str:
        return self.sentence


class Attempt(models.Model):
    """Attempts to sign in, counted for all web processes together.

    The framework's cache writes it and names its columns.
    """

    cache_key = models.CharField(max_length=255, primary_key=True)
    value = models.TextField()
    expires = models.DateTimeField(db_index=True)

    wall = OpenTable("attempts are counted before we know who is there", web=CHANGE)

    def __str__(self) -> str:
        return self.cache_key
