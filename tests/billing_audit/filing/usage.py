"""Puts call records and rate decks on file, as their imports would."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

from django.db.backends.postgresql.psycopg_any import DateRange

from billing_audit.checks.usage import papers
from billing_audit.models import (
    BilledService,
    DeckRate,
    DeckVersion,
    RateDeck,
    UsageFile,
    UsageRecord,
)
from clients.models import StoredFile
from tests.billing_audit.on_file import OnFile, put_paper


@put_paper.register
def put_calls(paper: papers.Called, on_file: OnFile) -> None:
    client = on_file.client
    service = BilledService.objects.get_or_create(client=client, number=paper.service)[0]
    usage_file, begins = _file(on_file), datetime.fromisoformat(paper.at).replace(tzinfo=UTC)
    UsageRecord.objects.bulk_create(
        UsageRecord(
            client=client,
            usage_file=usage_file,
            billed_service=service,
            started_at=begins + timedelta(minutes=at),
            kind="voice",
            direction=paper.direction,
            other_party=paper.number,
            duration=Decimal(paper.seconds),
            amount=paper.amount and Decimal(paper.amount),
            currency="USD",
            status=paper.status,
            destination=paper.destination,
            source_row=at + 2,
        )
        for at in range(paper.times)
    )


def _file(on_file: OnFile) -> UsageFile:
    known = UsageFile.objects.filter(client=on_file.client, name="calls.csv").first()
    if known:
        return known
    stored = StoredFile.objects.create(
        client=on_file.client, kind="import", name="calls.csv", content_type="text/csv", size=1,
        sha256="3" * 64,
    )  # fmt: skip
    return UsageFile.objects.create(
        client=on_file.client, stored=stored, name="calls.csv", sha256="3" * 64, state="imported"
    )


@put_paper.register
def put_deck(paper: papers.Deck, on_file: OnFile) -> None:
    client, carrier = on_file.client, on_file.carrier
    deck = RateDeck.objects.get_or_create(
        client=client,
        carrier=carrier,
        name="Long distance",
        defaults={
            "zone": paper.zone,
            "rounding_method": paper.method,
            "rounding_decimals": paper.places,
            "rounds_each_call": paper.rounds_each,
            "included_minutes": Decimal(paper.included),
            "pool": paper.pool,
        },
    )[0]
    begins = date.fromisoformat(paper.begins)
    ends = date.fromisoformat(paper.ends) + timedelta(days=1) if paper.ends else None
    for open_one in deck.versions.filter(valid__overlap=DateRange(begins, ends)):
        open_one.valid = DateRange(open_one.valid.lower, begins)
        open_one.save()
    version = DeckVersion.objects.create(
        client=client,
        deck=deck,
        valid=DateRange(begins, ends),
        source="deck.csv",
        row_count=len(paper.prices),
        longest_prefix=max(len(price.prefix) for price in paper.prices),
    )
    DeckRate.objects.bulk_create(
        DeckRate(
            client=client,
            version=version,
            prefix=price.prefix,
            destination=price.destination,
            rate=price.rate,
            connect_fee=price.connect_fee,
            minimum=price.minimum,
            increment=price.increment,
        )
        for price in paper.prices
    )
