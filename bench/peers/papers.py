"""What a peer reads from the database, and how it writes back what it found."""

from collections.abc import Callable, Sequence
from pathlib import Path
from time import perf_counter

from django.db import connection

from billing_audit.bills.models import ChargeType
from billing_audit.runs.applying import shelves
from clients.models import Client
from retainer.lib.tenancy import acting_as

#: Looks for the errors in a folder of papers, and leaves ``hits.csv`` there.
Peer = Callable[[Path], None]

PAPERS = {
    "lines": """
        SELECT id AS line, invoice_id AS invoice, billed_service_id AS service,
            charge_code_id AS code, charge_type AS type, line_no, source_row, description,
            (quantity * 1000000)::bigint AS quantity, (unit_rate * 100000000)::bigint AS rate,
            coalesce(rate_decimals, greatest(2, scale(trim_scale(unit_rate)))) AS decimals,
            (amount * 1000000)::bigint AS amount, period_from AS begins, period_to AS ends,
            jurisdiction
        FROM billing_audit_line
        WHERE client_id = {client} AND shelf_id = ANY ('{{{shelves}}}')
            AND charge_type <> {memo}""",
    "bills": """
        SELECT id AS invoice, account_id AS account, number, bill_date, document_type AS document,
            bill_file_id AS file, supersedes_id AS supersedes, line_count,
            period_from AS begins, period_to AS ends,
            (round(stated_total, 2) * 100)::bigint AS stated,
            (round(lines_total, 2) * 100)::bigint AS total
        FROM billing_audit_invoice WHERE client_id = {client} AND currency = 'USD'""",
    "services": """
        SELECT n.id AS service, s.id AS owned, s.site_id AS site, s.state, s.disconnect_date AS gone
        FROM billing_audit_billedservice n
        LEFT JOIN clients_service s ON s.client_id = n.client_id AND s.number = n.number
        WHERE n.client_id = {client}""",
    "rates": """
        SELECT k.id AS code, r.service_id AS owned, r.site_id AS site,
            (r.rate * 100000000)::bigint AS agreed,
            coalesce(lower(r.valid), '1900-01-01') AS since,
            coalesce(upper(r.valid), '2999-01-01') AS until,
            row_number() OVER (ORDER BY (r.service_id IS NOT NULL), (r.site_id IS NOT NULL),
                (r.contract_id IS NOT NULL), r.rate, r.id) AS rank
        FROM clients_contractrate r
        JOIN billing_audit_chargecode k ON k.client_id = r.client_id
            AND k.carrier_id = r.carrier_id AND k.code = r.charge_code
        WHERE r.client_id = {client} AND r.currency = 'USD'""",
}
#: ``cents`` is what the check alone would ask back.
HITS = "CREATE TABLE bench_hits (code text, invoice bigint, line bigint, cents bigint)"


def timed(peer: Peer, client: Client, folder: Path) -> float:
    """How long it takes from reading the database to having the hits in it."""
    started = perf_counter()
    read_papers(client, folder)
    peer(folder)
    write_hits(folder)
    return perf_counter() - started


def read_papers(client: Client, folder: Path) -> None:
    with acting_as("worker", clients=[client.pk]), connection.cursor() as cursor:
        listed = ",".join(map(str, shelves(client.pk)))
        for name, select in PAPERS.items():
            query = select.format(client=client.pk, shelves=listed, memo=ChargeType.MEMO.value)
            with (folder / f"{name}.csv").open("wb") as file:
                cursor.copy_expert(f"COPY ({query}) TO STDOUT CSV HEADER", file, 1 << 20)


def write_hits(folder: Path) -> None:
    with connection.cursor() as cursor, (folder / "hits.csv").open("rb") as file:
        cursor.execute("DROP TABLE IF EXISTS bench_hits")
        cursor.execute(HITS)
        cursor.copy_expert("COPY bench_hits FROM STDIN CSV HEADER", file, 1 << 16)


def hits_written() -> list[tuple[str, int, int | None, int]]:
    """What the last peer found, in an order of its own."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM bench_hits ORDER BY code, invoice, line")
        return cursor.fetchall()


def hits_of_ours(client: Client, codes: Sequence[str]) -> list[tuple[str, int, int | None, int]]:
    """The same of the audit that was done last."""
    with acting_as("worker", clients=[client.pk]), connection.cursor() as cursor:
        cursor.execute(
            "SELECT check_code, invoice_id, line_id, (round(result, 2) * 100)::bigint"
            " FROM billing_audit_occurrence WHERE client_id = %s AND check_code = ANY (%s)"
            " ORDER BY check_code, invoice_id, line_id",
            [client.pk, list(codes)],
        )
        return cursor.fetchall()
