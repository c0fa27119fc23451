"""Reference data from CSV files: accounts, services, rates, sites, contracts, public fees.

Each register has a loader that reads its columns, says of every bad cell where
it stands and why, and creates or updates the rest.  Loading the same file twice
changes nothing the second time.
"""

from clients.telecom.reference.agreements import Contracts, Rates
from clients.telecom.reference.allotments import Budgets, CostAssignments, Quotes
from clients.telecom.reference.events import Outages, Payments
from clients.telecom.reference.fees import PublicFees
from clients.telecom.reference.inventory import Accounts, Carriers, Services, Sites
from clients.telecom.reference.loader import Loader
from clients.telecom.reference.orders import Orders
from clients.telecom.reference.papers import Certificates, ServiceRecords
from clients.telecom.reference.rebilling import RebillAgreements
from clients.telecom.reference.table import BadTable, Outcome
from clients.telecom.reference.wireless import Instalments, WirelessPlans

__all__ = [
    "Accounts",
    "BadTable",
    "Budgets",
    "Carriers",
    "Certificates",
    "Contracts",
    "CostAssignments",
    "Instalments",
    "Loader",
    "Orders",
    "Outages",
    "Outcome",
    "Payments",
    "PublicFees",
    "Quotes",
    "Rates",
    "RebillAgreements",
    "ServiceRecords",
    "Services",
    "Sites",
    "WirelessPlans",
]
