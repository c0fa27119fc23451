"""Writing what was made, bill by bill, so that a million lines need little memory."""

import csv
from collections.abc import Iterable
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType
from typing import Self

from bench.planting.inventory import ACCOUNT_COLUMNS, SERVICE_COLUMNS, Account, Service
from bench.planting.model import LINE_COLUMNS, TRUTH_COLUMNS, Bill, Fault
from bench.planting.ratebook import RATE_COLUMNS, RateRow

DECLARED_COLUMNS = ("carrier", "account_no", "invoice_no", "bill_date", "total")

Row = Iterable[object]


class Folder:
    """Open CSV files of one generated practice; each is made when its first row comes."""

    def __init__(self, folder: Path, *, one_file: bool) -> None:
        self.folder = folder
        self.one_file = one_file
        self.bill_files: list[Path] = []
        self.lines = 0
        self.bills = 0
        self._stack = ExitStack()
        self._writers: dict[str, object] = {}

    def __enter__(self) -> Self:
        self.folder.mkdir(parents=True, exist_ok=True)
        for name, columns in (
            ("accounts", ACCOUNT_COLUMNS),
            ("services", SERVICE_COLUMNS),
            ("declared", DECLARED_COLUMNS),
            ("truth", TRUTH_COLUMNS),
        ):
            self._open(name, columns)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._stack.close()

    def path(self, name: str) -> Path:
        return self.folder / f"{name}.csv"

    def _open(self, name: str, columns: tuple[str, ...]) -> None:
        stream = self.path(name).open("w", newline="", encoding="utf-8")
        self._stack.enter_context(stream)
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(columns)
        self._writers[name] = writer

    def write_account(self, account: Account, services: list[Service]) -> None:
        self._writers["accounts"].writerow((account.account_no, account.carrier.name))
        rows = (service.row(account.account_no) for service in services)
        self._writers["services"].writerows(rows)

    def write_bill(self, bill: Bill) -> None:
        self._write_lines("lines" if self.one_file else f"lines-{bill.bill_date:%Y-%m}", bill)
        if bill.resent:
            self._write_lines("lines-resent", bill)
        total = (bill.carrier, bill.account_no, bill.invoice_no, bill.bill_date, bill.stated_total)
        self._writers["declared"].writerow(total)

    def _write_lines(self, name: str, bill: Bill) -> None:
        if name not in self._writers:
            self._open(name, LINE_COLUMNS)
            self.bill_files.append(self.path(name))
        self._writers[name].writerows(bill.rows())
        self.lines += len(bill.lines)
        self.bills += 1

    def write_faults(self, faults: list[Fault]) -> None:
        self._writers["truth"].writerows(fault.row() for fault in faults)

    def write_rates(self, rates: list[RateRow]) -> None:
        self._open("rates", RATE_COLUMNS)
        self._writers["rates"].writerows(rate.row() for rate in rates)
