"""A request on its way to bidders: put forward, read, approved, issued; each kept as it was."""

from functools import cached_property

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.functions import RandomUUID
from django.core.serializers.json import DjangoJSONEncoder
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q

from clients.advice.deputy_models import Deputy
from clients.files.models import StoredFile
from clients.people.models import CURRENCY, DecisionRight, User
from retainer.lib.tenancy import OpenTable, Wall
from retainer.lib.tenancy.models import TenantModel
from rfp.authoring.models import Rfp
from rfp.issuing import guards
from rfp.issuing.querysets import CandidateQuerySet, IssuedVersionQuerySet
from rfp.issuing.shape import ToldRequest, read_told

#: What bidders read of a version; its document holds the salt of the commitment.
KNOWN_TO_BIDDERS = (
    *("id", "client_id", "rfp_id", "number", "told", "digest", "commitment", "changed"),
    *("issued_at", "pdf_id", "docx_id", "xlsx_id", "ocds_id"),
)
FORMS = {
    "pdf": "PDF",
    "docx": "Word document",
    "xlsx": "Response workbook",
    "ocds": "OCDS release",
}
PAPERS = ("pdf", "docx", "xlsx")
MONEY = {"max_digits": 18, "decimal_places": 3}


def stays(name: str, *exclude: str) -> list[pgtrigger.Trigger]:
    """The row is written once; only these fields are filled in later."""
    kept = (
        pgtrigger.ReadOnly(name=f"{name}_stays", exclude=list(exclude))
        if exclude
        else pgtrigger.Protect(name=f"{name}_stays", operation=pgtrigger.Update)
    )
    return [
        kept,
        pgtrigger.Protect(name=f"{name}_is_never_deleted", operation=pgtrigger.Delete),
    ]


class WordTemplate(models.Model):
    """The practice's Word document that requests are drawn into; the newest one counts."""

    name = models.CharField(max_length=160)
    content = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    kept_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    kept_at = models.DateTimeField(auto_now_add=True)
    #: Since when requests are drawn without it.
    dropped_at = models.DateTimeField(null=True)

    wall = OpenTable(
        "the practice's own paper, which has nothing of a client",
        staff="SELECT, INSERT, UPDATE (dropped_at)",
        worker="SELECT",
    )

    class Meta:
        ordering = ["-pk"]
        triggers = [pgtrigger.ReadOnly(name="a_word_template_stays", exclude=["dropped_at"])]

    def __str__(self) -> str:
        return self.name


class IssueCandidate(TenantModel):
    """A request frozen before it is issued, so that what is read and approved is what goes out."""

    public_id = models.UUIDField(db_default=RandomUUID(), unique=True, editable=False)
    rfp = models.ForeignKey(Rfp, on_delete=models.PROTECT, related_name="candidates")
    number = models.PositiveSmallIntegerField()
    document = models.JSONField(encoder=DjangoJSONEncoder)
    digest = models.CharField(max_length=64)
    kind = models.CharField(
        "right it takes to approve",
        max_length=12,
        choices=DecisionRight.Subject,
        default=DecisionRight.Subject.CONTRACT,
    )
    #: The limit of whoever approves is held against it.
    money = models.DecimalField(
        "expected value over the term", validators=[MinValueValidator(0)], **MONEY
    )
    currency = models.CharField(max_length=3, default="USD", validators=[CURRENCY])
    #: Keys of everybody who saved a piece of it: none of them signs that it was read.
    authors = ArrayField(models.BigIntegerField(), default=list)
    put_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    put_at = models.DateTimeField(auto_now_add=True)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    because = models.TextField(blank=True)

    objects = CandidateQuerySet.as_manager()

    wall = Wall(
        practice="SELECT, INSERT, UPDATE (withdrawn_at, withdrawn_by_id, because)",
        portal="SELECT",
    )

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["rfp", "number"], name="a_request_counts_what_was_put_forward"
            ),
            models.UniqueConstraint(
                fields=["rfp"],
                condition=Q(withdrawn_at=None),
                name="one_text_of_a_request_is_put_forward",
            ),
            models.CheckConstraint(
                condition=Q(money__gte=0), name="value_of_a_request_is_not_negative"
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None) | Q(withdrawn_by__isnull=False) & ~Q(because=""),
                name="who_takes_a_request_back_says_why",
            ),
        ]
        triggers = stays("what_is_put_forward", "withdrawn_at", "withdrawn_by", "because")

    def __str__(self) -> str:
        return f"{self.rfp}, draft {self.number}"


class IssueReview(TenantModel):
    """Somebody who wrote none of it has read it from beginning to end."""

    candidate = models.ForeignKey(IssueCandidate, on_delete=models.PROTECT, related_name="reviews")
    person = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    remark = models.TextField(blank=True)
    at = models.DateTimeField(auto_now_add=True)

    wall = Wall(
        practice="SELECT, INSERT",
        portal="SELECT, INSERT",
        portal_writes=f"person_id = {guards.ME}",
    )

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["candidate", "person"], name="a_reader_signs_a_request_once"
            )
        ]
        triggers = [*stays("a_readers_word"), guards.reads_what_others_wrote()]

    def __str__(self) -> str:
        return f"{self.person} on {self.candidate}"


class IssueApproval(TenantModel):
    """The client's word on issuing what was put forward; nobody of the practice can write one."""

    class Outcome(models.TextChoices):
        APPROVED = "approved", "Approved"
        DECLINED = "declined", "Declined"

    candidate = models.OneToOneField(
        IssueCandidate, on_delete=models.PROTECT, related_name="approval"
    )
    outcome = models.CharField(max_length=8, choices=Outcome)
    reason = models.TextField(blank=True)
    decided_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    #: Whose right it rests on, and its limit then; none is without limit.
    right_of = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    limit = models.DecimalField(null=True, **MONEY)
    deputyship = models.ForeignKey(Deputy, on_delete=models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(auto_now_add=True)

    wall = Wall(practice="SELECT", portal="SELECT, INSERT", portal_writes=guards.MAY_APPROVE)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(deputyship__isnull=False) | Q(right_of=F("decided_by")),
                name="who_approves_a_request_for_another_is_their_deputy",
            ),
            models.CheckConstraint(
                condition=Q(outcome="approved") | ~Q(reason=""),
                name="who_declines_a_request_says_why",
            ),
        ]
        triggers = stays("a_word_on_a_request")

    def __str__(self) -> str:
        return f"{self.get_outcome_display()} by {self.decided_by}"


class IssuedVersion(TenantModel):
    """What bidders have: version 1 as it was approved, each later one by an addendum."""

    public_id = models.UUIDField(db_default=RandomUUID(), unique=True, editable=False)
    rfp = models.ForeignKey(Rfp, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    #: What was approved; later versions rest on their addendum.
    candidate = models.OneToOneField(
        IssueCandidate, on_delete=models.PROTECT, null=True, related_name="issued"
    )
    document = models.JSONField(encoder=DjangoJSONEncoder)
    #: What of it bidders read before the award.
    told = models.JSONField(encoder=DjangoJSONEncoder)
    digest = models.CharField(max_length=64)
    #: The hash of formula and weights, published before any proposal is opened.
    commitment = models.CharField(max_length=64)
    #: Ids of the rows that the workbook marks as new since the version before.
    changed = ArrayField(models.CharField(max_length=12), default=list)
    template = models.ForeignKey(
        WordTemplate, on_delete=models.PROTECT, null=True, related_name="+"
    )
    issued_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    issued_at = models.DateTimeField(auto_now_add=True)
    pdf = models.OneToOneField(StoredFile, on_delete=models.PROTECT, null=True, related_name="+")
    docx = models.OneToOneField(StoredFile, on_delete=models.PROTECT, null=True, related_name="+")
    xlsx = models.OneToOneField(StoredFile, on_delete=models.PROTECT, null=True, related_name="+")
    ocds = models.OneToOneField(StoredFile, on_delete=models.PROTECT, null=True, related_name="+")

    objects = IssuedVersionQuerySet.as_manager()

    # The files are drawn after it was issued; nothing else of the row may change.
    wall = Wall(
        practice="SELECT, INSERT, UPDATE (pdf_id, docx_id, xlsx_id, ocds_id)",
        portal="SELECT",
        bidder=f"SELECT ({', '.join(KNOWN_TO_BIDDERS)})",
        bidder_rows="rfp_id = (SELECT app.rfp())",
    )

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["rfp", "number"], name="a_request_counts_its_versions"),
            models.CheckConstraint(
                condition=Q(number=1, candidate__isnull=False) | Q(number__gt=1),
                name="a_first_version_was_put_forward",
            ),
        ]
        triggers = [
            *stays("an_issued_version", "pdf", "docx", "xlsx", "ocds"),
            guards.issues_what_was_approved(),
        ]

    def __str__(self) -> str:
        return f"{self.rfp}, version {self.number}"

    @cached_property
    def request(self) -> ToldRequest:
        """What bidders read."""
        return read_told(self.told)

    @property
    def files(self) -> dict[str, StoredFile | None]:
        """Each form by its name; none while it is not drawn."""
        return {"pdf": self.pdf, "docx": self.docx, "xlsx": self.xlsx, "ocds": self.ocds}

    @property
    def papers(self) -> list[tuple[str, str, StoredFile | None]]:
        """What bidders work with; the OCDS release is for the public."""
        return [(form, FORMS[form], getattr(self, form)) for form in PAPERS]
