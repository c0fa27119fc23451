"""Damaged tables by the hundred: each ends in an answer or a refusal."""

import random
from pathlib import Path

import pytest

from tests.fuzz.damage import damaged
from tests.fuzz.readers import attack, judged, table_seeds
from tests.fuzz.tables import reader_of

TIMES = 60


@pytest.mark.parametrize("name", sorted(table_seeds()))
def test_a_whole_table_is_read(tmp_path: Path, name: str) -> None:
    path = tmp_path / "whole"
    path.write_bytes(table_seeds()[name])

    judged(name, path)

    assert reader_of(name, path).name == name


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("name", sorted(table_seeds()))
def test_damage_ends_in_an_answer_or_a_refusal(tmp_path: Path, name: str, seed: int) -> None:
    dice = random.Random(seed)  # noqa: S311 chance, not secrecy
    for _ in range(TIMES):
        path = tmp_path / "damaged"
        path.write_bytes(damaged(table_seeds()[name], dice))
        attack(name, path)
