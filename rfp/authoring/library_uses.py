"""Which requests were made of an item of the library."""

from collections.abc import Iterator

from django.urls import reverse

from clients.people.models import User
from rfp.authoring.pieces import RfpClause, RfpRequirement
from rfp.library.models import LibraryItem
from rfp.library.uses import Use, register


def uses(item: LibraryItem, reader: User) -> Iterator[Use]:
    """The requests a person may see, each with the version it took."""
    model = RfpRequirement if item.is_requirement else RfpClause
    pieces = model.objects.visible_to(reader).filter(from_version__item=item)
    for piece in pieces.select_related("rfp__client", "from_version").order_by("-rfp__made_at"):
        yield Use(
            piece.rfp.title,
            piece.rfp.client.name,
            piece.from_version.number,
            f"{reverse('authoring:editor', args=[piece.rfp.public_id])}?section={piece.code}",
        )


def register_uses() -> None:
    """Let items of the library say where they are used."""
    register(uses)
