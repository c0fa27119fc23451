"""Paper bills that somebody damaged: an answer or a refusal, never anything else."""

import random
from pathlib import Path

import pytest

from billing_audit.bills.importers.paper.format import recognised
from billing_audit.bills.importers.verdicts import Verdict
from tests.billing_audit.bills.paper.reading import given
from tests.fuzz import papers
from tests.fuzz.damage import damaged
from tests.fuzz.readers import PAPER, attack

#: A few; ``python -m tests.fuzz`` has the time for many.
TIMES = 25


def test_the_paper_under_attack_is_a_sound_bill(tmp_path: Path) -> None:
    path = tmp_path / "bill.pdf"
    path.write_bytes(papers.paper())

    verdict: Verdict = recognised(path, [given(papers.TEMPLATE)]).verdict(path)

    assert (verdict.verdict, verdict.warnings) == ("clean", ())


@pytest.mark.parametrize("seed", range(3))
def test_damaged_paper_is_read_or_refused(tmp_path: Path, seed: int) -> None:
    dice = random.Random(seed)  # noqa: S311 chance, not secrecy
    path = tmp_path / "damaged"

    for _ in range(TIMES):
        path.write_bytes(damaged(papers.paper(), dice))
        attack(PAPER, path)
