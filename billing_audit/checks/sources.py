"""What a check's SELECT may read: named sources over one client's bills and papers.

A SELECT simply names the sources it needs:

``bills``        bills of the months being audited
``all_bills``    these and the ones before them, for comparison
``inventory``    a service number as billed, with the service it is, if it is known
``rates``        contract rates with the key of the charge code they price
``charges``      lines of ``bills``, without memo lines
``all_charges``  lines of ``all_bills``, without memo lines
``repeats``      of these, all lines of a service and code that have days in common with another
                 from the first day that ``charges`` charge

The charges are read where they are, through a view that ``with_sources`` puts in
front.  The others are small: ``tables_for`` copies them into temporary tables,
so that the planner knows exactly how much there is of this one client.  Without
that it guesses, and a wrong guess costs hours instead of seconds.  To find the
``repeats`` takes a look at every line; checks that read them share that look.

A SELECT may also quote a text about one of its rows, say ``c``:

``{type usage}``    the number of a charge type
``{line_order c}``  the order of lines as printed on their bill
``{same_code c}``   the charge code, or the description where there is none
``{recurring c}``   whether it is a recurring charge of a service for a period
``{exceeds c}``     whether its rate is above the contract rate ``r`` of that code and day
``{outranks c}``    whether the contract rate ``r`` wins over the one that the line was joined to
``{taken_back c}``  whether a credit on the same bill takes exactly this charge back
``{reversed c}``    the same of one of the ``repeats``, among which the credit then is
"""

import re
from collections.abc import Collection, Iterable, Iterator

from billing_audit.bills.models import ChargeType
from retainer.lib.money import sql_places

_BILLS = """
    SELECT i.id AS invoice_id, i.account_id, i.carrier_id, i.bill_file_id, i.number, i.bill_date,
        i.month, i.currency, {places i.currency} AS places, i.document_type,
        i.period_from, i.period_to, i.stated_total, i.amount_due, i.lines_total, i.line_count,
        i.supersedes_id
    FROM billing_audit_invoice i WHERE i.client_id = %(client)s"""
_CHARGES = """
    SELECT l.id AS line_id, l.invoice_id, l.account_id, l.billed_service_id, l.charge_code_id,
        l.charge_type, l.line_no, l.source_row, l.description, l.quantity, l.unit_rate,
        l.rate_decimals, l.amount, l.period_from, l.period_to, l.jurisdiction, l.parent_line
    FROM billing_audit_line l
    WHERE l.client_id = %(client)s AND l.shelf_id = ANY (%(shelves)s)
        AND l.charge_type <> {type memo}"""

#: The source that costs a look at every line.
REPEATS = "repeats"
#: The views of lines, each with the bills it is about.
VIEWS = {"charges": "bills", "all_charges": "all_bills"}
#: The small sources, each with the column it is looked up by.
TABLES = {
    "bills": (
        "invoice_id",
        _BILLS
        + " AND i.month >= coalesce(%(month_from)s, '-infinity'::date)"
        + " AND i.month <= coalesce(%(month_to)s, 'infinity'::date)",
    ),
    "all_bills": (
        "invoice_id",
        _BILLS + " AND i.month <= coalesce(%(month_to)s, 'infinity'::date)",
    ),
    # Two joins on plain keys, because a join on a chosen one could not use an index.
    "inventory": (
        "billed_service_id",
        """
    SELECT n.id AS billed_service_id, coalesce(linked.id, named.id) AS service_id,
        coalesce(linked.state, named.state) AS state,
        CASE WHEN linked.id IS NULL THEN named.site_id ELSE linked.site_id END AS site_id,
        CASE WHEN linked.id IS NULL THEN named.disconnect_date ELSE linked.disconnect_date END
            AS disconnect_date
    FROM billing_audit_billedservice n
    LEFT JOIN clients_service linked ON linked.id = n.service_id
    LEFT JOIN clients_service named ON named.client_id = n.client_id AND named.number = n.number
    WHERE n.client_id = %(client)s""",
    ),
    "rates": (
        "charge_code_id, service_id",
        """
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
    ),
    # Lines sorted by their first day: one that begins before the days so far end shares some.
    # Bills known to be duplicates repeat all their lines, which says nothing about these; only
    # copies within such a bill count, and copies that have no period. What ended before the first
    # day that the audited bills charge shares none with them.
    REPEATS: (
        "billed_service_id",
        """
    WITH suspects AS (
        SELECT billed_service_id, charge_code_id FROM (
            SELECT l.billed_service_id, l.charge_code_id, l.period_from,
                max(greatest(l.period_from, l.period_to)) OVER (
                    PARTITION BY l.billed_service_id, l.charge_code_id ORDER BY l.period_from
                    ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
                ) AS reached
            FROM all_charges l
            WHERE l.billed_service_id IS NOT NULL AND l.amount > 0 AND l.period_from IS NOT NULL
                AND l.invoice_id <> ALL (%(duplicates)s::bigint[])
                AND greatest(l.period_from, l.period_to) >= coalesce((
                    SELECT min(c.period_from) FROM charges c WHERE %(month_from)s::date IS NOT NULL
                ), '-infinity')
        ) x WHERE reached >= period_from
        UNION
        SELECT l.billed_service_id, l.charge_code_id FROM charges l
        WHERE l.billed_service_id IS NOT NULL AND l.amount > 0
            AND (l.period_from IS NULL OR l.invoice_id = ANY (%(duplicates)s::bigint[]))
        GROUP BY l.invoice_id, l.billed_service_id, l.charge_code_id, l.period_from
        HAVING count(*) > 1
    )
    SELECT c.* FROM all_charges c JOIN suspects s
        ON s.billed_service_id = c.billed_service_id
        AND s.charge_code_id IS NOT DISTINCT FROM c.charge_code_id""",
    ),
}
#: Texts that may be quoted, about the row ``x``.
QUOTES = {
    # Line numbers are text: shorter ones first puts 9 before 10.
    "line_order": "length(x.line_no), x.line_no, x.source_row, x.line_id",
    "same_code": "x.charge_code_id, CASE WHEN x.charge_code_id IS NULL THEN x.description END",
    "recurring": """(x.charge_type = {type recurring} AND x.amount > 0
            AND x.billed_service_id IS NOT NULL AND x.period_to >= x.period_from)""",
    "exceeds": """(r.charge_code_id = x.charge_code_id AND x.unit_rate > r.contract_rate
            AND x.period_from >= r.valid_from AND x.period_from < r.valid_until
            AND x.amount > 0 AND x.quantity > 0)""",
    "outranks": """(r.charge_code_id = x.charge_code_id AND r.currency = x.currency
            AND x.period_from >= r.valid_from AND x.period_from < r.valid_until
            AND (r.specific, r.contract_rate, r.rate_id)
                > (x.specific, x.contract_rate, x.rate_id))""",
    "reversed": """EXISTS (
            SELECT FROM repeats credit
            WHERE credit.billed_service_id = x.billed_service_id
                AND credit.charge_code_id IS NOT DISTINCT FROM x.charge_code_id
                AND credit.invoice_id = x.invoice_id
                AND credit.charge_type = {type credit} AND credit.amount = -x.amount
                AND (credit.period_from, credit.period_to)
                    IS NOT DISTINCT FROM (x.period_from, x.period_to))""",
    # Counted, not EXISTS, so that it is looked up line by line and not joined to every credit.
    "taken_back": """(
            SELECT count(*) > 0 FROM billing_audit_line credit
            WHERE credit.client_id = %(client)s AND credit.shelf_id = ANY (%(shelves)s)
                AND credit.billed_service_id = x.billed_service_id
                AND credit.charge_code_id IS NOT DISTINCT FROM x.charge_code_id
                AND credit.invoice_id = x.invoice_id
                AND credit.charge_type = {type credit} AND credit.amount = -x.amount
                AND (credit.period_from, credit.period_to)
                    IS NOT DISTINCT FROM (x.period_from, x.period_to))""",
}


def tables_for(whole: Collection[str], *texts: str) -> Iterator[str]:
    """Statements that make the small sources some texts read; they go with the transaction.

    ``whole`` names those sources of bills that hold every bill of the client.
    """
    for name in _tables_in("\n".join(texts)):
        key, select = TABLES[name]
        if _named(VIEWS, select):
            select = with_sources("SELECT * FROM found", whole, found=select)
        yield f"DROP TABLE IF EXISTS pg_temp.{name}"
        yield _fill_in(f"CREATE TEMPORARY TABLE {name} ON COMMIT DROP AS {select}")
        yield f"CREATE INDEX ON pg_temp.{name} ({key})"
        yield f"ANALYZE pg_temp.{name}"


def reads_repeats(text: str) -> bool:
    """Whether a text reads the source that costs a look at every line."""
    return REPEATS in _named(TABLES, text)


def _tables_in(text: str) -> list[str]:
    """The small sources a text reads, itself or through others, each after those it needs."""
    reads = text + "".join(TABLES[name][1] for name in _named(TABLES, text))
    bills = {VIEWS[name] for name in _named(VIEWS, reads)}
    return [name for name in TABLES if name in bills or name in _named(TABLES, reads)]


def with_sources(select: str, whole: Collection[str], **steps: str) -> str:
    """The SELECT after the lines that it, or one of the named steps before it, reads."""
    views = _named(VIEWS, "\n".join([select, *steps.values()]))
    parts = [f"{name} AS NOT MATERIALIZED ({_view(name, whole)})" for name in views]
    parts += [f"{name} AS ({text})" for name, text in steps.items()]
    return _fill_in(f"WITH {', '.join(parts)}\n{select}")


def _view(name: str, whole: Collection[str]) -> str:
    """The lines of some bills; where these are all there are, no line need be asked for its."""
    bills = VIEWS[name]
    if bills in whole:
        return _CHARGES
    only_theirs = f" AND l.invoice_id IN (SELECT b.invoice_id FROM {bills} b)"  # noqa: S608 ours
    return _CHARGES + only_theirs


def _fill_in(text: str) -> str:
    """Replace ``{name argument}`` by what it quotes, quotes within quotes included."""
    while (filled := re.sub(r"\{(\w+) ([\w.]+)\}", _quoted, text)) != text:
        text = filled
    return text


def _quoted(match: re.Match[str]) -> str:
    name, argument = match.groups()
    if name == "type":
        return str(ChargeType[argument.upper()].value)
    if name == "places":
        return sql_places(argument)
    return QUOTES[name].replace("x.", f"{argument}.")


def _named(sources: Iterable[str], sql: str) -> list[str]:
    """Which of the sources a text names."""
    return [name for name in sources if re.search(rf"(FROM|JOIN) {name}\b", sql)]
