"""Write the catalogue of checks, as docs/checks.md holds it."""

from typing import Any

from billing_audit.checks.describing import catalogue
from retainer.lib.commands import PracticeCommand


class Command(PracticeCommand):
    help = "Prints what every check finds, why, what to ask for, and its examples (Markdown)."

    def work(self, **options: Any) -> None:
        self.stdout.write(catalogue(), ending="")
