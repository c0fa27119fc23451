"""What Owen asks us, once without and once with an answer, and what he is asked."""

from datetime import date
from typing import Any

from clients.desk.models import Question
from clients.desk.pulse_models import Pulse
from clients.desk.services import answer, ask
from retainer.lib.tenancy import acting_as
from tests.access.world.cast import Cast


class Desk(Cast):
    """A question that waits, and one that is answered."""

    def desk(self) -> dict[str, Any]:
        asked, answered = self._asked(), self._asked()
        answer(question=answered, words="A fee rose.", answered_by=self.casey)
        pulse = Pulse.objects.create(client=self.acme, person=self.owen, quarter=date(2026, 7, 1))
        pulse.refresh_from_db(fields=["public_id"])
        return {
            "desk_asked": asked.public_id,
            "desk_answered": answered.public_id,
            "desk_pulse": pulse.public_id,
            "desk_quarter": "2026-Q3",
        }

    def _asked(self) -> Question:
        """Only Owen himself can ask, also in the database."""
        with acting_as("portal", clients=[self.acme.pk], user_id=self.owen.pk):
            return ask(client=self.acme, asked_by=self.owen, subject="Why?", text="It rose.")
