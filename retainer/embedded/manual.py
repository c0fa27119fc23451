"""What ``bin/manage`` says of itself: the product's own commands first, a line for each."""

from argparse import ArgumentParser
from textwrap import fill
from typing import Any

from django.core.management import (
    BaseCommand,
    ManagementUtility,
    get_commands,
    load_command_class,
)

#: What people type; Django would write the name of the file behind it.
PROGRAM = "bin/manage"

HEADINGS = {
    "Begin": ("create_principal", "invite_principal", "demo", "serve", "doctor"),
    "Load": (
        *("load_reference", "import_bills", "import_usage", "import_time", "fetch_bills"),
        *("check_invoice", "undo_import"),
    ),
    "Audit": ("audit", "list_checks", "list_findings", "prove", "monthly_report", "rate_usage"),
    "Write": ("lint_document", "compare_documents"),
    "Keep": ("backup", "restore", "export_client"),
    "Operate": ("prepare_database", "reconcile_runs", "deactivate_demo_logins"),
}


class Manual(ManagementUtility):
    """Django's way to run a command, with usage lines that can be typed as they stand."""

    def __init__(self, argv: list[str]) -> None:
        super().__init__(argv)
        self.prog_name = PROGRAM

    def main_help_text(self, commands_only: bool = False) -> str:
        if commands_only:
            return super().main_help_text(commands_only=True)
        known = get_commands()
        told = {name for names in HEADINGS.values() for name in names}
        lines = [f"{PROGRAM} NAME …   ({PROGRAM} help NAME says more)"]
        for heading, names in HEADINGS.items():
            lines += ["", heading, *(f"  {name:<24}{_line(name)}" for name in names)]
        others = ", ".join(sorted(known.keys() - told))
        lines += ["", "Django's own and its libraries'"]
        return "\n".join([*lines, fill(others, 100, initial_indent="  ", subsequent_indent="  ")])

    def fetch_command(self, subcommand: str) -> BaseCommand:
        command = super().fetch_command(subcommand)
        make = command.create_parser

        def create_parser(prog_name: str, subcommand: str, **options: Any) -> ArgumentParser:
            parser = make(prog_name, subcommand, **options)
            parser.prog = f"{PROGRAM} {subcommand}"
            return parser

        command.create_parser = create_parser
        return command


def _line(name: str) -> str:
    """The first sentence of a command's own help."""
    app = get_commands()[name]
    command = app if isinstance(app, BaseCommand) else load_command_class(app, name)
    return " ".join(command.help.split()).partition(". ")[0].rstrip(".") + "."
