"""A standard bill of any length: one invoice, a rental of a cent more in each line."""

from pathlib import Path

from billing_audit.bills.importers.standard_csv.layout import KNOWN

COLUMNS = KNOWN[:14]
LINE = (
    "Corvane,10017,INV-6,2026-04-01,{number},555{service:07d},PORT{kind},Port of kind {kind},"
    "recurring,1,{price},{price},2026-03-01,2026-03-31\n"
)


def write(path: Path, lines: int) -> None:
    with path.open("w", encoding="ascii") as file:
        file.write(",".join(COLUMNS) + "\n")
        for number in range(1, lines + 1):
            cents = 1000 + number % 5000
            price = f"{cents // 100}.{cents % 100:02d}"
            service, kind = number % 50_000, number % 40
            file.write(LINE.format(number=number, service=service, kind=kind, price=price))
