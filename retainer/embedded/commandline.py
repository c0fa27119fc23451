"""Running a management command with the servers it needs, prepared as it needs them.

A command that needs neither database nor broker says so in its class with
``needs_servers = False``.
"""

import os
import signal
import sys

import django
from django.core.management import (
    BaseCommand,
    CommandError,
    get_commands,
    load_command_class,
)

from retainer.embedded import preparation, running
from retainer.embedded.errors import ServerError
from retainer.embedded.manual import Manual
from retainer.lib import env

#: Django's own commands that touch neither database nor broker.
NEED_NO_SERVERS = {
    "check",
    "collectstatic",
    "diffsettings",
    "findstatic",
    "startapp",
    "startproject",
}

#: Commands that change or examine the tables' structure, and so must find it as it is.
NEED_NO_PREPARATION = {
    "backup",
    "dbshell",
    "flush",
    "makemigrations",
    "migrate",
    "optimizemigration",
    "prepare_database",
    "restore",
    "showmigrations",
    "sqlflush",
    "sqlmigrate",
    "squashmigrations",
    "test",
}

WRONG_USAGE = 2
TERMINATED = 128 + signal.SIGTERM


def main(arguments: list[str]) -> None:
    """Run the command that ``arguments`` name, as ``manage.py`` does."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "retainer.settings")
    name = arguments[1] if len(arguments) > 1 else "help"
    if name in {"help", "version"} or name.startswith("-") or {"-h", "--help"} & {*arguments}:
        Manual(arguments).execute()
        return
    django.setup()
    if name not in get_commands():
        _refuse_unknown(arguments)
    if not needs_servers(name):
        Manual(arguments).execute()
        return
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(TERMINATED))  # our servers end with us
    try:
        with running():
            if not env.text("DATABASE_URL"):
                _prepare_for(name)
            Manual(arguments).execute()
    except (ServerError, CommandError) as failed:
        sys.exit(str(failed))


def _prepare_for(name: str) -> None:
    """Bring the embedded database up to date, unless that is what the command is about."""
    if name == "migrate":
        preparation.forget()
    elif name not in NEED_NO_PREPARATION:
        preparation.ensure_prepared()


def needs_servers(name: str) -> bool:
    """Whether the command works with the database or the broker."""
    app = get_commands()[name]
    command = app if isinstance(app, BaseCommand) else load_command_class(app, name)
    return name not in NEED_NO_SERVERS and getattr(command, "needs_servers", True)


def _refuse_unknown(arguments: list[str]) -> None:
    """Django's message with its suggestion, but the exit status of a wrong usage."""
    try:
        Manual(arguments).execute()
    except SystemExit:
        sys.exit(WRONG_USAGE)
