"""How long a deck of 400,000 prices takes to load, and a month of calls to be rated by it.

``python -m bench.rating --calls 1000000`` fills the database it is given.  The deck is held against
the raw ``COPY`` of the same file, the rating against one look at every call.
"""

import argparse
import json
import os
import random
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "retainer.settings")
django.setup()

from django.db import connection  # noqa: E402 after setup

from billing_audit.models import BilledService, RateDeck, UsageFile  # noqa: E402
from billing_audit.rating.rerating import CALLED, STEPS, rerate, step  # noqa: E402
from billing_audit.rating.services import load_version  # noqa: E402
from clients.models import BillingAccount, Carrier, Client, Service, StoredFile  # noqa: E402
from retainer.lib.tenancy import ALL, acting_as  # noqa: E402

PRICES, SERVICES = 400_000, 2000
SINCE, UNTIL = datetime(2026, 3, 1, tzinfo=UTC), datetime(2026, 4, 1, tzinfo=UTC)
CALLS = """
    INSERT INTO billing_audit_usagerecord (client_id, usage_file_id, billed_service_id, started_at,
        kind, direction, other_party, destination, duration, unit, currency, record_id, status,
        source_row)
    SELECT %(client)s, %(file)s, (%(services)s)[1 + n %% 2000],
        timestamptz '2026-03-01 00:00+00' + (n * 7919 %% 2678400) * interval '1 second',
        'voice', 'out', '+' || (1000000 + (n * 48271) %% 8999999)::text || lpad((n %% 9973)::text,
        4, '0'), '', 1 + n * 31 %% 900, '', 'USD', '', '', n
    FROM generate_series(1::bigint, %(calls)s) n
"""


def written(folder: Path) -> Path:
    """A deck of so many prefixes of one to seven digits, each broken down from a shorter one."""
    random.seed(4)
    prefixes: dict[str, None] = {str(digit): None for digit in range(1, 10)}
    while len(prefixes) < PRICES:
        prefixes[str(random.randrange(10, 10_000_000))] = None  # noqa: S311 no secret
    path = folder / "deck.csv"
    with path.open("w", encoding="utf-8") as file:
        file.write("prefix,destination,rate,connect_fee,min_inc,add_inc\n")
        for prefix in prefixes:
            file.write(f"{prefix},Place {prefix},0.0{len(prefix)}{prefix[0]},0,6,6\n")
    return path


def measure(calls: int) -> dict[str, Any]:
    with TemporaryDirectory() as folder, acting_as("worker", clients=ALL):
        path = written(Path(folder))
        client = Client.objects.create(slug="acme", name="Acme")
        carrier = Carrier.objects.create(name="Corvane")
        deck = RateDeck.objects.create(client=client, carrier=carrier, name="Long distance")
        raw = _timed(lambda: _copy(path))
        load = _timed(
            lambda: load_version(
                deck=deck, path=path, source="deck.csv", begins=date(2026, 1, 1), ends=None,
                loaded_by=None,
            )
        )  # fmt: skip
        _make_calls(client, carrier, calls)
        scan = min(_timed(_look_at_all) for _ in range(3))
        whole = _timed(lambda: rerate(client_id=client.pk, since=SINCE, until=UNTIL))
        return {
            "prices": PRICES,
            "calls": calls,
            "copy_seconds": round(raw, 2),
            "load_seconds": round(load, 2),
            "scan_seconds": round(scan, 3),
            "rating_seconds": round(whole, 2),
            "steps": _steps(client),
        }


def _timed(work: Any) -> float:
    started = perf_counter()
    work()
    return perf_counter() - started


def _copy(path: Path) -> None:
    with connection.cursor() as cursor, path.open("rb") as file:
        cursor.execute(
            "CREATE TEMPORARY TABLE raw (a text, b text, c numeric, d text, e int, f int)"
        )
        cursor.copy_expert("COPY raw FROM STDIN WITH (FORMAT csv, HEADER)", file)


def _make_calls(client: Client, carrier: Carrier, calls: int) -> None:
    account = BillingAccount.objects.create(client=client, carrier=carrier, number="A-1")
    owned = Service.objects.bulk_create(
        Service(client=client, account=account, number=f"S-{n}") for n in range(SERVICES)
    )
    known = BilledService.objects.bulk_create(
        BilledService(client=client, number=each.number, service=each) for each in owned
    )
    stored = StoredFile.objects.create(
        client=client, kind="import", name="calls.csv", content_type="text/csv", size=1,
        sha256="1" * 64,
    )  # fmt: skip
    file = UsageFile.objects.create(
        client=client, stored=stored, name="calls.csv", sha256="1" * 64, state="imported"
    )
    names = {
        "client": client.pk, "file": file.pk, "services": [each.pk for each in known],
        "calls": calls,
    }  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(CALLS, names)
        cursor.execute("SET LOCAL work_mem = '192MB'")


def _look_at_all() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT sum(duration) FROM billing_audit_usagerecord")


def _steps(client: Client) -> dict[str, float]:
    """Seconds of each step, done once more."""
    seen = {}
    names = {"client": client.pk, "since": SINCE, "until": UNTIL}
    for name, select in {"called": CALLED, **{each: step(each) for each in STEPS}}.items():
        with closing(connection.cursor()) as cursor:
            cursor.execute(f"DROP TABLE IF EXISTS pg_temp.{name}")
            make = f"CREATE TEMPORARY TABLE {name} ON COMMIT DROP AS {select}"
            started = perf_counter()
            cursor.execute(make, names)
            seen[name] = round(perf_counter() - started, 2)
            cursor.execute(f"ANALYZE pg_temp.{name}")
    return seen


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--calls", type=int, required=True)
    print(json.dumps(measure(parser.parse_args().calls)))
