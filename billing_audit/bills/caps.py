"""How much of a bill we read at most: each cap is a setting, handed to the child that reads.

No Django: the child knows its caps by the environment it is started with.
"""

import os

#: Name of the setting, what it is unless set, and what it bounds.
CAPS = {
    "BILL_MAX_ROWS": (20_000_000, "rows of a table, lines of a flat file, segments of an 811"),
    "BILL_MAX_BILLS": (100_000, "bills in one file"),
    "BILL_MAX_XML_BYTES": (200 * 1024 * 1024, "bytes of XML, also inside a PDF"),
    "BILL_MAX_LINE_BYTES": (64 * 1024, "bytes of a flat file's line, or of an 811's segment"),
    "BILL_MAX_SERVICE_RECORDS": (100_000, "records of one service besides calls, flat files"),
    "BILL_MAX_X12_LEVELS": (40, "levels of an 811"),
    "BILL_MAX_JSON_DEPTH": (32, "levels of a JSON bill"),
    "BILL_MAX_JSON_VALUES": (100_000, "values of one JSON object"),
    "BILL_MAX_JSON_TEXT": (32 * 1024 * 1024, "bytes of one JSON text"),
    "BILL_MAX_SHEET_BYTES": (3_000_000_000, "bytes a workbook unpacks to"),
    "BILL_MAX_EXPANSION": (200, "times its size a workbook over 100 MB unpacks to"),
    "BILL_MAX_PAGES": (300, "pages of a PDF"),
    "BILL_READER_BYTES": (512 * 1024 * 1024, "memory of the child that reads a bill"),
}
DEFAULTS = {name: most for name, (most, _) in CAPS.items()}


def cap(name: str) -> int:
    """What the child was told, else what is usual."""
    return int(os.environ.get(name, DEFAULTS[name]))
