"""Brings the text we ship into the practice's library, and tells where it moved on.

An item that reads as some release brought it is brought up to date by the next release. What
the practice wrote stays; the shipped text is then offered, with what differs, until somebody
takes or declines it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from functools import cache

from django.db import transaction

from rfp.library.contents import Content, by_code
from rfp.library.models import LibraryItem, LibraryPart, LibraryVersion
from rfp.library.querysets import LibraryItemQuerySet
from rfp.library.shipped import ShippedPart, packs, sections

#: How long a text holds before somebody should read it again.
GOOD_FOR = timedelta(days=365)
CAME = "Came with the product"
RENEWED = "Came with a newer release"


@dataclass(frozen=True)
class Offer:
    """A shipped text that is not what the practice wrote since."""

    item: LibraryItem
    now: LibraryVersion
    shipped: Content


def shipped_parts() -> tuple[ShippedPart, ...]:
    return (*sections(), *packs())


@cache
def shipped_contents() -> dict[str, Content]:
    """Everything we ship, by its code."""
    return {code: said for part in shipped_parts() for code, said in by_code(part).items()}


@transaction.atomic
def bring_shipped() -> int:
    """Store what is missing and renew what nobody changed; how many texts that were."""
    parts = _parts()
    held = list(LibraryItem.objects.filter(code__in=shipped_contents()))
    newest, taken = _newest(held), _taken(held)
    items = {item.code: item for item in held}
    missing = [
        _item(parts[shipped.code], code, position, said)
        for shipped in shipped_parts()
        for position, (code, said) in enumerate(by_code(shipped).items(), start=1)
        if code not in items
    ]
    made = LibraryItem.objects.bulk_create(missing)
    versions = [_version(item, 1, CAME) for item in made]
    for item in items.values():
        now, said = newest[item.pk], shipped_contents()[item.code]
        if now.shipped_sha256 and said.sha256 not in taken[item.pk]:
            versions.append(_version(item, now.number + 1, RENEWED))
    return len(LibraryVersion.objects.bulk_create(versions))


def offers() -> list[Offer]:
    """Where the shipped text moved on and the practice has its own."""
    return list(_offers(LibraryItem.objects.in_use()))


def offer_of(item: LibraryItem) -> Offer | None:
    return next(_offers(LibraryItem.objects.in_use().filter(pk=item.pk)), None)


def _offers(items: LibraryItemQuerySet) -> Iterator[Offer]:
    shipped = shipped_contents()
    found = items.filter(code__in=shipped).select_related("part").order_by("part", "position")
    held = list(found)
    newest, taken = _newest(held), _taken(held)
    for item in held:
        said = shipped[item.code]
        known = taken.get(item.pk, set()) | {item.declined_sha256}
        if said.sha256 not in known:
            yield Offer(item, newest[item.pk], said)


def _newest(items: list[LibraryItem]) -> dict[int, LibraryVersion]:
    found = LibraryVersion.objects.newest().filter(item__in=items).select_related("made_by")
    return {version.item_id: version for version in found}


def _taken(items: list[LibraryItem]) -> dict[int, set[str]]:
    """The shipped texts that items have been, by fingerprint."""
    known: dict[int, set[str]] = {}
    rows = LibraryVersion.objects.filter(item__in=items).exclude(shipped_sha256="")
    for item, sha256 in rows.values_list("item_id", "shipped_sha256"):
        known.setdefault(item, set()).add(sha256)
    return known


def _parts() -> dict[str, LibraryPart]:
    """The part of each shipped file; what the practice said of one stays."""
    codes = [shipped.code for shipped in shipped_parts()]
    held = LibraryPart.objects.in_bulk(codes, field_name="code")
    missing = [
        LibraryPart(
            code=shipped.code,
            kind=LibraryPart.Kind.PACK if shipped.is_pack else LibraryPart.Kind.SECTION,
            title=shipped.title,
            order=shipped.order,
            services=list(shipped.services),
            tags=list(shipped.tags),
            reviewed=shipped.reviewed,
            review_due=shipped.reviewed + GOOD_FOR,
        )
        for shipped in shipped_parts()
        if shipped.code not in held
    ]
    made = LibraryPart.objects.bulk_create(missing)
    return held | {part.code: part for part in made}


def _item(part: LibraryPart, code: str, position: int, said: Content) -> LibraryItem:
    kind = LibraryItem.Kind.REQUIREMENT if said.level else LibraryItem.Kind.CLAUSE
    return LibraryItem(part=part, kind=kind, code=code, position=position)


def _version(item: LibraryItem, number: int, note: str) -> LibraryVersion:
    said = shipped_contents()[item.code]
    return LibraryVersion(
        item=item, number=number, note=note, shipped_sha256=said.sha256, **vars(said)
    )
