"""What of the library moved on since a request took it, to take over or to leave."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction

from clients.people.models import User
from rfp.authoring.beginning import CLAUSE, REQUIREMENT, content_from
from rfp.authoring.history import Difference, word_diff
from rfp.authoring.pieces import Piece
from rfp.authoring.services import PieceRefused, save
from rfp.library.models import LibraryVersion


@dataclass(frozen=True)
class Newer:
    """A newer version of what a piece was made from, and what it would change."""

    version: LibraryVersion
    differences: list[Difference]


def newer_versions(pieces: Iterable[Piece]) -> dict[str, Newer]:
    """By the piece's code: what the library says now."""
    held = [piece for piece in pieces if getattr(piece, "from_version_id", None)]
    newest = LibraryVersion.objects.newest().filter(
        item__versions__in={piece.from_version_id for piece in held}
    )
    items = {each.item_id: each for each in newest.select_related("item").distinct().order_by("pk")}
    taken = LibraryVersion.objects.in_bulk({piece.from_version_id for piece in held})
    found = {}
    for piece in held:
        version = items.get(taken[piece.from_version_id].item_id)
        if version is not None and version.pk != piece.from_version_id:
            found[piece.code] = Newer(version, _differences(piece, version))
    return found


def _differences(piece: Piece, version: LibraryVersion) -> list[Difference]:
    content = content_from(version)
    names = REQUIREMENT if version.item.is_requirement else CLAUSE
    return [
        Difference(
            str(piece._meta.get_field(name).verbose_name).capitalize(),
            word_diff(str(getattr(piece, name)), str(content[name])),
        )
        for name in names
        if getattr(piece, name) != content[name]
    ]


@transaction.atomic
def decide(*, piece: Piece, takes: bool, by: User) -> Piece:
    """Take over what the library says now, or keep the request's own words and be asked no more."""
    newer = newer_versions([piece]).get(piece.code)
    if newer is None:
        raise PieceRefused(f"{piece.code} says what the library says.")
    content = content_from(newer.version) if takes else {"from_version": newer.version}
    return save(piece=piece, edition=piece.edition, content=content, by=by)
