"""The ten checks in DuckDB: SQL over the columns of the bills."""

from pathlib import Path

import duckdb

from billing_audit.bills.models import ChargeType

THREADS = 2
TYPE = {name: kind.value for name, kind in ChargeType.__members__.items()}

READ = """
    CREATE TABLE bills AS FROM read_csv('{folder}/bills.csv', types = {{'begins': 'DATE',
        'ends': 'DATE', 'supersedes': 'BIGINT', 'number': 'VARCHAR', 'stated': 'BIGINT'}});
    CREATE TABLE services AS FROM read_csv('{folder}/services.csv', types = {{'gone': 'DATE',
        'owned': 'BIGINT', 'site': 'BIGINT', 'state': 'VARCHAR'}});
    CREATE TABLE rates AS FROM read_csv('{folder}/rates.csv', types = {{'owned': 'BIGINT',
        'site': 'BIGINT'}});
    CREATE TABLE lines AS SELECT l.*, coalesce(l.code::VARCHAR, l.description) AS charge,
        b.bill_date, b.account, row_number() OVER (ORDER BY b.bill_date, l.invoice,
            length(l.line_no), l.line_no, l.source_row, l.line) AS turn
    FROM read_csv('{folder}/lines.csv', types = {{'line_no': 'VARCHAR', 'service': 'BIGINT',
        'code': 'BIGINT', 'description': 'VARCHAR', 'quantity': 'BIGINT', 'rate': 'BIGINT',
        'decimals': 'BIGINT', 'begins': 'DATE', 'ends': 'DATE', 'jurisdiction': 'VARCHAR',
        'source_row': 'BIGINT'}}) l JOIN bills b USING (invoice);
"""
# What a credit on the same bill takes back never happened.
STANDING = """
    CREATE TABLE standing AS SELECT * FROM lines l WHERE NOT EXISTS (
        FROM lines k WHERE k.type = {CREDIT} AND k.invoice = l.invoice AND k.service = l.service
            AND k.code IS NOT DISTINCT FROM l.code AND k.amount = -l.amount
            AND k.begins IS NOT DISTINCT FROM l.begins AND k.ends IS NOT DISTINCT FROM l.ends);
    CREATE TABLE monthly AS SELECT * FROM standing
        WHERE type = {RECURRING} AND amount > 0 AND service IS NOT NULL AND ends >= begins;
"""
TWICE = """
    CREATE TABLE spans AS SELECT invoice, coalesce(b.begins, min(l.begins)) AS begins,
        coalesce(b.ends, max(l.ends)) AS ends
    FROM bills b JOIN lines l USING (invoice) GROUP BY invoice, b.begins, b.ends;
    CREATE TABLE twice AS SELECT DISTINCT b.invoice, b.total
    FROM bills b
    JOIN bills e ON e.account = b.account AND e.document = b.document
        AND (e.bill_date, e.invoice) < (b.bill_date, b.invoice)
        AND b.supersedes IS DISTINCT FROM e.invoice AND e.supersedes IS DISTINCT FROM b.invoice
        AND (e.number = b.number OR e.total = b.total)
    LEFT JOIN spans own ON own.invoice = b.invoice
    LEFT JOIN spans other ON other.invoice = e.invoice
    WHERE CASE WHEN e.number = b.number THEN e.file <> b.file
        ELSE b.total > 0 AND own.begins = other.begins AND own.ends = other.ends END;
"""
# Whoever shares days with the charge before it, and with what; whatever was credited counts not.
OVERLAPS = """
    CREATE TABLE suspects AS SELECT DISTINCT service, charge FROM (
        SELECT service, charge, begins, max(ends) OVER (PARTITION BY service, charge
            ORDER BY begins, ends ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS reached
        FROM monthly) WHERE reached >= begins;
    CREATE TABLE shared AS SELECT c.turn, c.line, c.invoice, c.amount, c.begins, c.ends, c.service,
        c.code, unnest(generate_series(greatest(c.begins, e.begins)::TIMESTAMP,
            least(c.ends, e.ends)::TIMESTAMP, INTERVAL 1 DAY))::DATE AS day
    FROM suspects s JOIN monthly c USING (service, charge) JOIN monthly e USING (service, charge)
    WHERE e.turn < c.turn AND e.begins <= c.ends AND e.ends >= c.begins
        AND (e.begins, e.ends) <> (c.begins, c.ends);
    CREATE TABLE given AS SELECT k.* FROM lines k WHERE k.amount < 0 AND NOT EXISTS (
        FROM lines x WHERE x.invoice = k.invoice AND x.service = k.service
            AND x.amount = -k.amount AND x.begins = k.begins AND x.ends = k.ends);
"""
FOUND = """
    CREATE TABLE hits AS
    SELECT 'A01' AS code, invoice, line, greatest(0, (amount - 10000 * coins + 5000) // 10000)
        AS cents
    FROM (
        SELECT *, quantity::HUGEINT * rate AS exact, sign(exact)
            * ((abs(exact) + 500000000000) // 1000000000000) AS coins
        FROM standing WHERE quantity IS NOT NULL AND rate IS NOT NULL
    ) WHERE abs(amount) <> abs(coins) * 10000
        AND abs(abs(amount::HUGEINT * 100000000) - abs(exact))
            >= abs(quantity::HUGEINT) * (5 * 10 ** (7 - decimals))::HUGEINT + 500000000000
    UNION ALL
    SELECT 'A03', invoice, NULL, greatest(0, stated - total) FROM bills
    WHERE line_count > 0 AND stated <> total
    UNION ALL
    SELECT 'A07', invoice, NULL, greatest(0, total) FROM twice
    UNION ALL
    SELECT 'A09', invoice, line, amount // 10000 FROM standing
    WHERE service IS NOT NULL AND amount > 0
    QUALIFY row_number() OVER (PARTITION BY invoice, service, charge, jurisdiction, begins, ends,
        rate, amount ORDER BY turn) > 1
    UNION ALL
    SELECT 'A10', invoice, line,
        (2 * amount * count(DISTINCT day) + 10000 * (ends - begins + 1))
            // (20000 * (ends - begins + 1))
    FROM shared s WHERE NOT EXISTS (
        FROM given k JOIN bills b USING (invoice) WHERE k.service = s.service
            AND k.code IS NOT DISTINCT FROM s.code AND s.day BETWEEN k.begins AND k.ends
            AND (k.bill_date, k.invoice) <= (
                SELECT (o.bill_date, o.invoice) FROM bills o WHERE o.invoice = s.invoice))
    GROUP BY invoice, line, amount, begins, ends
    UNION ALL
    SELECT 'A19', invoice, line, amount // 10000 FROM (
        SELECT *, first_value(invoice) OVER (PARTITION BY service, charge, begins, ends, amount
            ORDER BY turn) AS first_bill
        FROM monthly WHERE invoice NOT IN (SELECT invoice FROM twice)
    ) WHERE invoice <> first_bill
    UNION ALL
    SELECT 'B01', invoice, line, (claim + 500000000000) // 1000000000000 FROM (
        SELECT *, (rate - agreed)::HUGEINT * quantity - greatest(0,
            (rate::HUGEINT * quantity + 500000000000) // 1000000000000 * 1000000000000
                - amount::HUGEINT * 100000000) AS claim
        FROM (
            SELECT l.*, arg_max(r.agreed, r.rank) AS agreed
            FROM standing l JOIN rates r ON r.code = l.code
                AND l.begins >= r.since AND l.begins < r.until
            LEFT JOIN services s ON s.service = l.service
            WHERE l.amount > 0 AND l.quantity > 0
                AND (r.owned IS NULL OR r.owned = s.owned) AND (r.site IS NULL OR r.site = s.site)
            GROUP BY ALL
        ) WHERE rate > agreed
    ) WHERE claim > 0
    UNION ALL
    SELECT 'C01', invoice, line, amount // 10000
    FROM standing JOIN services USING (service)
    WHERE state = 'confirmed' AND type = {RECURRING} AND amount > 0 AND begins > gone
    UNION ALL
    SELECT 'C04', invoice, line, amount // 10000
    FROM standing JOIN services USING (service)
    WHERE state IS DISTINCT FROM 'confirmed' AND amount >= 0;
    COPY hits TO '{folder}/hits.csv' (HEADER);
"""


def find(folder: Path) -> None:
    with duckdb.connect() as database:
        database.execute(f"SET threads = {THREADS}")
        for statements in (READ, STANDING, TWICE, OVERLAPS, FOUND):
            database.execute(statements.format(folder=folder, **TYPE))
