"""The product with a believable practice in it, from nothing to a running system."""

import shutil
import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any, TypeVar

from django.conf import settings
from django.core.management.base import CommandError, CommandParser
from django.utils import timezone

from billing_audit.models import AuditRun, Invoice, MonthlyReport
from billing_audit.reports import record
from billing_audit.reports import services as reports
from billing_audit.runs import services as runs
from clients.models import Client, Recommendation, User
from retainer import demo, processes
from retainer.demo import practice
from retainer.demo.aiming import aim_like_a_client
from retainer.demo.crediting import (
    advise_about_settled,
    pay_from_what_came_back,
    tell_what_came_back,
)
from retainer.demo.disputing import dispute_like_a_consultant
from retainer.demo.governing import ask_to_sign_goals
from retainer.demo.installing import PASSWORD, install, is_installed
from retainer.demo.meeting import prepare_like_a_consultant
from retainer.demo.paying import say_what_to_pay
from retainer.demo.proposing import propose_like_a_consultant
from retainer.demo.renewing import renew_like_a_principal
from retainer.demo.story import Person
from retainer.demo.triage import (
    advise_like_a_consultant,
    decide_like_a_consultant,
    decide_like_the_client,
    decider_of,
    tune_like_a_consultant,
)
from retainer.lib.format import count, money, month
from retainer.lib.tenancy import ALL, Scope, acting_as
from retainer.serving import ServingCommand, somebody

#: Seconds a worker has for an audit or a report of the demo's size on a slow machine.
PATIENCE = 300

#: One login of each kind, for the greeting.
CAST = (
    ("Principal", practice.PAT),
    ("Consultant", practice.CASEY),
    ("Client, executive", practice.OWEN),
    ("Another client", practice.STELLA),
)

#: What is read together with a row, while its scope is open.
RELATED = {AuditRun: ("client",), MonthlyReport: ("client", "pdf")}

Row = TypeVar("Row", AuditRun, MonthlyReport)


class Command(ServingCommand):
    help = "Loads the demo practice, audits it through a worker and serves it until Ctrl-C."

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument(
            "--once", action="store_true", help="import, audit, write the month's PDFs, and end"
        )

    def serve(
        self, product: processes.Product, *, host: str, port: int | None, once: bool, **_: Any
    ) -> None:
        with timezone.override(practice.PRACTICE.time_zone):  # people think by their clock
            is_new = self.load()
            if once:
                product.start_worker()
                product.wait_until_ready()
            else:
                product.start_everything(host, port)
            if is_new or once or not self.has_reports():
                self.audit()
                self.report()
        self.say(f"Commands about it: RETAINER_VAR={settings.VAR_DIR} bin/manage NAME …")
        if not once:
            self.welcome(product.address)
            product.stay()

    def load(self) -> bool:
        """Put the practice into the database, unless it is there."""
        if is_installed(demo.CLIENTS):
            self.say("The demo practice is loaded already.")
            return False
        if somebody(is_demo=False) and not somebody(is_demo=True):
            raise CommandError(
                "A practice of real people lies here, and the demo's logins are known to everybody."
            )
        files = demo.write_files(self.folder / "papers")
        install(files, demo.CLIENTS, self.say)
        with self.scope():
            first = Client.objects.get(slug=demo.CLIENTS[0].slug)
            tune_like_a_consultant(first, self.user(practice.CASEY))
        return True

    def has_reports(self) -> bool:
        with self.scope():
            return MonthlyReport.objects.exists()

    def audit(self) -> None:
        """Have the worker audit every client, and judge some of what it finds."""
        for story in demo.CLIENTS:
            with self.scope():
                client = Client.objects.get(slug=story.slug)
                run = runs.start_audit(client=client, requested_by=self.user(practice.PAT))
            run = self.when(run, lambda run: not run.is_live)
            if run.state != AuditRun.State.COMPLETE:
                raise CommandError(f"The audit of {client} is {run.state}: {run.error}")
            self.say(
                f"Audited {client}: {count(run.lines, 'bill line')}, "
                f"{count(run.findings, 'finding')}, "
                f"{money(run.recoverable, client.currency)} claimed, "
                f"{money(run.annualised, client.currency)} a year if nothing changes."
            )
            with self.scope():
                is_advised = Recommendation.objects.filter(client=client).exists()
            if not is_advised:  # by a run before this one, which people may have gone on from
                self.advise(client)
                with self.scope():
                    principal, consultant = self.user(practice.PAT), self.user(practice.CASEY)
                    aim_like_a_client(client, consultant)
                    ask_to_sign_goals(client, consultant)
                    say_what_to_pay(client, consultant)
                prepare_like_a_consultant(client, consultant)
                renew_like_a_principal(client, principal)

    def advise(self, client: Client) -> None:
        """Ask the client about what is valid; all but one of it is decided."""
        with self.scope():
            settled = advise_about_settled(client, self.user(practice.CASEY))
            people = [decider_of(each) for each in settled]
        for each, person in zip(settled, people, strict=True):
            if person:
                decide_like_the_client(each, person)
        with self.scope():
            tell_what_came_back(client, self.user(practice.CASEY), self.user(practice.PAT))
            pay_from_what_came_back(client, self.user(practice.CASEY))
            propose_like_a_consultant(client, self.user(practice.CASEY))
            decide_like_a_consultant(client, self.user(practice.CASEY))
            asked = advise_like_a_consultant(client, self.user(practice.CASEY))
            people = [decider_of(each) for each in asked[1:]]
        for each, person in zip(asked[1:], people, strict=True):
            if person:
                decide_like_the_client(each, person)
        with self.scope():
            dispute_like_a_consultant(client, self.user(practice.CASEY), self.user(practice.PAT))

    def report(self) -> None:
        """Have the worker draw each client's last month, and publish it."""
        for story in demo.CLIENTS:
            with self.scope():
                client = Client.objects.get(slug=story.slug)
                last = Invoice.objects.filter(client=client).latest("bill_date").month
                report = reports.make_report(
                    client=client, month=last, made_by=self.user(practice.PAT)
                )
            report = self.when(report, lambda report: not report.is_being_drawn)
            if report.pdf is None:
                raise CommandError(f"The report of {client} was not drawn: {report.error}")
            self.deliver(report)

    def deliver(self, report: MonthlyReport) -> None:
        """Publish the report, put its PDF where a person finds it, and say what it comes to."""
        path = self.folder / f"{report.client.slug}-{report.month:%Y-%m}.pdf"
        with self.scope(), report.pdf.content.open("rb") as drawn, path.open("wb") as copy:
            shutil.copyfileobj(drawn, copy)
            if report.is_draft:
                reports.publish(
                    report=report,
                    published_by=self.user(practice.PAT),
                    because="Audited again with the demo.",
                )
        for sums in record.read(report.figures).money:
            self.stdout.write(
                f"{report.client}, {month(report.month)}: "
                f"{money(sums.found, sums.currency)} found this month, "
                f"{money(sums.open, sums.currency)} open in total, "
                f"{money(sums.a_year, sums.currency)} a year if nothing changes"
            )
        self.stdout.write(f"{path} ({count(report.pages, 'page')})")

    def when(self, row: Row, is_done: Callable[[Row], bool]) -> Row:
        """The row once the worker has brought it to its end."""
        end = time.monotonic() + PATIENCE
        while True:
            with self.scope():
                row = type(row).objects.select_related(*RELATED[type(row)]).get(pk=row.pk)
                if is_done(row):
                    return row
            if time.monotonic() > end:
                raise CommandError(f"{row} is not done after {PATIENCE} seconds; see var/log.")
            time.sleep(0.2)

    def welcome(self, address: str) -> None:
        """Where to look, and as whom."""
        self.stdout.write(f"\n  {address}\n\n")
        for role, person in CAST:
            self.stdout.write(f"  {role:<18} {person.email}")
        self.stdout.write(f"\n  Everybody's password: {PASSWORD}\n  Ctrl-C stops everything.\n")
        self.stdout.flush()

    @property
    def folder(self) -> Path:
        """Where a person finds the PDFs, and the papers they come from."""
        return Path(settings.VAR_DIR)

    def user(self, person: Person) -> User:
        return User.objects.get(email=person.email)

    def scope(self) -> AbstractContextManager[Scope]:
        return acting_as("worker", clients=ALL)
