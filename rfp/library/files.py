"""The library as files: handed out as Markdown, and read from Markdown, ZIP or CSV.

What a file says is compared first and kept after; what it does not name stays as it is.
"""

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from django.db import transaction
from django.utils import timezone

from clients.people.models import User
from clients.telecom.reference.table import (
    BadTable,
    Column,
    Outcome,
    one_of,
    read_table,
    text,
    whole,
)
from retainer.lib.refusal import Refused
from retainer.lib.spreadsheets import FORMULA
from rfp.library import services
from rfp.library.comparing import FieldChange, changes
from rfp.library.contents import NAMES, Content, by_code, content_of, fitted
from rfp.library.models import LibraryPart, LibraryVersion
from rfp.library.shipped import (
    ANSWERS,
    CATEGORIES,
    LEVELS,
    BadText,
    ShippedClause,
    ShippedPart,
    read_part,
)
from rfp.library.writing import written

PLACE = re.compile(r"^order: ", re.MULTILINE)
#: What a ZIP of text may come to, unpacked.
MOST_BYTES, MOST_FILES = 20_000_000, 500
COLUMNS = (
    Column("part", text(60), required=True, help="the code of its section or pack"),
    Column("code", text(12), required=True, help="such as INT-03"),
    Column("title", text(160), required=True),
    Column("text", text(20_000), required=True),
    Column("level", one_of(LEVELS), required=True, help=", ".join(LEVELS)),
    Column("answer", one_of(ANSWERS), required=True, help=", ".join(ANSWERS)),
    Column("unit", text(60), help="of a number"),
    Column("category", one_of(CATEGORIES), required=True, help=", ".join(CATEGORIES)),
    Column("weight", whole, help="1 to 8 when it is scored"),
    Column("evidence", text(500), help="what shows it"),
    Column("scorer", text(1000), help="what a good answer looks like"),
)


class BadFile(Refused):
    """A file that cannot be loaded; the sentence says where it is wrong."""


def part_as_file(part: LibraryPart) -> ShippedPart:
    """What is in use of a part, as the files have it."""
    said = LibraryVersion.objects.newest().filter(item__part=part, item__archived_at=None)
    rows = said.select_related("item").order_by("item__position", "item__code")
    items = [content_of(version).as_item(version.item.code) for version in rows]
    return ShippedPart(
        code=part.code,
        title=part.title,
        is_pack=part.is_pack,
        reviewed=part.reviewed or timezone.localdate(),
        order=part.order,
        services=tuple(part.services),
        tags=tuple(part.tags),
        clauses=tuple(item for item in items if isinstance(item, ShippedClause)),
        requirements=tuple(item for item in items if not isinstance(item, ShippedClause)),
    )


def file_name(part: LibraryPart) -> str:
    return f"{part.code}.md" if part.is_pack else f"{part.order:02}-{part.code}.md"


def as_zip() -> bytes:
    """Everything in use, a file each in two folders, as we ship it."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for part in LibraryPart.objects.in_use():
            folder = "packs" if part.is_pack else "sections"
            archive.writestr(f"{folder}/{file_name(part)}", written(part_as_file(part)))
    return out.getvalue()


@dataclass(frozen=True)
class Row:
    """What loading would do to one item."""

    code: str
    content: Content
    #: None where the item is new.
    now: LibraryVersion | None
    changes: list[FieldChange]


@dataclass
class Proposal:
    """What loading a file would do, and what of it cannot be done."""

    new: list[Row] = field(default_factory=list)
    changed: list[Row] = field(default_factory=list)
    same: int = 0
    new_parts: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    #: Each new item's part, by its code.
    part_of: dict[str, ShippedPart] = field(default_factory=dict)


def propose(content: bytes, name: str) -> Proposal:
    """What the file says that the library does not; refuses a file nobody can read."""
    proposal = Proposal()
    for part in _parts_in(content, name, proposal):
        _compare(part, proposal)
    return proposal


def _parts_in(content: bytes, name: str, proposal: Proposal) -> Iterator[ShippedPart]:
    if name.lower().endswith(".csv"):
        yield from _rows_in(content, proposal)
    elif name.lower().endswith(".zip"):
        for member, text_of_it in _members(content):
            yield _read(text_of_it, member)
    elif name.lower().endswith(".md"):
        yield _read(content, name)
    else:
        raise BadFile("Choose a Markdown file (.md), a ZIP of them, or a CSV of requirements.")


def _members(content: bytes) -> Iterator[tuple[str, bytes]]:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            files = [info for info in archive.infolist() if info.filename.endswith(".md")]
            if sum(info.file_size for info in files) > MOST_BYTES or len(files) > MOST_FILES:
                raise BadFile("The ZIP unpacks to more than 20 MB or 500 files. Split it.")
            yield from ((info.filename, archive.read(info)) for info in files)
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError) as broken:
        raise BadFile("The ZIP is broken or locked. Pack it again, without a password.") from broken


def _read(content: bytes, name: str) -> ShippedPart:
    try:
        said = content.decode("utf-8-sig").replace("\r\n", "\n")
        head = said.partition("\n---\n")[0]
        return read_part(said, is_pack=not PLACE.search(head))
    except UnicodeDecodeError as wrong:
        raise BadFile(f"{name} is no text in UTF-8. Save it as UTF-8.") from wrong
    except KeyError as missing:
        raise BadFile(f"{name} lacks the fact {missing}.") from missing
    except (BadText, ValueError) as problem:
        raise BadFile(f"{name}: {problem}.") from problem


def _rows_in(content: bytes, proposal: Proposal) -> Iterator[ShippedPart]:
    """The requirements of a CSV file, by part; cells nobody can read are listed."""
    outcome, found = Outcome(), {}
    try:
        for row in read_table(content, COLUMNS, outcome):
            said = {name: _plain(row[name]) for name in NAMES if row[name] is not None}
            found.setdefault(row["part"], []).append(Content(**said).as_item(row["code"]))
    except BadTable as wrong:
        raise BadFile(wrong.sentence) from wrong
    proposal.refused += [f"Line {bad.row}, {bad.column}: {bad.reason}" for bad in outcome.rejected]
    parts = LibraryPart.objects.in_bulk(list(found), field_name="code")
    for code, wanted in found.items():
        if code in parts:
            yield replace(part_as_file(parts[code]), clauses=(), requirements=tuple(wanted))
        else:
            proposal.refused.append(f"There is no part {code}. Add it on the library's page first.")


def _plain(value: str | int) -> str | int:
    """A cell without the mark that kept a spreadsheet from running it."""
    is_marked = isinstance(value, str) and value.startswith(tuple(f"'{sign}" for sign in FORMULA))
    return value[1:] if is_marked else value


def _compare(part: ShippedPart, proposal: Proposal) -> None:
    contents = by_code(part)
    held = LibraryVersion.objects.newest().filter(item__code__in=contents)
    now = {version.item.code: version for version in held.select_related("item__part")}
    if not LibraryPart.objects.filter(code=part.code).exists():
        proposal.new_parts.append(part.title)
    for code, said in contents.items():
        try:
            said = fitted(said, code)
        except Refused as refusal:
            proposal.refused.append(f"{code}: {refusal.sentence}")
            continue
        version = now.get(code)
        if version is None:
            proposal.new.append(Row(code, said, None, []))
            proposal.part_of[code] = part
        elif version.item.part.code != part.code:
            proposal.refused.append(f"{code} is in the part {version.item.part} already.")
        elif content_of(version) == said:
            proposal.same += 1
        else:
            differs = changes(content_of(version), said)
            proposal.changed.append(Row(code, said, version, differs))


@transaction.atomic
def load(*, proposal: Proposal, name: str, loaded_by: User) -> None:
    """Keep what the file says: new items at the end of their parts, new versions of the others."""
    note = f"Loaded from {name}"
    for row in proposal.changed:
        services.write_version(
            item=row.now.item,
            content=row.content,
            note=note,
            upon=row.now.number,
            written_by=loaded_by,
        )
    for row in proposal.new:
        services.add_item(
            part=_stored(proposal.part_of[row.code], loaded_by),
            code=row.code,
            content=row.content,
            note=note,
            added_by=loaded_by,
        )


def _stored(part: ShippedPart, by: User) -> LibraryPart:
    """The part of a file, made when it is new."""
    held = LibraryPart.objects.filter(code=part.code).first()
    if held is not None:
        return held
    made = LibraryPart(
        code=part.code,
        kind=LibraryPart.Kind.PACK if part.is_pack else LibraryPart.Kind.SECTION,
        title=part.title,
        order=part.order,
        services=list(part.services),
        tags=list(part.tags),
        reviewed=part.reviewed,
        owner=by,
    )
    return services.keep_part(part=made, kept_by=by)
