"""Workers are really killed in the middle of a run, and nothing is lost or doubled."""

import json
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest

from bench.planting.generate import generate
from tests.product import Product, own_product

pytestmark = pytest.mark.chaos

#: The runs of this module wait before they note the result of this check.
LATE_CHECK = "B01"

GATE = """
    CREATE FUNCTION wait_at_gate() RETURNS trigger LANGUAGE plpgsql AS
    'BEGIN PERFORM pg_advisory_xact_lock_shared(1); RETURN NEW; END';
    CREATE TRIGGER gate BEFORE INSERT ON billing_audit_checkresult FOR EACH ROW
    WHEN (NEW.check_code = %s) EXECUTE FUNCTION wait_at_gate()
"""

FOUND = """
    SELECT f.check_code, i.number, f.cause LIKE 'invoice:%%', l.line_no, o.rule, o.claimed,
           o.exposure, o.supporting, o.formula, o.result, f.claimed, f.occurrence_count,
           f.resolved_at
    FROM billing_audit_occurrence o
    JOIN billing_audit_finding f ON f.id = o.finding_id
    JOIN billing_audit_invoice i ON i.id = o.invoice_id
    LEFT JOIN billing_audit_line l ON l.id = o.line_id
    JOIN clients_client c ON c.id = o.client_id
    WHERE c.slug = %s
"""


@pytest.fixture(scope="module")
def product(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Product]:
    """A practice with two clients who got the very same bills, one of them audited in peace."""
    planted = generate(tmp_path_factory.mktemp("bills"), seed=7, lines=600, months=4)
    with own_product(RUN_LEASE_SECONDS="4") as product:
        for slug in ("calm", "killed"):
            load(product, slug, planted)
        product.manage("audit", "--client", "calm", "--json")
        product.rows(GATE, LATE_CHECK)
        yield product


def load(product: Product, slug: str, planted: Any) -> None:
    reference = ("--accounts", planted.accounts, "--services", planted.services)
    rates = ("--rates", planted.rates)
    product.manage(
        "load_reference", "--client", slug, "--create", *map(str, reference + rates), "--json"
    )
    bills: tuple[Path, ...] = planted.bill_files
    declared = ("--declared", str(planted.declared))
    product.manage("import_bills", "--client", slug, *declared, *map(str, bills), "--json")


@contextmanager
def gate_shut(product: Product) -> Iterator[None]:
    """Whoever gets to the late check waits there until the end of the block."""
    with closing(product.connect()) as connection, connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(1)")
        yield


def somebody_waits(product: Product) -> bool:
    return bool(product.rows("SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND NOT granted"))


def found(product: Product, slug: str) -> list[tuple]:
    """Every occurrence with its money and its proof, by what a bill calls it."""
    return sorted(product.rows(FOUND, slug), key=repr)


def run_of(product: Product, slug: str) -> dict[str, Any]:
    (row,) = product.rows(
        "SELECT r.state, max(s.fence), count(*) FILTER (WHERE s.state = 'done'), "
        "r.lease_until < clock_timestamp() FROM billing_audit_auditrun r "
        "JOIN billing_audit_runstep s ON s.run_id = r.id "
        "JOIN clients_client c ON c.id = r.client_id "
        "WHERE slug = %s GROUP BY r.id ORDER BY r.id DESC LIMIT 1",
        slug,
    )
    return dict(zip(("state", "fence", "done", "expired"), row, strict=True))


def wait_until(true: Callable[[], bool]) -> None:
    end = time.monotonic() + 60
    while not true():
        assert time.monotonic() < end
        time.sleep(0.05)


def audit(product: Product, slug: str, *words: str) -> subprocess.Popen[str]:
    command = ("manage.py", "audit", "--client", slug, *words, "--json")
    return product.start(*command, stdout=subprocess.PIPE)


def test_a_run_whose_worker_is_killed_is_finished_by_another(product: Product) -> None:
    with gate_shut(product):
        with product.running("worker") as first:
            waiting = audit(product, "killed", "--queue")
            wait_until(lambda: somebody_waits(product))
            first.kill("worker")
        left = run_of(product, "killed")
        assert (left["state"], left["fence"]) == ("running", 1)
        assert left["done"] > 0
        wait_until(lambda: run_of(product, "killed")["expired"])

    with product.running("worker"):
        answer = json.loads(waiting.communicate(timeout=120)[0])

    assert answer["state"] == "complete"
    assert run_of(product, "killed")["fence"] == 2
    assert not [check for check in answer["checks"].values() if check["state"] == "failed"]
    assert len(found(product, "calm")) > 20
    assert found(product, "killed") == found(product, "calm")


def test_a_command_that_is_killed_is_finished_by_the_next(product: Product) -> None:
    before = found(product, "calm")
    with gate_shut(product):
        first = audit(product, "calm")
        wait_until(lambda: somebody_waits(product))
        first.kill()
        first.communicate()

    answer = json.loads(product.manage("audit", "--client", "calm", "--json"))

    assert answer["state"] == "complete"
    assert run_of(product, "calm")["fence"] == 2
    assert found(product, "calm") == before


def test_of_two_workers_that_share_a_run_one_is_killed_whole(product: Product) -> None:
    """The gate holds the one that does the late check; the other does the rest meanwhile."""
    before = found(product, "calm")
    with gate_shut(product):
        first = audit(product, "calm")
        wait_until(lambda: somebody_waits(product))
        other = audit(product, "calm")
        wait_until(lambda: steps_left(product, "calm") == 3)  # the late check, and what is last
        first.kill()
        first.communicate()
        wait_until(lambda: run_of(product, "calm")["fence"] == 2)

    answer = json.loads(other.communicate(timeout=120)[0])

    assert answer["state"] == "complete"
    assert found(product, "calm") == before


def steps_left(product: Product, slug: str) -> int:
    (row,) = product.rows(
        "SELECT count(*) FROM billing_audit_runstep s "
        "JOIN billing_audit_auditrun r ON r.id = s.run_id "
        "JOIN clients_client c ON c.id = r.client_id "
        "WHERE slug = %s AND r.state = 'running' AND s.state <> 'done'",
        slug,
    )
    return row[0]
