"""Look into the mailbox and the drop folder now."""

import sys
from argparse import ArgumentParser
from dataclasses import asdict
from typing import Any

from billing_audit.inbox.collecting import Tally, collect
from retainer.lib.commands import UNEXPECTED, PracticeCommand
from retainer.lib.format import count
from retainer.lib.refusal import Refused

NOWHERE = "No mailbox and no drop folder is named: set BILL_MAIL_URL or BILL_DROP_FOLDER."
PLACES = {"mail": "The mailbox", "folder": "The drop folder"}


class Command(PracticeCommand):
    help = (
        "Fetches bills from the mailbox (BILL_MAIL_URL) and the drop folder (BILL_DROP_FOLDER).  "
        "The product's clock does so by itself every minute."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--json", action="store_true", help="print what was found as JSON")

    def work(self, **options: Any) -> None:
        tallies = collect()
        if not tallies:
            raise Refused(NOWHERE)
        if options["json"]:
            self.answer({way: asdict(tally) for way, tally in tallies.items()})
        for way, tally in tallies.items():
            self.say(f"{PLACES[way]}: {_told(tally)}")
        if any(tally.error for tally in tallies.values()):
            sys.exit(UNEXPECTED)


def _told(tally: Tally) -> str:
    if tally.error:
        return tally.error
    return (
        f"{count(tally.waiting, 'arrival waits,arrivals wait')} for a click, "
        f"{tally.no_bill} without a bill, {tally.refused} refused, {tally.known} known already."
    )
