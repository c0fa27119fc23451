"""What somebody notes of a request that is under E-rate: its posting, and what changed since."""

import pgtrigger
from django.contrib.postgres.functions import RandomUUID
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

from clients.people.models import User
from retainer.lib.tenancy import Wall
from retainer.lib.tenancy.models import TenantModel
from rfp.authoring.models import Rfp
from rfp.issuing.erate import WINDOW

#: Client users read it once the request was put to them: the policy of requests hides the others.
OF_A_SHOWN = "EXISTS (SELECT FROM rfp_rfp r WHERE r.id = rfp_id)"


class EratePosting(TenantModel):
    """The facts from which the dates of a request are reckoned."""

    rfp = models.OneToOneField(Rfp, models.PROTECT, related_name="erate_posting", editable=False)
    form_470 = models.CharField(
        "number of the Form 470", max_length=20, blank=True, help_text="As USAC gave it."
    )
    posted_on = models.DateField(
        "posted on", null=True, blank=True,
        help_text="Since then form and request are both at USAC; the later day counts.",
    )  # fmt: skip
    days = models.PositiveSmallIntegerField(
        "days that bidders have at least", default=WINDOW.days,
        validators=[MinValueValidator(WINDOW.days), MaxValueValidator(180)],
        help_text="28; more where the state or the school board asks for more.",
    )  # fmt: skip
    signed_on = models.DateField("contract signed on", null=True, blank=True)
    last_service_on = models.DateField(
        "last day of service", null=True, blank=True,
        help_text="With every extension. Papers are kept for ten years from then.",
    )  # fmt: skip
    kept_by = models.ForeignKey(User, models.PROTECT, related_name="+", editable=False)
    kept_at = models.DateTimeField(auto_now=True)

    wall = Wall(practice="SELECT, INSERT, UPDATE", portal="SELECT", portal_rows=OF_A_SHOWN)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(days__gte=WINDOW.days), name="bidders_have_28_days_by_e_rate"
            ),
            models.CheckConstraint(
                condition=Q(signed_on=None) | Q(posted_on__lt=models.F("signed_on")),
                name="a_contract_is_signed_after_the_posting",
                violation_error_message="A contract is signed after the request was posted.",
            ),
            models.CheckConstraint(
                condition=Q(last_service_on=None)
                | Q(signed_on=None)
                | Q(last_service_on__gte=models.F("signed_on")),
                name="service_lasts_beyond_the_signing",
                violation_error_message="The last day of service comes after the signing.",
            ),
        ]

    def __str__(self) -> str:
        return self.form_470 or "Posting"


class ErateChange(TenantModel):
    """A change of what was posted, and whether it begins the days anew; none is taken away."""

    public_id = models.UUIDField(db_default=RandomUUID(), unique=True, editable=False)
    rfp = models.ForeignKey(Rfp, models.PROTECT, related_name="erate_changes", editable=False)
    happened_on = models.DateField("told to all bidders on")
    what = models.CharField("what changed", max_length=300)
    is_substantive = models.BooleanField(
        "an answer or a price may be another because of it", default=True,
        help_text="Then the days begin anew.",
    )  # fmt: skip
    because = models.TextField("why it is judged so")
    judged_by = models.ForeignKey(User, models.PROTECT, related_name="+", editable=False)
    judged_at = models.DateTimeField(auto_now=True)

    wall = Wall(practice="SELECT, INSERT, UPDATE", portal="SELECT", portal_rows=OF_A_SHOWN)

    class Meta:
        ordering = ["happened_on", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(because=""), name="who_judges_a_change_says_why")
        ]
        triggers = [
            pgtrigger.ReadOnly(
                name="what_changed_under_e_rate_stays", fields=["rfp", "happened_on", "what"]
            ),
        ]

    def __str__(self) -> str:
        return self.what
