"""Decks, services and calls put on file for tests of rating."""

import csv
from collections.abc import Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

from billing_audit.models import BilledService, RateDeck, UsageFile, UsageRecord
from billing_audit.rating.services import load_version
from clients.files.models import StoredFile
from clients.files.services import store
from clients.models import BillingAccount, Carrier, Client, Service
from retainer.lib.uploads import spool

HEADER = "prefix,destination,rate,connect_fee,min_inc,add_inc,band,from_minutes"


def carrier(name: str = "Corvane") -> Carrier:
    return Carrier.objects.get_or_create(name=name)[0]


def deck(client: Client | None = None, **rules: object) -> RateDeck:
    return RateDeck.objects.create(
        **{"client": client, "carrier": carrier(), "name": "Long distance", **rules}
    )


def saved(folder: Path, *rows: str, header: str = HEADER, name: str = "deck.csv") -> Path:
    path = folder / name
    path.write_text("\n".join([header, *rows]) + "\n", encoding="utf-8")
    return path


def load(
    deck: RateDeck, path: Path, begins: str = "2026-01-01", ends: str | None = None, **more: object
) -> object:
    return load_version(
        **{
            "deck": deck,
            "path": path,
            "source": path.name,
            "begins": date.fromisoformat(begins),
            "ends": ends and date.fromisoformat(ends),
            "loaded_by": None,
            **more,
        }
    )


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as source:
        return list(csv.DictReader(source))


def usage_file(client: Client) -> UsageFile:
    with spool([b"calls"], limit=1000) as spooled:
        stored = store(
            spooled, name="calls.csv", kind=StoredFile.Kind.IMPORT, client=client, stored_by=None
        )
    return UsageFile.objects.create(
        client=client, stored=stored, name="calls.csv", sha256="2" * 64, state="imported"
    )


def billed_service(client: Client, number: str, account: str = "A-1") -> BilledService:
    """A service of an account of the carrier, known by the number that usage names."""
    at = BillingAccount.objects.get_or_create(client=client, carrier=carrier(), number=account)[0]
    service = Service.objects.create(client=client, account=at, number=number)
    return BilledService.objects.create(client=client, number=number, service=service)


def calls(client: Client, made: Sequence[tuple[BilledService, str, str, str]]) -> list[UsageRecord]:
    """Calls of (service, number, moment in UTC, seconds)."""
    file = usage_file(client)
    return UsageRecord.objects.bulk_create(
        UsageRecord(
            client=client,
            usage_file=file,
            billed_service=service,
            started_at=datetime.fromisoformat(moment).replace(tzinfo=UTC),
            kind="voice",
            direction="out",
            other_party=dialled,
            duration=Decimal(seconds),
            source_row=at,
        )
        for at, (service, dialled, moment, seconds) in enumerate(made, 2)
    )
