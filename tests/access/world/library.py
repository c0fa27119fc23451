"""The practice's library: a pack with a requirement."""

from typing import Any

from clients.models import User
from rfp.library.contents import Content
from rfp.library.models import LibraryPart
from rfp.library.services import add_item, keep_part


def shelved(pat: User) -> dict[str, Any]:
    part = keep_part(
        part=LibraryPart(code="dark-fibre", kind="pack", title="Dark fibre", owner=pat),
        kept_by=pat,
    )
    item = add_item(
        part=part,
        code="DAF-01",
        content=Content(
            title="Two paths",
            text="The Provider must lay two paths.",
            level="mandatory",
            answer="compliance",
            category="resilience",
        ),
        note="New",
        added_by=pat,
    )
    return {
        "library_part": part.public_id,
        "library_item": item.public_id,
        "library_version": item.versions.get().public_id,
    }
