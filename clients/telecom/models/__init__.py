"""What the client has and pays for, each subject in a module of its own.

Facts that hold for a time carry an exclusion constraint: no day has two answers.
"""

from clients.telecom.models.allotments import Budget, CostAssignment
from clients.telecom.models.commitments import Commitment, ScheduledCredit
from clients.telecom.models.contracts import Contract, ContractDocument, ContractRate
from clients.telecom.models.discounts import Discount, Waiver
from clients.telecom.models.events import Outage, Payment
from clients.telecom.models.fees import PublicFee
from clients.telecom.models.inventory import BillingAccount, Carrier, Device, Service, Site
from clients.telecom.models.levels import ServiceLevel, SurchargeTerm
from clients.telecom.models.orders import OrderItem, ServiceOrder
from clients.telecom.models.papers import (
    CustomerServiceRecord,
    ServiceRecordLine,
    TaxCertificate,
)
from clients.telecom.models.quotes import Quote
from clients.telecom.models.rebilling import RebillAgreement
from clients.telecom.models.targets import RepairTarget
from clients.telecom.models.terms import Term
from clients.telecom.models.tiers import PriceTier, UsageTerm
from clients.telecom.models.units import UNIT_PRICE
from clients.telecom.models.wireless import DeviceInstalment, WirelessPlan

__all__ = [
    "UNIT_PRICE",
    "BillingAccount",
    "Budget",
    "Carrier",
    "Commitment",
    "Contract",
    "ContractDocument",
    "ContractRate",
    "CostAssignment",
    "CustomerServiceRecord",
    "Device",
    "DeviceInstalment",
    "Discount",
    "OrderItem",
    "Outage",
    "Payment",
    "PriceTier",
    "PublicFee",
    "Quote",
    "RebillAgreement",
    "RepairTarget",
    "ScheduledCredit",
    "Service",
    "ServiceLevel",
    "ServiceOrder",
    "ServiceRecordLine",
    "Site",
    "SurchargeTerm",
    "TaxCertificate",
    "Term",
    "UsageTerm",
    "Waiver",
    "WirelessPlan",
]
