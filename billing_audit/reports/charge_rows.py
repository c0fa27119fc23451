"""Every charge that a finding touches, up to the month: frozen beside the figures, row by row.

A client has thousands of them, which is too much for the figures themselves: they keep how many
there are and their fingerprint, and a file of their own keeps the rows for the workbook.
"""

import hashlib
import json
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, fields
from datetime import date
from decimal import Decimal
from itertools import islice
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import IO

from billing_audit.bills.models import Line, LineShelf
from billing_audit.checks.catalogue import check_of
from billing_audit.findings.models import Occurrence
from billing_audit.money.places import (
    MEANINGS,
    Charge,
    Places,
    Sent,
    before_disputes,
    charge_of,
    of_charge,
)
from billing_audit.reports.charges import of_errors
from clients.people.models import Client
from retainer.lib import records
from retainer.lib.money import in_currency
from retainer.lib.uploads import Spooled

#: Charges whose lines are looked up at once.
TOGETHER = 2_000


@dataclass(frozen=True)
class ChargeRow:
    """A bill line, or a bill, that a finding touches; empty is what is not known."""

    check: str
    cause: str
    finding: str
    carrier: str
    account: str
    bill: str
    dated: date
    month: date
    line: str
    service: str
    description: str
    currency: str
    billed: Decimal | None
    expected: Decimal | None
    claimed: Decimal
    at_stake: Decimal
    where: str


class ChargeRows:
    """Takes the rows of a month's report from the database, counts them and keeps them."""

    def __init__(self, path: Path, out: IO[bytes]) -> None:
        self._path, self._out = path, out
        self._packer = zlib.compressobj(wbits=31)
        self._digest, self._file_digest = hashlib.sha256(), hashlib.sha256()
        self._size = 0
        self.count = 0

    def take(self, client: Client, month: date, sent: Sequence[Sent]) -> None:
        """Write down every charge up to the month, the latest month and largest claim first."""
        asked = {each.charge: each.places for each in sent}
        for row in _rows(client, month, asked):
            values = [records.plain(getattr(row, field.name)) for field in fields(row)]
            line = json.dumps(values, ensure_ascii=False).encode() + b"\n"
            self._digest.update(line)
            self._keep(self._packer.compress(line))
            self.count += 1
        self._keep(self._packer.flush())
        self._out.flush()

    @property
    def sha256(self) -> str:
        """The fingerprint of the rows, however they are packed."""
        return self._digest.hexdigest()

    @property
    def spooled(self) -> Spooled:
        return Spooled(self._path, self._size, self._file_digest.hexdigest())

    def _keep(self, packed: bytes) -> None:
        self._out.write(packed)
        self._file_digest.update(packed)
        self._size += len(packed)


@contextmanager
def keeping() -> Iterator[ChargeRows]:
    """Room for the rows until the block ends."""
    with NamedTemporaryFile(prefix="retainer-charges-") as file:
        yield ChargeRows(Path(file.name), file)


def read(packed: IO[bytes]) -> Iterator[ChargeRow]:
    """The rows that were kept, one at a time."""
    unpacker, rest = zlib.decompressobj(wbits=31), b""
    while chunk := packed.read(1 << 16):
        *lines, rest = (rest + unpacker.decompress(chunk)).split(b"\n")
        for line in lines:
            yield _row(json.loads(line))


def _row(values: list[str | None]) -> ChargeRow:
    names = [field.name for field in fields(ChargeRow)]
    row: ChargeRow = records.read(ChargeRow, dict(zip(names, values, strict=True)))
    return row


def _rows(client: Client, month: date, asked: dict[Charge, Places]) -> Iterator[ChargeRow]:
    charges = (
        of_errors(client)
        .filter(month__lte=month)
        .select_related("finding__account__carrier", "invoice__carrier", "invoice__account")
        .defer("inputs", "formula")
        .order_by("-month", "-claimed", "-exposure", "pk")
        .iterator(chunk_size=TOGETHER)
    )
    shelves = list(LineShelf.objects.filter(client=client).values_list("pk", flat=True))
    while several := list(islice(charges, TOGETHER)):
        lines = _lines(client, shelves, several)
        for charge in several:
            yield _charge_row(charge, lines.get(charge.line_id, ("", "", "")), asked)


def _lines(
    client: Client, shelves: list[int], charges: list[Occurrence]
) -> dict[int, tuple[str, str, str]]:
    """By key, number, service and words of the charges' lines."""
    keys = [each.line_id for each in charges if each.line_id]
    lines = Line.objects.filter(client=client, shelf_id__in=shelves, pk__in=keys)
    columns = ("pk", "line_no", "billed_service__number", "description")
    return {
        key: (number, service or "", words)
        for key, number, service, words in lines.values_list(*columns)
    }


def _charge_row(
    charge: Occurrence, line: tuple[str, str, str], asked: dict[Charge, Places]
) -> ChargeRow:
    finding, bill = charge.finding, charge.invoice
    number, service, words = line

    def coins(amount: Decimal | None) -> Decimal | None:
        return None if amount is None else in_currency(amount, finding.currency)

    return ChargeRow(
        check=charge.check_code,
        cause=check_of(charge.check_code).title,
        finding=finding.subject,
        carrier=bill.carrier.name,
        account=bill.account.number,
        bill=bill.number,
        dated=bill.bill_date,
        month=charge.month,
        line=number,
        service=service,
        description=words,
        currency=finding.currency,
        billed=coins(charge.billed),
        expected=coins(charge.expected),
        claimed=in_currency(charge.claimed, finding.currency),
        at_stake=in_currency(charge.exposure, finding.currency),
        where=_where(charge, asked.get(charge_of(charge))),
    )


def _where(charge: Occurrence, sent: Places | None) -> str:
    """The place most of its money is in; nothing where there is none."""
    about = (charge.finding.state, charge.claimed, charge.confirmed)
    places = of_charge(*about, sent) if sent else before_disputes(*about)
    amounts = asdict(places)
    return MEANINGS[max(amounts, key=lambda name: amounts[name])][0] if places.total else ""
