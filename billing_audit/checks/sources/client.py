"""What every check may read: the client's bills, its inventory and its contract rates."""

from billing_audit.checks.sources.registry import quote, source

# A bill that another one took the place of asks for nothing any more.
_BILLS = """
    SELECT i.id AS invoice_id, i.account_id, i.carrier_id, i.bill_file_id, i.number, i.bill_date,
        i.month, i.currency, {places i.currency} AS places, i.document_type,
        i.period_from, i.period_to, i.due_date, i.buyer, i.stated_total, i.amount_due,
        i.previous_balance, i.payments, i.adjustments,
        i.lines_total, i.line_count, i.supersedes_id
    FROM billing_audit_invoice i WHERE i.client_id = %(client)s AND NOT EXISTS (
        SELECT FROM billing_audit_invoice later
        WHERE later.client_id = i.client_id AND later.supersedes_id = i.id
            AND later.document_type <> 'credit_note')"""

source(
    "bills",
    key="invoice_id",
    is_unique=True,
    select=_BILLS
    + " AND i.month >= coalesce(%(month_from)s, '-infinity'::date)"
    + " AND i.month <= coalesce(%(month_to)s, 'infinity'::date)"
    + " AND (%(months)s::date[] = '{}' OR i.month = ANY (%(months)s::date[]))",
)
# An audit of changed months says of them what an audit of all bills would: it reads later ones too.
source(
    "all_bills",
    key="invoice_id",
    is_unique=True,
    also="account_id, bill_date",
    select=_BILLS
    + " AND (%(months)s::date[] <> '{}' OR i.month <= coalesce(%(month_to)s, 'infinity'::date))",
)
# Two joins on plain keys, because a join on a chosen one could not use an index.
source(
    "inventory",
    key="billed_service_id",
    select="""
    SELECT n.id AS billed_service_id, coalesce(linked.id, named.id) AS service_id,
        coalesce(linked.state, named.state) AS state,
        CASE WHEN linked.id IS NULL THEN named.site_id ELSE linked.site_id END AS site_id,
        CASE WHEN linked.id IS NULL THEN named.disconnect_date ELSE linked.disconnect_date END
            AS disconnect_date
    FROM billing_audit_billedservice n
    LEFT JOIN clients_service linked ON linked.id = n.service_id
    LEFT JOIN clients_service named ON named.client_id = n.client_id AND named.number = n.number
    WHERE n.client_id = %(client)s""",
)
source(
    "rates",
    key="charge_code_id, service_id",
    select="""
    SELECT r.id AS rate_id, k.id AS charge_code_id, r.rate AS contract_rate, r.currency,
        r.service_id, r.site_id, r.contract_id, r.document_id, r.page,
        coalesce(lower(r.valid), '-infinity') AS valid_from,
        coalesce(upper(r.valid), 'infinity') AS valid_until,
        (r.service_id IS NOT NULL)::int * 4 + (r.site_id IS NOT NULL)::int * 2
            + (r.contract_id IS NOT NULL)::int AS specific
    FROM clients_contractrate r
    JOIN billing_audit_chargecode k ON k.client_id = r.client_id
        AND k.carrier_id = r.carrier_id AND k.code = r.charge_code
    WHERE r.client_id = %(client)s""",
)

# Line numbers are text: shorter ones first puts 9 before 10.
quote(
    "line_order",
    "length(x.line_no), x.line_no, x.source_row, x.line_id",
)
quote(
    "same_code",
    "x.charge_code_id, CASE WHEN x.charge_code_id IS NULL THEN x.description END",
)
# Said as what it is not: behind row-level security the planner knows nothing of amounts and takes
# a third of the lines for any comparison of them, but two thirds for one that is not true.
quote(
    "recurring",
    """(x.charge_type = {type recurring} AND x.billed_service_id IS NOT NULL
            AND x.period_from IS NOT NULL AND x.period_to IS NOT NULL
            AND (x.amount <= 0) IS NOT TRUE AND (x.period_to < x.period_from) IS NOT TRUE)""",
)
quote(
    "exceeds",
    """(r.charge_code_id = x.charge_code_id AND x.unit_rate > r.contract_rate
            AND x.period_from >= r.valid_from AND x.period_from < r.valid_until
            AND x.amount > 0 AND x.quantity > 0)""",
)
quote(
    "outranks",
    """(r.charge_code_id = x.charge_code_id AND r.currency = x.currency
            AND x.period_from >= r.valid_from AND x.period_from < r.valid_until
            AND (r.specific, r.contract_rate, r.rate_id)
                > (x.specific, x.contract_rate, x.rate_id))""",
)
# Counted, not EXISTS, so that it is looked up line by line and not joined to every credit.
quote(
    "taken_back",
    """(
            SELECT count(*) > 0 FROM billing_audit_line credit
            WHERE credit.client_id = %(client)s AND credit.shelf_id = ANY (%(shelves)s)
                AND credit.billed_service_id = x.billed_service_id
                AND credit.charge_code_id IS NOT DISTINCT FROM x.charge_code_id
                AND credit.invoice_id = x.invoice_id
                AND credit.amount = -x.amount AND credit.amount < 0
                AND (credit.period_from, credit.period_to)
                    IS NOT DISTINCT FROM (x.period_from, x.period_to))""",
)
