"""Mutants of Python and of the SQL a module keeps in constants, each in a process of its own.

The tests run once unchanged, and it is noted which functions each of them enters.  Then every
mutant is put in force in a fork, where the tests that enter its function, or a function that names
the constant it is in, run until one fails.
"""

import gc
import os
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from time import perf_counter
from types import CodeType, FrameType, FunctionType, ModuleType

import pytest
from _pytest.runner import runtestprotocol
from django.db import connections
from hypothesis import Phase, settings

from tests.mutation.equivalent import EQUIVALENT
from tests.mutation.mutants import Change, Fate, Verdict
from tests.mutation.texts import mutants_of
from tests.mutation.trees import mutants_of_functions

#: How long the tests of a mutant may take, beside three times what they take without one.
SECONDS = 60
#: How a fork ends that could not even put its mutant in force.
NOT_IN_FORCE = 3


@dataclass(frozen=True)
class Program:
    """A mutant of a file: how it is put in force, and the function or the constant it is in."""

    file: str
    function: str
    constant: str
    change: Change
    put_in_force: Callable[[], None]


#: The program as it is, to see that its tests pass in a fork.
UNCHANGED = Program("", "", "", Change("", "", ""), lambda: None)


def programs_of(path: Path, root: Path) -> Iterator[Program]:
    """Every mutant of a module: of its functions, and of the SQL in its constants."""
    file = str(path.relative_to(root))
    for change, name, code in mutants_of_functions(path, path.stem):
        yield Program(file, name, "", change, _replacing(path, name, code))
    yield from statements_of(path, root)


def statements_of(path: Path, root: Path) -> Iterator[Program]:
    """Every mutant of the SQL in a module's constants."""
    file = str(path.relative_to(root))
    module = import_module(file.removesuffix(".py").removesuffix("/__init__").replace("/", "."))
    for constant, name, text, put in _statements(module):
        for change, mutant in mutants_of(f"{path.stem} {name}", text):
            yield Program(file, "", constant, change, lambda put=put, mutant=mutant: put(mutant))


def _replacing(path: Path, name: str, module: CodeType) -> Callable[[], None]:
    def put() -> None:
        code = next(each for each in _codes(module) if each.co_qualname == name)
        for each in gc.get_objects():
            # What is only put off, and shall be asked for at its time, is not asked what it is.
            if type(each) is FunctionType and _is_of(each.__code__, path, name):
                # Of ``super()`` a mutant may know nothing any more; Python wants to hear of it.
                known = {} if code.co_freevars else {"co_freevars": each.__code__.co_freevars}
                each.__code__ = code.replace(**known)

    return put


def _is_of(code: CodeType, path: Path, name: str) -> bool:
    return code.co_qualname == name and code.co_filename == str(path)


def _codes(code: CodeType) -> Iterator[CodeType]:
    yield code
    for each in code.co_consts:
        if isinstance(each, CodeType):
            yield from _codes(each)


def _statements(module: ModuleType) -> Iterator[tuple[str, str, str, Callable[[str], None]]]:
    """The SELECTs among a module's constants, and how each is replaced wherever it is known.

    Each with the constant's name, and its own: a key, where the constant is a dictionary.
    """
    for name, value in vars(module).items():
        if isinstance(value, str) and "SELECT" in value and not name.startswith("__"):
            yield name, name, value, lambda new, old=value: _replace_everywhere(old, new)
        elif isinstance(value, dict) and not name.startswith("__"):
            for key, text in value.items():
                if isinstance(text, str) and "SELECT" in text:
                    yield name, key, text, lambda new, held=value, at=key: held.update({at: new})


def _replace_everywhere(old: str, new: str) -> None:
    """In every module that knows the text, and where it is a parameter's default."""
    for module in list(sys.modules.values()):
        for name, value in list(vars(module).items()):
            if value is old:
                setattr(module, name, new)
    for each in gc.get_objects():
        if type(each) is FunctionType and any(value is old for value in each.__defaults__ or ()):
            defaults = each.__defaults__ or ()
            each.__defaults__ = tuple(new if value is old else value for value in defaults)


@dataclass
class Forks:
    """A plugin of the test runner: instead of running the tests, it asks them about mutants."""

    mutants: list[Program]
    verdicts: list[Verdict] = field(default_factory=list)
    #: By function, the tests that enter it; the seconds each test takes.
    entered: dict[tuple[str, str], set[pytest.Item]] = field(default_factory=dict)
    #: By name of a constant or anything else, the tests that enter a function which names it.
    named: dict[str, set[pytest.Item]] = field(default_factory=dict)
    seconds: dict[pytest.Item, float] = field(default_factory=dict)

    @pytest.hookimpl(tryfirst=True)
    def pytest_collection(self) -> None:
        """A mutant need not be caught by the smallest case there is, but by the same each time."""
        only_tried = settings(
            derandomize=True, database=None, phases=(Phase.explicit, Phase.generate)
        )
        settings.register_profile("mutation", only_tried)
        settings.load_profile("mutation")

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        items = [item for item in session.items if not _commits(item)]
        for item, later in zip(items, [*items[1:], items[0]], strict=True):
            started = perf_counter()
            sys.setprofile(self._noting(item))
            passed = _passes(item, later)
            sys.setprofile(None)
            self.seconds[item] = perf_counter() - started
            if not passed:
                raise pytest.UsageError(f"{item.nodeid} does not pass without a mutant")
        connections.close_all()
        if self._fate(UNCHANGED, items) != Fate.SURVIVED:
            raise pytest.UsageError("Without a mutant the tests do not pass in a fork")
        written = session.config.get_terminal_writer()
        for number, mutant in enumerate(self.mutants, start=1):
            verdict = Verdict(mutant.file, mutant.change, self._fate(mutant, items))
            self.verdicts.append(verdict)
            # An hour may pass until the report: whoever waits sees how far it is.
            told = mutant.change if verdict.fate == Fate.SURVIVED else mutant.change.where
            written.line(f"{number} of {len(self.mutants)}: {verdict.fate}: {told}", flush=True)
        return True

    def _noting(self, item: pytest.Item) -> Callable[[FrameType, str, object], None]:
        def note(frame: FrameType, event: str, _: object) -> None:
            if event == "call":
                code = frame.f_code
                tests = self.entered.setdefault((code.co_filename, code.co_qualname), set())
                if item not in tests:
                    tests.add(item)
                    for name in code.co_names:
                        self.named.setdefault(name, set()).add(item)

        return note

    def _fate(self, mutant: Program, items: list[pytest.Item]) -> Fate:
        asked = self._that_enter(mutant) if mutant.function else self.named.get(mutant.constant)
        child = os.fork()
        if not child:
            self._look(mutant, sorted(asked or items, key=lambda item: self.seconds[item]))
        _, status = os.waitpid(child, 0)
        if os.WIFSIGNALED(status):
            return Fate.TIMED_OUT if os.WTERMSIG(status) == signal.SIGALRM else Fate.KILLED
        if os.WEXITSTATUS(status) == NOT_IN_FORCE:
            raise pytest.UsageError(f"This mutant cannot be put in force: {mutant.change}")
        if os.WEXITSTATUS(status):
            return Fate.KILLED
        return Fate.EQUIVALENT if mutant.change in EQUIVALENT else Fate.SURVIVED

    def _that_enter(self, mutant: Program) -> list[pytest.Item]:
        """The tests that enter the function itself, or one within it."""
        found: set[pytest.Item] = set()
        for (file, name), tests in self.entered.items():
            if file.endswith(mutant.file) and f"{name}.".startswith(f"{mutant.function}."):
                found |= tests
        return list(found)

    def _look(self, mutant: Program, items: list[pytest.Item]) -> None:
        """In the fork: never comes back."""
        try:
            mutant.put_in_force()
        except BaseException:
            os._exit(NOT_IN_FORCE)
        with suppress(BaseException):
            signal.alarm(SECONDS + 3 * round(sum(self.seconds[item] for item in items)))
            pairs = zip(items, [*items[1:], *items[:1]], strict=True)
            os._exit(0 if all(_passes(item, later) for item, later in pairs) else 1)
        os._exit(1)


def _commits(item: pytest.Item) -> bool:
    """Whether a test leaves its transaction: cut short, it would leave rows behind too."""
    marker = item.get_closest_marker("django_db")
    return bool(marker and marker.kwargs.get("transaction")) or "chaos" in item.keywords


def _passes(item: pytest.Item, later: pytest.Item) -> bool:
    return all(report.passed for report in runtestprotocol(item, nextitem=later, log=False))
