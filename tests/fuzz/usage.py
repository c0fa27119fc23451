"""Files of usage to damage: with column names, and without."""

import json
from pathlib import Path

from billing_audit.bills.wire import FRAME, LINES, NOTES
from billing_audit.usage.layouts import SHIPPED
from billing_audit.usage.reading import AUTO, COLUMNS, beginning, frames
from tests.billing_audit.usage.written import BICS, DIDWW, TWILIO, call


def calls() -> bytes:
    return _written(TWILIO, call(), call("CA2", direction="inbound", price="0.0075"))


def others() -> tuple[bytes, ...]:
    return (
        _written(
            DIDWW,
            "2026-03-05 10:00:00,+15550100,+15550199,US Toll,61,caller,16,OK,0.0,0.0061,0.0,7,3",
        ),
        _written(
            BICS,
            "A1,Acme,active,EUR,Usage,2026-03-31,1.00,12.5,3,Belgium,8932100000000000001,1.10",
        ),
        _written(
            '"Pat","5550100","5550199","default","2026-03-05 10:00:00","2026-03-05 10:00:02",'
            '"2026-03-05 10:01:03","63","61","NORMAL_CLEARING","u-1","","","",""'
        ),
    )


def read(path: Path) -> None:
    """What the parent is told: notes, and records of as many cells as there are columns."""
    json.loads(beginning(str(path)))
    for frame in frames(str(path), AUTO, [*SHIPPED]):
        kind, _, _ = FRAME.unpack(frame[: FRAME.size]) if frame else (NOTES, 0, 0)
        body = frame[FRAME.size :].decode()
        if kind == LINES:
            cells = {line.count("\t") + 1 for line in body.splitlines()}
            if cells - {len(COLUMNS)}:
                raise AssertionError(f"{cells} cells in a record of {len(COLUMNS)}")
        else:
            [json.loads(note) for note in body.splitlines()]


def _written(*rows: str) -> bytes:
    return ("\r\n".join(rows) + "\r\n").encode()
