"""What is changed in Python, and how a mutant is put in force."""

from pathlib import Path
from types import ModuleType

import pytest

from tests.mutation.trees import mutants_of_functions

SOURCE = '''
LIMIT = 3


def fits(a: int, b: int = 1) -> bool:
    """Not more than allowed."""
    if a < b and not LIMIT:
        return min(a, b) == 2
    return a + b
'''


@pytest.fixture
def program(tmp_path: Path) -> Path:
    path = tmp_path / "program.py"
    path.write_text(SOURCE)
    return path


def test_each_operator_constant_and_answer_reads_otherwise_once(program: Path) -> None:
    changes = [change.after for change, _, _ in mutants_of_functions(program, "program")]

    assert sorted(change.splitlines()[0] for change in changes) == [
        "3",
        "a - b",
        "a < b or not LIMIT",
        "a <= b",
        "if not (a < b and (not LIMIT)):",
        "max(a, b)",
        "min(a, b) != 2",
        "return None",
        "return None",
    ]


def test_a_mutant_does_what_it_says(program: Path) -> None:
    for change, name, code in mutants_of_functions(program, "program"):
        mutant = ModuleType("mutant")
        exec(code, vars(mutant))  # noqa: S102 - our own few lines
        assert name == "fits"
        if change.after == "a - b":
            assert mutant.fits(5, 3) == 2
