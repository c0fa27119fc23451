"""Whom a client works with, and who answers for it."""

from clients.models import Relationship
from retainer.exporting.tables import Column, Table

TABLES = [
    Table(
        "relationships",
        "Whom the client works with",
        Relationship,
        [
            Column("id", "Identity of the relationship.", ("public_id",)),
            Column("name", "What it is called."),
            Column("kind", "practice (with us), carrier or provider."),
            Column("carrier", "The carrier.", ("carrier__name",)),
            Column("contract", "The number of its contract.", ("contract__number",)),
            Column("our_owner", "Who of the practice answers for it.", ("our_owner__name",)),
            Column("their_owner", "Who of the client answers for it.", ("their_owner__name",)),
            Column("our_sponsor", "The practice's sponsor.", ("our_sponsor__name",)),
            Column("their_sponsor", "The client's sponsor.", ("their_sponsor__name",)),
            Column("contact", "Who speaks for the carrier or provider."),
            Column("is_active", "Whether it is lived."),
            Column("set_at", "When it was set up."),
        ],
    ),
]
