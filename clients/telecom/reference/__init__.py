"""Reference data from CSV files: accounts, services, rates, sites, contracts, public fees.

Each register has a loader that reads its columns, says of every bad cell where
it stands and why, and creates or updates the rest.  Loading the same file twice
changes nothing the second time.
"""

from clients.telecom.reference.agreements import Contracts, Rates
from clients.telecom.reference.fees import PublicFees
from clients.telecom.reference.inventory import Accounts, Carriers, Services, Sites
from clients.telecom.reference.loader import Loader
from clients.telecom.reference.table import BadTable, Outcome

__all__ = [
    "Accounts",
    "BadTable",
    "Carriers",
    "Contracts",
    "Loader",
    "Outcome",
    "PublicFees",
    "Rates",
    "Services",
    "Sites",
]
