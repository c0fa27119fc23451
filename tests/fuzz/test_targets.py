"""Everything ``python -m tests.fuzz`` attacks is whole to begin with, and bears some damage."""

import random
from pathlib import Path

import pytest

from billing_audit.bills.importers.paper.draft import FORMAT as PAPER
from tests.fuzz.damage import damaged
from tests.fuzz.readers import ARCHIVE, FACTUR_X, MAIL, USAGE, attack, encoded, targets

#: A few; ``python -m tests.fuzz`` has the time for many.
TIMES = {PAPER: 5, FACTUR_X: 20}
BILLS = sorted({*targets()} - {ARCHIVE, MAIL, USAGE})


@pytest.mark.parametrize("name", BILLS)
def test_the_bills_under_attack_are_read(tmp_path: Path, name: str) -> None:
    for number, content in enumerate(targets()[name]):
        path = tmp_path / f"whole-{number}"
        path.write_bytes(content)
        encoded(name, path)


@pytest.mark.parametrize("name", sorted(targets()))
def test_each_bears_damage(tmp_path: Path, name: str) -> None:
    dice = random.Random(7)  # noqa: S311 chance, not secrecy
    path = tmp_path / "damaged"
    for _ in range(TIMES.get(name, 60)):
        path.write_bytes(damaged(dice.choice(targets()[name]), dice))
        attack(name, path)
