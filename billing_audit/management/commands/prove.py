"""Prove a finding: reckon its claims again from the bills and papers."""

import sys
from typing import Any
from uuid import UUID

from django.core.management.base import CommandError, CommandParser

from billing_audit.bills.models import Line
from billing_audit.findings.listing import exact
from billing_audit.findings.models import Finding
from billing_audit.findings.proof import Proof, prove
from retainer.lib.commands import UNEXPECTED, USAGE, PracticeCommand
from retainer.lib.format import count, money
from retainer.lib.money import exponent


class Command(PracticeCommand):
    help = "Reads the sources of a finding again and reckons every claim anew."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("finding", type=UUID, metavar="FINDING")
        parser.add_argument("--json", action="store_true", help="answer with one JSON document")

    def work(self, *, finding: UUID, json: bool, **options: Any) -> None:
        with self.scope():
            found = Finding.objects.filter(public_id=finding).first()
            if found is None:
                raise CommandError(f"There is no finding {finding}.", returncode=USAGE)
            proof = prove(found)
            if json:
                self.answer(self.document(proof))
            else:
                self.tell(proof)
        if not proof.equal and not json:
            sys.exit(UNEXPECTED)

    def document(self, proof: Proof) -> dict[str, Any]:
        places = exponent(proof.finding.currency)
        numbers = self.line_numbers(proof)
        return {
            "finding": str(proof.finding.public_id),
            "equal": proof.equal,
            "occurrences": [
                {
                    "line_no": numbers.get(each.occurrence.line_id),
                    "stored": exact(each.stored, places),
                    "recomputed": exact(each.recomputed, places),
                }
                for each in proof.occurrences
            ],
        }

    def line_numbers(self, proof: Proof) -> dict[int, str]:
        keys = [each.occurrence.line_id for each in proof.occurrences]
        shelves = {each.occurrence.invoice.bill_file.shelf_id for each in proof.occurrences}
        lines = Line.objects.filter(
            client_id=proof.finding.client_id, shelf_id__in=shelves, pk__in=keys
        )
        return dict(lines.values_list("pk", "line_no"))

    def tell(self, proof: Proof) -> None:
        self.say(proof.finding.sentence)
        for each in proof.occurrences:
            for name, (stored, now) in each.changed.items():
                self.say(f"{each.occurrence}: {name} was {stored} and is {now}")
            if not each.equal and not each.changed:
                self.say(f"{each.occurrence}: {each.stored} stored, {each.recomputed} reckoned")
        total = sum(each.stored for each in proof.occurrences)
        outcome = "equal" if proof.equal else "NOT equal"
        charges = count(len(proof.occurrences), "charge")
        self.say(f"{charges}, {money(total, proof.finding.currency)} reckoned again: {outcome}.")
