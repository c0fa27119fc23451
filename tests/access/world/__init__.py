"""One row of each kind at Acme, so that every address of the product leads somewhere.

Each subject adds what its addresses need in a method of its own.
"""

from typing import Any

from tests.access.world.addenda import amended
from tests.access.world.advice import Advice
from tests.access.world.audits import Audits
from tests.access.world.bidding import asked
from tests.access.world.bids import handed_in
from tests.access.world.bills import Bills
from tests.access.world.committees import Committees
from tests.access.world.contracts import noticed, renegotiated, reviewed
from tests.access.world.desk import Desk
from tests.access.world.disputes import Disputes
from tests.access.world.erate import under_erate
from tests.access.world.evaluation import judged
from tests.access.world.handover import handed_over
from tests.access.world.issues import Issues
from tests.access.world.issuing import issued
from tests.access.world.library import shelved
from tests.access.world.metrics import Metrics
from tests.access.world.objectives import Objectives
from tests.access.world.people import People
from tests.access.world.promises import Promises
from tests.access.world.proposals import proposed
from tests.access.world.renewal import renewed
from tests.access.world.requests import written
from tests.access.world.returned import came_back
from tests.access.world.sourcing import Sourcing
from tests.access.world.stakeholders import mapped
from tests.access.world.telecom import Telecom
from tests.access.world.terms import agreed_terms
from tests.access.world.transitions import Transitions
from tests.access.world.work import Work


class World(
    People,
    Telecom,
    Work,
    Audits,
    Bills,
    Advice,
    Objectives,
    Disputes,
    Issues,
    Promises,
    Transitions,
    Desk,
    Metrics,
    Committees,
    Sourcing,
):
    """Acme with one of everything."""

    def arguments(self) -> dict[str, Any]:
        """What stands in an address for each word of the table."""
        return {
            "client": self.acme.public_id,
            **self.people(),
            **self.notices(),
            **self.telecom(),
            **agreed_terms(self.acme),
            **renegotiated(self.acme, self.casey),
            **reviewed(self.acme, self.casey),
            **noticed(self.acme, self.casey),
            **self.work(),
            **self.agreed(),
            **self.export(),
            **self.retained(),
            **self.audits(),
            **self.findings(),
            **self.reports(),
            **self.portal(),
            **self.bills(),
            **self.papers(),
            **self.usage(),
            **self.rated(),
            **self.arrived(),
            **self.advice(),
            **self.objectives(),
            **asked(self.acme, self.pat),
            **under_erate(self.acme, self.pat),
            **came_back(self.acme, self.pat),
            **self.disputes(),
            **self.issues(),
            **self.promises(),
            **self.transitions(),
            **self.relationships(),
            **self.desk(),
            **self.metrics(),
            **handed_over(self.acme, self.casey),
            **mapped(self.acme, self.casey),
            **renewed(self.acme, self.casey, self.pat),
            **self.committees(),
            **issued(self.acme, self.casey, self.owen),
            **handed_in(self.acme, self.pat, self.casey),
            **amended(self.casey),
            **shelved(self.pat),
            **self.sourcing(),
            **proposed(self.acme, self.casey, self.owen),
            **written(self.acme, self.casey),
            **judged(self.acme, self.casey, self.owen, self.pat),
        }
