"""The original files of a client, and under which name the archive holds them."""

import re
from collections.abc import Iterator

from django.db.models import Q, QuerySet

from clients.models import Client, StoredFile
from retainer.exporting.tables import Column

Kind = StoredFile.Kind
FOLDERS = {
    Kind.BILL: "bills",
    Kind.CONTRACT: "contracts",
    Kind.REPORT: "reports",
    Kind.STATEMENT: "statements",
    Kind.PHOTO: "photos",
    Kind.PAPER: "papers",
    Kind.PLAYBOOK: "playbooks",
    Kind.RENEWAL: "renewals",
    Kind.REQUEST: "requests",
    Kind.PROPOSAL: "proposals",
}
#: Bills and contracts are the client's own papers; of what we make they have what they were given.
THEIRS = Q(kind__in=[Kind.BILL, Kind.CONTRACT, Kind.PAPER]) | Q(shared_with_client=True)


def place_of(pk: int | None, kind: str | None, name: str | None) -> str:
    """Where the archive keeps a stored file; its number makes the name its own."""
    if pk is None or kind not in FOLDERS:
        return ""
    return f"files/{FOLDERS[Kind(kind)]}/{pk}-{re.sub(r'[^A-Za-z0-9._-]+', '_', name or 'file')}"


def file_column(path: str, name: str = "file") -> Column:
    """The place of the file that a row names."""
    paths = (f"{path}__pk", f"{path}__kind", f"{path}__name")
    return Column(name, "Where the original file lies in this archive.", paths, place_of)


def files_of(client: Client, *, is_client: bool) -> Iterator[StoredFile]:
    """The originals, the oldest first."""
    stored: QuerySet = StoredFile.objects.filter(client=client, kind__in=FOLDERS)
    if is_client:
        stored = stored.filter(THEIRS)
    return stored.order_by("pk").iterator()
