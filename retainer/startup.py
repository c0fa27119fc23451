"""What must be true before a production installation serves anybody."""

from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.exceptions import ImproperlyConfigured


def refuse_demo_logins(**_: Any) -> None:
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
