"""How much memory the import of a large file takes, in the parent and in its reading child.

``measure(lines)`` needs a prepared database to throw away afterwards, as ``bench.import_csv``.
Every file is imported in a process of its own, because what a process had at most stays with it.

    {"lines": 1000000, "formats": {"x12-811": {"file_mb": 62, "parent_mb": 9, "child_mb": 41}, …}}

Both figures are what the import adds: to Python with Django in the parent, to bare Python in the
child.
"""

import argparse
import json
import os
import re
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from bench import formats
from bench.import_csv import ROOT, children_watched, most_memory, validated_import
from bench.written import standard

STANDARD = formats.Format(
    "standard-csv", "bill.csv", standard.write, lambda path: 0, "Corvane", "10017"
)
FORMATS = {each.name: each for each in (STANDARD, *formats.FORMATS)}
BARE = "print(open('/proc/self/status').read())"


def measure(lines: int) -> dict[str, Any]:
    """Each format by itself."""
    command = [sys.executable, "-m", "bench.memory", "--lines", str(lines), "--only"]
    answers = {}
    for name in FORMATS:
        done = subprocess.run(  # noqa: S603 our own program
            [*command, name], check=True, cwd=ROOT, text=True, stdout=subprocess.PIPE
        )
        answers[name] = json.loads(done.stdout)
    return {"lines": lines, "formats": answers}


def one_format(given: formats.Format, lines: int) -> dict[str, int]:
    client = formats.a_client(given)
    with TemporaryDirectory(prefix="retainer-bench-") as folder:
        path = Path(folder) / given.file
        written_elsewhere(given, path, lines)
        before = most_memory(os.getpid())
        with children_watched() as seen:
            validated_import(client, path)
        return {
            "file_mb": path.stat().st_size // 2**20,
            "parent_mb": most_memory(os.getpid()) - before,
            "child_mb": max(seen) - bare_interpreter(),
        }


def written_elsewhere(given: formats.Format, path: Path, lines: int) -> None:
    """By a child: its memory is not that of the import."""
    if (child := os.fork()) == 0:
        given.write(path, lines)
        os._exit(0)
    if os.waitpid(child, 0)[1]:
        raise SystemExit(f"{given.name}: the file could not be written.")


def bare_interpreter() -> int:
    """Megabytes of a Python that does nothing."""
    done = subprocess.run(  # noqa: S603 our own interpreter
        [sys.executable, "-I", "-c", BARE], check=True, text=True, stdout=subprocess.PIPE
    )
    return int(re.search(r"VmHWM:\s+(\d+) kB", done.stdout)[1]) // 1024


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.memory", description=measure.__doc__)
    parser.add_argument("--lines", type=int, default=1_000_000)
    parser.add_argument("--only", choices=FORMATS)
    asked = parser.parse_args()
    only = FORMATS.get(asked.only)
    print(json.dumps(one_format(only, asked.lines) if only else measure(asked.lines), indent=2))


if __name__ == "__main__":
    main()
