"""What the linter may know beyond the text, which depends on who asks.

A consultant may not learn from a remark whom else the practice works for.  So while a request is
written, only names that its reader may see anyway are looked for; ``strangers`` looks for all of
them and tells where, for a principal before the issue.
"""

import re
from collections.abc import Iterable

from django.db.models import QuerySet

from clients.people.models import Client, User
from clients.telecom.models import Site
from rfp.authoring.models import Rfp
from rfp.checking.engine import Noted, check
from rfp.checking.texts import RequestText
from rfp.checking.values import values_of
from rfp.linter.rule import Surroundings

LEGAL = re.compile(r",?\s+(?:Inc|LLC|L\.L\.C|Ltd|Corp|Corporation|Incorporated|Co|Company|plc)\.?$")
#: Names of sites that every client has.
EVERYBODYS = re.compile(
    r"(?:the\s+)?(?:main|head|home|branch|central|north|south|east|west|new|old|regional|data|court|city"
    r"|town|county|service|distribution|call|contact|operations?|training|corporate|warehouse|annex"
    r"|headquarters|hq|office|building|cent(?:er|re)|campus|library|house|hall|station|clinic|site|plant"
    r"|store|depot|yard|garage|lab|floor|tower|\d+|\s|#|-|&|and|of)+",
    re.IGNORECASE,
)


def surroundings_of(rfp: Rfp, user: User) -> Surroundings:
    """What a remark may tell this person."""
    return _around(rfp, Client.objects.visible_to(user), Site.objects.visible_to(user))


def strangers(rfp: Rfp, request: RequestText) -> list[Noted]:
    """Where the request names any other client of the practice; for principals' eyes.

    Runs in a context that sees every client: a principal's, or a worker's.
    """
    around = _around(rfp, Client.objects.all(), Site.objects.all())
    names = set(around.others)
    return [
        note
        for note in check(request, values_of(rfp), around)
        if note.rule.code == "CPY001" and note.words in names
    ]


def _around(rfp: Rfp, clients: QuerySet[Client], sites: QuerySet[Site]) -> Surroundings:
    others = {
        name: client.name
        for client in clients.exclude(pk=rfp.client_id)
        for name in _names(client.name)
    }
    own = {site.name for site in Site.objects.filter(client=rfp.client_id)}
    for name, street, client in sites.exclude(client=rfp.client_id).values_list(
        "name", "street", "client__name"
    ):
        others |= {each: client for each in _telling((name, street)) if each not in own}
    return Surroundings(client=rfp.client.name, others=others)


def _names(name: str) -> set[str]:
    return {name, LEGAL.sub("", name)}


def _telling(names: Iterable[str]) -> Iterable[str]:
    """Names that are one site's and no other's."""
    return (
        name
        for name in names
        if len(name) >= 6 and " " in name.strip() and EVERYBODYS.fullmatch(name) is None
    )
