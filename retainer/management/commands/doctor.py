"""The doctor as a command among the others; ``manage.py`` itself takes a shorter way to it."""

import sys
from argparse import Namespace
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from retainer.doctor import commandline


class Command(BaseCommand):
    help = "Says what is wrong with this installation and how to mend it; status 1 on a fault."
    requires_system_checks: list[str] = []
    needs_servers = False

    def add_arguments(self, parser: CommandParser) -> None:
        commandline.add_arguments(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        sys.exit(commandline.run(Namespace(**options)))
