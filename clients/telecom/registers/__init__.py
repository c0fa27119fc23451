"""What the pages of each telecom register show: one declaration, one look."""

from clients.telecom.registers.allotments import BUDGETS, COST_ASSIGNMENTS, QUOTES
from clients.telecom.registers.base import Cell, Register
from clients.telecom.registers.contracts import CONTRACTS, RATES
from clients.telecom.registers.events import OUTAGES, PAYMENTS
from clients.telecom.registers.fees import FEES
from clients.telecom.registers.inventory import ACCOUNTS, CARRIERS, SERVICES, SITES
from clients.telecom.registers.orders import ORDERS
from clients.telecom.registers.papers import CERTIFICATES, RECORDS
from clients.telecom.registers.parts import PARTS, Part
from clients.telecom.registers.rebilling import REBILL_AGREEMENTS
from clients.telecom.registers.terms import TERMS
from clients.telecom.registers.wireless import INSTALMENTS, PLANS

REGISTERS = (
    CARRIERS,
    ACCOUNTS,
    SITES,
    SERVICES,
    CONTRACTS,
    RATES,
    FEES,
    ORDERS,
    OUTAGES,
    PAYMENTS,
    CERTIFICATES,
    RECORDS,
    PLANS,
    INSTALMENTS,
    BUDGETS,
    COST_ASSIGNMENTS,
    QUOTES,
    REBILL_AGREEMENTS,
    *TERMS,
)

__all__ = [
    "ACCOUNTS",
    "BUDGETS",
    "CARRIERS",
    "CERTIFICATES",
    "CONTRACTS",
    "COST_ASSIGNMENTS",
    "FEES",
    "INSTALMENTS",
    "ORDERS",
    "OUTAGES",
    "PARTS",
    "PAYMENTS",
    "PLANS",
    "QUOTES",
    "RATES",
    "REBILL_AGREEMENTS",
    "RECORDS",
    "REGISTERS",
    "SERVICES",
    "SITES",
    "TERMS",
    "Cell",
    "Part",
    "Register",
]
