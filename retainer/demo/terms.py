"""What the demo's agreements say beyond their prices, as clauses and as the files of registers.

Every master agreement says the same: carriers' papers do.
"""

from retainer.demo.reference import Table
from retainer.demo.story import ClientStory, Contract

#: The page of an agreement that has the clauses, and the columns that say where a term stands.
PAGE = 2
PLACE = ("carrier", "contract", "eff_from", "eff_to", "document", "page")


def tables(client: ClientStory) -> dict[str, Table]:
    """The files of the terms' registers, by what they hold."""
    return {
        "service_levels": (
            (*PLACE, "threshold_minutes", "credit_percent", "claim_days"),
            [(*_place(contract), 1440, 10, 30) for contract in client.contracts],
        ),
        "repair_targets": (
            (*PLACE, "respond_minutes", "restore_minutes", "credit_percent", "claim_days"),
            [(*_place(contract), 120, 1440, 5, 30) for contract in client.contracts],
        ),
        "surcharge_terms": (
            (*PLACE, "charge_code", "name", "rule"),
            [
                (*_place(contract), "ADMIN", "Administrative fee", "excluded")
                for contract in client.contracts
            ],
        ),
    }


def _place(contract: Contract) -> tuple[object, ...]:
    """Whose contract, for which days, and where it is written."""
    title = contract.documents[0].title
    return contract.carrier, contract.number, contract.starts, contract.ends, title, PAGE
