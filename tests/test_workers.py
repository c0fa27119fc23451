"""What the clock asks for is known to workers, and a paper outlives whoever drew it."""

import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from retainer.celery import SCHEDULE, SUBJECTS
from tests.product import Product, own_product

ROOT = Path(__file__).resolve().parent.parent
PAPERS = {
    "billing_audit_renewalpack": "made_at",
    "clients_playbookversion": "published_at",
    "clients_meetingpack": "made_at",
}
#: Whoever keeps what they drew waits here while the gate is shut.
GATE = """
    CREATE FUNCTION wait_at_gate() RETURNS trigger LANGUAGE plpgsql AS
    'BEGIN PERFORM pg_advisory_xact_lock_shared(1); RETURN NEW; END';
    CREATE TRIGGER gate BEFORE INSERT ON clients_storedfile
    FOR EACH STATEMENT EXECUTE FUNCTION wait_at_gate()
"""
WAITING = "SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND NOT granted AND objid = 1"
#: What was published never changes, its day neither; a replica's role skips the triggers.
AGED = """
    SET session_replication_role = replica;
    UPDATE {table} SET {since} = now() - interval '1 hour'
"""
MAKE = """
from datetime import timedelta
from django.utils import timezone
from billing_audit.renewal.services import make_pack as make_renewal
from clients.committees.seating import begin_with_one
from clients.models import Client, Relationship, User
from clients.playbook.services import publish
from clients.relationships.services import keep_relationship
from retainer.lib.tenancy import ALL, acting_as
from retainer.packs.services import make_pack
from tests.agreed import agree
with acting_as("worker", clients=ALL):
    acme = Client.objects.create(slug="acme", name="Acme Logistics")
    pat = User.objects.create_user("pat@practice.test", name="Pat", kind="principal")
    agreement = agree(acme, ends_on=timezone.localdate() + timedelta(days=40))
    make_renewal(agreement=agreement, made_by=pat)
    ours = Relationship(client=acme, name="Our retainer", our_owner=pat)
    publish(relationship=keep_relationship(relationship=ours, kept_by=pat), published_by=pat)
    meeting = begin_with_one(client=acme, begun_by=pat).meetings.get()
    make_pack(meeting=meeting, made_by=pat)
"""
LOOK = """
from retainer.celery import app
for task in (
    "billing_audit.renewal.tasks.find_forgotten_renewals",
    "clients.playbook.tasks.find_forgotten_playbooks",
    "retainer.packs.tasks.find_forgotten_packs",
):
    app.send_task(task)
"""


def test_workers_know_every_task_that_the_clock_asks_for() -> None:
    written = {
        ".".join(path.relative_to(ROOT).parent.parts)
        for app in ("clients", "billing_audit", "rfp", "retainer")
        for path in (ROOT / app).rglob("tasks.py")
    }
    written.remove("retainer.lib")  # the base of all of them

    assert set(SUBJECTS) == written
    assert {name.rsplit(".tasks.", 1)[0] for name in SCHEDULE} <= written


@pytest.fixture
def product() -> Iterator[Product]:
    with own_product() as product:
        product.rows(GATE)
        yield product


def wait_until(true: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 90
    while not true():
        assert time.monotonic() < deadline
        time.sleep(0.1)


@pytest.mark.chaos
def test_a_paper_whose_worker_is_killed_is_drawn_by_another(product: Product) -> None:
    def lacking() -> list[str]:
        query = "SELECT 1 FROM {} WHERE pdf_id IS NULL"
        return [table for table in PAPERS if product.rows(query.format(table))]

    with closing(product.connect()) as connection, connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(1)")
        with product.running("worker") as host:
            product.manage("shell", "--command", MAKE)
            wait_until(lambda: bool(product.rows(WAITING)))
            host.kill("worker")
    assert lacking() == list(PAPERS)
    for table, since in PAPERS.items():
        product.rows(AGED.format(table=table, since=since))

    with product.running("worker"):
        product.manage("shell", "--command", LOOK)
        wait_until(lambda: not lacking())

    query = "SELECT kind, count(*) FROM clients_storedfile GROUP BY kind ORDER BY kind"
    assert product.rows(query) == [("pack", 1), ("playbook", 1), ("renewal", 1)]
