"""What is on file about charges, as the bits of ``Trait``: of their service, and of their code."""

from billing_audit.checks.populations import Trait
from billing_audit.checks.sources.registry import quote, source

source(
    "service_traits",
    key="billed_service_id",
    select=f"""
    SELECT i.billed_service_id, i.service_id, i.site_id,
        CASE WHEN i.state = 'confirmed' THEN {Trait.OWNED:d} ELSE 0 END
        + CASE WHEN EXISTS (
            SELECT FROM clients_orderitem o JOIN clients_serviceorder s ON s.id = o.order_id
            WHERE o.client_id = %(client)s AND o.service_id = i.service_id
                AND s.cancelled_on IS NULL
        ) THEN {Trait.ORDERED:d} ELSE 0 END
        + CASE WHEN EXISTS (
            SELECT FROM billing_audit_usagerecord r
            WHERE r.client_id = %(client)s AND r.billed_service_id = i.billed_service_id
        ) THEN {Trait.CALLED:d} ELSE 0 END AS traits
    FROM inventory i""",  # noqa: S608 - ours
)
# Codes that the terms of a contract speak of; a term names its code as the carrier prints it.
source(
    "termed_codes",
    key="charge_code_id",
    select="""
    SELECT DISTINCT k.id AS charge_code_id FROM billing_audit_chargecode k
    JOIN clients_contract c ON c.client_id = k.client_id AND c.carrier_id = k.carrier_id
    WHERE k.client_id = %(client)s AND (
        k.code = ANY (c.termination_codes || c.late_fee_codes)
        OR EXISTS (SELECT FROM clients_waiver t
            WHERE t.contract_id = c.id AND k.code = ANY (t.charge_codes))
        OR EXISTS (SELECT FROM clients_pricetier t
            WHERE t.contract_id = c.id AND t.charge_code = k.code)
        OR EXISTS (SELECT FROM clients_usageterm t
            WHERE t.contract_id = c.id AND t.charge_code = k.code)
        OR EXISTS (SELECT FROM clients_surchargeterm t
            WHERE t.contract_id = c.id AND t.charge_code = k.code))""",
)

# Accounts that bill on what others are charged.
source(
    "rebilling_accounts",
    key="account_id",
    is_unique=True,
    select="""
    SELECT DISTINCT account_id FROM clients_rebillagreement WHERE client_id = %(client)s""",
)

# When a code has a contract rate: everywhere, at a site, for a service.  Joined by plain keys, so
# that no line has to look its rates up.
for name, key, of in (
    ("rated_codes", "charge_code_id", "service_id IS NULL AND site_id IS NULL"),
    ("rated_sites", "charge_code_id, site_id", "service_id IS NULL AND site_id IS NOT NULL"),
    ("rated_services", "charge_code_id, service_id", "service_id IS NOT NULL"),
):
    source(
        name,
        key=key,
        select=f"""
    SELECT {key}, range_agg(daterange(valid_from, valid_until)) AS valid
    FROM rates WHERE {of} GROUP BY {key}""",  # noqa: S608 - ours
    )

#: Charges with what is on file about them; ``{traits c}`` reads it.
WITH_TRAITS = """charges c
    JOIN bills b USING (invoice_id)
    LEFT JOIN service_traits s USING (billed_service_id)
    LEFT JOIN termed_codes t USING (charge_code_id)
    LEFT JOIN rebilling_accounts p ON p.account_id = b.account_id
    LEFT JOIN rated_codes g ON g.charge_code_id = c.charge_code_id
    LEFT JOIN rated_sites i ON i.charge_code_id = c.charge_code_id AND i.site_id = s.site_id
    LEFT JOIN rated_services v ON v.charge_code_id = c.charge_code_id
        AND v.service_id = s.service_id"""
# The bits of a charge; its service's are known already.
quote(
    "traits",
    f"""(CASE WHEN x.billed_service_id IS NULL THEN 0 ELSE {Trait.SERVICE:d} END
        + CASE WHEN x.period_to >= x.period_from THEN {Trait.PERIOD:d} ELSE 0 END
        + CASE WHEN x.quantity IS NULL OR x.unit_rate IS NULL THEN 0 ELSE {Trait.PRICED:d} END
        + CASE WHEN x.jurisdiction = '' THEN 0 ELSE {Trait.JURISDICTION:d} END
        + CASE WHEN x.provider = '' THEN 0 ELSE {Trait.PROVIDER:d} END
        + CASE WHEN g.valid @> x.period_from OR i.valid @> x.period_from
            OR v.valid @> x.period_from THEN {Trait.RATED:d} ELSE 0 END
        + CASE WHEN t.charge_code_id IS NULL THEN 0 ELSE {Trait.TERMED:d} END
        + CASE WHEN p.account_id IS NULL THEN 0 ELSE {Trait.REBILLED:d} END
        + coalesce(s.traits, 0))""",
)
