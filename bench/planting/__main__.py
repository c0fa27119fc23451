"""Makes a generated practice from the shell: ``python -m bench.planting FOLDER --lines 20000``."""

import argparse
from pathlib import Path

from bench.planting.generate import generate


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.planting", description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--lines", type=int, default=20_000)
    parser.add_argument("--months", type=int, default=12)
    parser.add_argument("--one-file", action="store_true", help="all bills in lines.csv")
    asked = parser.parse_args()
    made = generate(
        asked.folder,
        seed=asked.seed,
        lines=asked.lines,
        months=asked.months,
        one_file=asked.one_file,
    )
    print(f"{made.lines} lines on {made.bills} bills in {made.folder}")
    for check, number in made.faults.items():
        print(f"  {check}: {number}")


if __name__ == "__main__":
    main()
