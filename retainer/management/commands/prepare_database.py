"""Make the database ready: login roles, tables, walls between clients, and what we ship."""

from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection, transaction
from django.db.migrations.loader import MigrationLoader
from django.db.utils import ProgrammingError

from clients.telecom import shipped_fees
from retainer.lib.database_roles import missing_roles, statements
from retainer.lib.migration_history import left_halfway
from retainer.lib.tenancy import acting_as
from rfp.library.shipping import bring_shipped


class Command(BaseCommand):
    help = (
        "Makes the login roles (or prints the SQL for whoever may), migrates, builds the walls, "
        "and adds public fees and texts of the library that are not on file.  Safe to run again "
        "at any time."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--print-sql", action="store_true", help="print the roles' SQL and change nothing"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["print_sql"]:
            self.print_sql()
            return
        try:
            self.make_roles()
        except ProgrammingError as refused:
            with connection.cursor() as cursor:
                missing = missing_roles(cursor, settings.DATABASE_OWNER)
            self.stderr.write(f"This login may not make roles: {refused}".strip())
            if missing:
                self.stderr.write(
                    f"Missing: {', '.join(missing)}.  Have an administrator run the SQL below, "
                    "then run prepare_database again."
                )
                self.print_sql()
                raise SystemExit(1) from refused
            self.stderr.write("All of them are there; their passwords stay as they are.")
        self.refuse_what_stopped_halfway()
        call_command("migrate", verbosity=options["verbosity"], interactive=False)
        with acting_as("worker", clients=[]):
            shipped_fees.add_missing()
            bring_shipped()

    def make_roles(self) -> None:
        """Create or correct all roles, or none."""
        with transaction.atomic(), connection.cursor() as cursor:
            for statement in statements(settings.DATABASE_OWNER, settings.SECRET_KEY):
                cursor.execute(statement)

    def refuse_what_stopped_halfway(self) -> None:
        """Say so when the tables are of a version too old to be brought forward by this one."""
        loader = MigrationLoader(connection)
        if missing := left_halfway(loader, loader.applied_migrations):
            raise CommandError(
                "This database is of a version too old to be brought forward by this one: its "
                f"tables have not gone through {'.'.join(missing[-1])}. Nothing was changed. Run "
                "the last version that has this migration once, or begin with an empty database."
            )

    def print_sql(self) -> None:
        """Print the SQL that makes the roles; it carries their passwords."""
        with connection.cursor() as cursor:
            for statement in statements(settings.DATABASE_OWNER, settings.SECRET_KEY):
                self.stdout.write(f"{statement.as_string(cursor.cursor)};")
