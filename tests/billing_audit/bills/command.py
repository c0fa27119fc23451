"""``bin/manage import_bills`` as a script calls it."""

import json
from io import StringIO
from pathlib import Path

from django.core.management import call_command


def load(*files: Path, client: str = "acme", status: int = 0, **options: object) -> list[dict]:
    """What the command answers; it must end with the status."""
    out = StringIO()
    try:
        call_command(
            "import_bills", *map(str, files), client=client, json=True, stdout=out,
            stderr=StringIO(), **options,
        )  # fmt: skip
        ended = 0
    except SystemExit as end:
        ended = end.code
    assert ended == status
    return json.loads(out.getvalue())
