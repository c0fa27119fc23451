"""What checks of unusual charges read: who provided what, and since when a code is charged."""

from billing_audit.checks.sources.registry import quote, source

# Who stands beside charges as their provider, on each bill.
source(
    "providers",
    key="account_id, provider",
    is_costly=True,
    select="""
    SELECT c.account_id, c.invoice_id, c.provider, count(*) AS lines
    FROM all_charges c WHERE c.provider <> ''
    GROUP BY c.account_id, c.invoice_id, c.provider""",
)
# Since when an account is charged a code.
source(
    "first_charged",
    key="charge_code_id",
    is_costly=True,
    select="""
    SELECT c.account_id, c.charge_code_id, min(b.bill_date) AS since
    FROM all_charges c JOIN all_bills b USING (invoice_id)
    WHERE c.charge_type = {type recurring} AND c.charge_code_id IS NOT NULL
    GROUP BY c.account_id, c.charge_code_id""",
)
#: One company under two spellings: the first word is the same, or one name contains the other.
quote(
    "another_company",
    """(x.plain <> x.carrier_plain AND x.first_word <> x.carrier_first_word
            AND strpos(x.plain, x.carrier_plain) = 0 AND strpos(x.carrier_plain, x.plain) = 0)""",
)
# Each provider that is not the account's carrier, whatever it writes itself.
source(
    "strangers",
    key="account_id, provider",
    select="""
    SELECT n.account_id, n.provider, n.since FROM (
        SELECT p.account_id, p.provider, min(b.bill_date) AS since,
            regexp_replace(lower(p.provider), '[^a-z0-9]', '', 'g') AS plain,
            regexp_replace(lower(k.name), '[^a-z0-9]', '', 'g') AS carrier_plain,
            split_part(regexp_replace(lower(p.provider), '[^a-z0-9 ]', '', 'g'), ' ', 1)
                AS first_word,
            split_part(regexp_replace(lower(k.name), '[^a-z0-9 ]', '', 'g'), ' ', 1)
                AS carrier_first_word
        FROM providers p
        JOIN all_bills b USING (invoice_id)
        JOIN clients_carrier k ON k.id = b.carrier_id
        GROUP BY p.account_id, p.provider, k.name
    ) n WHERE {another_company n}""",
)
