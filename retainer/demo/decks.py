"""What the made-up carrier of long distance asks for a minute to anywhere, in two versions."""

from datetime import date
from decimal import Decimal
from pathlib import Path

from retainer.demo.reference import write_csv

CARRIER, NAME = "Corvane Networks", "Business long distance"
#: The days that versions begin on, and what a minute costs then of what it costs now.
VERSIONS = ((date(2025, 1, 1), Decimal("1.10")), (date(2026, 4, 1), Decimal(1)))
COLUMNS = ("prefix", "destination", "rate", "connect_fee", "minimum", "increment")
#: Prefix, destination, price of a minute, minimum and increment in seconds.
PRICES = (
    ("1", "United States and Canada", "0.0240", 6, 6),
    ("1242", "Bahamas", "0.1120", 30, 6),
    ("1876", "Jamaica", "0.1480", 30, 6),
    ("1907", "Alaska", "0.0310", 6, 6),
    ("30", "Greece", "0.0450", 30, 6),
    ("3069", "Greece, mobile", "0.1380", 30, 6),
    ("33", "France", "0.0260", 30, 6),
    ("336", "France, mobile", "0.0910", 30, 6),
    ("337", "France, mobile", "0.0910", 30, 6),
    ("353", "Ireland", "0.0280", 30, 6),
    ("3538", "Ireland, mobile", "0.0870", 30, 6),
    ("41", "Switzerland", "0.0340", 30, 6),
    ("4179", "Switzerland, mobile", "0.1750", 30, 6),
    ("44", "United Kingdom", "0.0220", 30, 6),
    ("4420", "United Kingdom, London", "0.0180", 30, 6),
    ("447", "United Kingdom, mobile", "0.0840", 30, 6),
    ("44870", "United Kingdom, national rate", "0.1290", 60, 60),
    ("49", "Germany", "0.0240", 30, 6),
    ("4915", "Germany, mobile", "0.0880", 30, 6),
    ("4916", "Germany, mobile", "0.0880", 30, 6),
    ("4917", "Germany, mobile", "0.0880", 30, 6),
    ("52", "Mexico", "0.0360", 60, 60),
    ("521", "Mexico, mobile", "0.0520", 60, 60),
    ("53", "Cuba", "0.8900", 60, 60),
    ("61", "Australia", "0.0310", 30, 6),
    ("614", "Australia, mobile", "0.0960", 30, 6),
    ("81", "Japan", "0.0420", 30, 6),
    ("91", "India", "0.0390", 60, 60),
)


def deck_file(folder: Path, share: Decimal) -> Path:
    """The prices of a version as a file, each so much of what it is today."""
    rows = (
        (prefix, destination, f"{Decimal(rate) * share:.4f}", "0", minimum, increment)
        for prefix, destination, rate, minimum, increment in PRICES
    )
    return write_csv(folder / f"deck-{share}.csv", COLUMNS, rows)
