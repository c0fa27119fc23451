"""An arrival is looked into, proposed to its client and kept until somebody decides."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from billing_audit.bills.arrivals import NOT_KEPT, weighed
from billing_audit.bills.models import BillFile
from billing_audit.inbox.letters import Enclosed, Letter
from billing_audit.inbox.looking import Look, look_at
from billing_audit.inbox.models import Arrival, Enclosure
from billing_audit.inbox.proposing import Proposal, by_way, member_of_practice, whose
from clients.files.models import StoredFile
from clients.files.services import store
from clients.people import activity
from clients.people.models import Client, User
from retainer.lib.format import count, day
from retainer.lib.uploads import Spooled, displayed_name

Verdict = Enclosure.Verdict
#: What makes an arrival wait for somebody, and what somebody may take at all.
WAITED_FOR = (Verdict.BILL, Verdict.PERHAPS)
TAKEABLE = (*WAITED_FOR, Verdict.UNREAD)
NOTHING_ENCLOSED = "Nothing is enclosed."


@dataclass
class File:
    """An enclosed file with everything found out about it."""

    enclosed: Enclosed
    weight: Spooled
    look: Look
    proposal: Proposal

    @property
    def is_takeable(self) -> bool:
        return self.look.verdict in TAKEABLE


def receive(
    letter: Letter, *, way: str, folder_of: Client | None = None, trouble: str = ""
) -> list[Arrival]:
    """Keep what arrived, one row for each client it concerns; nothing when it is known.

    ``folder_of`` is the client in whose folder a file lay; ``trouble`` says why a mail could not
    be taken apart.
    """
    files = [_weigh(enclosed) for enclosed in letter.enclosed]
    fingerprint = _fingerprint(letter, files)
    if Arrival.objects.filter(fingerprint=fingerprint).exists():
        return []
    sender = member_of_practice(letter.sender)
    sent = _sent(letter, sender, folder_of)
    for file in files:
        _judge(file, sent, folder_of)
    common = {"way": way, "fingerprint": fingerprint, "sent_in_by": sender, "trouble": trouble}
    groups = _by_client(files, sent)
    return [
        _keep(letter, group, proposal, part=part, is_shared=len(groups) > 1, **common)
        for part, (proposal, group) in enumerate(groups)
    ]


def _weigh(enclosed: Enclosed) -> File:
    if enclosed.path.stat().st_size:
        weight = weighed(enclosed.path)
    else:
        weight = Spooled(enclosed.path, 0, hashlib.sha256().hexdigest())
    return File(enclosed, weight, Look(Verdict.NO_BILL), Proposal(None, ""))


def _fingerprint(letter: Letter, files: list[File]) -> str:
    parts = [letter.id, *sorted(file.weight.sha256 for file in files)]
    return hashlib.sha256("\n".join(parts).encode("utf-8", "surrogateescape")).hexdigest()


def _sent(letter: Letter, sender: User | None, folder_of: Client | None) -> Proposal:
    if folder_of:
        return Proposal(folder_of, f"It lay in the folder of {folder_of}.")
    return by_way(letter, sender)


def _judge(file: File, sent: Proposal, folder_of: Client | None) -> None:
    """Look into the file, say whose it is, and whether we have it already."""
    file.look = look_at(file.enclosed)
    file.proposal = whose(file.look, sent)
    found = file.proposal.client
    if folder_of and found not in (None, folder_of):
        file.proposal = Proposal(
            None, f"It lay in the folder of {folder_of}, but its account numbers are {found}’s."
        )
    if file.is_takeable and (known := _known(file)):
        file.look.verdict, file.look.reason = Verdict.KNOWN, known


def _known(file: File) -> str:
    """Where the client's same bytes are already; empty when they are new."""
    client, sha256 = file.proposal.client, file.weight.sha256
    if client:
        files = BillFile.objects.filter(client=client, sha256=sha256).exclude(state__in=NOT_KEPT)
        if loaded := files.first():
            return f"Already loaded, {day(loaded.brought_at)}."
    same = Enclosure.objects.filter(client=client, sha256=sha256, verdict__in=TAKEABLE)
    # What was taken is a bill file, which may be refused or undone by now.
    same = same.filter(arrival__state__in=(Arrival.State.WAITING, Arrival.State.SET_ASIDE))
    for earlier in same.select_related("arrival").order_by("pk")[:1]:
        if earlier.arrival.state == Arrival.State.SET_ASIDE:
            return f"The same file was set aside, in “{earlier.arrival}”."
        return f"The same file arrived already, in “{earlier.arrival}”."
    return ""


def _by_client(files: list[File], sent: Proposal) -> list[tuple[Proposal, list[File]]]:
    """The files sorted by client, with why they are theirs; what is no bill goes with the first.

    A file that nothing tells of goes with the others when these are all one client's.
    """
    concerned = [file for file in files if file.look.verdict != Verdict.NO_BILL]
    told = [file for file in concerned if file.proposal.client]
    if len({file.proposal.client for file in told}) == 1:
        beside = Proposal(told[0].proposal.client, f"It came with {told[0].enclosed.name}.")
        for file in concerned:
            if not file.proposal.client and not file.look.clients:
                file.proposal = beside
    groups: dict[Client | None, list[File]] = {}
    for file in concerned:
        groups.setdefault(file.proposal.client, []).append(file)
    sorted_files = [(_leading(group).proposal, group) for group in groups.values()]
    sorted_files = sorted_files or [(sent, [])]
    sorted_files[0][1].extend(file for file in files if file not in concerned)
    return sorted_files


def _leading(group: list[File]) -> File:
    """The file that tells best whose all of them are."""
    return max(group, key=lambda file: (file.look.verdict in WAITED_FOR, file.proposal.is_certain))


def _keep(
    letter: Letter,
    files: list[File],
    proposal: Proposal,
    *,
    is_shared: bool,
    trouble: str,
    **facts: Any,
) -> Arrival:
    """Write one arrival with its files; the text of a mail to several is no single one's."""
    waits = [file for file in files if file.look.verdict in WAITED_FOR]
    arrival = Arrival.objects.create(
        client=proposal.client,
        why=proposal.why,
        sender=letter.sender,
        sender_name=letter.sender_name,
        author=letter.author or letter.sender,
        subject=letter.subject,
        excerpt="" if is_shared else letter.excerpt,
        sent_at=letter.sent_at,
        state=Arrival.State.WAITING if waits else Arrival.State.NO_BILL,
        reason="" if waits else _reason(files, trouble),
        **facts,
    )
    for file in files:
        _enclose(arrival, file)
    activity.record(
        "arrival.received",
        f"“{arrival}” arrived by {arrival.get_way_display().lower()}: "
        f"{count(len(waits), 'bill') if waits else arrival.reason}",
        actor=arrival.sent_in_by,
        client=arrival.client,
        subject=arrival,
    )
    return arrival


def _reason(files: Iterable[File], trouble: str) -> str:
    told = [f"{file.enclosed.name}: {file.look.reason}" for file in files]
    reason = trouble or " ".join(told) or NOTHING_ENCLOSED
    return reason if len(reason) <= 500 else f"{reason[:499]}…"


def _enclose(arrival: Arrival, file: File) -> None:
    stored = None
    name = displayed_name(file.enclosed.name)
    if file.is_takeable:
        stored = store(
            file.weight,
            name=name,
            kind=StoredFile.Kind.BILL,
            client=arrival.client,
            stored_by=arrival.sent_in_by,
        )
    Enclosure.objects.create(
        arrival=arrival,
        client=arrival.client,
        sent_in_by=arrival.sent_in_by,
        name=name,
        size=file.weight.size,
        sha256=file.weight.sha256,
        verdict=file.look.verdict,
        reason=file.look.reason[:500],
        format=file.look.format,
        carrier=file.look.carrier[:200],
        is_certain=file.proposal.is_certain and file.is_takeable,
        stored=stored,
    )
