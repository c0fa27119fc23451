"""Changes outside of the text: files inside a document, and what it says of itself."""

from collections.abc import Iterator

from rfp.compare.change import Change, kind_of
from rfp.compare.package import Package
from rfp.compare.properties import properties


def files(ours: Package, theirs: Package, told: str) -> Iterator[Change]:
    """Files inside that are new, gone or changed, and not told where they are shown."""
    mine, back = _contents(ours), _contents(theirs)
    gone = [name for name in mine if mine[name] not in back.values()]
    new = [name for name in back if back[name] not in mine.values()]
    for name in dict.fromkeys([*gone, *new]):
        before = mine.get(name, "") if name in gone else ""
        after = back.get(name, "") if name in new else ""
        if (before and before in told) or (after and after in told):
            continue
        place = f"embedded file {name.rpartition('/')[2]}"
        sides = [f"content {content}" if content else "" for content in (before, after)]
        yield Change(kind_of(before, after), "body", place, *sides, False)


def _contents(package: Package) -> dict[str, str]:
    return {name: package.content(name) for name in package.files()}


def told_properties(ours: Package, theirs: Package) -> Iterator[Change]:
    """What one document says of itself and the other does not."""
    mine, back = properties(ours), properties(theirs)
    for name in sorted(mine.keys() | back.keys()):
        before, after = mine.get(name, ""), back.get(name, "")
        if before != after:
            yield Change(kind_of(before, after), "properties", name, before, after, False)
