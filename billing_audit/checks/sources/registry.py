"""Where sources are declared: small tables, and texts that a SELECT may quote.

A family of checks that needs more than the bills declares its own, in a module
of its folder; what is declared there every check may read.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Source:
    """A small source: copied into a temporary table before a check that names it."""

    name: str
    #: The columns it is looked up by.
    key: str
    #: What it holds; may name the lines, and sources declared before it.
    select: str
    #: Whether it takes a look at every line; checks that read it share that look.
    is_costly: bool = False
    #: Other columns it is looked up by.
    also: str = ""
    #: Whether there is one row by key: the planner then knows that joining it repeats nothing.
    is_unique: bool = False


_sources: dict[str, Source] = {}
_quotes: dict[str, str] = {}


def source(
    name: str,
    *,
    key: str,
    select: str,
    is_costly: bool = False,
    also: str = "",
    is_unique: bool = False,
) -> str:
    """Declare a small source; the name comes back, for those who ask who reads it."""
    if name in _sources:
        raise ValueError(f"there is a source {name} already")
    _sources[name] = Source(name, key, select, is_costly, also, is_unique)
    return name


def quote(name: str, text: str) -> None:
    """Declare a text to be quoted as ``{name row}``, in which ``x`` stands for the row."""
    if name in _quotes:
        raise ValueError(f"there is a text {name} already")
    _quotes[name] = text


def declared() -> dict[str, Source]:
    """Every small source, each after those it reads."""
    return _sources


def quoted(name: str) -> str:
    """The text of that name; raises ``KeyError`` where there is none."""
    return _quotes[name]
