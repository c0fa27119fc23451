"""A file seen through a profile: the child is asked, its words made ready for the page."""

import json
from dataclasses import dataclass

from billing_audit.bills.arrivals import local_copy
from billing_audit.bills.importers.mapped.made import made
from billing_audit.bills.importers.mapped.profile import Profile
from billing_audit.bills.loading import stopped
from billing_audit.bills.models import BillFile
from billing_audit.mapping.looking import LOOK
from billing_audit.mapping.sights import Sight, revived
from retainer.lib import sandbox

#: Somebody waits for the page.
PATIENCE = sandbox.Limits(cpu_seconds=10, wall_seconds=20)


@dataclass(frozen=True)
class Wish:
    """Through which profile a file is to be seen."""

    profile: Profile
    #: Nobody has chosen anything yet: everything is proposed.
    is_new: bool = False
    #: The columns the choices were made for; other columns are proposed anew.
    heads: list[str] | None = None


def sight_of(bill_file: BillFile, wish: Wish) -> Sight:
    """What the page shows; refuses a file that is no table."""
    order = {"profile": wish.profile.to_json(), "is_new": wish.is_new, "heads": wish.heads}
    with local_copy(bill_file) as path:
        try:
            said = sandbox.run(
                LOOK, str(path.resolve()), limits=PATIENCE, stdin=json.dumps(order).encode()
            )
        except sandbox.ChildKilled as killed:
            raise stopped(killed) from killed
    told = revived(json.loads(said))
    return Sight(told, made(Profile, told["profile"]))
