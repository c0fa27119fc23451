"""What checks of wireline codes read: the charges by what they are, from one look at every line."""

from billing_audit.checks.sources.registry import source

_IS = {
    "is_eucl": "{means w subscriber_line_charge}",
    "is_picc": "{means w picc}",
    "is_pri": "{means w pri}",
    "is_centrex": "{means w centrex}",
    "is_payphone": "{means w payphone}",
    "is_touch_tone": "{means w touch_tone}",
    "is_b_channel": "{means w b_channel}",
    "is_d_channel": "{means w d_channel}",
}
_FLAGS = ", ".join(f"coalesce({text}, false) AS {name}" for name, text in _IS.items())
# Bills repeat their words, so each wording is asked once what it means and not each line.
source(
    "wireline",
    key="invoice_id, billed_service_id",
    is_costly=True,
    select=f"""
    WITH meant AS MATERIALIZED (
        SELECT * FROM (SELECT w.code_key, w.description, {_FLAGS} FROM wordings w OFFSET 0) w
        WHERE {" OR ".join(_IS)}
    )
    SELECT c.*, {", ".join(f"w.{name}" for name in _IS)}
    FROM charges c JOIN meant w ON {{worded c}}
    WHERE c.charge_type IN ({{type recurring}}, {{type surcharge}}, {{type fee}})
        AND c.amount > 0
        AND coalesce(c.period_to - c.period_from, 30) <= 31""",  # noqa: S608 - no word of it comes from outside
)
# A primary rate interface: its bill says so, or the inventory does.
source(
    "pri_services",
    key="invoice_id, billed_service_id",
    select="""
    SELECT w.invoice_id, w.billed_service_id FROM wireline w
    LEFT JOIN inventory i ON i.billed_service_id = w.billed_service_id
    LEFT JOIN clients_service s ON s.id = i.service_id
    WHERE w.billed_service_id IS NOT NULL
    GROUP BY w.invoice_id, w.billed_service_id
    HAVING bool_or(w.is_pri OR concat_ws(' ', s.kind, s.product) ~* '\\m(pri|primary rate)\\M')
        AND coalesce(sum(w.quantity) FILTER (WHERE w.is_pri AND NOT (
            w.is_eucl OR w.is_picc OR w.is_b_channel OR w.is_d_channel
        )), 1) <= 1""",
)


def beyond(flag: str, most: int) -> str:
    """SQL of lines of a PRI that go beyond so many units; those before it on the bill count."""
    return f"""
        SELECT c.*, c.amount - c.claim AS expected FROM (
            SELECT c.*, c.amount * least(c.quantity, c.before + c.quantity - {most})
                / c.quantity AS claim
            FROM (
                SELECT w.*, coalesce(sum(w.quantity) OVER sooner, 0) AS before,
                    coalesce(jsonb_agg(jsonb_build_object(
                        'line', w.line_id, 'quantity', w.quantity::text
                    )) OVER sooner, '[]') AS earlier
                FROM wireline w JOIN pri_services p USING (invoice_id, billed_service_id)
                WHERE w.{flag} AND w.quantity > 0
                WINDOW sooner AS (
                    PARTITION BY w.invoice_id, w.billed_service_id ORDER BY {{line_order w}}
                    ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
                )
            ) c WHERE c.before + c.quantity > {most}
        ) c
    """  # noqa: S608 - no word of it comes from outside


def formula_beyond(most: int) -> str:
    """The claim of such a line: the share of its units that is too much."""
    return f"amount * min(quantity, total(earlier) + quantity - {most}) / quantity"
