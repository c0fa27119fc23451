"""What the checks of fees need beyond the lines of the bills."""

from billing_audit.bills.models import ChargeType
from billing_audit.checks.needs import Need

_CHARGES = f"({ChargeType.RECURRING}, {ChargeType.USAGE}, {ChargeType.ONE_TIME})"

JURISDICTIONS = Need(
    "bills that say which charges are interstate",
    "billing_audit_line WHERE client_id = %(client)s AND shelf_id IN "  # noqa: S608 - ours
    "(SELECT id FROM billing_audit_lineshelf WHERE client_id = %(client)s) "
    f"AND (parent_line <> '' OR jurisdiction <> '' AND charge_type IN {_CHARGES})",
)
FUSF_FACTORS = Need(
    "the contribution factors of the federal universal service fund",
    "clients_publicfee WHERE authority = 'FCC' AND code = 'FUSF'",
)
PUBLIC_FEES = Need("rates of taxes and fees", "clients_publicfee WHERE %(client)s IS NOT NULL")
CERTIFICATES = Need("tax certificates", "clients_taxcertificate WHERE client_id = %(client)s")
