"""How the demo's clients divide what they pay: cost centres by site, budgets, and a quote each."""

from collections.abc import Mapping
from dataclasses import dataclass

from clients.models import Client
from clients.telecom.reference import Budgets, CostAssignments, Quotes
from retainer.demo.billing import MONTHS
from retainer.demo.story import ClientStory


@dataclass(frozen=True)
class Allotted:
    """One client's ledger and plans."""

    ledger: str
    #: The first cost centre; each site has the next hundred.
    first: int
    #: A site whose services nobody has put down to a cost centre.
    forgotten: str
    #: A month's budget by carrier.
    budgets: Mapping[str, str]
    #: Rows of a file of quotes.
    quotes: tuple[str, ...]


ALLOTTED = {
    "st-brannock": Allotted(
        "6410",
        4100,
        "WEX",
        {
            "Corvane Networks": "10400.00",
            "Vexbridge Telecom": "4400.00",
            "Marlfinch Wireless": "2450.00",
        },
        ("MW-20418,Marlfinch Wireless,2025-10-20,3155554077,36.00,0,,",),
    ),
    "kestrel-ridge": Allotted(
        "7320",
        200,
        "WEST",
        {
            "Corvane Networks": "3400.00",
            "Vexbridge Telecom": "2700.00",
            "Marlfinch Wireless": "1000.00",
        },
        ("CVN-Q-3391,Corvane Networks,2026-01-08,72/KRGS/118802//CVN,870.00,450.00,0,KR-114",),
    ),
}


def allot(client: Client, story: ClientStory) -> None:
    """Load what the client would send as three tables."""
    told = ALLOTTED[story.slug]
    centres = {
        site.code: told.first + 100 * place
        for place, site in enumerate(story.sites)
        if site.code != told.forgotten
    }
    assigned = [
        f"{service.number},{centres[service.site]},{told.ledger},2025-01-01"
        for service in story.services
        if service.site in centres and not service.unknown
    ]
    planned = [
        f"{month:%Y-%m},{carrier},{amount}"
        for month in MONTHS
        for carrier, amount in told.budgets.items()
    ]
    for loader, heading, rows in (
        (CostAssignments, "service_id,cost_centre,ledger_code,eff_from", assigned),
        (Budgets, "month,carrier,amount", planned),
        (
            Quotes,
            "quote_no,carrier,quoted_on,service_id,monthly,once,on_top,order_no",
            list(told.quotes),
        ),
    ):
        outcome = loader(client).load("\n".join([heading, *rows]).encode())
        if outcome.rejected:
            first = outcome.rejected[0]
            raise RuntimeError(f"{loader.__name__}, line {first.row}: {first.reason}")
