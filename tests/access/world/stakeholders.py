"""What we note for ourselves about Acme."""

from typing import Any

from clients.models import Client, Stakeholder, User
from clients.stakeholders.services import add_note, keep_stakeholder


def mapped(acme: Client, casey: User) -> dict[str, Any]:
    """Somebody on the map, with a note."""
    somebody = keep_stakeholder(
        stakeholder=Stakeholder(
            client=acme,
            name="Dana Reyes",
            role="Finance lead",
            stance="doubtful",
            influence="high",
            reason="Signed the contract we question.",
            action="Show her the first credit.",
            next_step="Coffee after the close",
        ),
        kept_by=casey,
    )
    note = add_note(client=acme, text="Decides over lunch.", written_by=casey, about=somebody)
    return {"stakeholder": somebody.public_id, "note": note.public_id}
