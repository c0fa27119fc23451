"""Tables handed out as CSV files, which people open in a spreadsheet."""

import csv
from collections.abc import Iterable, Sequence
from decimal import Decimal
from io import StringIO

from django.http import HttpResponse

#: What a spreadsheet takes for the start of a formula, at the start of a cell (CWE-1236).
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


def harmless(value: object) -> str:
    """The value as text that a spreadsheet will not run as a formula; -5 stays a number."""
    written = "" if value is None else str(value)
    if isinstance(value, int | Decimal):
        return written
    return f"'{written}" if written.startswith(FORMULA) else written


def csv_text(heading: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """The rows as CSV that no spreadsheet can be harmed by."""
    out = StringIO()
    writer = csv.writer(out)
    writer.writerow(heading)
    writer.writerows([harmless(cell) for cell in row] for row in rows)
    return out.getvalue()


def csv_file(name: str, heading: Sequence[str], rows: Iterable[Sequence[object]]) -> HttpResponse:
    """The rows as a download."""
    response = HttpResponse(csv_text(heading, rows), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
