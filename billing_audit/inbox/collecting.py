"""Look into the mailbox and the drop folder, and receive what is new there.

Each mail is kept in a transaction of its own before it is put away on the server: whatever
breaks off, and whenever, the next look goes on where this one ended.
"""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from tempfile import NamedTemporaryFile

from django.conf import settings
from django.db.models import Q
from django.utils import timezone

from billing_audit.bills.arrivals import weighed
from billing_audit.inbox.addresses import Address
from billing_audit.inbox.folder import DropFolder, Dropped, NotWhole, whole_copy
from billing_audit.inbox.letters import Enclosed, Letter, opened_mail
from billing_audit.inbox.mailbox import Mailbox, opened_mailbox
from billing_audit.inbox.models import Arrival, Collection
from billing_audit.inbox.receiving import receive
from clients.people.models import Client
from retainer.lib.refusal import Refused
from retainer.lib.tenancy import ALL, acting_as
from retainer.lib.uploads import displayed_name

logger = logging.getLogger(__name__)

Way = Arrival.Way
#: How long a look may take before another begins, and mails of one look.
LEASE = timedelta(minutes=10)
MOST_AT_ONCE = 100


@dataclass
class Tally:
    """What one look brought."""

    waiting: int = 0
    no_bill: int = 0
    #: Looked at before.
    known: int = 0
    refused: int = 0
    error: str | None = None

    def add(self, arrivals: list[Arrival]) -> None:
        self.known += not arrivals
        for arrival in arrivals:
            self.waiting += arrival.state == Arrival.State.WAITING
            self.no_bill += arrival.state == Arrival.State.NO_BILL


def collect() -> dict[str, Tally]:
    """Look everywhere where bills may lie; nothing for places nobody has named."""
    tallies = {}
    if settings.BILL_MAIL_URL:
        tallies[Way.MAIL.value] = _look(Way.MAIL, _collect_mail)
    if settings.BILL_DROP_FOLDER:
        tallies[Way.FOLDER.value] = _look(Way.FOLDER, _collect_folder)
    return tallies


def _look(way: str, work: Callable[[Tally], None]) -> Tally:
    """Do the work unless somebody is at it, and note how it went."""
    tally = Tally()
    if not _begin(way):
        tally.error = "Somebody is looking there at this moment."
        return tally
    tally.error = "The look broke off; the log says why."
    try:
        work(tally)
        tally.error = None
    except Refused as refused:
        tally.error = refused.sentence
        logger.warning("No bills by %s: %s", way, refused.sentence)
    finally:
        _end(way, tally.error)
    return tally


def _begin(way: str) -> bool:
    now = timezone.now()
    with acting_as("worker", clients=ALL):
        Collection.objects.get_or_create(way=way)
        idle = Collection.objects.filter(Q(busy_until=None) | Q(busy_until__lt=now), way=way)
        return idle.update(busy_until=now + LEASE) == 1


def _end(way: str, error: str | None) -> None:
    now = timezone.now()
    success = {} if error else {"succeeded_at": now}
    with acting_as("worker", clients=ALL):
        Collection.objects.filter(way=way).update(
            busy_until=None, ended_at=now, error=(error or "")[:300], **success
        )


def _collect_mail(tally: Tally) -> None:
    address = Address.of(settings.BILL_MAIL_URL)
    with opened_mailbox(address, processed=settings.BILL_MAIL_PROCESSED) as mailbox:
        for uid in mailbox.waiting()[:MOST_AT_ONCE]:
            with _fetched(mailbox, uid) as (path, trouble):
                if path:
                    tally.add(_receive_mail(path, trouble))
                    mailbox.put_away(uid)


@contextmanager
def _fetched(mailbox: Mailbox, uid: str) -> Iterator[tuple[Path | None, str]]:
    """The mail in a file, or its head and why the rest was left; nothing for one that is gone."""
    most, trouble = settings.BILL_MAIL_MAX_BYTES, ""
    size = mailbox.size(uid)
    if size > most:
        trouble = (
            f"The mail has {size / 1_000_000:,.0f} MB, more than the {most // 1_000_000:,} MB we "
            "take by mail. Upload the bill, or lay it into the drop folder."
        )
    content = mailbox.head(uid) if trouble else mailbox.message(uid, most)
    with NamedTemporaryFile(prefix="retainer-mail-") as file:
        file.write(content)
        file.flush()
        yield (Path(file.name) if content else None), trouble


def _receive_mail(
    path: Path, trouble: str = "", *, way: str = Way.MAIL, folder_of: Client | None = None
) -> list[Arrival]:
    """Receive a mail; of one that cannot be taken apart the head, with the reason."""
    with acting_as("worker", clients=ALL):
        try:
            with opened_mail(path) as letter:
                if trouble:
                    letter.enclosed = []  # of which only the beginning is there
                return receive(letter, way=way, folder_of=folder_of, trouble=trouble)
        except Refused as refused:
            letter = Letter(id=weighed(path).sha256, subject="(cannot be read)")
            return receive(letter, way=way, folder_of=folder_of, trouble=refused.sentence)


def _collect_folder(tally: Tally) -> None:
    folder = DropFolder(Path(settings.BILL_DROP_FOLDER))
    for dropped in folder.waiting():
        try:
            with whole_copy(dropped, limit=settings.BILL_MAX_BYTES) as path:
                arrivals = _receive_dropped(dropped, path)
                tally.add(arrivals)
                _refuse_no_bill(arrivals)
        except NotWhole:
            continue
        except Refused as refused:
            tally.refused += 1
            folder.refuse(dropped, refused.sentence)
        else:
            folder.put_away(dropped)


def _refuse_no_bill(arrivals: list[Arrival]) -> None:
    if arrivals and all(each.state == Arrival.State.NO_BILL for each in arrivals):
        raise Refused(arrivals[0].reason)


def _receive_dropped(dropped: Dropped, path: Path) -> list[Arrival]:
    """Receive a file, or the mail that it is."""
    with acting_as("worker", clients=ALL):
        client = _client_of(dropped)
    if dropped.name.lower().endswith(".eml"):
        return _receive_mail(path, way=Way.FOLDER, folder_of=client)
    letter = Letter(id=dropped.identity, subject=dropped.name)
    letter.enclosed.append(Enclosed(dropped.name, path))
    with acting_as("worker", clients=ALL):
        return receive(letter, way=Way.FOLDER, folder_of=client)


def _client_of(dropped: Dropped) -> Client | None:
    if not dropped.client_slug:
        return None
    client = Client.objects.active().filter(slug=dropped.client_slug).first()
    if client is None:
        raise Refused(f"No client has the short name {displayed_name(dropped.client_slug)}.")
    return client
