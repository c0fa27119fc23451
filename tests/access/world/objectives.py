"""What Acme wants to reach."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

from django.utils import timezone

from clients.models import Objective
from clients.objectives.services import add_reading, keep_objective
from tests.access.world.cast import Cast


class Objectives(Cast):
    """An objective with a reading."""

    def objectives(self) -> dict[str, Any]:
        today = timezone.localdate()
        objective = keep_objective(
            objective=Objective(
                client=self.acme,
                lens="cost",
                sentence="Pay carriers nothing above the contract",
                baseline=Decimal(6800),
                target=Decimal(500),
                unit="USD a month",
                due_on=today + timedelta(days=90),
                owner=self.owen,
            ),
            kept_by=self.casey,
        )
        reading = add_reading(
            objective=objective,
            day=today,
            value=Decimal(4000),
            source="Report, page 2",
            noted_by=self.casey,
        )
        return {"objective": objective.public_id, "reading": reading.public_id}
