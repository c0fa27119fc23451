"""The values that a client tuned, every one of them: the latest of a setting is in force."""

import pgtrigger
from django.contrib.postgres.functions import RandomUUID
from django.db import models

from billing_audit.checks.base import Check
from billing_audit.checks.catalogue import check_of
from billing_audit.checks.settings import Setting
from clients.people.models import Client, User
from retainer.lib.tenancy import Wall
from retainer.lib.tenancy.models import TenantModel


class OwnSetting(TenantModel):
    """What a setting of a check was changed to for one client, by whom and why.

    Rows are added and never changed, so they are the history as well.  The
    client may read them, reason included.
    """

    public_id = models.UUIDField(db_default=RandomUUID(), unique=True, editable=False)
    client = models.ForeignKey(Client, on_delete=models.PROTECT, related_name="own_settings")
    check_code = models.CharField(max_length=8)
    name = models.CharField(max_length=40)
    #: Null takes the setting back to what the trade starts from.
    value = models.DecimalField(max_digits=18, decimal_places=6, null=True)
    reason = models.CharField(max_length=300)
    set_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    set_at = models.DateTimeField(auto_now_add=True)

    wall = Wall(practice="SELECT, INSERT", portal="SELECT")

    class Meta:
        ordering = ["-pk"]
        indexes = [
            models.Index(fields=["client", "check_code", "name", "-id"], name="own_settings_by_age")
        ]
        triggers = [
            pgtrigger.Protect(
                name="an_own_setting_is_never_changed",
                operation=pgtrigger.Update | pgtrigger.Delete,
            )
        ]

    def __str__(self) -> str:
        return f"{self.check_code} {self.name}: {'default' if self.value is None else self.value}"

    @property
    def of_check(self) -> type[Check]:
        return check_of(self.check_code)

    @property
    def setting(self) -> Setting | None:
        """What it is a value of; none when this release knows the setting no more."""
        return next((each for each in self.of_check.settings if each.name == self.name), None)

    @property
    def in_words(self) -> str:
        """The value with its unit, or that it is the default again."""
        if self.value is None:
            return "the default"
        setting = self.setting
        return f"{setting.in_words(self.value)} {setting.unit}" if setting else str(self.value)
