"""Imports on real connections: killed in the middle, and two at once."""

import json
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.billing_audit.bills.billed import bill, invoice, row, write
from tests.product import Product, own_product

pytestmark = pytest.mark.chaos

#: Whoever stores an invoice waits here while the gate is shut.
GATE = """
    CREATE FUNCTION wait_at_gate() RETURNS trigger LANGUAGE plpgsql AS
    'BEGIN PERFORM pg_advisory_xact_lock_shared(1); RETURN NEW; END';
    CREATE TRIGGER gate BEFORE INSERT ON billing_audit_invoice
    FOR EACH STATEMENT EXECUTE FUNCTION wait_at_gate()
"""
WAITING = "SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND NOT granted AND objid = 1"
#: Tables of an import that stand beside the bill lines, attached to nothing.
LEFT_BEHIND = """
    SELECT relname FROM pg_class
    WHERE relname ~ '^billing_audit_line_[0-9]+$'
    AND oid NOT IN (SELECT inhrelid FROM pg_inherits)
"""


@pytest.fixture(scope="module")
def product() -> Iterator[Product]:
    with own_product() as product:
        for slug in ("killed", "lost", "twice", "side-by-side"):
            product.manage("load_reference", "--client", slug, "--create", "--json")
        product.rows(GATE)
        yield product


def start(product: Product, slug: str, path: Path) -> subprocess.Popen[str]:
    return product.start(
        *("manage.py", "import_bills", "--client", slug, "--json", str(path)),
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )


def status(command: subprocess.Popen[str]) -> str:
    return json.loads(command.communicate()[0])[0]["status"]


def wait_until(true: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 60
    while not true():
        assert time.monotonic() < deadline
        time.sleep(0.05)


def of_client(product: Product, slug: str, table: str) -> int:
    ((number,),) = product.rows(
        f"SELECT count(*) FROM billing_audit_{table} t "  # noqa: S608 names of ours
        "JOIN clients_client c ON c.id = t.client_id WHERE slug = %s",
        slug,
    )
    return number


def test_an_import_killed_in_the_middle_leaves_nothing(product: Product, tmp_path: Path) -> None:
    path = write(tmp_path, bill(*invoice("A", 2000)))
    with closing(product.connect()) as connection, connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(1)")
        doomed = start(product, "killed", path)
        wait_until(lambda: bool(product.rows(WAITING)))
        doomed.kill()
        doomed.communicate()
    tables = ("billfile", "invoice", "line", "lineshelf", "billedservice", "importissue")

    wait_until(lambda: not product.rows(LEFT_BEHIND))
    assert [of_client(product, "killed", table) for table in tables] == [0] * 6

    assert status(start(product, "killed", path)) == "imported"
    assert of_client(product, "killed", "line") == 2000


def test_the_same_file_by_two_at_once_is_loaded_once(product: Product, tmp_path: Path) -> None:
    path = write(tmp_path, bill(*invoice("A", 500)))

    both = [start(product, "twice", path) for _ in range(2)]

    assert sorted(map(status, both)) == ["duplicate", "imported"]
    assert of_client(product, "twice", "line") == 500


def test_two_files_at_once_may_bring_the_same_new_things(product: Product, tmp_path: Path) -> None:
    paths = [
        write(tmp_path, bill(*invoice(number, 500), row(invoice_no=number)), f"{number}.csv")
        for number in ("A", "B")
    ]

    both = [start(product, "side-by-side", path) for path in paths]

    assert sorted(map(status, both)) == ["imported", "imported"]
    assert of_client(product, "side-by-side", "line") == 1002
    assert of_client(product, "side-by-side", "billedservice") == 500


BRING = """
from pathlib import Path
from billing_audit.bills.arrivals import Member, keep
from billing_audit.bills.tasks import import_bill_file
from clients.models import Client
from retainer.lib.tenancy import ALL, acting_as
with acting_as("worker", clients=ALL):
    client = Client.objects.get(slug="lost")
    brought = keep(Member("lost.csv", Path("{path}")), client=client, brought_by=None)
    import_bill_file.delay_on_commit(brought.pk)
"""
LOOK = """
from billing_audit.bills.tasks import find_lost_imports
find_lost_imports.delay()
"""


def test_an_import_whose_worker_is_killed_is_taken_up_by_another(
    product: Product, tmp_path: Path
) -> None:
    path = write(tmp_path, bill(*invoice("LOST", 50)))

    def state() -> str:
        query = "SELECT state FROM billing_audit_billfile WHERE name = 'lost.csv'"
        return product.rows(query)[0][0]

    with closing(product.connect()) as connection, connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(1)")
        with product.running("worker") as host:
            product.manage("shell", "--command", BRING.format(path=path))
            wait_until(lambda: bool(product.rows(WAITING)))
            host.kill("worker")
    assert state() == "importing"
    long_ago = "now() - interval '1 hour'"
    product.rows(
        f"UPDATE billing_audit_billfile SET started_at = {long_ago}, brought_at = {long_ago}"  # noqa: S608
    )

    with product.running("worker"):
        product.manage("shell", "--command", LOOK)
        wait_until(lambda: state() == "imported")

    ((lines,),) = product.rows(
        "SELECT count(*) FROM billing_audit_line l JOIN billing_audit_billfile f "
        "ON f.id = l.bill_file_id WHERE f.name = 'lost.csv'"
    )
    assert lines == 50
