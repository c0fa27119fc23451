"""What the practice made of the library: owners, days of review, and a requirement of its own."""

from datetime import timedelta

from django.utils import timezone

from clients.models import User
from rfp.library.contents import Content, content_of
from rfp.library.models import LibraryItem, LibraryPart
from rfp.library.services import keep_part, write_version
from rfp.library.shipping import bring_shipped

READ_AGAIN = timedelta(days=20)
CODE = "INT-03"
OURS = (
    (
        {"text": "The Provider must raise the bandwidth of a Site to three times what was ordered "
         "within ten Working Days and without new cables."},
        "Hospitals grew beyond twice what they ordered",
    ),
    (
        {"text": "The Provider must raise the bandwidth of a Site to three times what was ordered "
         "within five Working Days and without new cables.", "weight": 5},
        "Four of five bidders of last year offered five days",
    ),
)  # fmt: skip


def keep_a_library(users: dict[str, User]) -> None:
    """Give parts their owners and one item two versions of the practice's own; once."""
    bring_shipped()
    item = LibraryItem.objects.get(code=CODE)
    if item.versions.count() > 1:
        return
    principal = next(user for user in users.values() if user.is_principal)
    consultant = next(user for user in users.values() if user.kind == User.Kind.CONSULTANT)
    for part in LibraryPart.objects.in_use():
        part.owner = consultant if part.is_pack else principal
        keep_part(part=part, kept_by=principal)
    _let_one_be_due(principal)
    for number, (other, note) in enumerate(OURS, start=1):
        now = content_of(item.versions.get(number=number))
        write_version(
            item=item,
            content=Content(**{**vars(now), **other}),
            note=note,
            upon=number,
            written_by=principal,
        )


def _let_one_be_due(principal: User) -> None:
    part = LibraryPart.objects.get(code="toll-free")
    part.review_due = timezone.localdate() - READ_AGAIN
    keep_part(part=part, kept_by=principal)
