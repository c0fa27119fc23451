"""What Acme decides to buy, from whom, and why without a competition."""

from decimal import Decimal
from typing import Any

from clients.models import DecisionRight
from rfp.sourcing import cases, listing
from tests.access.world.cast import Cast
from tests.rfp.sourcing import making


class Sourcing(Cast):
    """A draft with its parts, a decision that waits for Acme, and a finished case."""

    def sourcing(self) -> dict[str, Any]:
        decision = making.whole(self.acme, self.casey)
        right = DecisionRight.objects.get(user=self.owen)
        asked = making.put(self.acme, self.casey, self.owen, kind=right.subject, money=Decimal(100))
        supplier = making.supplier()
        [listed] = listing.add(decision=asked, suppliers=[supplier], added_by=self.casey)
        case = making.whole_case(self.acme, self.casey, supplier=supplier)
        cases.finish(case=case, finished_by=self.casey)
        return {
            "sourcing": decision.public_id,
            "sourcing_part": "target",
            "sourcing_target": decision.targets.get().public_id,
            "put_sourcing": asked.public_id,
            "supplier": supplier.public_id,
            "listed": listed.public_id,
            "source_case": case.public_id,
            "source_target": case.casetargets.get().public_id,
        }
