"""Makes a month's report as a draft and writes its PDF, and its workbook, to files."""

import shutil
from argparse import ArgumentTypeError
from dataclasses import asdict
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
from clients.files.models import StoredFile
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
        parser.add_argument("--workbook", type=Path, metavar="OUT", help="every charge, as XLSX")
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
            report = MonthlyReport.objects.select_related("pdf", "workbook").get(pk=report.pk)
            if report.pdf is None:
                raise RuntimeError(report.error)
            _copy(report.pdf, options["pdf"])
            if options["workbook"]:
                _copy(report.workbook, options["workbook"])
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
                f"{written.money(money.open, money.currency)} open in total."
            )
        self.stdout.write(f"{pdf}, {written.count(report.pages, 'page')}")


def _copy(stored: StoredFile, path: Path) -> None:
    with stored.content.open("rb") as content, path.open("wb") as copy:
        shutil.copyfileobj(content, copy)


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
        "found_so_far": money.total,
        "open": money.open,
        "recurring": money.recurring,
        "annualised": money.a_year,
        **asdict(money.places),
        "came_back": money.came_back,
        "at_stake": money.at_stake,
        "findings": money.findings,
    }
