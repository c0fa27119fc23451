"""Whose bill it is: the carriers and account numbers a file names, and nothing else."""

from collections.abc import Iterator
from pathlib import Path

from billing_audit.bills.importers.standard_csv.cells import Text, Unreadable, clean
from billing_audit.bills.importers.standard_csv.layout import read_header
from billing_audit.bills.importers.standard_csv.records import LONGEST_HEADER, chunks, open_text

CARRIER, ACCOUNT = Text(120), Text(60, required=True)


def named_accounts(path: str | Path) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Each carrier with an account number, once; rows that cannot be read name none."""
    seen: set[tuple[str, str]] = set()
    with open_text(path) as source:
        names = read_header(source.readline(LONGEST_HEADER)).names
        account = names.index("account_no")
        carrier = names.index("carrier") if "carrier" in names else None
        for chunk in chunks(source, line=2):
            met = {
                (row[carrier] if carrier is not None else "", row[account])
                for row in chunk.rows
                if len(row) == len(names)
            }
            for written in sorted(met - seen):
                try:
                    CARRIER[written[0]], ACCOUNT[written[1]]
                except Unreadable:
                    continue
                yield clean(written[0]), (clean(written[1]),)
            seen |= met
