"""Forms of the telecom registers.

Every choice comes from the client's own rows, so that a form cannot point at
another client's site, service or contract.
"""

from clients.telecom.forms.allotments import BudgetForm, CostAssignmentForm, QuoteForm
from clients.telecom.forms.base import FactForm, RangeForm, RegisterFileForm, day_field
from clients.telecom.forms.contracts import DOCUMENT_LIMIT, ContractForm, DocumentForm, RateForm
from clients.telecom.forms.events import OutageForm, PaymentForm
from clients.telecom.forms.fees import FeeForm
from clients.telecom.forms.inventory import AccountForm, CarrierForm, ServiceForm, SiteForm
from clients.telecom.forms.orders import OrderForm, OrderItemForm, PartForm
from clients.telecom.forms.papers import (
    CertificateForm,
    PaperForm,
    ServiceRecordForm,
    ServiceRecordLineForm,
)
from clients.telecom.forms.rebilling import RebillAgreementForm
from clients.telecom.forms.wireless import InstalmentForm, WirelessPlanForm

__all__ = [
    "DOCUMENT_LIMIT",
    "AccountForm",
    "BudgetForm",
    "CarrierForm",
    "CertificateForm",
    "ContractForm",
    "CostAssignmentForm",
    "DocumentForm",
    "FactForm",
    "FeeForm",
    "InstalmentForm",
    "OrderForm",
    "OrderItemForm",
    "OutageForm",
    "PaperForm",
    "PartForm",
    "PaymentForm",
    "QuoteForm",
    "RangeForm",
    "RateForm",
    "RebillAgreementForm",
    "RegisterFileForm",
    "ServiceForm",
    "ServiceRecordForm",
    "ServiceRecordLineForm",
    "SiteForm",
    "WirelessPlanForm",
    "day_field",
]
