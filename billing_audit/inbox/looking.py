"""What an enclosed file is, and whose its account numbers say it is."""

from dataclasses import dataclass, field
from pathlib import Path

from billing_audit.bills.arrivals import opened
from billing_audit.bills.identifying import Survey, owners, several, survey
from billing_audit.inbox.letters import Enclosed
from billing_audit.inbox.models import Enclosure
from clients.people.models import Client
from retainer.lib.format import count
from retainer.lib.refusal import Refused
from retainer.lib.uploads import Kind, sniff

Verdict = Enclosure.Verdict
#: Pictures smaller than this stand in a signature more often than not.
LOGO = 60_000
#: What mail programs enclose by themselves, by its type or the ending of its name.
BESIDES = {
    "text/calendar": "An invitation to a meeting.",
    "text/vcard": "A business card.",
    "text/x-vcard": "A business card.",
    "application/pkcs7-signature": "A digital signature.",
    "application/x-pkcs7-signature": "A digital signature.",
    "application/pgp-signature": "A digital signature.",
    "application/ms-tnef": "Outlook packed the files into winmail.dat, which nobody else opens. "
    "Ask the sender to send it as plain text or HTML.",
}
ENDINGS = {".ics": "text/calendar", ".vcf": "text/vcard", ".p7s": "application/pkcs7-signature"}
TNEF = "winmail.dat"
#: Kinds of file that no bill comes as.
NEVER = (Kind.IMAGE, Kind.HTML, Kind.DOCX)


@dataclass
class Look:
    """What was found out about one file."""

    verdict: str
    reason: str = ""
    format: str = ""
    carrier: str = ""
    #: The clients whose accounts it names, and the name it is addressed to.
    clients: list[Client] = field(default_factory=list)
    numbers: list[str] = field(default_factory=list)
    buyer: str = ""


def look_at(enclosed: Enclosed) -> Look:
    """Recognise a file, or say why it is no bill; archives are opened."""
    if besides := _besides(enclosed):
        return Look(Verdict.NO_BILL, besides)
    if enclosed.path.stat().st_size == 0:
        return Look(Verdict.NO_BILL, "The file is empty.")
    kind = sniff(enclosed.path)
    if kind in NEVER:
        return Look(Verdict.NO_BILL, _why_never(kind, enclosed))
    try:
        with opened(enclosed.path, enclosed.name) as members:
            looks = [_recognise(member.path) for member in members]
    except Refused as refused:
        return Look(Verdict.UNREAD, refused.sentence)
    return looks[0] if len(looks) == 1 else _together(looks)


def _besides(enclosed: Enclosed) -> str:
    if enclosed.name.lower() == TNEF:
        return BESIDES["application/ms-tnef"]
    ending = ENDINGS.get(enclosed.name.lower()[-4:], "")
    return BESIDES.get(enclosed.type) or BESIDES.get(ending, "")


def _why_never(kind: Kind, enclosed: Enclosed) -> str:
    if kind is Kind.IMAGE and enclosed.in_text and enclosed.path.stat().st_size < LOGO:
        return "A picture in the text, such as the logo of a signature."
    if kind is Kind.IMAGE:
        return "A picture. A scanned bill can be entered by its totals."
    return f"{kind.in_words[:1].upper()}{kind.in_words[1:]}."


def _recognise(path: Path) -> Look:
    try:
        found = survey(path)
        if not found.accounts:
            raise Refused("It names no account, so it is no bill.", reason="no_account")
    except Refused as refused:
        paper = sniff(path) is Kind.PDF
        return Look(Verdict.PERHAPS if paper else Verdict.UNREAD, refused.sentence)
    return _sorted(found)


def _sorted(found: Survey) -> Look:
    """A bill, with those whose accounts it names."""
    clients, _ = owners(found, None)
    return Look(
        Verdict.BILL,
        reason=several(clients) if len(clients) > 1 else "",
        format=found.format,
        carrier=", ".join(sorted({carrier for carrier, _ in found.accounts if carrier})),
        clients=list(clients),
        numbers=[number for numbers in clients.values() for number in numbers],
        buyer=found.buyer,
    )


def _together(looks: list[Look]) -> Look:
    """What an archive is by what its members are."""
    bills = [look for look in looks if look.verdict == Verdict.BILL]
    if not bills:
        inside = f"{count(len(looks), 'file')} inside"
        why = f": {looks[0].reason}" if looks else "."
        return Look(Verdict.UNREAD, f"An archive, {inside}{why}")
    return Look(
        Verdict.BILL,
        reason=f"{count(len(bills), 'bill')} in an archive of {count(len(looks), 'file')}.",
        format=bills[0].format if len({bill.format for bill in bills}) == 1 else "",
        carrier=", ".join(sorted({bill.carrier for bill in bills if bill.carrier})),
        clients=list({client.pk: client for bill in bills for client in bill.clients}.values()),
        numbers=[number for bill in bills for number in bill.numbers],
        buyer=next((bill.buyer for bill in bills if bill.buyer), ""),
    )
