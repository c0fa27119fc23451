"""Who sees which clients and people."""

from typing import Any

from django.contrib.auth.base_user import BaseUserManager
from django.db import models


class ClientQuerySet(models.QuerySet):
    """Clients of the practice."""

    def visible_to(self, user: Any) -> "ClientQuerySet":
        """All for a principal, the assigned ones for a consultant, their own for a client user."""
        if user.sees_all_clients:
            return self
        return self.filter(pk__in=user.client_ids)

    def active(self) -> "ClientQuerySet":
        """Clients that are not archived."""
        return self.filter(archived_at=None)


class UserQuerySet(models.QuerySet):
    """People who can sign in."""

    def visible_to(self, user: Any) -> "UserQuerySet":
        """All for a principal; for anybody else themselves and those who share a client."""
        if user.sees_all_clients:
            return self
        return self.filter(
            models.Q(pk=user.pk) | models.Q(memberships__client_id__in=user.client_ids)
        ).distinct()


class UserManager(BaseUserManager.from_queryset(UserQuerySet)):
    """Makes users who sign in with their e-mail address."""

    def create_user(self, email: str, *, name: str, kind: str, password: str | None = None) -> Any:
        """Create a user; without a password they cannot sign in until they set one."""
        user = self.model(email=self.normalize_email(email).lower(), name=name, kind=kind)
        user.set_password(password)
        user.save()
        return user
