"""Who connects for a backup or a restore, as psycopg2 and PostgreSQL's programs take it."""

import os
from dataclasses import dataclass
from typing import Any

import psycopg2
from django.conf import settings
from django.db import connections
from psycopg2.extensions import make_dsn

from retainer.lib.database_roles import password_for, role_name


@dataclass(frozen=True)
class Login:
    """One role's way into the database."""

    parameters: dict[str, Any]

    @property
    def address(self) -> str:
        """The connection string without the password, which other users' ``ps`` would show."""
        shown = {name: value for name, value in self.parameters.items() if name != "password"}
        return make_dsn(**shown)

    def environment(self) -> dict[str, str]:
        """What PostgreSQL's programs run in: our environment with this password."""
        plain = {name: value for name, value in os.environ.items() if not name.startswith("PG")}
        return plain | {"PGPASSWORD": self.parameters["password"], "LC_ALL": "C"}

    def connect(self) -> Any:
        """A connection of its own, away from Django's."""
        return psycopg2.connect(**self.parameters)


def owner() -> Login:
    """The owner of every table, to whom forced row-level security shows no client's row."""
    parameters = connections["default"].get_connection_params()
    return Login({name: value for name, value in parameters.items() if name != "cursor_factory"})


def reader() -> Login:
    """The backup role, which may read everything and write nothing."""
    return Login(
        owner().parameters
        | {
            "user": role_name(settings.DATABASE_OWNER, "backup"),
            "password": password_for("backup", settings.SECRET_KEY),
        }
    )
