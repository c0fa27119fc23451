"""Suppliers the practice knows, which of them a client looks at, and who declared what."""

import pgtrigger
from django.contrib.postgres.functions import RandomUUID
from django.db import models
from django.db.models import Q
from django.db.models.functions import Upper

from clients.people.models import User
from clients.telecom.models import Carrier
from retainer.lib.tenancy import OpenTable, Wall
from retainer.lib.tenancy.models import TenantModel
from rfp.sourcing import guards
from rfp.sourcing.models import SourcingDecision
from rfp.sourcing.querysets import DeclarationQuerySet


class Supplier(models.Model):
    """A company that can be asked to bid; one row for the whole practice."""

    public_id = models.UUIDField(db_default=RandomUUID(), unique=True, editable=False)
    name = models.CharField(max_length=120)
    legal_name = models.CharField(max_length=160, blank=True)
    services = models.CharField(
        max_length=300, blank=True, help_text="Such as voice trunks; internet; mobile."
    )
    regions = models.CharField(max_length=300, blank=True, help_text="Where it delivers.")
    contact = models.CharField("contact", max_length=120, blank=True)
    email = models.EmailField("contact's mail", blank=True)
    phone = models.CharField("contact's telephone", max_length=40, blank=True)
    website = models.URLField(blank=True)
    notes = models.TextField(blank=True, help_text="For us alone: no client reads them.")
    carrier = models.ForeignKey(
        Carrier, models.PROTECT, null=True, blank=True, related_name="+",
        help_text="Where it sends bills to our clients already.",
    )  # fmt: skip

    wall = OpenTable(
        "the practice's directory of suppliers, which no client user meets",
        staff="SELECT, INSERT, UPDATE",
        worker="SELECT, INSERT, UPDATE",
    )

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                Upper("name"), name="one_supplier_per_name",
                violation_error_message="There is a supplier of this name.",
            )
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.name


class Stage(models.TextChoices):
    LONG = "long_list", "Long list"
    SHORT = "short_list", "Short list"
    DROPPED = "dropped_out", "Dropped"


class ListedSupplier(TenantModel):
    """A supplier that is looked at for a decision, and how far it came."""

    public_id = models.UUIDField(db_default=RandomUUID(), unique=True, editable=False)
    decision = models.ForeignKey(SourcingDecision, models.PROTECT, related_name="listed")
    supplier = models.ForeignKey(Supplier, models.PROTECT, related_name="+")
    #: As clients read it: the directory itself is the practice's own.
    name = models.CharField(max_length=120)
    stage = models.CharField(max_length=12, choices=Stage, default=Stage.LONG)
    reason = models.TextField(blank=True)

    wall = Wall(practice="SELECT, INSERT, UPDATE", portal="SELECT", portal_rows=guards.OF_A_PUT)

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["decision", "supplier"], name="a_supplier_is_listed_once"
            ),
            models.CheckConstraint(
                condition=~Q(stage="dropped_out") | ~Q(reason=""),
                name="who_drops_a_supplier_says_why",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class ListMove(TenantModel):
    """One step of a supplier on the lists; none is taken away, also where it is reversed."""

    listed = models.ForeignKey(ListedSupplier, models.PROTECT, related_name="moves")
    stage = models.CharField(max_length=12, choices=Stage)
    reason = models.TextField(blank=True)
    moved_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    moved_at = models.DateTimeField(auto_now_add=True)

    wall = Wall(
        practice="SELECT, INSERT",
        portal="SELECT",
        portal_rows="EXISTS (SELECT FROM rfp_listedsupplier l WHERE l.id = listed_id)",
    )

    class Meta:
        ordering = ["pk"]
        triggers = [
            pgtrigger.Protect(
                name="a_step_on_the_lists_stays",
                operation=pgtrigger.Update | pgtrigger.Delete,
            )
        ]

    def __str__(self) -> str:
        return f"{self.listed}: {self.get_stage_display()}"


class SourcingPerson(TenantModel):
    """Somebody who works on a decision and what follows, and so declares their interests."""

    decision = models.ForeignKey(SourcingDecision, models.PROTECT, related_name="people")
    person = models.ForeignKey(User, models.PROTECT, related_name="+")
    named_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    named_at = models.DateTimeField(auto_now_add=True)

    wall = Wall(
        practice="SELECT, INSERT, DELETE",
        portal="SELECT",
        portal_rows=f"person_id = {guards.ME}",
    )

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["decision", "person"], name="somebody_is_named_once_for_a_sourcing"
            )
        ]

    def __str__(self) -> str:
        return f"{self.person} for {self.decision}"


class Declaration(TenantModel):
    """What somebody declared of interests in the suppliers; the latest counts, none is changed."""

    public_id = models.UUIDField(db_default=RandomUUID(), unique=True, editable=False)
    decision = models.ForeignKey(SourcingDecision, models.PROTECT, related_name="declarations")
    person = models.ForeignKey(User, models.PROTECT, related_name="+")
    has_interest = models.BooleanField()
    what = models.TextField(blank=True)
    declared_at = models.DateTimeField(auto_now_add=True)

    objects = DeclarationQuerySet.as_manager()

    # Nobody declares for another: the worker's rows are the demo's and the tests'.
    wall = Wall(
        practice="SELECT, INSERT",
        staff_writes="person_id = (SELECT app.user_id('staff'))",
        portal="SELECT, INSERT",
        portal_rows=f"person_id = {guards.ME}",
        portal_writes=f"person_id = {guards.ME} AND {guards.OF_A_PUT}",
    )

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(has_interest=False, what="") | Q(has_interest=True) & ~Q(what=""),
                name="who_has_an_interest_says_which",
            )
        ]
        triggers = [
            pgtrigger.Protect(
                name="a_declaration_stays", operation=pgtrigger.Update | pgtrigger.Delete
            )
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.what or 'no interest'}"
