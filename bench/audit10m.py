"""Whether the time of an audit grows no faster than its lines: all checks, so many and ten times.

Of the copy and the audit it is processor time.

    {"lines": 1000000, "small": {"floor": 2.4, "import": 31.0, "all": 24.9},
     "large": {"floor": 25.1, "import": 320.0, "all": 260.3}, "growth": 10.4}

One round each: it needs 15 GB of disk and half an hour.
"""

import argparse
import json
import os
import time
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "retainer.settings")
django.setup()

# ruff: noqa: E402 the models need the settings
from bench.auditing import audited, floor, give_every_paper, loaded
from bench.import_csv import generate

TIMES = 10


def measure(lines: int) -> dict[str, Any]:
    small, large = (of_so_many(lines * times) for times in (1, TIMES))
    growth = round(large["all"] / small["all"], 2)
    return {"lines": lines, "small": small, "large": large, "growth": growth}


def of_so_many(lines: int) -> dict[str, float]:
    with TemporaryDirectory(prefix="retainer-bench-") as name:
        folder = Path(name)
        generate(folder, lines)
        return seconds(folder)


def seconds(folder: Path) -> dict[str, float]:
    """Floor, import and audit of what was generated there."""
    copied = floor(folder)
    started = time.perf_counter()
    client = loaded(folder)
    imported = time.perf_counter() - started
    give_every_paper(client)
    spent, run = audited(client)
    return {
        "lines": run.lines,
        "floor": round(copied.processor, 2),
        "import": round(imported, 2),
        "all": round(spent.processor, 2),
    }


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.audit10m", description=__doc__)
    parser.add_argument("lines", type=int, nargs="?", default=1_000_000)
    print(json.dumps(measure(parser.parse_args().lines), indent=2))


if __name__ == "__main__":
    main()
