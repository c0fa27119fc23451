"""Who may see which client's rows, enforced twice.

The first wall is ``visible_to(user)`` on every queryset.  The second is the
database: row-level security on every table that belongs to a client, a login
role for each kind of visitor, and a context that is signed, so that not even
injected SQL can widen it.
"""

from retainer.lib.tenancy.context import ALL, Scope, acting_as, one_moment
from retainer.lib.tenancy.declarations import CHANGE, OpenTable, Wall

__all__ = [
    "ALL",
    "CHANGE",
    "OpenTable",
    "Scope",
    "Wall",
    "acting_as",
    "one_moment",
]
