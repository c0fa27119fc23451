"""The subjects the doctor knows, in the order in which they are examined.

A further examination is a function in its subject's module, named there in ``EXAMINATIONS``.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from importlib import import_module

from retainer.doctor.diagnosis import Diagnosis, Request, fault, first_line, warning


@dataclass(frozen=True)
class Subject:
    """One part of an installation, with the subjects that it stands on."""

    name: str
    needs: tuple[str, ...] = ()


SUBJECTS = (
    Subject("python"),
    Subject("libraries"),
    Subject("configuration"),
    Subject("servers", needs=("configuration",)),
    Subject("postgres", needs=("configuration", "servers")),
    Subject("clocks", needs=("postgres",)),
    Subject("roles", needs=("postgres",)),
    Subject("tables", needs=("postgres",)),
    Subject("walls", needs=("postgres", "tables")),
    Subject("people", needs=("postgres", "tables")),
    Subject("redis", needs=("configuration", "servers")),
    Subject("workers", needs=("redis",)),
    Subject("work", needs=("roles", "tables")),
    Subject("disk", needs=("configuration",)),
    Subject("files", needs=("roles", "tables")),
    Subject("mail", needs=("configuration",)),
    Subject("inbox", needs=("roles", "tables")),
)


def wanted(names: Iterable[str]) -> list[Subject]:
    """The subjects of these names with all they stand on; every subject when none is named."""
    by_name = {subject.name: subject for subject in SUBJECTS}
    open_names = list(names) or list(by_name)
    chosen = set()
    while open_names:
        name = open_names.pop()
        if name not in chosen:
            chosen.add(name)
            open_names += by_name[name].needs
    return [subject for subject in SUBJECTS if subject.name in chosen]


def examine(subjects: list[Subject], request: Request) -> Iterator[tuple[str, Diagnosis]]:
    """What is found, subject by subject; nothing that goes wrong here ends the report."""
    closed: set[str] = set()
    for subject in subjects:
        if blocked := closed & {*subject.needs}:
            closed.add(subject.name)
            yield (
                subject.name,
                warning(
                    f"Not examined: that needs {', '.join(sorted(blocked))}.",
                    f"The faults of {', '.join(sorted(blocked))}; then call the doctor again.",
                ),
            )
            continue
        for diagnosis in _diagnoses(subject.name, request):
            if diagnosis.is_dead_end:
                closed.add(subject.name)
            yield subject.name, diagnosis


def _diagnoses(name: str, request: Request) -> Iterator[Diagnosis]:
    """The answers of one subject's examinations, also when one of them breaks down itself."""
    try:
        examinations = import_module(f"retainer.doctor.{name}").EXAMINATIONS
    except Exception as broken:
        yield replace(_breakdown(f"The {name} cannot be examined", broken), is_dead_end=True)
        return
    for examination in examinations:
        dead_end = False
        try:
            for diagnosis in examination(request):
                dead_end |= diagnosis.is_dead_end
                yield diagnosis
        except Exception as broken:
            what = examination.__name__.replace("_", " ")
            yield _breakdown(f"Broke down over “{what}”", broken)
        if dead_end:
            return


def _breakdown(what: str, broken: Exception) -> Diagnosis:
    return fault(
        f"{what}: {type(broken).__name__}: {first_line(broken)}",
        "Look at the faults above, then call the doctor again; if it stays, report this line.",
    )
