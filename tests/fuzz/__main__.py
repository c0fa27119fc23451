"""``python -m tests.fuzz MINUTES [NAME…]``: damage files for so long; ends with 1 if one broke."""

import random
import sys
import tempfile
import time
import traceback
from collections import Counter
from hashlib import sha256
from pathlib import Path

from tests.fuzz.damage import damaged
from tests.fuzz.readers import CRASHES, attack, targets


def main(minutes: str = "10", *wanted: str) -> int:
    dice = random.Random()  # noqa: S311 chance, not secrecy
    good = {name: files for name, files in targets().items() if name in wanted or not wanted}
    if unknown := {*wanted} - {*good}:
        print(f"There is no {', '.join(unknown)}; there are {', '.join(sorted(targets()))}.")
        return 2
    until = time.monotonic() + 60 * int(minutes)
    tries, broken, places = Counter[str](), Counter[str](), set[str]()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "damaged"
        while time.monotonic() < until:
            name = dice.choice(sorted(good))
            content = damaged(dice.choice(good[name]), dice)
            path.write_bytes(content)
            tries[name] += 1
            try:
                attack(name, path)
            except Exception as error:
                broken[name] += 1
                if (where := place(name, error)) not in places:  # once will do
                    places.add(where)
                    traceback.print_exc()
                    keep(name, content)
    for name, times in sorted(tries.items()):
        print(f"{name}: {times:,} damaged files, {broken[name]:,} broke their reader")
    return 1 if broken else 0


def place(name: str, error: Exception) -> str:
    """Where a reader broke, and how."""
    last = traceback.extract_tb(error.__traceback__)[-1]
    return f"{name} {type(error).__name__} {last.filename}:{last.lineno}"


def keep(name: str, content: bytes) -> None:
    CRASHES.mkdir(exist_ok=True)
    kept = CRASHES / f"{name}-{sha256(content).hexdigest()[:12]}"
    kept.write_bytes(content)
    print(f"kept as {kept}", file=sys.stderr)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
