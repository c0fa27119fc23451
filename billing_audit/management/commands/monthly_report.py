"""Makes a month's report as a draft and writes its PDF to a file."""

from argparse import ArgumentTypeError
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError, CommandParser

from billing_audit.bills.models import Invoice
from billing_audit.reports import record, services
from billing_audit.reports.drawing import draw_report
from billing_audit.reports.forms import months_offered
from billing_audit.reports.models import MonthlyReport
from billing_audit.reports.shape import Figures, Money
from clients.people.models import Client
from retainer.lib import format as written
from retainer.lib.commands import USAGE, PracticeCommand, Refused
from retainer.lib.months import read_month


def month(text: str) -> date:
    read = read_month(text)
    if read is None:
        raise ArgumentTypeError(f"{text!r} is no month; write it as 2026-03")
    return read


class Command(PracticeCommand):
    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--client", required=True, metavar="SLUG")
        parser.add_argument("--month", required=True, type=month, metavar="YYYY-MM")
        parser.add_argument("--pdf", required=True, type=Path, metavar="OUT", help="where to")
        parser.add_argument("--json", action="store_true", help="answer with one JSON document")

    def work(self, **options: Any) -> None:
        with self.scope():
            client = Client.objects.filter(slug=options["client"]).first()
            if client is None:
                raise CommandError(f"There is no client {options['client']}.", returncode=USAGE)
            _refuse_other_months(client, options["month"])
            report = services.draft_report(client=client, month=options["month"], made_by=None)
        draw_report(report.pk)
        with self.scope():
            report = MonthlyReport.objects.select_related("pdf").get(pk=report.pk)
            if report.pdf is None:
                raise RuntimeError(report.error)
            with report.pdf.content.open("rb") as content:
                options["pdf"].write_bytes(content.read())
        if options["json"]:
            self.answer(self.document(report, options["pdf"]))
        else:
            self.tell(report, options["pdf"])

    def document(self, report: MonthlyReport, pdf: Path) -> dict[str, Any]:
        """What other programs get to read."""
        return {
            "report": report.public_id,
            "pdf": str(pdf),
            "sha256": report.pdf.sha256,
            "pages": report.pages,
            "totals": totals(record.read(report.figures)),
        }

    def tell(self, report: MonthlyReport, pdf: Path) -> None:
        figures = record.read(report.figures)
        for money in figures.money:
            self.stdout.write(
                f"{written.money(money.found, money.currency)} found in "
                f"{written.month(figures.month)}, "
                f"{written.money(money.total, money.currency)} open in total."
            )
        self.stdout.write(f"{pdf}, {written.count(report.pages, 'page')}")


def _refuse_other_months(client: Client, month: date) -> None:
    """A month that the page does not offer has nothing to report."""
    offered = months_offered(Invoice.objects.filter(client=client))
    if month not in offered:
        raise Refused(
            f"There is no bill of {written.month(month)} to report on. Reports are made of months "
            f"with bills and of the last two; the newest is {written.month(offered[0])}."
        )


def totals(figures: Figures) -> dict[str, Any]:
    """The sums in the client's currency; those in others, if there are any, beside them."""
    lead, *others = figures.money
    return {
        **sums(lead),
        "hours": figures.hours_used,
        **({"other_currencies": [sums(money) for money in others]} if others else {}),
    }


def sums(money: Money) -> dict[str, Any]:
    return {
        "currency": money.currency,
        "audited": money.audited,
        "found": money.found,
        "open": money.total,
        "recurring": money.recurring,
        "annualised": money.a_year,
        "confirmed": money.confirmed,
        "waiting": money.waiting,
        "in_review": money.in_review,
        "at_stake": money.at_stake,
        "findings": money.findings,
    }
