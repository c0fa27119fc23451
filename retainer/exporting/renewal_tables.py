"""Renewal packs, with the figures they were drawn from."""

from django.db.models import Q

from billing_audit.models import RenewalPack
from retainer.exporting.files import file_column
from retainer.exporting.tables import Column, Table

TABLES = [
    Table(
        "renewal_packs",
        "What each agreement brought, as it was issued",
        RenewalPack,
        [
            Column("id", "Identity of the pack.", ("public_id",)),
            Column("agreement", "The agreement by its title.", ("agreement__title",)),
            Column("version", "Which version."),
            Column("state", "draft or issued."),
            Column("figures", "Everything the PDF prints, as JSON."),
            Column("figures_sha256", "Fingerprint of the figures."),
            Column("made_at", "When the figures were frozen."),
            Column("issued_at", "When it was issued."),
            file_column("pdf"),
        ],
        shared=Q(state="issued"),
    ),
]
