"""A client with a year of bills, audited as workers do it: for every measurement of audits."""

import time
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from multiprocessing import get_context
from multiprocessing.queues import SimpleQueue
from pathlib import Path
from uuid import uuid4

from django.core.management import call_command
from django.db import connection, connections

from bench.clock import ByPhase, Clock, longest_way
from bench.import_csv import raw_copy
from bench.recall import put
from billing_audit.checks.catalogue import all_checks, check_of
from billing_audit.models import AuditRun, Finding, Occurrence
from billing_audit.runs import runner, services
from billing_audit.runs.steps import Step, plan, step_of
from clients.models import Client
from retainer.lib.tenancy import ALL, acting_as
from tests.billing_audit.on_file import read_filing

LOOK = 0.05  # seconds between two looks for something to do


@dataclass(frozen=True)
class Timed:
    """What something took: seconds of the processor, and on the clock."""

    processor: float
    clock: float


def loaded(folder: Path) -> Client:
    """A new client with all the generated papers and bills."""
    slug = f"bench-{uuid4().hex[:12]}"
    papers = {name: folder / f"{name}.csv" for name in ("accounts", "services", "rates")}
    call_command("load_reference", client=slug, create=True, verbosity=0, **papers)
    call_command("import_bills", *bill_files(folder), client=slug, declared=folder / "declared.csv")
    with acting_as("worker", clients=ALL):
        return Client.objects.get(slug=slug)


def bill_files(folder: Path) -> list[Path]:
    return [folder / "lines.csv", folder / "lines-resent.csv"]


def floor(folder: Path) -> Timed:
    """The raw ``COPY`` of the same lines."""
    connection.ensure_connection()
    clock = Clock()
    seconds = sum(raw_copy(path) for path in bill_files(folder))
    return Timed(clock.seconds, seconds)


def give_every_paper(client: Client) -> None:
    """Put every check's examples on file as well, so that each has the data it needs."""
    read_filing()
    with acting_as("worker", clients=[client.pk]):
        for check in all_checks():
            for number, example in enumerate(check.examples):
                put(client, example, f"{check.code.lower()}-{number}")


def forget_findings(client: Client) -> None:
    """What audits found, but for what carriers were asked; the product never deletes findings."""
    with acting_as("worker", clients=[client.pk]):
        for rows in (Occurrence.objects.all(), Finding.objects.filter(dispute_items=None)):
            # One statement: what the ORM would look up first takes minutes.
            rows.filter(client=client)._raw_delete("default")


def audited(
    client: Client,
    codes: Collection[str] = (),
    *,
    workers: int = 1,
    months: tuple[date, date] | None = None,
) -> tuple[Timed, AuditRun]:
    """How long it takes from the first step to the last, by so many processes; all checks or some.

    Other processes are there already, as workers are: starting Python is not counted.  Processor
    time by two is what they need at least: of each phase, what the busier of them spent.
    """
    first, last = months or (None, None)
    with acting_as("worker", clients=[client.pk]):
        run = services.queue_audit(
            client=client, requested_by=None, month_from=first, month_to=last
        )
    connections.close_all()
    fork = get_context("fork")
    told: SimpleQueue[Counter[int]] = fork.SimpleQueue()
    others = [fork.Process(target=lambda: told.put(_work(run, codes))) for _ in range(workers - 1)]
    started = time.perf_counter()
    for other in others:
        other.start()
    spent = [_work(run, codes)]
    clock = time.perf_counter() - started
    spent += [told.get() for _ in others]
    for other in others:
        other.join()
    run = _again(run)
    if run.state != AuditRun.State.COMPLETE:
        raise SystemExit(f"The audit ended as {run.state}: {run.error}")
    return Timed(longest_way(spent), clock), run


def _work(run: AuditRun, codes: Collection[str]) -> Counter[int]:
    """Take part until the run is at its end; the processor time it took, by phase."""
    spent = ByPhase()
    while run.is_live:
        runner.work(run.pk, lambda run: [_noted(step, spent) for step in _plan_of(codes, run)])
        run = _again(run)
        if run.is_live:
            time.sleep(LOOK)
    spent.enter(0)
    return spent.seconds


def _noted(step: Step, spent: ByPhase) -> Step:
    """The step, noting when it begins."""
    return replace(step, perform=partial(_perform, step, spent))


def _perform(step: Step, spent: ByPhase, run: AuditRun) -> None:
    spent.enter(step.phase)
    step.perform(run)


def _plan_of(codes: Collection[str], run: AuditRun) -> Sequence[Step]:
    if not codes:
        return plan(run)
    mine = [[check_of(code) for code in step.codes if code in codes] for step in plan(run)]
    return [
        step_of(checks, step.phase) if checks else step
        for step, checks in zip(plan(run), mine, strict=True)
        if checks or not step.codes
    ]


def _again(run: AuditRun) -> AuditRun:
    with acting_as("worker", clients=[run.client_id]):
        return AuditRun.objects.get(pk=run.pk)
