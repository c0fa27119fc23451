"""``python -m tests.fuzz MINUTES``: damage bills for so long; ends with 1 if a reader broke."""

import random
import sys
import tempfile
import time
import traceback
from hashlib import sha256
from pathlib import Path

from tests.fuzz.damage import damaged
from tests.fuzz.readers import CRASHES, attack, paper_seeds, seeds, table_seeds


def main(minutes: str = "10") -> int:
    dice = random.Random()  # noqa: S311 chance, not secrecy
    until, tries, broken = time.monotonic() + 60 * int(minutes), 0, 0
    with tempfile.TemporaryDirectory() as folder:
        good = {**seeds(Path(folder)), **paper_seeds(), **table_seeds()}
        path = Path(folder) / "damaged"
        while time.monotonic() < until:
            name = dice.choice(sorted(good))
            content = damaged(good[name], dice)
            path.write_bytes(content)
            tries += 1
            try:
                attack(name, path)
            except Exception:
                broken += 1
                traceback.print_exc()
                CRASHES.mkdir(exist_ok=True)
                kept = CRASHES / f"{name}-{sha256(content).hexdigest()[:12]}"
                kept.write_bytes(content)
                print(f"kept as {kept}", file=sys.stderr)
    print(f"{tries:,} damaged files, {broken:,} broke their reader")
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:2]))
