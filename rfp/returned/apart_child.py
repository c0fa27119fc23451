"""Compares two documents; runs only in a child process of ``retainer.lib.sandbox``."""

import json
import sys
from base64 import b64encode
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from rfp.compare.changes import Comparison
from rfp.compare.package import Package
from rfp.compare.redline import redline


def compare(length: str, *order: str) -> bytes:
    """The changes and the redline, as JSON, of two documents on standard input."""
    issued_ending, returned_ending, at = order
    content = sys.stdin.buffer.read()
    with TemporaryDirectory() as folder:
        issued = Path(folder) / f"What was issued{issued_ending}"
        returned = Path(folder) / f"What came back{returned_ending}"
        issued.write_bytes(content[: int(length)])
        returned.write_bytes(content[int(length) :])
        comparison = Comparison(Package(issued), Package(returned))
    changes = [change.as_json() for change in comparison.changes()]
    drawn = redline(comparison, datetime.fromisoformat(at))
    answer = {"changes": changes, "redline": b64encode(drawn).decode()}
    return json.dumps(answer, ensure_ascii=False).encode()
