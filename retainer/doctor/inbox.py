"""The mailbox and the drop folder that bills are fetched from."""

import tempfile
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from billing_audit.inbox.addresses import Address, BadAddress
from billing_audit.inbox.mailbox import Unreachable, opened_mailbox
from billing_audit.models import Collection
from retainer.doctor.diagnosis import Diagnosis, dead_end, fault, ok, warning
from retainer.lib.format import count, duration
from retainer.lib.tenancy import ALL, acting_as

#: The clock has us look every minute; a long look may take some.
LATE = timedelta(minutes=15)
OPERATIONS = "docs/operations.md, Bills by mail, tells how"


def somewhere_is_named(_: object) -> Iterator[Diagnosis]:
    """Both are optional: bills can be uploaded by people alone."""
    if not (settings.BILL_MAIL_URL or settings.BILL_DROP_FOLDER):
        yield ok("No mailbox and no drop folder is named: bills are uploaded by people.")


def mailbox_lets_us_in(_: object) -> Iterator[Diagnosis]:
    """Connect, seal, sign in, open the folder, and leave everything as it is."""
    if not settings.BILL_MAIL_URL:
        return
    try:
        address = Address.of(settings.BILL_MAIL_URL)
    except BadAddress as refused:
        yield dead_end(refused.sentence, f"{OPERATIONS} it is written.")
        return
    try:
        with opened_mailbox(address, processed=settings.BILL_MAIL_PROCESSED) as mailbox:
            yield ok(f"{address} lets us in; {count(len(mailbox.waiting()), 'mail')} to fetch.")
    except Unreachable as refused:
        yield fault(refused.sentence, f"Look at BILL_MAIL_URL and at that server; {OPERATIONS}.")


def drop_folder_can_be_emptied(_: object) -> Iterator[Diagnosis]:
    """What is taken is moved inside it, so it must be writable."""
    if not settings.BILL_DROP_FOLDER:
        return
    folder = Path(settings.BILL_DROP_FOLDER)
    mend = f"Make the folder, and chown it to whoever runs the worker; {OPERATIONS}."
    if not folder.is_dir():
        yield fault(f"The drop folder {folder} is not there.", mend)
        return
    try:
        with tempfile.TemporaryFile(dir=folder, prefix=".retainer-"):
            yield ok(f"The drop folder {folder} can be read and written.")
    except OSError as refused:
        yield fault(f"The drop folder {folder} cannot be written: {refused.strerror}.", mend)


def somebody_looks_there(_: object) -> Iterator[Diagnosis]:
    """A look that goes wrong, or that nobody takes, keeps bills from arriving."""
    named = {"mail": settings.BILL_MAIL_URL, "folder": settings.BILL_DROP_FOLDER}
    with acting_as("worker", clients=ALL):
        looks = {each.way: each for each in Collection.objects.all()}
    for way, is_named in named.items():
        if is_named:
            yield _last_look(looks.get(way) or Collection(way=way))


def _last_look(look: Collection) -> Diagnosis:
    now = timezone.now()
    if look.ended_at is None:
        return warning(
            f"{look}: nobody has looked there yet.",
            "Start the clock and a worker, or run bin/manage fetch_bills.",
        )
    age = duration(now - look.ended_at)
    if now - look.ended_at > LATE:
        return fault(
            f"{look}: nobody has looked there for {age}.",
            "Start the clock and a worker (see the lines about workers).",
        )
    if look.error:
        return fault(
            f"{look}: the last look, {age} ago, went wrong: {look.error}",
            "Mend what it names; bin/manage fetch_bills looks again at once.",
        )
    return ok(f"{look}: looked there {age} ago.")


EXAMINATIONS = (
    somewhere_is_named,
    mailbox_lets_us_in,
    drop_folder_can_be_emptied,
    somebody_looks_there,
)
