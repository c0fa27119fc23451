"""Audit a client's bills and say what was found."""

import argparse
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

from celery import current_app
from django.conf import settings
from django.core.management.base import CommandError, CommandParser
from kombu.exceptions import OperationalError

from billing_audit.rechecks import services as rechecks
from billing_audit.runs import following, services
from billing_audit.runs.models import AuditRun
from billing_audit.runs.querysets import AuditRunQuerySet
from clients.people.models import Client
from retainer.lib.commands import UNEXPECTED, USAGE, PracticeCommand
from retainer.lib.format import count, money
from retainer.lib.money import in_currency

#: The answer when no month is to be audited again: an audit of nothing.
NOTHING = {
    "run": None, "state": "complete", "lines": 0, "checks": {}, "findings": 0,
    "recoverable": "0.00", "annualised": "0.00", "seconds": 0.0, "months": [],
}  # fmt: skip


def month(text: str) -> date:
    """The first day of a month written as 2026-03."""
    try:
        year, number = text.split("-")
        return date(int(year), int(number), 1)
    except ValueError as wrong:
        raise argparse.ArgumentTypeError(
            f"{text!r} is not a month; write it like 2026-03"
        ) from wrong


class Command(PracticeCommand):
    help = "Audits a client's bills; in this process, unless it is handed to a Celery worker."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--client", required=True, metavar="SLUG")
        parser.add_argument(
            "--from", dest="month_from", type=month, metavar="YYYY-MM", help="first month of bills"
        )
        parser.add_argument(
            "--to", dest="month_to", type=month, metavar="YYYY-MM", help="last month of bills"
        )
        parser.add_argument(
            "--changed",
            action="store_true",
            help="just the months touched by what changed since the last audit",
        )
        parser.add_argument(
            "--workers",
            type=int,
            default=1,
            metavar="N",
            help="share the work among so many processes (not with --queue)",
        )
        parser.add_argument("--queue", action="store_true", help="hand it to a worker and wait")
        parser.add_argument(
            "--timeout", type=int, default=3600, metavar="SECONDS", help="how long --queue waits"
        )
        parser.add_argument("--json", action="store_true", help="answer with one JSON document")

    def work(self, **options: Any) -> None:
        months = {"month_from": options["month_from"], "month_to": options["month_to"]}
        if all(months.values()) and months["month_from"] > months["month_to"]:
            raise CommandError("--from is later than --to.", returncode=USAGE)
        if options["changed"] and any(months.values()):
            raise CommandError("Leave --from and --to out with --changed.", returncode=USAGE)
        if options["queue"]:
            _require_worker()
        if options["changed"]:
            run = self.begin_again(options["client"], queue=options["queue"])
            if run is None:
                if options["json"]:
                    self.answer(NOTHING)
                return
        else:
            run = self.begin(options["client"], months, queue=options["queue"])
        run = self.see_to_its_end(run, options)
        if options["json"]:
            self.answer(self.document(run))
        else:
            self.tell(run)
        if run.state != AuditRun.State.COMPLETE:
            self.say(run.error or f"The audit was {run.get_state_display().lower()}.")
            sys.exit(UNEXPECTED)

    def begin(self, slug: str, months: dict[str, date | None], *, queue: bool) -> AuditRun:
        """Start an audit, or join one of the same months that is under way."""
        start = services.start_audit if queue else services.queue_audit
        with self.scope():
            client = _client(slug)
            try:
                return start(client=client, requested_by=None, **months)
            except services.AuditAlreadyRunning as refusal:
                return self.join(client.runs.filter(months=[], **months), refusal)

    def begin_again(self, slug: str, *, queue: bool) -> AuditRun | None:
        """Start an audit of the changed months, or join one; ``None`` when nothing changed."""
        start = rechecks.start_recheck if queue else rechecks.queue_recheck
        with self.scope():
            client = _client(slug)
            try:
                return start(client=client, requested_by=None)
            except services.AuditAlreadyRunning as refusal:
                return self.join(client.runs.exclude(months=[]), refusal)
            except rechecks.NothingChanged as nothing:
                self.say(nothing.sentence)
                return None

    def join(self, runs: AuditRunQuerySet, refusal: services.AuditAlreadyRunning) -> AuditRun:
        """The one of these audits that is under way; another one is a refusal."""
        run = runs.live().first()
        if run is None:
            raise refusal
        self.say("An audit of these months is under way already: following it.")
        return run

    def see_to_its_end(self, run: AuditRun, options: dict[str, Any]) -> AuditRun:
        if not options["queue"]:
            with _sharing(run, options["workers"] - 1):
                return following.do_here(run)
        try:
            return following.wait_for(run, options["timeout"])
        except following.Impatient as impatient:
            raise CommandError(
                f"After {options['timeout']} seconds audit {run.public_id} has not ended; it goes "
                "on without this command. Its page says how far it is."
            ) from impatient

    def document(self, run: AuditRun) -> dict[str, Any]:
        """What other programs get to read."""
        with self.scope():
            results = list(run.results.all())
        return {
            "run": run.public_id,
            "state": run.state,
            "lines": run.lines,
            "checks": {
                result.check_code: {
                    "state": result.state,
                    "occurrences": result.occurrences,
                    "seconds": float(result.seconds),
                    "needs": result.needs,
                    **({"error": result.error} if result.error else {}),
                }
                for result in results
            },
            "findings": run.findings,
            "recoverable": in_currency(run.recoverable, run.client.currency),
            "annualised": in_currency(run.annualised, run.client.currency),
            "seconds": _seconds(run),
            **({"months": [f"{each:%Y-%m}" for each in run.months]} if run.months else {}),
        }

    def tell(self, run: AuditRun) -> None:
        """The same for a person."""
        currency = run.client.currency
        with self.scope():
            for result in run.results.all():
                needs = f": needs {', '.join(result.needs)}" if result.needs else ""
                self.stdout.write(
                    f"{result.check_code}  {result.get_state_display()}{needs}"
                    f"  {count(result.occurrences, 'charge')}, {money(result.claimed, currency)}"
                )
        self.stdout.write(
            f"{count(run.findings, 'finding')} in {count(run.lines, 'bill line')}, "
            f"{money(run.recoverable, currency)} claimed, "
            f"{money(run.annualised, currency)} a year if nothing changes."
        )


def _client(slug: str) -> Client:
    client = Client.objects.filter(slug=slug).first()
    if client is None:
        raise CommandError(f"There is no client {slug}.", returncode=USAGE)
    return client


@contextmanager
def _sharing(run: AuditRun, others: int) -> Iterator[None]:
    """Have so many other processes help with a run: each joins it as this command would."""
    command = [sys.executable, str(settings.BASE_DIR / "manage.py"), "audit", "--json"]
    command += ["--client", run.client.slug]
    command += ["--changed"] if run.months else []
    for option, day in (("--from", run.month_from), ("--to", run.month_to)):
        command += [option, f"{day:%Y-%m}"] if day and not run.months else []
    # Our own program, with words that were checked.
    helpers = [
        subprocess.Popen(command, stdout=subprocess.DEVNULL)  # noqa: S603
        for _ in range(others)
    ]
    try:
        yield
    finally:
        for helper in helpers:
            helper.wait()


def _require_worker() -> None:
    """Say now, rather than after an hour, that nobody is there to do the work."""
    try:
        answers = current_app.control.ping(timeout=2)
    except OperationalError as unreachable:
        raise CommandError(
            f"The broker cannot be reached ({unreachable}). Without --queue the audit runs here."
        ) from unreachable
    if not answers:
        raise CommandError(
            "No Celery worker answers. Start one (bin/serve does), or leave --queue out: then the "
            "audit runs in this process."
        )


def _seconds(run: AuditRun) -> float | None:
    if run.started_at is None or run.finished_at is None:
        return None
    return round((run.finished_at - run.started_at).total_seconds(), 3)
