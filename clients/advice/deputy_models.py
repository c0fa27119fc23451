"""Deputies: who decides for a holder of a right, and how long."""

import pgtrigger
from django.contrib.postgres.functions import RandomUUID
from django.core.validators import MinValueValidator
from django.db import models

from clients.advice import guards
from clients.advice.querysets import DeputyQuerySet
from clients.people.models import CURRENCY, Client, DecisionRight, User
from retainer.lib.tenancy import Wall
from retainer.lib.tenancy.models import TenantModel


class Deputy(TenantModel):
    """Somebody decides for the holder of a right, from day to day, up to a limit.

    The holder alone names and revokes; the deputy's yes never reaches beyond the holder's own.
    """

    public_id = models.UUIDField(db_default=RandomUUID(), unique=True, editable=False)
    client = models.ForeignKey(Client, on_delete=models.PROTECT, related_name="deputies")
    subject = models.CharField("for decisions about", max_length=12, choices=DecisionRight.Subject)
    holder = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    deputy = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    first_day = models.DateField("from")
    last_day = models.DateField("until")
    limit = models.DecimalField(
        "limit",
        null=True,
        blank=True,
        validators=[MinValueValidator(0)],
        max_digits=18,
        decimal_places=3,
    )
    currency = models.CharField(max_length=3, default="USD", validators=[CURRENCY])
    named_at = models.DateTimeField(auto_now_add=True)
    revoked_at = models.DateTimeField(null=True, editable=False)

    objects = DeputyQuerySet.as_manager()

    wall = Wall(
        practice="SELECT",
        portal="SELECT, INSERT, UPDATE (revoked_at)",
        portal_writes=f"holder_id = {guards.ME}",
    )

    class Meta:
        verbose_name_plural = "deputies"
        ordering = ["-first_day", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(holder=models.F("deputy")), name="a_deputy_is_somebody_else"
            ),
            models.CheckConstraint(
                condition=models.Q(last_day__gte=models.F("first_day")),
                name="a_deputy_ends_after_beginning",
            ),
        ]
        triggers = [
            pgtrigger.ReadOnly(name="a_deputy_is_only_revoked", exclude=["revoked_at"]),
            pgtrigger.Protect(
                name="a_revoked_deputy_stays_revoked",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__revoked_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.deputy} for {self.holder}"
