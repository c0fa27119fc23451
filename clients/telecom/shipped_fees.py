"""Public fees that come with the product: facts of public record, each with its source.

Only final figures: forecasts, figures somebody inferred and proposals that were never put in
force are left out, so some quarters have no factor, and the checks stay silent about them.
"""

from collections import defaultdict
from pathlib import Path

from clients.telecom.models import PublicFee
from clients.telecom.reference.fees import PublicFees
from clients.telecom.reference.lookups import overlap

FILE = Path(__file__).with_name("public_fees.csv")


def shipped() -> list[PublicFee]:
    """The fees of the file, as rows that are not stored yet."""
    loader = PublicFees()
    return [PublicFee(**loader.values(row)) for row in loader.read(FILE.read_bytes())]


def add_missing() -> int:
    """Store the shipped fees for days of which nothing is known; say how many there were.

    What a person entered or corrected for any of the days stays as it is.
    """
    known = defaultdict(list)
    for fee in PublicFee.objects.all():
        known[fee.authority, fee.code].append(fee.valid)
    missing = [
        fee
        for fee in shipped()
        if not any(overlap(fee.valid, days) for days in known[fee.authority, fee.code])
    ]
    return len(PublicFee.objects.bulk_create(missing))
