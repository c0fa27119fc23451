"""What people do with the library: write, restore, archive, read again, take what we ship."""

from datetime import date

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from clients.people.activity import record
from clients.people.models import User
from retainer.lib.refusal import Refused
from rfp.library.contents import Content, content_of, fitted
from rfp.library.models import LibraryItem, LibraryPart, LibraryVersion
from rfp.library.shipping import offer_of


class LibraryRefused(Refused):
    """This cannot be done with the library as it stands."""


@transaction.atomic
def keep_part(*, part: LibraryPart, kept_by: User) -> LibraryPart:
    """Store a part's title, place, services, tags, owner and day of review; or a new part."""
    deed = "added" if part._state.adding else "changed"
    part.save()
    part.refresh_from_db(fields=["public_id"])
    _note(part, deed, f"The library's part “{part}” was {deed}", kept_by)
    return part


@transaction.atomic
def mark_reviewed(*, part: LibraryPart, due: date, reviewed_by: User) -> None:
    """Say that it was read from beginning to end and is right until the next review."""
    today = timezone.localdate()
    if due <= today:
        raise LibraryRefused("The next review lies ahead. Choose a day after today.")
    LibraryPart.objects.filter(pk=part.pk).update(reviewed=today, review_due=due)
    _note(part, "reviewed", f"The library's part “{part}” was read again", reviewed_by)


@transaction.atomic
def add_item(
    *, part: LibraryPart, code: str, content: Content, note: str, added_by: User
) -> LibraryItem:
    """A new clause or requirement at the end of its part."""
    content = fitted(content, code)
    if held := LibraryItem.objects.filter(code=code).select_related("part").first():
        raise LibraryRefused(f"The part {held.part} has {code} already. Choose another code.")
    last = part.items.aggregate(last=Max("position"))["last"] or 0
    kind = LibraryItem.Kind.REQUIREMENT if content.level else LibraryItem.Kind.CLAUSE
    item = LibraryItem(part=part, kind=kind, code=code, position=last + 1)
    item.save()
    item.refresh_from_db(fields=["public_id"])
    _write(item, 1, content, note, added_by)
    _note(part, "item_added", f"{code} “{content.title}” was added to {part}", added_by)
    return item


@transaction.atomic
def write_version(
    *, item: LibraryItem, content: Content, note: str, upon: int, written_by: User
) -> LibraryVersion:
    """Say it anew; ``upon`` is the number of the version the writer had before them."""
    now = _newest(item)
    if now.number != upon:
        who = now.made_by or "a newer release"
        raise LibraryRefused(
            f"Version {now.number} came from {who} since you opened version {upon}. Copy your "
            "text, open the item again and enter your change."
        )
    content = fitted(content, item.code)
    if content == content_of(now):
        raise LibraryRefused(f"Nothing changed since version {now.number}.")
    version = _write(item, now.number + 1, content, note, written_by)
    _note(item.part, "written", f"{item} “{content.title}” was written anew: {note}", written_by)
    return version


@transaction.atomic
def restore(*, version: LibraryVersion, restored_by: User) -> LibraryVersion:
    """Say again what an older version said."""
    item, now = version.item, _newest(version.item)
    if content_of(version) == content_of(now):
        raise LibraryRefused(f"Version {now.number} says the same.")
    made = _write(
        item,
        now.number + 1,
        content_of(version),
        f"As version {version.number} said",
        restored_by,
    )
    _note(item.part, "restored", f"{item} says again what version {version.number} said",
          restored_by)  # fmt: skip
    return made


@transaction.atomic
def take_shipped(*, item: LibraryItem, taken_by: User) -> LibraryVersion:
    """Put the text we ship now in the place of what the practice wrote."""
    now = _newest(item)
    offer = offer_of(item)
    if offer is None:
        raise LibraryRefused("No newer text of ours waits for this item.")
    made = _write(
        item,
        now.number + 1,
        offer.shipped,
        "Took the shipped text",
        taken_by,
        shipped_sha256=offer.shipped.sha256,
    )
    _note(item.part, "took_shipped", f"{item} took the shipped text", taken_by)
    return made


@transaction.atomic
def decline_shipped(*, item: LibraryItem, declined_by: User) -> None:
    """Keep the practice's own text; the shipped one is not offered again until it moves on."""
    offer = offer_of(item)
    if offer is None:
        raise LibraryRefused("No newer text of ours waits for this item.")
    LibraryItem.objects.filter(pk=item.pk).update(declined_sha256=offer.shipped.sha256)
    _note(item.part, "declined_shipped", f"{item} stays as we wrote it", declined_by)


@transaction.atomic
def archive(*, item: LibraryItem, archived_by: User) -> None:
    """Take it out of use; requests that were made of it keep their text."""
    LibraryItem.objects.filter(pk=item.pk, archived_at=None).update(archived_at=timezone.now())
    _note(item.part, "item_archived", f"{item} was archived", archived_by)


@transaction.atomic
def bring_back(*, item: LibraryItem, brought_by: User) -> None:
    LibraryItem.objects.filter(pk=item.pk).update(archived_at=None)
    _note(item.part, "item_brought_back", f"{item} is in use again", brought_by)


@transaction.atomic
def archive_part(*, part: LibraryPart, archived_by: User) -> None:
    """Take a whole part out of use."""
    LibraryPart.objects.filter(pk=part.pk, archived_at=None).update(archived_at=timezone.now())
    _note(part, "archived", f"The library's part “{part}” was archived", archived_by)


@transaction.atomic
def bring_back_part(*, part: LibraryPart, brought_by: User) -> None:
    LibraryPart.objects.filter(pk=part.pk).update(archived_at=None)
    _note(part, "brought_back", f"The library's part “{part}” is in use again", brought_by)


def _newest(item: LibraryItem) -> LibraryVersion:
    """The item as it reads now, held so that two writers come one after the other."""
    LibraryItem.objects.select_for_update().get(pk=item.pk)
    return item.versions.select_related("made_by").order_by("-number")[:1].get()


def _write(
    item: LibraryItem,
    number: int,
    content: Content,
    note: str,
    by: User,
    shipped_sha256: str = "",
) -> LibraryVersion:
    version = LibraryVersion(
        item=item,
        number=number,
        note=" ".join(note.split())[:300],
        made_by=by,
        shipped_sha256=shipped_sha256,
        **vars(content),
    )
    version.save()
    version.refresh_from_db(fields=["public_id"])
    return version


def _note(part: LibraryPart, deed: str, sentence: str, by: User) -> None:
    record(f"library.{deed}", sentence, actor=by, subject=part)
