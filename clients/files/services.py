"""Keeping files and handing them out.

The bytes go to the storage under a random name; whoever asks for them has
loaded the row first, and with it the right to see it.
"""

import re
from functools import partial

from django.core.files import File
from django.db import transaction
from django.http import FileResponse
from django.utils.http import content_disposition_header

from clients.files.models import StoredFile
from clients.people.models import Client, User
from retainer.lib.uploads import Spooled, displayed_name

#: What we serve as itself; anything else is handed out as plain bytes.
SERVED_AS = {
    "pdf": "application/pdf",
    "csv": "text/csv; charset=utf-8",
    "xml": "application/xml",
    "zip": "application/zip",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "json": "application/json",
}
#: What a photo is once we drew it anew.
PHOTO = "image/jpeg"


def store(
    spooled: Spooled,
    *,
    name: str,
    kind: StoredFile.Kind,
    client: Client | None,
    stored_by: User | None,
    shared: bool = False,
    bidders_of: int | None = None,
) -> StoredFile:
    """Keep a spooled file; its client may be named later (see ``StoredFile``).

    ``bidders_of`` is the request whose bidders read it.
    """
    shown = displayed_name(name)
    stored = StoredFile(
        client=client,
        kind=kind,
        name=shown,
        content_type=_served_as(kind, shown),
        size=spooled.size,
        sha256=spooled.sha256,
        shared_with_client=shared,
        shared_with_bidders_of=bidders_of,
        stored_by=stored_by,
    )
    with spooled.path.open("rb") as content:
        stored.content.save(shown, File(content), save=True)
    return stored


def forget(stored: StoredFile) -> None:
    """Drop a file that nothing needs any more; its bytes go once that is certain."""
    storage, place = stored.content.storage, stored.content.name
    stored.delete()
    transaction.on_commit(partial(storage.delete, place))


def _served_as(kind: StoredFile.Kind, name: str) -> str:
    if kind == StoredFile.Kind.PHOTO:
        return PHOTO
    return SERVED_AS.get(name.rpartition(".")[2].lower(), "application/octet-stream")


def hand_out(stored: StoredFile, *, inline: bool = False) -> FileResponse:
    """The file as a download, or shown in place when it is a PDF of ours."""
    if stored.kind == StoredFile.Kind.PHOTO:
        return _shown_in_pages(stored)
    shown = inline and stored.content_type == "application/pdf"
    response = FileResponse(stored.content.open("rb"), content_type=stored.content_type)
    response["Content-Disposition"] = content_disposition_header(
        not shown, re.sub(r"[^\w. ()+,-]", "_", stored.name)
    )
    if shown:  # a page of ours may frame it; it is no page and needs no other rules
        response["Content-Security-Policy"] = "frame-ancestors 'self'"
        response["X-Frame-Options"] = "SAMEORIGIN"
    else:
        response["Content-Security-Policy"] = "default-src 'none'; frame-ancestors 'none'; sandbox"
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _shown_in_pages(photo: StoredFile) -> FileResponse:
    """A photo for the pages that hold it; whoever opens it by itself meets a picture only."""
    response = FileResponse(photo.content.open("rb"), content_type=PHOTO)
    response["Content-Security-Policy"] = "default-src 'none'; frame-ancestors 'none'; sandbox"
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, max-age=3600"
    return response
