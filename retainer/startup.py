"""What must be true before an installation serves anybody."""

from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.exceptions import ImproperlyConfigured


def refuse_demo_logins() -> None:
    """Raise when production still has the demo's users, whose passwords everybody knows."""
    if not settings.PRODUCTION:
        return
    demo = get_user_model().objects.filter(is_demo=True, is_active=True).order_by("email")
    left = list(demo.values_list("email", flat=True))
    if left:
        raise ImproperlyConfigured(
            f"The demo logins must not work in production: {', '.join(left)}. Start with an "
            "empty database, or run bin/manage deactivate_demo_logins."
        )


def refuse_owner_login() -> None:
    """Raise when a worker would log in as the database's owner."""
    if settings.PROCESS != "worker":
        raise ImproperlyConfigured("Start the worker with RETAINER_PROCESS=worker.")


def check_worker(**_: Any) -> None:
    """End a Celery worker that must not start.

    Celery logs what a receiver of its signals raises and goes on, except when
    that is an exit.
    """
    try:
        refuse_owner_login()
        refuse_demo_logins()
    except ImproperlyConfigured as unsafe:
        raise SystemExit(str(unsafe)) from unsafe
