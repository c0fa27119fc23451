"""What Acme is advised, decided by Owen or a deputy."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

from django.utils import timezone

from clients.advice.services import OptionText, draft, publish
from clients.models import Deputy, Membership, User
from retainer.lib.tenancy import acting_as
from tests.access.world.cast import Cast


class Advice(Cast):
    """A recommendation that waits, a draft, and somebody who stands in for Owen."""

    def advice(self) -> dict[str, Any]:
        words = {
            "client": self.acme,
            "author": self.casey,
            "kind": "dispute",
            "title": "Ask for a credit?",
            "found": "An error.",
            "advice": "Ask.",
            "if_nothing": "Nothing comes back.",
            "money": Decimal(100),
            "options": (OptionText("Ask", "", True), OptionText("Pay")),
        }
        advised = publish(recommendation=draft(**words), published_by=self.casey)
        return {
            "advised": advised.public_id,
            "drafted": draft(**words).public_id,
            "deputy": self._deputy().public_id,
        }

    def _deputy(self) -> Deputy:
        """Only Owen himself can name one, also in the database."""
        olga = User.objects.create_user("olga@acme.test", name="Olga Orr", kind="client")
        Membership.objects.create(user=olga, client=self.acme, role="manager")
        today = timezone.localdate()
        with acting_as("portal", clients=[self.acme.pk], user_id=self.owen.pk):
            return Deputy.objects.create(
                client_id=self.acme.pk,
                subject="dispute",
                holder_id=self.owen.pk,
                deputy_id=olga.pk,
                first_day=today,
                last_day=today + timedelta(days=7),
            )
