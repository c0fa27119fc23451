"""Federal universal service contribution factors: real, published, and only final ones.

The third quarter of 2026 was not found final and is not guessed.
"""

from datetime import date, timedelta
from decimal import Decimal

from retainer.demo.story import PublicFee

_USAC = "USAC contribution factor table"
_FACTORS = (
    (2024, 1, "34.6", f"{_USAC}, FCC DA 23-1156"),
    (2024, 2, "32.8", f"{_USAC}, FCC DA 24-257"),
    (2024, 3, "34.4", f"{_USAC}, FCC DA 24-557"),
    (2024, 4, "35.8", f"{_USAC}, FCC DA 24-924"),
    (2025, 1, "36.3", "Broadband Breakfast, 14 Mar 2025"),
    (2025, 2, "36.6", "Broadband Breakfast, 14 Mar 2025"),
    (2025, 3, "36.0", "Mondaq 1637982"),
    (2025, 4, "38.1", "FCC DA 25-840"),
    (2026, 1, "37.6", "FCC DA 25-1026"),
    (2026, 2, "37.0", "FCC DA 26-218"),
)


def _quarter(year: int, quarter: int) -> tuple[date, date]:
    begins = date(year, 3 * quarter - 2, 1)
    after = date(year + quarter // 4, 3 * (quarter % 4) + 1, 1)
    return begins, after - timedelta(days=1)


FEES = tuple(
    PublicFee(
        "FCC",
        "FUSF",
        f"Federal universal service contribution factor, {quarter}Q{year}",
        Decimal(percent),
        *_quarter(year, quarter),
        source,
    )
    for year, quarter, percent, source in _FACTORS
)


def factor_billed_on(day: date) -> Decimal:
    """The factor our made-up carriers bill; after the last one known they keep it."""
    valid = [fee.percent for fee in FEES if fee.valid_from <= day <= fee.valid_to]
    return (valid or [FEES[-1].percent])[0]
