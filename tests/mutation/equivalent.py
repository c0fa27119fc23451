"""Mutants that cannot make a difference, each with the reason; the fewer the better."""

from tests.mutation import equivalent_contracts, equivalent_rating
from tests.mutation.equivalent_contracts import SPARES as _SPARES
from tests.mutation.equivalent_contracts import Row
from tests.mutation.mutants import Change

_PRUNES = "Only keeps the database from looking into other clients' partitions; client_id decides."

_ROWS: tuple[Row, ...] = (
    (
        "source agreements",
        "JOIN clients_contract k ON k.client_id = %(client)s AND k.carrier_id = b.carrier_id",
        ("JOIN clients_contract k ON true AND k.carrier_id = b.carrier_id",),
        "Its id is named by the client's account, or is one of the client's.",
    ),
    (
        "source agreements",
        "SELECT min(sole.id) FROM clients_contract sole",
        ("SELECT max(sole.id) FROM clients_contract sole",),
        "There is one only.",
    ),
    (
        "source twin_spans",
        "WHERE t.equal > 1",
        (
            "WHERE true",
            "WHERE t.equal >= 1",
        ),
        _SPARES,
    ),
    (
        "A07",
        "AND (e.bill_date, e.invoice_id) < (b.bill_date, b.invoice_id)",
        ("AND (e.bill_date, e.invoice_id) <= (b.bill_date, b.invoice_id)",),
        "A bill has no other number or file than its own.",
    ),
    (
        "A08",
        "AND least(b.line_count, o.line_count) * 100",
        (
            "AND greatest(b.line_count, o.line_count) * 100",
            "AND (b.line_count) * 100",
            "AND (o.line_count) * 100",
            "AND least(b.line_count, o.line_count) * 101",
        ),
        _SPARES,
    ),
    (
        "A08",
        (
            "AND least(b.line_count, o.line_count) * 100 >= greatest(b.line_count, "
            "o.line_count) * %(alike)s::numeric"
        ),
        ("AND true",),
        _SPARES,
    ),
    (
        "A08",
        ">= greatest(b.line_count, o.line_count) * %(alike)s::numeric",
        (
            ">= least(b.line_count, o.line_count) * %(alike)s::numeric",
            ">= (b.line_count) * %(alike)s::numeric",
            ">= (o.line_count) * %(alike)s::numeric",
            ">= greatest(b.line_count, o.line_count) / %(alike)s::numeric",
        ),
        _SPARES,
    ),
    (
        "A08",
        (
            "WHERE c.invoice_id IN ( SELECT invoice_id FROM pairs UNION SELECT "
            "first_bill_id FROM pairs)"
        ),
        ("WHERE true",),
        _SPARES,
    ),
    (
        "A08",
        "AND (b.bill_date, b.invoice_id) > (o.bill_date, o.invoice_id)))",
        ("AND (b.bill_date, b.invoice_id) >= (o.bill_date, o.invoice_id)))",),
        "A bill is not of another account than its own.",
    ),
    ("A10", "min(period_from) OVER (", ("max(period_from) OVER (",), _SPARES),
    (
        "A10",
        "by_period GROUPS BETWEEN 1 FOLLOWING AND 1 FOLLOWING",
        ("by_period GROUPS BETWEEN 1 FOLLOWING AND 2 FOLLOWING",),
        _SPARES,
    ),
    (
        "A10",
        "WHERE (c.reached >= c.period_from OR c.next_begins <= c.period_to)",
        ("WHERE true",),
        _SPARES,
    ),
    (
        "A10",
        "< (c.bill_date, c.invoice_id, {line_order c})",
        ("<= (c.bill_date, c.invoice_id, {line_order c})",),
        "A charge has no other period than its own.",
    ),
    (
        "A14",
        "WHERE 2 * k.bills <= greatest(k.in_all, 2)",
        ("WHERE 2 * k.bills <= greatest(k.in_all, 3)",),
        "Twice a number of bills is never three.",
    ),
    (
        "A15",
        "AND o.invoice_id > b.invoice_id",
        ("AND o.invoice_id >= b.invoice_id",),
        "A bill is in no other file than its own.",
    ),
    (
        "A04",
        "AND NOT (b.expected < 0 AND b.amount_due = 0)",
        ("AND NOT (b.expected <= 0 AND b.amount_due = 0)",),
        "Where nothing is expected and asked for, both are equal.",
    ),
    (
        "C01",
        "WHERE credit.client_id = %(client)s AND credit.shelf_id = ANY (%(shelves)s)",
        ("WHERE true AND credit.shelf_id = ANY (%(shelves)s)",),
        "The service billed belongs to one client.",
    ),
    (
        "C01",
        "WHERE credit.client_id = %(client)s AND credit.shelf_id = ANY (%(shelves)s)",
        ("WHERE credit.client_id = %(client)s AND true",),
        _PRUNES,
    ),
    (
        "C02",
        "AND c.billed_service_id IN (SELECT n.billed_service_id FROM ordered n)",
        ("AND true",),
        _SPARES,
    ),
    (
        "C08",
        "SELECT min(m[1])::numeric AS number, min(m[2]) AS letter",
        (
            "SELECT max(m[1])::numeric AS number, min(m[2]) AS letter",
            "SELECT min(m[1])::numeric AS number, max(m[2]) AS letter",
        ),
        "There is exactly one match.",
    ),
    (
        "C08",
        "WHERE {recurring c} AND s.speed_mbps IS NOT NULL AND s.device = ''",
        ("WHERE {recurring c} AND true AND s.device = ''",),
        _SPARES,
    ),
    (
        "C08",
        "WHERE c.billed_mbps > c.speed_mbps AND c.amount > c.monthly_rate",
        ("WHERE c.billed_mbps >= c.speed_mbps AND c.amount > c.monthly_rate",),
        "A charge at the speed on file rules itself out, as one that stands on the bill.",
    ),
    (
        "A11",
        "LEFT JOIN inventory i ON i.billed_service_id = c.billed_service_id",
        ("JOIN inventory i ON i.billed_service_id = c.billed_service_id",),
        "Every service billed is in that source, known or not.",
    ),
    (
        "D01",
        "LEFT JOIN inventory i ON i.billed_service_id = w.billed_service_id",
        ("JOIN inventory i ON i.billed_service_id = w.billed_service_id",),
        "Every service billed is in that source, known or not.",
    ),
    (
        "G13",
        "WHERE t.rule = 'excluded' OR base.amount > 0",
        ("WHERE t.rule = 'excluded' OR base.amount >= 0",),
        "Charges above nothing do not come to nothing.",
    ),
    (
        "F13",
        ") lines ON c.yearly_percent IS NOT NULL",
        (") lines ON true",),
        "Only spares counting lines of which no share is waived.",
    ),
)

_EVERY_ROW = (*_ROWS, *equivalent_contracts.ROWS, *equivalent_rating.ROWS)

EQUIVALENT = {
    Change(
        "quote taken_back",
        "WHERE credit.client_id = %(client)s AND credit.shelf_id = ANY (%(shelves)s)",
        "WHERE credit.client_id = %(client)s AND true",
    ): _PRUNES,
    Change(
        "quote taken_back",
        "WHERE credit.client_id = %(client)s AND credit.shelf_id = ANY (%(shelves)s)",
        "WHERE true AND credit.shelf_id = ANY (%(shelves)s)",
    ): "The credit is of the same invoice, which belongs to one client.",
    Change(
        "F10",
        "WHERE i.client_id = %(client)s",
        "WHERE true",
    ): "The inventory it is joined to holds one client's services.",
    Change(
        "F10",
        "AND c.billed_service_id IN (SELECT d.billed_service_id FROM devices d)",
        "AND true",
    ): "Only spares the search for devices of lines that have none.",
    Change(
        "F07",
        "AND p.billed_service_id = c.billed_service_id AND p.period_from = c.period_from",
        "AND p.billed_service_id = c.billed_service_id AND p.period_from = c.period_to",
    ): "The roaming compared is of a single day.",
    Change(
        "F07",
        "AND q.period_from = c.period_from AND q.place = 1) = 1",
        "AND q.period_from = c.period_to AND q.place = 1) = 1",
    ): "The roaming compared is of a single day.",
    **{
        Change(
            "H06",
            "AND k.bill_date < c.bill_date AND k.bill_date >= c.bill_date - 183",
            f"AND {instead} AND k.bill_date >= c.bill_date - 183",
        ): "A credit that is not older is one given anew, which settles the charge by itself."
        for instead in ("true", "k.bill_date <= c.bill_date")
    },
    **{
        Change(where, before, after): reason
        for where, before, afters, reason in _EVERY_ROW
        for after in afters
    },
}
