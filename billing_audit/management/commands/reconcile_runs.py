"""Look for audits that nobody works on, and have workers go on with them."""

from typing import Any

from billing_audit.runs import tasks
from retainer.lib.commands import PracticeCommand
from retainer.lib.format import count


class Command(PracticeCommand):
    help = (
        "Hands audits whose worker died, or whose message was lost, to workers again.  The "
        "product's clock does so by itself every few seconds; this is for a cron of one's own."
    )

    def work(self, **options: Any) -> None:
        self.say(f"Handed on: {count(tasks.find_lost_runs(), 'audit')}.")
