"""Usage files with one thing wrong, or written to hurt: named by the row, and nobody is hurt."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from billing_audit.bills.wire import FRAME, LINES
from billing_audit.usage.layouts import SHIPPED
from billing_audit.usage.reading import frames
from retainer.lib.refusal import Refused
from tests.billing_audit.usage import written
from tests.billing_audit.usage.written import call

CALLS = "\n".join((written.TWILIO, call("CA1"), call("CA2"), call("CA3"))).encode()

FAULTS: dict[str, Callable[[bytes], bytes]] = {
    "half a number": lambda said: said.replace(b"-0.0280", b"-0.02\xff80", 2),
    "a NUL": lambda said: said.replace(b"CA2", b"CA\x002"),
    "10 MB in a cell": lambda said: said.replace(b"CA2", b"A" * 10_000_000),
    "a quotation mark": lambda said: said.replace(b"CA2", b'"CA2'),
    "a cell too many": lambda said: said.replace(b"CA2", b"CA2,", 1),
}


def read(path: Path) -> tuple[int, list[dict]]:
    """How many records a file holds, and the rows that could not be read."""
    records, rejects = 0, []
    for frame in filter(None, frames(str(path), "auto", [*SHIPPED])):
        body = frame[FRAME.size :].decode()
        if frame[:1] == LINES:
            records += body.count("\n")
        else:
            notes = map(json.loads, body.splitlines())
            rejects += [note for note in notes if note["kind"] == "reject"]
    return records, rejects


@pytest.mark.parametrize("fault", FAULTS)
def test_a_bad_row_is_named_and_the_others_are_read(tmp_path: Path, fault: str) -> None:
    path = tmp_path / "usage.csv"
    path.write_bytes(FAULTS[fault](CALLS))

    records, rejects = read(path)

    bad = {note["row"] for note in rejects}
    assert bad <= {2, 3}
    assert records + len(bad) == 3


def test_a_line_without_an_end_costs_its_row(tmp_path: Path) -> None:
    path = tmp_path / "usage.csv"
    path.write_bytes(CALLS + b"A" * 40_000_000)

    records, rejects = read(path)

    assert records == 2
    assert {note["row"] for note in rejects} == {4}


def test_a_file_of_one_line_is_no_table(tmp_path: Path) -> None:
    path = tmp_path / "usage.csv"
    path.write_bytes(b"A" * 40_000_000)

    with pytest.raises(Refused, match="no table of calls"):
        read(path)
