"""What the linter says of one item, read where it stands in the whole library.

Terms are defined and acronyms explained elsewhere, so an item by itself would be full of them.
"""

from rfp.library.contents import Content, content_of
from rfp.library.models import LibraryPart, LibraryVersion
from rfp.library.placeholders import PLACEHOLDERS, filled
from rfp.linter.engine import lint
from rfp.linter.reading import markdown
from rfp.linter.rule import Remark

#: What stands in the blanks while the text is read.
FILLED = {name: "Alder County" if name == "client" else "12" for name in PLACEHOLDERS}


def remarks_on(part: LibraryPart, code: str, content: Content) -> list[Remark]:
    """Remarks on what an item would say, whether it is in the library already or not."""
    versions = _in_order()
    said = {version.item.code: content_of(version) for version in versions}
    if code not in said:
        ends = [at for at, version in enumerate(versions, start=1) if version.item.part == part]
        rows = list(said.items())
        rows.insert(max(ends, default=len(rows)), (code, content))
        said = dict(rows)
    said[code] = content
    lines: list[str] = []
    places: dict[str, range] = {}
    for each, its in said.items():
        begin = len(lines) + 1
        lines += _lines(each, its)
        places[each] = range(begin, len(lines) + 1)
    found = lint(markdown.read(filled("\n".join(lines), FILLED)))
    return [remark for remark in found if remark.place.line in places[code]]


def _in_order() -> list[LibraryVersion]:
    """The library as a request has it: sections, then packs; clauses before requirements."""
    parts = {part.pk: at for at, part in enumerate(LibraryPart.objects.in_use())}
    versions = LibraryVersion.objects.newest().in_use().select_related("item__part")
    return sorted(
        versions,
        key=lambda each: (parts[each.item.part_id], each.item.is_requirement, each.item.position),
    )


def _lines(code: str, content: Content) -> list[str]:
    """A clause with its heading, a requirement as the paragraph it is."""
    if content.level:
        return [f"{code} {content.text}", ""]
    return [f"## {content.title}", "", *content.text.split("\n"), ""]
