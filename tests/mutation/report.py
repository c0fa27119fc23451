"""What a mutation run prints: how many mutants each file had, and those nobody minded."""

from collections import Counter
from collections.abc import Iterable, Iterator
from math import sqrt
from pathlib import PurePath

from tests.mutation.mutants import Fate, Verdict

CAUGHT = (Fate.KILLED, Fate.TIMED_OUT)


def report(verdicts: Iterable[Verdict]) -> Iterator[str]:
    """The survivors, then a line for each file and folder, then the sum with its interval."""
    seen = list(verdicts)
    for verdict in seen:
        if verdict.fate == Fate.SURVIVED:
            yield f"{verdict.file}: {verdict.change}"
    yield ""
    files = {verdict.file for verdict in seen}
    for place in sorted(files | {str(PurePath(file).parent) for file in files}):
        within = (each.fate for each in seen if PurePath(each.file).is_relative_to(place))
        yield f"{place}: {_line(Counter(within))}"
    yield f"all: {_line(Counter(each.fate for each in seen))}"


def share(fates: Counter[Fate]) -> tuple[float, float, float]:
    """The share of mutants caught, and where it would lie in 95 of 100 samples (Wilson)."""
    caught = sum(fates[each] for each in CAUGHT)
    n = caught + fates[Fate.SURVIVED]
    if not n:
        return 1.0, 0.0, 1.0
    z, p = 1.96, caught / n
    middle = (p + z * z / (2 * n)) / (1 + z * z / n)
    reach = z * sqrt(p * (1 - p) / n + z * z / (4 * n * n)) / (1 + z * z / n)
    return p, middle - reach, middle + reach


def _line(fates: Counter[Fate]) -> str:
    told = ", ".join(f"{fates[fate]} {fate}" for fate in Fate if fates[fate])
    seen, least, most = share(fates)
    return f"{seen:.1%} caught ({least:.1%} to {most:.1%}): {told}"
