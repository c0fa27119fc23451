"""Whose an arrival seems to be, and why: a proposal that a person confirms by a click."""

from dataclasses import dataclass

from billing_audit.inbox.letters import Letter
from billing_audit.inbox.looking import Look
from billing_audit.inbox.models import Arrival
from clients.people.models import Client, User
from retainer.lib.format import count

#: Account numbers in one sentence, and earlier mails that are asked about.
MOST_NAMED, MOST_ASKED = 2, 20


@dataclass(frozen=True)
class Proposal:
    """A client, or none, and the reason."""

    client: Client | None
    why: str
    #: It rests on account numbers, which a click does not override.
    is_certain: bool = False


NOBODY = Proposal(None, "Nothing tells whose it is.")


def whose(look: Look, sent: Proposal) -> Proposal:
    """Whose a file is: by its account numbers, by the name on it, else by how it was sent."""
    if len(look.clients) > 1:
        return Proposal(None, "It holds bills of several clients. Split it, then send the parts.")
    if look.clients:
        return _by_numbers(look)
    if look.buyer:
        named = list(Client.objects.active().filter(name__iexact=look.buyer)[:2])
        if len(named) == 1:
            return Proposal(named[0], f"It is addressed to {look.buyer}.")
    return sent


def _by_numbers(look: Look) -> Proposal:
    client = look.clients[0]
    named = ", ".join(look.numbers[:MOST_NAMED])
    rest = len(look.numbers) - MOST_NAMED
    more = f" and {count(rest, 'other')}" if rest > 0 else ""
    return Proposal(client, f"{client} has the account {named}{more}.", is_certain=True)


def by_way(letter: Letter, sender: User | None) -> Proposal:
    """Whose a mail is by who sent it: a client's own person, or one of us; else a guess."""
    author = letter.author or letter.sender
    if (person := _person(author, User.Kind.CLIENT)) and (client := _only_client(person)):
        return Proposal(client, f"{author} belongs to {client}.")
    earlier = _earlier(author)
    if sender and not sender.is_principal:
        client = _only_client(sender)
        if client and earlier in (None, client):
            return Proposal(client, f"{sender}, who sent it on, works for {client} only.")
        if earlier and not Client.objects.visible_to(sender).contains(earlier):
            return NOBODY  # whoever sent it on reads the reason
    return _guess(author, earlier) if earlier else NOBODY


def _guess(author: str, client: Client) -> Proposal:
    """A carrier may have won a new client, whose bill the old one's consultants must not meet.

    So it stays with the principals, and with whoever sent it on, until somebody takes it.
    """
    return Proposal(None, f"Perhaps {client}’s, as every earlier bill from {author} was.")


def member_of_practice(address: str) -> User | None:
    """Whoever of the practice has the address."""
    return _person(address, User.Kind.CONSULTANT) or _person(address, User.Kind.PRINCIPAL)


def _person(address: str, kind: str) -> User | None:
    if not address:
        return None
    return User.objects.filter(email__iexact=address, kind=kind, is_active=True).first()


def _only_client(person: User) -> Client | None:
    clients = list(Client.objects.active().filter(memberships__user=person).distinct()[:2])
    return clients[0] if len(clients) == 1 else None


def _earlier(author: str) -> Client | None:
    """The client of all the author's last mails that were taken; a carrier writes to many."""
    if not author:
        return None
    taken = Arrival.objects.filter(author=author, state=Arrival.State.TAKEN)
    clients = set(taken.order_by("-arrived_at").values_list("client_id", flat=True)[:MOST_ASKED])
    if len(clients) != 1 or None in clients:
        return None
    return Client.objects.active().filter(pk__in=clients).first()
