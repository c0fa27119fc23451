"""A believable monthly report, to look at and to measure; no database behind it."""

from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from types import SimpleNamespace

from django.template import engines

from retainer.lib import charts
from retainer.lib.format import money

LOGO = (
    b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 190 40" width="190" height="40">'
    b'<path d="M4 30 C12 18 22 18 30 30 S48 42 56 30" fill="none" stroke="#1f4e79" '
    b'stroke-width="4"/><path d="M18 22 L30 4 L42 22 Z" fill="#1f4e79"/>'
    b'<text x="68" y="27" font-family="Inter Display" font-weight="600" font-size="20" '
    b'fill="#1c1b19">Harbour</text></svg>'
)
PRACTICE = SimpleNamespace(
    name="Harbour Advisory",
    address="40 Dock Street, Suite 12\nBaltimore, MD 21202",
    email="hello@harbour.example",
    phone="+1 410 555 0147",
    accent="#1f4e79",
    logo_svg=LOGO.decode(),
)
CONTENTS = [
    {"anchor": "summary", "title": "The month in one page"},
    {
        "anchor": "findings",
        "title": "What we found",
        "entries": [
            {"anchor": "finding-1", "title": "Billed above the contract rate"},
            {"anchor": "finding-2", "title": "Charged after disconnection"},
        ],
    },
    {"anchor": "course", "title": "The course of the year"},
    {"anchor": "lines", "title": "Appendix A: every affected charge"},
    {"anchor": "method", "title": "Appendix B: how we audit"},
]
FINDINGS = [
    {
        "title": "Billed above the contract rate",
        "amount": "$4,180.00",
        "carrier": "Northline",
        "account": "4711-0042",
        "sentence": "Eleven Ethernet circuits are billed at $418.00 a month; the renewal of "
        "1 October 2025 agreed $380.00.",
        "billed": "Ethernet 100 Mbit/s, $418.00 a month",
        "agreed": "Ethernet 100 Mbit/s, $380.00 a month from 1 Oct 2025",
        "steps": [
            {"label": "Difference a month", "formula": "$418.00 − $380.00", "value": "$38.00"},
            {"label": "Circuits", "formula": "11 of 11 under this contract", "value": "11"},
            {"label": "Months billed so", "formula": "Jun 2025 – Mar 2026", "value": "10"},
        ],
        "result": {
            "label": "Recoverable",
            "formula": "$38.00 × 11 × 10",
            "value": "$4,180.00",
        },
        "action": "Agree, and we dispute it with Northline and ask for the corrected rate table.",
    },
    {
        "title": "Charged after disconnection",
        "amount": "$1,837.20",
        "carrier": "Meridian Telecom",
        "account": "88-120-7",
        "sentence": "Three circuits at the Reno site were disconnected on 31 December 2025 and "
        "are still billed.",
        "billed": "3 circuits at Reno, $204.13 a month each",
        "agreed": "Disconnect order closed 31 Dec 2025",
        "steps": [
            {"label": "Monthly charge", "formula": "3 × $204.1333", "value": "$612.40"},
            {"label": "Months after the date", "formula": "Jan – Mar 2026", "value": "3"},
        ],
        "result": {"label": "Recoverable", "formula": "$612.40 × 3", "value": "$1,837.20"},
        "action": "Confirm the closing date; Meridian credits up to 90 days back.",
    },
]
LEDGER = [
    {"label": "Found", "note": "claimed by the checks", "amount": "$96,310.42"},
    {"label": "Not valid after review", "note": "withdrawn, with reasons", "amount": "−$7,204.00"},
    {"label": "Agreed by you", "note": "disputed with the carrier", "amount": "$71,118.90"},
]
LEDGER_TOTAL = {
    "label": "Credited and verified",
    "note": "seen on later bills",
    "amount": "$52,640.15",
}


def waterfall() -> str:
    return charts.waterfall(
        [
            charts.Step("Found", Decimal("18450.20"), is_total=True),
            charts.Step("Not valid after review", Decimal("-2100.00")),
            charts.Step("Waiting for the carrier", Decimal("-6210.15")),
            charts.Step("Refused by the carrier", Decimal("-1200.00")),
            charts.Step("Credited", Decimal("8940.05"), is_total=True),
        ],
        title="From found to credited",
        unit="USD",
    )


def months() -> str:
    every = [date(2025 + (month > 12), (month - 1) % 12 + 1, 1) for month in range(4, 16)]
    found = [9100, 7420, 8800, 12050, 6400, 5980, 14200, 7010, 6650, 9900, 7800, 18450]
    credited = [0, 1200, 3900, 5100, 6020, 4800, 5200, 6900, 4100, 5200, 6100, 8940]
    points = [
        charts.Point(month, Decimal(amount), series)
        for series, amounts in (("Found", found), ("Credited", credited))
        for month, amount in zip(every, amounts, strict=True)
    ]
    return charts.bars_by_month(
        points, title="Found and credited by month", unit="USD", stacked=False
    )


def causes() -> str:
    return charts.ranking(
        [
            ("Billed above the contract rate", Decimal("8120.50")),
            ("Charged after disconnection", Decimal("4120.00")),
            ("Same charge on a later bill", Decimal("3980.10")),
            ("Overlapping periods", Decimal("2229.60")),
        ],
        title="Recoverable amount by cause",
        unit="USD",
    )


def lines(count: int) -> list[dict[str, str]]:
    return [
        {
            "finding": "Billed above the contract rate",
            "service": f"CKT-{70_000 + number}/ETH",
            "invoice": f"INV-{990_000 + number // 12}, {number % 12 + 1}",
            "billed": money(Decimal("418.00") + number, "USD"),
            "claimed": money(Decimal("38.00") + number, "USD"),
        }
        for number in range(count)
    ]


def html(line_count: int = 40) -> str:
    template = engines["django"].from_string(
        Path(__file__).with_name("sample_report.html").read_text()
    )
    billed = sum((Decimal("418.00") + number for number in range(line_count)), Decimal(0))
    claimed = sum((Decimal("38.00") + number for number in range(line_count)), Decimal(0))
    return template.render(
        {
            "practice": PRACTICE,
            "title": "Telecom audit, March 2026",
            "prepared_for": "Acme Logistics",
            "created": datetime(2026, 4, 2, 9, tzinfo=UTC),
            "contents": CONTENTS,
            "waterfall": charts.on_paper(waterfall(), PRACTICE.accent),
            "months": charts.on_paper(months(), PRACTICE.accent),
            "causes": charts.on_paper(causes(), PRACTICE.accent),
            "findings": FINDINGS,
            "ledger": LEDGER,
            "ledger_total": LEDGER_TOTAL,
            "lines": lines(line_count),
            "billed_total": money(billed, "USD"),
            "claimed_total": money(claimed, "USD"),
        }
    )
