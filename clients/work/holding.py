"""Who takes hold of what, so that people who work at once wait for each other and never in a ring.

Always in this order, and among equals by their keys:

1. clients: only who takes time over from another system;
2. agreements: who closes a month, approves or edits an agreement has one for themselves, who logs
   or changes work shares it with others who do (``share_months``);
3. people: whose day is added up (``hold_people``);
4. timers and entries (``held``).

Whoever may have to wait for a month to be closed looks for its statement afterwards.
"""

from collections.abc import Iterable

from django.db import connection

from clients.people.models import User
from clients.work.models import WorkEntry


def share_months(agreements: Iterable[int]) -> None:
    """Let nobody close a month of these agreements meanwhile; others may log work, too."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT FROM clients_retaineragreement WHERE id = ANY(%s) ORDER BY id FOR KEY SHARE",
            [sorted(set(agreements))],
        )


def hold_people(people: Iterable[int]) -> None:
    """Let nobody else add up these people's days; rows that name them may be written."""
    rows = User.objects.select_for_update(no_key=True).filter(pk__in=set(people))
    list(rows.order_by("pk").values_list("pk"))


def held(entries: Iterable[int]) -> dict[int, WorkEntry]:
    """The entries with these keys as they stand now, and let nobody change them."""
    rows = WorkEntry.objects.filter(pk__in=list(entries)).order_by("pk")
    related = rows.select_related("project__agreement", "client", "consultant")
    return related.select_for_update(of=("self",)).in_bulk()
