"""What the commands that serve the whole product have in common: where it answers, and its end."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from clients.models import User
from retainer import processes
from retainer.lib.tenancy import ALL, acting_as


class ServingCommand(BaseCommand):
    """Runs ``serve`` with a product whose processes end with this command."""

    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--host",
            default=processes.HOST,
            help="the address to listen on; any but %(default)s shows it to the network, unsealed",
        )
        parser.add_argument(
            "--port",
            type=int,
            help=f"the port; else the first free one from {processes.FIRST_PORT}",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if settings.PRODUCTION:
            raise CommandError(
                "This is for one machine without production's rules. With RETAINER_PRODUCTION, "
                "run web, worker and clock each by itself: docs/operations.md says how."
            )
        try:
            with processes.started() as product:
                self.serve(product, **options)
        except KeyboardInterrupt:
            self.say("\nStopped.")
        except processes.ProcessError as failed:
            raise CommandError(str(failed)) from failed

    def serve(self, product: processes.Product, **options: Any) -> None:
        """Start what is wanted and stay as long as it takes."""
        raise NotImplementedError

    def say(self, words: str) -> None:
        """Tell a person something, on standard error."""
        self.stderr.write(words, str)  # not as an error, which a terminal shows in red


def somebody(**facts: Any) -> bool:
    """Whether anybody of this kind has a login."""
    with acting_as("worker", clients=ALL):
        return User.objects.filter(**facts).exists()
