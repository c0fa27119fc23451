"""Shut the demo practice's logins, as production demands."""

from typing import Any

from clients.models import User
from retainer.lib.commands import PracticeCommand


class Command(PracticeCommand):
    help = "Deactivates every login that the demo made; their work stays."

    def work(self, **options: Any) -> None:
        with self.scope():
            shut = User.objects.filter(is_demo=True, is_active=True).update(is_active=False)
        self.say(f"{shut} demo logins deactivated.")
