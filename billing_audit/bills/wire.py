"""What a reading child says to its importing parent.

Two things share the child's output: lines, ready for ``COPY``, and notes, which
are JSON objects.  Each frame begins with its kind, the number of bill lines in
it and its length.
"""

import json
import struct
from collections.abc import Callable, Iterable
from io import RawIOBase
from typing import BinaryIO

FRAME = struct.Struct(">cII")
LINES, NOTES = b"L", b"N"

#: The columns of a line frame; the others are the shelf's defaults.
COLUMNS = (
    "account_id",
    "invoice_id",
    "billed_service_id",
    "charge_code_id",
    "charge_type",
    "unit_rate",
    "rate_decimals",
    "period_from",
    "period_to",
    "source_row",
    "amount",
    "quantity",
    "line_no",
    "description",
    "unit",
    "parent_line",
    "jurisdiction",
    "provider",
)


def lines_frame(lines: str | bytes, count: int) -> bytes:
    body = lines if isinstance(lines, bytes) else lines.encode()
    return FRAME.pack(LINES, count, len(body)) + body


def notes_frame(notes: Iterable[dict[str, object]]) -> bytes:
    body = "\n".join(json.dumps(note, ensure_ascii=False) for note in notes).encode()
    return FRAME.pack(NOTES, 0, len(body)) + body if body else b""


class LinesOf(RawIOBase):
    """The lines among the child's output, as a file for ``COPY``; notes go to ``take`` as met."""

    def __init__(
        self, output: BinaryIO, take: Callable[[dict], None], count: Callable[[int], None]
    ) -> None:
        super().__init__()
        self._output = output
        self._take = take
        self._count = count
        self._left = 0
        #: What the child's output ended with, if not well: ``COPY`` reports it as its own error.
        self.failure: Exception | None = None

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:
        try:
            return self._read_lines(buffer)
        except Exception as failure:
            self.failure = failure
            raise

    def _read_lines(self, buffer: memoryview) -> int:
        while self._left == 0:
            head = self._output.read(FRAME.size)
            if not head:
                return 0
            kind, lines, self._left = FRAME.unpack(head)
            if kind == NOTES:
                for note in self._output.read(self._left).splitlines():
                    self._take(json.loads(note))
                self._left = 0
            else:
                self._count(lines)
        piece = self._output.read(min(self._left, len(buffer)))
        buffer[: len(piece)] = piece
        self._left -= len(piece)
        return len(piece)
