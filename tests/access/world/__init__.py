"""One row of each kind at Acme, so that every address of the product leads somewhere.

Each subject adds what its addresses need in a method of its own.
"""

from typing import Any

from tests.access.world.audits import Audits
from tests.access.world.bills import Bills
from tests.access.world.people import People
from tests.access.world.telecom import Telecom
from tests.access.world.work import Work


class World(People, Telecom, Work, Audits, Bills):
    """Acme with one of everything."""

    def arguments(self) -> dict[str, Any]:
        """What stands in an address for each word of the table."""
        return {
            "client": self.acme.public_id,
            **self.people(),
            **self.notices(),
            **self.telecom(),
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
            **self.arrived(),
        }
