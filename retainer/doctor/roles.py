"""The login roles: there, with the passwords we know, and with no more power than they need."""

from collections.abc import Iterator

import psycopg2
from django.conf import settings

from retainer.doctor.database import as_owner, as_role, refusal
from retainer.doctor.diagnosis import Diagnosis, dead_end, fault, ok, warning
from retainer.lib.database_roles import KINDS, role_name

#: What a role can have that goes past every wall, by the catalogue's column.
POWERS = {
    "rolsuper": "SUPERUSER",
    "rolbypassrls": "BYPASSRLS",
    "rolcreaterole": "CREATEROLE",
    "rolcreatedb": "CREATEDB",
    "rolreplication": "REPLICATION",
}
PREPARE = "bin/manage prepare_database makes the roles and gives them their passwords."


def roles_sign_in(_: object) -> Iterator[Diagnosis]:
    """Each with the password that derives from SECRET_KEY."""
    for kind, purpose in KINDS.items():
        name = role_name(settings.DATABASE_OWNER, kind)
        try:
            with as_role(kind):
                yield ok(f"{name} signs in ({purpose}).")
        except psycopg2.OperationalError as refused:
            yield dead_end(f"{name} cannot sign in: {refusal(refused)}", PREPARE)


def roles_have_no_powers(_: object) -> Iterator[Diagnosis]:
    """Superusers and BYPASSRLS see every client's rows, whatever the walls say."""
    names = [role_name(settings.DATABASE_OWNER, kind) for kind in KINDS]
    with as_owner() as cursor:
        cursor.execute(
            f"SELECT rolname, {', '.join(POWERS)} FROM pg_roles WHERE rolname = ANY(%s)",  # noqa: S608 fixed names
            [names],
        )
        rows = cursor.fetchall()
    clean = True
    for name, *has in sorted(rows):
        powers = [power for power, holds in zip(POWERS.values(), has, strict=True) if holds]
        for power in powers:
            clean = False
            yield fault(
                f"{name} has {power}, which the walls do not stop.",
                f"As a superuser: ALTER ROLE {name} NO{power};",
            )
    if rows and clean:
        yield ok("No role can pass the walls.")


def roles_belong_to_nothing(_: object) -> Iterator[Diagnosis]:
    """A role that is a member of another can step into it."""
    names = [role_name(settings.DATABASE_OWNER, kind) for kind in KINDS]
    with as_owner() as cursor:
        cursor.execute(
            "SELECT member::regrole::text, roleid::regrole::text FROM pg_auth_members"
            " WHERE member IN (SELECT oid FROM pg_roles WHERE rolname = ANY(%s)) ORDER BY 1, 2",
            [names],
        )
        for member, group in cursor.fetchall():
            yield fault(
                f"{member} is a member of {group} and can act as it.",
                f"As the one who granted it: REVOKE {group} FROM {member};",
            )


def owner_is_no_superuser(_: object) -> Iterator[Diagnosis]:
    """It need not be: making roles asks for CREATEROLE only."""
    with as_owner() as cursor:
        cursor.execute("SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user")
        is_above = cursor.fetchone()[0]
    owner = settings.DATABASE_OWNER
    if is_above:
        yield warning(
            f"The owner {owner} is a superuser or has BYPASSRLS.",
            f"As another superuser: ALTER ROLE {owner} NOSUPERUSER NOBYPASSRLS CREATEROLE;",
        )
    else:
        yield ok(f"The owner {owner} is neither superuser nor above row-level security.")


EXAMINATIONS = (
    owner_is_no_superuser,
    roles_have_no_powers,
    roles_belong_to_nothing,
    roles_sign_in,
)
