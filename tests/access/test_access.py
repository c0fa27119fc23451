"""Every address by every kind of visitor, and none forgotten."""

from collections.abc import Callable, Iterator
from itertools import product
from typing import Any

import pytest
from django.db import connection, transaction
from django.http import HttpResponse
from django.test import Client as Browser
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from psycopg2 import sql

from tests.access.conftest import Everything
from tests.access.reading import names_read
from tests.access.table import EVERYBODY, GO, HIDDEN, LOGIN, NO, OK, SIGN_IN, TABLE, VISITORS


def named_addresses(
    resolver: URLResolver | None = None, namespace: str = ""
) -> Iterator[tuple[str, URLPattern]]:
    """Every address of the product with its name; one without a name counts as forgotten."""
    for entry in (resolver or get_resolver()).url_patterns:
        if isinstance(entry, URLResolver):
            inner = f"{namespace}{entry.namespace}:" if entry.namespace else namespace
            yield from named_addresses(entry, inner)
        else:
            yield f"{namespace}{entry.name}", entry


#: The log that says who changed something or was turned away.
ACCESS_LOG = "retainer.access"
#: What pages are asked for, and what nobody was ever offered.
NARROWING = (
    "q", "state", "month", "check", "older", "newer", "sort", "from", "to", "kind",
    "account", "carrier", "project", "consultant", "finding", "next", "company", "service", "year",
    "charge", "found", "on", "type", "min", "max", "order", "download",
    "least", "days", "hours", "text", "line", "about", "at", "contract",
    "cause", "centre", "ledger", "currency", "common",
)  # fmt: skip
NONSENSE = (
    *("", "'", "\0", "-1", "9" * 30, "NaN", "Infinity", "1e999"),
    *("2026-13", "0000-00", "é😀", "WyJhIiwxXQ", "W251bGwsMV0"),
)
#: Addresses that show something to somebody.
ASKED = [row for row in TABLE if row[1] == "get" and OK in row[3:]]
OURS = [(name, entry) for name, entry in named_addresses() if not name.startswith(SIGN_IN)]


def test_no_address_is_missing_from_the_table() -> None:
    assert {name for name, _ in OURS} == {row[0] for row in TABLE}


@pytest.mark.parametrize(("name", "entry"), OURS, ids=[name for name, _ in OURS])
def test_every_view_wears_an_access_decorator(name: str, entry: URLPattern) -> None:
    assert getattr(entry.callback, "access", None), f"{name} says nowhere who may open it"
    assert not getattr(entry.callback, "csrf_exempt", False)


@pytest.mark.parametrize("row", TABLE, ids=[f"{row[1]} {row[0]}" for row in TABLE])
def test_the_table_holds(
    row: tuple[Any, ...],
    visitors: dict[str, Callable[[], Browser]],
    world: dict[str, Any],
    caplog: pytest.LogCaptureFixture,
) -> None:
    name, method, words, *answers = row
    address = reverse(name, args=[world[word] for word in words])
    met = {}
    for visitor, expected in zip(EVERYBODY, answers, strict=False):
        caplog.clear()
        with transaction.atomic():
            answer = getattr(visitors[visitor](), method)(address)
            transaction.set_rollback(True)  # the next visitor finds everything as this one did
        met[visitor] = LOGIN if _asks_to_sign_in(answer) else answer.status_code
        if expected in (NO, HIDDEN) or method == "post":
            log = [line.getMessage() for line in caplog.records if line.name == ACCESS_LOG]
            assert any(f"{method.upper()} {name}" in line for line in log), "nobody will know"

    assert met == dict(zip(EVERYBODY, answers, strict=False))


def test_a_bidder_meets_no_page_that_is_not_theirs(
    visitors: dict[str, Callable[[], Browser]], world: dict[str, Any]
) -> None:
    met = {}
    for name, method, words, *answers in TABLE:
        if len(answers) == len(VISITORS):
            address = reverse(name, args=[world[word] for word in words])
            with transaction.atomic():
                answer = getattr(visitors["bidder"](), method)(address)
                transaction.set_rollback(True)
            got = LOGIN if _asks_to_sign_in(answer) else answer.status_code
            met[name] = (got, answers[0])

    assert {name: both for name, both in met.items() if both[0] != both[1]} == {}


def _asks_to_sign_in(answer: HttpResponse) -> bool:
    return answer.status_code == 302 and answer["Location"].startswith(reverse("account_login"))


@pytest.fixture(scope="module")
def before(everything: Everything) -> dict[str, tuple[int, str]]:
    """What is stored as each test of the file finds it."""
    return everything_stored()


@pytest.mark.parametrize("row", TABLE, ids=[row[0] for row in TABLE])
def test_asking_changes_nothing(
    row: tuple[Any, ...],
    visitors: dict[str, Callable[[], Browser]],
    world: dict[str, Any],
    before: dict[str, tuple[int, str]],
) -> None:
    name, _, words, *answers = row
    browser = visitors[EVERYBODY[max(n for n, met in enumerate(answers) if met in (OK, GO))]]()

    answer = browser.get(reverse(name, args=[world[word] for word in words]))

    assert answer.status_code in (OK, GO, 405)
    assert everything_stored() == before


@pytest.mark.parametrize("row", ASKED, ids=[row[0] for row in ASKED])
def test_no_nonsense_in_an_address_breaks_a_page(
    row: tuple[Any, ...], visitors: dict[str, Callable[[], Browser]], world: dict[str, Any]
) -> None:
    name, _, words, *answers = row
    browser = visitors[EVERYBODY[answers.index(OK)]]()
    address = reverse(name, args=[world[word] for word in words])

    broken, given = {}, None
    with names_read({*NARROWING, "client"}) as read:
        browser.get(address)
        while given != read:  # given one name, a page may read another
            given = frozenset(read)
            # A client nobody has leaves no rows to ask for, so that is asked by itself.
            for nonsense, names in product(NONSENSE, (given - {"client"}, given & {"client"})):
                if names:
                    with transaction.atomic():
                        status = browser.get(address, dict.fromkeys(names, nonsense)).status_code
                        transaction.set_rollback(True)
                    if status >= 500:
                        broken[nonsense, names] = status

    assert not broken


#: Where a look is written down, as a competition must know who opened what.
NOTED = {"rfp_bidderdeed", "rfp_bidlook"}


def everything_stored() -> dict[str, tuple[int, str]]:
    """Each table with the number of its rows and a checksum over them."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname FROM pg_class WHERE relkind IN ('r', 'p') AND NOT relispartition "
            "AND relnamespace = 'public'::regnamespace AND has_table_privilege(oid, 'SELECT')"
        )
        tables = [sql.Identifier(table) for (table,) in cursor.fetchall()]
        count = "SELECT {}, count(*), md5(string_agg(t::text, ' ' ORDER BY t::text)) FROM {} t"
        sums = [sql.SQL(count).format(sql.Literal(t.string), t) for t in tables]
        cursor.execute(sql.SQL(" UNION ALL ").join(sums))
        stored = {table: (rows, checksum) for table, rows, checksum in cursor.fetchall()}
    return {table: said for table, said in stored.items() if table not in NOTED}


def test_pages_of_signed_in_people_are_never_cached(
    visitors: dict[str, Callable[[], Browser]],
) -> None:
    answer = visitors["principal"]().get(reverse("people:client_list"))

    assert "no-store" in answer["Cache-Control"]


@pytest.mark.parametrize("visitor", VISITORS)
def test_every_answer_carries_a_strict_content_policy(
    visitor: str, visitors: dict[str, Callable[[], Browser]]
) -> None:
    policy = visitors[visitor]().get(reverse("home"), follow=True)["Content-Security-Policy"]

    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
