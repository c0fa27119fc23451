"""Faults planted in what is done in the background, and in the files that it works on."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from time import monotonic, sleep

import pytest
from redis import Redis

from retainer.clock import SIGNS, SILENCE
from tests.doctor.conftest import Patient

#: Work that was begun half an hour ago and that nobody does.
LOST = """
from datetime import date, timedelta
from unittest import mock
from django.utils import timezone
from billing_audit.models import AuditRun, BillFile, MonthlyReport, RenewalPack, UsageFile
from clients.models import Client, ClientExport, Statement, StoredFile, User
from retainer.lib.tenancy import ALL, acting_as
from tests.agreed import agree
then = timezone.now() - timedelta(minutes=30)
with acting_as("worker", clients=ALL), mock.patch.object(timezone, "now", return_value=then):
    acme = Client.objects.create(slug="acme", name="Acme Logistics")
    pat = User.objects.create_user("pat@practice.test", name="Pat", kind="principal")
    run = AuditRun.objects.create(client=acme, state="running", lease_until=then)
    stored = StoredFile.objects.create(client=acme, kind="bill", name="lost.csv", size=1)
    bill = BillFile.objects.create(client=acme, stored=stored, name="lost.csv", state="importing")
    stored = StoredFile.objects.create(client=acme, kind="usage", name="calls.csv", size=1)
    UsageFile.objects.create(client=acme, stored=stored, name="calls.csv", state="importing")
    MonthlyReport.objects.create(client=acme, month=date(2026, 10, 1), figures={})
    agreement = agree(acme)
    Statement.objects.create(
        client=acme, agreement=agreement, month=date(2026, 9, 1), figures={},
        terms=agreement.terms.get(),
    )
    RenewalPack.objects.create(client=acme, agreement=agreement, made_by=pat, made_at=then)
    ClientExport.objects.create(client=acme, reader="client", asked_by=pat, told_at=then)
"""
FORGET = (
    "SET session_replication_role = replica",  # a statement is never deleted otherwise
    "DELETE FROM clients_clientexport",
    "DELETE FROM billing_audit_renewalpack",
    "DELETE FROM clients_statement",
    "DELETE FROM clients_retainerterms",
    "DELETE FROM clients_retaineragreement",
    "DELETE FROM billing_audit_usagefile",
    "DELETE FROM billing_audit_monthlyreport",
    "DELETE FROM billing_audit_billfile",
    "DELETE FROM billing_audit_auditrun",
    "DELETE FROM clients_storedfile",
    "DELETE FROM clients_client",
    "DELETE FROM clients_user",
)
MAILS = """
from datetime import timedelta
from django.utils import timezone
from clients.models import Mail, User
from retainer.lib.tenancy import ALL, acting_as
with acting_as("worker", clients=ALL):
    pat = User.objects.create_user("pat@practice.test", name="Pat", kind="principal")
    then = timezone.now() - timedelta(minutes=11)
    due = {"recipient": pat, "subject": "News", "not_before": then}
    for state, error in (("waiting", ""), ("sending", ""), ("failed", "no such mailbox")):
        Mail.objects.create(state=state, error=error, **due)
"""
STORE = """
from clients.files.services import store
from clients.models import Client, StoredFile
from retainer.lib.tenancy import ALL, acting_as
from retainer.lib.uploads import spool
with acting_as("worker", clients=ALL), spool([b"account,amount"], limit=100) as spooled:
    acme = Client.objects.create(slug="acme", name="Acme Logistics")
    stored = store(spooled, name="a.csv", kind="bill", client=acme, stored_by=None)
    print(stored.content.path)
"""


@contextmanager
def redis_of(patient: Patient) -> Iterator[Redis]:
    """The broker itself, to write into."""
    socket = patient.product.var / "servers" / "run" / "redis.sock"
    with closing(Redis(unix_socket_path=str(socket))) as redis:
        yield redis


def _wait_for_the_clock(redis: Redis) -> None:
    """It begins to tick some seconds after its process has begun, on a machine that is busy."""
    end = monotonic() + 60
    while not any(redis.time()[0] - int(then) < SILENCE for then in redis.hgetall(SIGNS).values()):
        assert monotonic() < end, "The clock does not tick."
        sleep(0.1)


@pytest.mark.chaos
def test_a_dead_worker_and_a_silent_clock_are_faults(patient: Patient) -> None:
    assert patient.examined("workers").level("Nothing runs: no worker and no clock") == "warning"
    with patient.product.running("worker", "beat") as host, redis_of(patient) as redis:
        report = patient.examined("workers")
        assert report.level("1 worker at work") == "ok"
        assert report.level("The clock ticked") == "ok"

        host.kill("beat")
        silent = redis.time()[0] - SILENCE - 60
        for name in redis.hkeys(SIGNS):
            redis.hset(SIGNS, name, silent)
        report = patient.examined("workers")
        assert "celery --app retainer beat" in report.mend("No clock ticks, last 2 minutes ago")

    with patient.product.running("beat"), redis_of(patient) as redis:
        _wait_for_the_clock(redis)
        assert "worker" in patient.examined("workers").mend("No worker answers")

        redis.hset(SIGNS, "elsewhere:1", redis.time()[0])
        assert patient.examined("workers").level("2 clocks tick") == "warning"
        redis.delete(SIGNS)


def test_lost_work_is_told_by_whose_it_is(patient: Patient) -> None:
    patient.product.manage("shell", "--command", LOST)

    report = patient.examined("work")
    patient.sql(*FORGET)

    assert "reconcile_runs" in report.mend("Nobody works on audits of Acme Logistics")
    assert report.mend("Nobody works on bill files of lost.csv")
    assert report.mend("Nobody works on usage files of calls.csv")
    assert report.mend("Nobody works on reports of Acme Logistics, Oct 2026")
    assert report.mend("Nobody works on statements of Acme Logistics, Sep 2026")
    assert report.mend("Nobody works on playbooks and packs of Acme Logistics")
    assert report.mend("Nobody works on exports of Acme Logistics")


def test_mails_that_did_not_go_out_are_told(patient: Patient) -> None:
    patient.product.manage("shell", "--command", MAILS)

    report = patient.examined("work")
    patient.sql("DELETE FROM clients_mail", "DELETE FROM clients_user")

    assert report.mend("1 mail due and not sent")
    assert report.level("1 mail may have gone out or not") == "warning"
    assert report.level("1 mail given up this week, the last because: no such") == "warning"


def test_stored_files_that_are_gone_or_changed_are_told(patient: Patient) -> None:
    path = Path(patient.product.manage("shell", "--command", STORE).split()[-1])
    assert patient.examined("files", "--deep").level("every byte is as it came") == "ok"

    path.write_bytes(b"account,amoumt")
    assert patient.examined("files").level("1 stored file looked at: there") == "ok"
    assert patient.examined("files", "--deep").mend("1 of 1 stored files were changed")

    path.write_bytes(b"account")
    assert patient.examined("files").mend("1 of 1 stored files were changed")

    path.unlink()
    assert "RETAINER_FILES" in patient.examined("files").mend("1 of 1 stored files are missing")
    patient.sql(*FORGET)
