"""What was promised to Acme."""

from datetime import date
from typing import Any

from clients.models import Promise
from clients.promises.services import note_promise
from tests.access.world.cast import Cast


class Promises(Cast):
    """One promise, to be kept."""

    def promises(self) -> dict[str, Any]:
        promise = Promise(
            client=self.acme,
            promised_by="Ann Lee, account team",
            words="Every site is live by June.",
            written_in="Mail of 2 Mar 2026",
            promised_on=date(2026, 3, 2),
        )
        return {"promise": note_promise(promise=promise, noted_by=self.casey).public_id}
