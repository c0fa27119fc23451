"""Notices as their reader and the mails about them ask for them."""

from typing import Any

from django.db import models
from django.db.models.functions import Now

from retainer.lib.tenancy.models import TenantQuerySet


class NoticeQuerySet(TenantQuerySet):
    """What people were told."""

    def visible_to(self, user: Any) -> "NoticeQuerySet":
        """What this person was told about clients they still see, or about the practice's own."""
        told = self.filter(recipient_id=user.pk)
        if user.sees_all_clients:
            return told
        return told.filter(models.Q(client_id__in=user.client_ids) | models.Q(client=None))

    def unread(self) -> "NoticeQuerySet":
        return self.filter(read_at=None)


class MailQuerySet(models.QuerySet):
    """Mails that are to go out."""

    def due(self) -> "MailQuerySet":
        """Those that wait and whose time has come."""
        return self.filter(state=self.model.State.WAITING, not_before__lte=Now())
