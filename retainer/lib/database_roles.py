"""The database roles: who they are, how they log in, how they are made.

Roles belong to the cluster, not to a database, so no migration makes them;
``prepare_database`` does, as the owner.  Names start with the owner's name, so
that two installations on one cluster stay apart.
"""

import hashlib
import hmac

from django.db.backends.utils import CursorWrapper
from psycopg2 import sql

#: Login roles besides the owner, with what each is for.
KINDS = {
    "web": "signs people in; reads no client's rows",
    "portal": "serves client users",
    "staff": "serves principals and consultants",
    "worker": "imports, audits, writes reports",
    "bidder": "serves bidders of one RFP",
    "backup": "reads everything for a dump",
}


def password_for(kind: str, secret: str) -> str:
    """A role's password, derived so that it need not be stored anywhere."""
    key = hashlib.sha256(b"retainer database role" + secret.encode()).digest()
    return hmac.new(key, kind.encode(), hashlib.sha256).hexdigest()


def role_name(owner: str, kind: str) -> str:
    """The name of a role on the cluster, such as ``retainer_portal``."""
    return f"{owner}_{kind}"


def statements(owner: str, secret: str) -> list[sql.Composed]:
    """The SQL that makes every role as it should be; safe to run again."""
    made: list[sql.Composed] = []
    for kind in KINDS:
        name = role_name(owner, kind)
        made.append(
            sql.SQL(
                "DO $make$ BEGIN IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = {text}) "
                "THEN CREATE ROLE {name}; END IF; END $make$"
            ).format(text=sql.Literal(name), name=sql.Identifier(name))
        )
        made.append(
            sql.SQL("ALTER ROLE {name} LOGIN NOCREATEROLE NOINHERIT PASSWORD {password}").format(
                name=sql.Identifier(name), password=sql.Literal(password_for(kind, secret))
            )
        )
        if (
            kind == "worker"
        ):  # an audit's temporary tables: read from disk they take ten times as long
            made.append(
                sql.SQL("ALTER ROLE {name} SET temp_buffers = '256MB'").format(
                    name=sql.Identifier(name)
                )
            )
        # The owner may step into a role (tests do) but inherits nothing from it.
        made.append(
            sql.SQL("GRANT {name} TO {owner} WITH SET TRUE, INHERIT FALSE").format(
                name=sql.Identifier(name), owner=sql.Identifier(owner)
            )
        )
    return made


def missing_roles(cursor: CursorWrapper, owner: str) -> list[str]:
    """The roles this cluster does not have yet."""
    wanted = [role_name(owner, kind) for kind in KINDS]
    cursor.execute("SELECT rolname FROM pg_roles WHERE rolname = ANY(%s)", [wanted])
    present = {row[0] for row in cursor.fetchall()}
    return [name for name in wanted if name not in present]
