"""What a check's SELECT may read: named sources over one client's bills and papers.

A SELECT simply names the sources it needs:

``bills``        bills of the months being audited
``all_bills``    these and the ones before them, for comparison
``inventory``    a service number as billed, with the service it is, if it is known
``rates``        contract rates with the key of the charge code they price
``charges``      lines of ``bills``, without memo lines
``all_charges``  lines of ``all_bills``, without memo lines
``repeats``      of these, all lines of a service and code that have days in common with another
                 from the first day that ``charges`` charge
``wordings``     the words and codes of ``all_charges``, each once

and whatever else the families of checks declare (``registry.source``).

The charges are read where they are, through a view that ``with_sources`` puts in
front.  The others are small: ``tables_for`` copies them into temporary tables,
so that the planner knows exactly how much there is of this one client.  Without
that it guesses, and a wrong guess costs hours instead of seconds.  A costly one
takes a look at every line; checks that read it share that look.

A SELECT may also quote a text about one of its rows, say ``c``:

``{type usage}``      the number of a charge type
``{means c fusf}``    whether the charge is a federal universal service fee; see ``meanings``
``{worded c}``        whether it is worded as ``w`` of the ``wordings``
``{line_order c}``    the order of lines as printed on their bill
``{same_code c}``     the charge code, or the description where there is none
``{recurring c}``     whether it is a recurring charge of a service for a period
``{exceeds c}``       whether its rate is above the contract rate ``r`` of that code and day
``{outranks c}``      whether the contract rate ``r`` wins over the one the line was joined to
``{taken_back c}``    whether a credit on the same bill takes exactly this charge back
``{reversed c}``      the same of one of the ``repeats``, among which the credit then is

and whatever else the families declare (``registry.quote``).
"""

import re
from collections.abc import Collection, Iterable
from functools import cache

from billing_audit.bills.models import ChargeType
from billing_audit.checks.meanings import means
from billing_audit.checks.sources import client as _client
from billing_audit.checks.sources import repeats as _repeats
from billing_audit.checks.sources import wordings as _wordings
from billing_audit.checks.sources.registry import declared, quote, quoted, source
from retainer.lib.money import sql_places

__all__ = ["costly_sources", "filled_in", "quote", "source", "tables_for", "with_sources"]

#: What every check may read is declared when these are imported.
CORE = (_client, _repeats, _wordings)

_CHARGES = """
    SELECT l.id AS line_id, l.invoice_id, l.account_id, l.billed_service_id, l.charge_code_id,
        l.charge_type, l.line_no, l.source_row, l.description, l.quantity, l.unit, l.unit_rate,
        l.rate_decimals, l.amount, l.period_from, l.period_to, l.jurisdiction, l.parent_line,
        l.provider
    FROM billing_audit_line l
    WHERE l.client_id = %(client)s AND l.shelf_id = ANY (%(shelves)s)
        AND l.charge_type <> {type memo}"""

#: The views of lines, each with the bills it is about.
VIEWS = {"charges": "bills", "all_charges": "all_bills"}


def tables_for(
    text: str, whole: Collection[str], made: Collection[str] = ()
) -> dict[str, list[str]]:
    """What makes each of the small sources a text reads, unless it is made already.

    They go with the transaction.  ``whole`` names those sources of bills that hold every bill
    of the client.
    """
    return {name: _statements(name, whole) for name in _tables_in(text) if name not in made}


def _statements(name: str, whole: Collection[str]) -> list[str]:
    table = declared()[name]
    select = table.select
    if _named(VIEWS, select):
        select = with_sources("SELECT * FROM found", whole, found=select)
    return [
        f"DROP TABLE IF EXISTS pg_temp.{name}",
        filled_in(f"CREATE TEMPORARY TABLE {name} ON COMMIT DROP AS {select}"),
        f"CREATE {'UNIQUE ' * table.is_unique}INDEX ON pg_temp.{name} ({table.key})",
        *([f"CREATE INDEX ON pg_temp.{name} ({table.also})"] if table.also else []),
        f"ANALYZE pg_temp.{name}",
    ]


@cache
def costly_sources(text: str) -> frozenset[str]:
    """The sources a text reads, itself or through others, that take a look at every line."""
    return frozenset(name for name in _tables_in(text) if declared()[name].is_costly)


def _tables_in(text: str) -> list[str]:
    """The small sources a text reads, itself or through others, each after those it needs."""
    found: set[str] = set()
    reads = {text}
    while reads:
        named = {name for each in reads for name in _directly_in(each)} - found
        found |= named
        reads = {declared()[name].select for name in named}
    return [name for name in declared() if name in found]


@cache
def _directly_in(text: str) -> frozenset[str]:
    text = filled_in(text)  # what is quoted may read one as well
    bills = {VIEWS[name] for name in _named(VIEWS, text)}
    return bills.union(_named(declared(), text))


def with_sources(select: str, whole: Collection[str], **steps: str) -> str:
    """The SELECT after the lines that it, or one of the named steps before it, reads."""
    views = _named(VIEWS, "\n".join([select, *steps.values()]))
    parts = [f"{name} AS NOT MATERIALIZED ({_view(name, whole)})" for name in views]
    parts += [f"{name} AS ({text})" for name, text in steps.items()]
    return filled_in(f"WITH {', '.join(parts)}\n{select}")


def _view(name: str, whole: Collection[str]) -> str:
    """The lines of some bills; where these are all there are, no line need be asked for its."""
    bills = VIEWS[name]
    if bills in whole:
        return _CHARGES
    only_theirs = f" AND l.invoice_id IN (SELECT b.invoice_id FROM {bills} b)"  # noqa: S608 ours
    return _CHARGES + only_theirs


def filled_in(text: str) -> str:
    """Replace ``{name argument}`` by what it quotes, quotes within quotes included."""
    while (filled := re.sub(r"\{(\w+) ([\w.]+)(?: (\w+))?\}", _quoted, text)) != text:
        text = filled
    return text


def _quoted(match: re.Match[str]) -> str:
    name, row, argument = match.groups()
    if name == "type":
        return str(ChargeType[row.upper()].value)
    if name == "places":
        return sql_places(row)
    text = means(argument) if name == "means" else quoted(name)
    return re.sub(r"\bx\.", f"{row}.", text)


def _named(sources: Iterable[str], sql: str) -> list[str]:
    """Which of the sources a text names."""
    named = set(re.findall(r"(?:FROM|JOIN) (\w+)", sql))
    return [name for name in sources if name in named]
