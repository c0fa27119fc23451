"""What makes two databases the same, asked of each by its superuser."""

import re

from tests.product import Product

#: Rows that a backup leaves out on purpose, and the note of what the database was prepared from.
LEFT_OUT = {"django_session", "clients_attempt"}

STRUCTURE = {
    "columns": """
        SELECT c.relname, a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull,
               a.attidentity, a.attgenerated, pg_get_expr(d.adbin, d.adrelid), a.attacl::text
        FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
        LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum
        WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p')
        AND a.attnum > 0 AND NOT a.attisdropped""",
    "walls": """
        SELECT relname, relkind, relrowsecurity, relforcerowsecurity,
               pg_get_expr(relpartbound, oid), pg_get_userbyid(relowner)
        FROM pg_class WHERE relnamespace = 'public'::regnamespace""",
    "policies": "SELECT * FROM pg_policies",
    "grants": """
        SELECT c.relname, pg_get_userbyid(x.grantee), x.privilege_type, x.is_grantable
        FROM pg_class c, aclexplode(c.relacl) x
        WHERE c.relnamespace = 'public'::regnamespace AND x.grantee <> c.relowner""",
    "default grants": """
        SELECT defaclobjtype, pg_get_userbyid(x.grantee), x.privilege_type
        FROM pg_default_acl, aclexplode(defaclacl) x WHERE x.grantee <> defaclrole""",
    "schemas": """
        SELECT nspname, pg_get_userbyid(x.grantee), x.privilege_type
        FROM pg_namespace, aclexplode(nspacl) x
        WHERE nspname IN ('public', 'app', 'sealed') AND x.grantee <> nspowner""",
    "constraints": """
        SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid), convalidated
        FROM pg_constraint WHERE connamespace = 'public'::regnamespace""",
    "indexes": "SELECT tablename, indexname, indexdef FROM pg_indexes WHERE schemaname = 'public'",
    "triggers": """
        SELECT tgrelid::regclass::text, tgname, tgenabled, pg_get_triggerdef(oid)
        FROM pg_trigger WHERE NOT tgisinternal""",
    "functions": """
        SELECT p.oid::regprocedure::text, pg_get_functiondef(p.oid), pg_get_userbyid(p.proowner),
               prosecdef, array(SELECT pg_get_userbyid(x.grantee)
                   FROM aclexplode(p.proacl) x ORDER BY 1)::text
        FROM pg_proc p WHERE p.pronamespace::regnamespace::text IN ('public', 'app')
        AND NOT EXISTS (SELECT FROM pg_depend WHERE objid = p.oid AND deptype = 'e')""",
    "sequences": """
        SELECT sequencename, last_value, increment_by, pg_get_userbyid(s.relowner)
        FROM pg_sequences JOIN pg_class s ON s.relname = sequencename""",
    "roles": """
        SELECT rolname, rolsuper, rolbypassrls, rolcanlogin, rolcreaterole, rolinherit
        FROM pg_roles WHERE rolname LIKE 'retainer%%'""",
    "signing key": "SELECT kid, inner_pad::text, outer_pad::text FROM sealed.context_key",
}

TABLES = """
    SELECT relname FROM pg_class
    WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p')
"""
#: Every row as text, in an order of its own.
ROWS = """
    SELECT count(*), md5(coalesce(string_agg(t::text, E'\\n' ORDER BY t::text), '')) FROM "{}" t
"""
MONEY = """
    SELECT table_name, column_name FROM information_schema.columns
    WHERE table_schema = 'public' AND data_type = 'numeric'
"""


#: PostgreSQL writes ``state IN ('open', …)`` with other brackets and casts when it reads it again.
BRACKETS = re.compile(r"[() ]|::(text|character varying)(\[\])?")


def structure(product: Product) -> dict[str, list[str]]:
    return {
        name: sorted(BRACKETS.sub("", str(row)) for row in product.rows(question))
        for name, question in STRUCTURE.items()
    }


def rows(product: Product) -> dict[str, tuple]:
    """Number and digest of every table's rows, partitions by themselves too."""
    names = {name for (name,) in product.rows(TABLES)} - LEFT_OUT
    return {name: product.rows(ROWS.format(name))[0] for name in sorted(names)}


def sums(product: Product) -> dict[tuple, object]:
    return {
        (table, column): product.rows(f'SELECT sum("{column}") FROM "{table}"')[0][0]  # noqa: S608
        for table, column in product.rows(MONEY)
    }
