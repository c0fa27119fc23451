"""Which contract a bill falls under, what that contract says, and what its charges come to."""

from billing_audit.checks.sources.registry import quote, source

# The contract that the account names; else the carrier's only one, or the only one whose term the
# bill is dated in.  Where two could hold, none does: a clause of the other is no proof.
source(
    "agreements",
    key="invoice_id",
    select="""
    SELECT b.invoice_id, b.account_id, b.bill_date, b.month, b.number AS bill_number,
        k.id AS contract_id, k.number AS contract_number, upper(k.term) - 1 AS term_to,
        k.notice_days, k.holdover, k.renewal_months, k.escalator_cap_percent, k.late_fee_percent,
        k.late_fee_codes, k.minimum_term_months, k.termination_percent,
        k.later_termination_percent, k.termination_codes
    FROM all_bills b
    JOIN clients_billingaccount a ON a.id = b.account_id
    JOIN clients_contract k ON k.client_id = %(client)s AND k.carrier_id = b.carrier_id
        AND k.currency = b.currency
        AND k.id = coalesce(
            a.contract_id,
            (
                SELECT min(sole.id) FROM clients_contract sole
                WHERE sole.client_id = %(client)s AND sole.carrier_id = b.carrier_id
                HAVING count(*) = 1
            ),
            (
                SELECT min(sole.id) FROM clients_contract sole
                WHERE sole.client_id = %(client)s AND sole.carrier_id = b.carrier_id
                    AND sole.term @> b.bill_date
                HAVING count(*) = 1
            )
        )""",
)
# Amounts by contract and month: what came to a bill is not looked up line by line again.
source(
    "discounts",
    key="invoice_id",
    select="""
    SELECT a.invoice_id, a.contract_id, a.month, d.id AS discount_id, d.percent,
        d.charge_code AS discounted_code, d.excluded_codes, d.shown, d.credit_code,
        d.site_id AS only_site_id, d.service_id AS only_service_id,
        lower(d.valid) AS valid_from, coalesce(upper(d.valid), 'infinity') AS valid_until,
        credit.id AS credit_code_id
    FROM agreements a
    JOIN all_bills b USING (invoice_id)
    JOIN clients_discount d ON d.contract_id = a.contract_id
        AND (d.account_id IS NULL OR d.account_id = b.account_id)
    LEFT JOIN billing_audit_chargecode credit ON credit.client_id = %(client)s
        AND credit.carrier_id = b.carrier_id AND credit.code = d.credit_code""",
)

# Whether a discount of ``d`` is due on a charge: the code it names, or any monthly charge.
quote(
    "discounted",
    """(x.amount > 0 AND x.period_from >= d.valid_from AND x.period_from < d.valid_until
            AND CASE WHEN d.discounted_code = '' THEN x.charge_type = {type recurring}
                    AND coalesce(k.code, '') <> ALL (d.excluded_codes)
                ELSE k.code = d.discounted_code END
            AND (d.only_service_id IS NULL OR d.only_service_id = s.service_id)
            AND (d.only_site_id IS NULL OR d.only_site_id = s.site_id))""",
)
quote(
    "of_mobile_plan",
    """EXISTS (
            SELECT FROM clients_wirelessplan p
            JOIN billing_audit_chargecode plan ON plan.client_id = p.client_id
                AND plan.carrier_id = p.carrier_id AND plan.code = p.charge_code
            WHERE p.client_id = %(client)s AND plan.id = x.charge_code_id)""",
)
# What a discount ``d`` is reckoned on: the charges it is due on, less what was given back of such
# charges.  A mobile line that lost its own while others have theirs is F06's to claim.
quote(
    "in_base",
    """(({discounted c} AND NOT (x.billed_service_id IS NOT NULL AND {of_mobile_plan c}
            AND NOT EXISTS (
                SELECT FROM billing_audit_line credit
                WHERE credit.client_id = %(client)s AND credit.shelf_id = ANY (%(shelves)s)
                    AND credit.invoice_id = x.invoice_id AND credit.amount < 0
                    AND credit.charge_code_id = d.credit_code_id
                    AND (credit.billed_service_id = x.billed_service_id
                        OR credit.billed_service_id IS NULL)
            )))
        OR (x.amount < 0 AND x.charge_code_id IS DISTINCT FROM d.credit_code_id
            AND x.charge_type IN ({type credit}, {type adjustment}, {type recurring})
            AND CASE WHEN d.discounted_code = '' THEN coalesce(k.code, '') <> ALL (d.excluded_codes)
                ELSE k.code = d.discounted_code END
            AND (d.only_service_id IS NULL OR d.only_service_id = s.service_id)
            AND (d.only_site_id IS NULL OR d.only_site_id = s.site_id)
            AND EXISTS (
                SELECT FROM billing_audit_line monthly
                WHERE monthly.client_id = %(client)s AND monthly.shelf_id = ANY (%(shelves)s)
                    AND monthly.billed_service_id = x.billed_service_id
                    AND monthly.charge_code_id = x.charge_code_id AND monthly.amount > 0
                    AND monthly.charge_type = {type recurring}
            )))""",
)
# Of each bill and discount shown as a credit: what it is due on, and what was credited.
source(
    "discounts_due",
    key="invoice_id",
    select="""
    SELECT d.invoice_id, d.discount_id, d.contract_id, d.month, d.percent,
        coalesce(due.base, 0) * d.percent / 100 AS due,
        coalesce(-given.amount, 0) AS given, given.lines AS credits, due.lines
    FROM discounts d
    CROSS JOIN LATERAL (
        SELECT sum(c.amount) AS base, count(*) AS lines
        FROM all_charges c
        LEFT JOIN inventory s USING (billed_service_id)
        LEFT JOIN billing_audit_chargecode k ON k.id = c.charge_code_id
        WHERE c.invoice_id = d.invoice_id AND {in_base c}
    ) due
    CROSS JOIN LATERAL (
        SELECT sum(c.amount) AS amount, count(*) AS lines
        FROM all_charges c
        WHERE c.invoice_id = d.invoice_id AND c.charge_code_id = d.credit_code_id
            AND c.amount < 0
    ) given
    WHERE d.shown = 'line'""",
)
source(
    "credits_given",
    key="account_id, amount",
    is_costly=True,
    select="""
    SELECT c.line_id, c.invoice_id, c.account_id, c.billed_service_id, c.amount, b.bill_date
    FROM all_charges c JOIN all_bills b USING (invoice_id)
    WHERE c.charge_type IN ({type credit}, {type adjustment})""",
)
# Whether what a one-time charge asks for came back: on its own bill or on a later one.
quote(
    "credited_later",
    """EXISTS (
            SELECT FROM credits_given credit
            WHERE credit.account_id = x.account_id AND credit.amount = -x.amount
                AND credit.billed_service_id IS NOT DISTINCT FROM x.billed_service_id
                AND credit.bill_date >= x.bill_date)""",
)
# Whether what a rate is too high by was given back: on the same bill, as a discount to the agreed
# rate; or later under the charge's own code, for its period or for several months at once.
quote(
    "corrected",
    """(
            SELECT count(*) > 0 FROM billing_audit_line credit
            CROSS JOIN LATERAL (
                SELECT CASE WHEN credit.invoice_id = x.invoice_id THEN 1 ELSE (
                    SELECT count(*) FROM billing_audit_line y
                    WHERE y.client_id = %(client)s AND y.shelf_id = ANY (%(shelves)s)
                        AND y.billed_service_id = x.billed_service_id
                        AND y.charge_code_id = x.charge_code_id
                        AND y.unit_rate = x.unit_rate AND y.quantity = x.quantity
                        AND y.period_from >= credit.period_from
                        AND y.period_to <= credit.period_to
                ) END AS months
            ) of
            WHERE credit.client_id = %(client)s AND credit.shelf_id = ANY (%(shelves)s)
                AND credit.billed_service_id = x.billed_service_id AND credit.amount < 0
                AND abs(credit.amount + x.claim * of.months) <= 0.01 * of.months
                AND CASE WHEN credit.invoice_id = x.invoice_id
                    THEN coalesce(credit.period_from, x.period_from) = x.period_from
                    ELSE credit.charge_code_id = x.charge_code_id
                        AND credit.period_from <= x.period_from
                        AND credit.period_to >= x.period_to END)""",
)
# Charges that a waiver names, each with its turn in the waiver's year.  One that came back by a
# credit is not asked for again, but has used its turn.
source(
    "waived",
    key="line_id",
    select="""
    SELECT t.*, row_number() OVER (
            PARTITION BY t.waiver_id, t.waiver_year ORDER BY t.charged_on, t.line_id
        ) AS turn
    FROM (
        SELECT x.*, extract(year FROM age(x.charged_on, x.waived_from)) AS waiver_year,
            {credited_later x} AS is_credited
        FROM (
            SELECT c.*, a.bill_date, a.month, a.contract_id, w.id AS waiver_id, w.kind,
                w.yearly_count, w.yearly_percent, lower(w.valid) AS waived_from,
                coalesce(c.period_from, a.bill_date) AS charged_on
            FROM all_charges c
            JOIN agreements a USING (invoice_id)
            JOIN billing_audit_chargecode k ON k.id = c.charge_code_id
            JOIN clients_waiver w ON w.contract_id = a.contract_id
                AND k.code = ANY (w.charge_codes)
                AND w.valid @> coalesce(c.period_from, a.bill_date)
            WHERE c.amount > 0
                AND c.charge_type IN ({type one_time}, {type fee}, {type surcharge})
        ) x
    ) t""",
)
