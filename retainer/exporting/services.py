"""Asking for everything a client owns."""

from django.db import transaction

from clients.models import Client, ClientExport, User
from clients.people.activity import record
from retainer.exporting import tasks


@transaction.atomic
def ask_export(*, client: Client, reader: str, asked_by: User) -> ClientExport:
    """Have a worker pack an archive; one that is under way is not begun twice."""
    latest = ClientExport.objects.filter(client=client, reader=reader).first()
    if latest is not None and latest.is_in_flight:
        return latest
    export = ClientExport.objects.create(client=client, reader=reader, asked_by=asked_by)
    record(
        "client.exported",
        f"Everything {client} owns was asked for",
        actor=asked_by,
        client=client,
        subject=export,
    )
    tasks.pack_export.delay_on_commit(export.pk)
    return export
