"""A small request as it was issued."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

from rfp.issuing.shape import (
    IssuedClause,
    IssuedMetric,
    IssuedPrice,
    IssuedRequest,
    IssuedRequirement,
    IssuedSection,
    IssuedSite,
    IssuedStep,
)

REQUEST = IssuedRequest(
    reference="AC-2026-01",
    title="Access for ten sites",
    client="Alder County",
    version=1,
    issued_on=date(2026, 5, 4),
    contact="buyer@alder.example",
    currency="USD",
    term_months=36,
    sections=(
        IssuedSection("Definitions", (IssuedClause("Terms", "“Site” means a place."),)),
        IssuedSection(
            "Access",
            (),
            (
                IssuedRequirement(
                    *("R-001", "Two paths", "The Provider must lay two paths to each Site."),
                    *("mandatory", "compliance", "resilience"),
                ),
                IssuedRequirement(
                    *("R-002", "Delay", "The bidder names the delay to the nearest exchange."),
                    *("scored", "number", "performance", "milliseconds", 4, "measurements"),
                ),
                IssuedRequirement(
                    *("R-003", "Owners", "The bidder names its owners."),
                    *("information", "text", "commercial"),
                ),
            ),
        ),
    ),
    steps=(
        IssuedStep("Questions due", datetime(2026, 5, 18, 17, tzinfo=UTC), "D-001", "questions"),
        IssuedStep("Proposals due", datetime(2026, 6, 15, 22, tzinfo=UTC), "D-002", "due"),
    ),
    sites=(
        IssuedSite("S-1", "Court", "14 Main St", "Fresno", "CA", "93701", "200 Mbps"),
        IssuedSite("S-2", "Library", "201 Olive Ave", "Fresno", "CA", "93728", "100 Mbps"),
    ),
    prices=(
        IssuedPrice("P-1", "Access 200 Mbps", "line", Decimal(1), "Court"),
        IssuedPrice("P-2", "Access 100 Mbps", "line", Decimal("2.5"), "Library"),
    ),
)
METRIC = IssuedMetric(
    *("M-001", "Availability of a Site", "Planned work does not count; see R-001."),
    *("total, minutes of the month, min\ndown, minutes out of service, min",),
    *("100 * (total - down) / total", "%", Decimal("99.9"), "Higher is better"),
    *(2, "Half up: 99.945 becomes 99.95", "The calendar month", "The Provider's tickets"),
    credit="5% of the Site's monthly price",
    examples="down = 43.2, total = 43200 -> 99.90",
)
SECOND = replace(REQUEST, version=2)
