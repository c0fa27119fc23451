"""What a model says about who may see its rows."""

from dataclasses import dataclass

CHANGE = "SELECT, INSERT, UPDATE, DELETE"


@dataclass(frozen=True)
class Wall:
    """What the roles may do with a table, and which rows they meet.

    Staff and the worker may do what ``practice`` says with the rows of the
    clients in their context.  The portal may do nothing unless ``portal`` says
    so, and then only with rows for which the SQL condition ``portal_rows``
    holds as well, and ``portal_writes`` for what they add or change.
    """

    #: Privileges of staff and the worker; without UPDATE and DELETE nobody rewrites the past.
    practice: str = CHANGE
    #: A further condition on the rows staff and the worker meet; what they add need not fulfil it.
    practice_rows: str = "true"
    #: Privileges of client users, such as ``"SELECT"`` or ``"SELECT, INSERT"``.
    portal: str = ""
    #: A further condition on the rows client users meet.
    portal_rows: str = "true"
    #: A further condition on the rows client users write, where they read more than they may say.
    portal_writes: str = "true"
    #: A further condition on the rows staff meet, where some are one person's alone.
    staff_rows: str = "true"
    #: A further condition on the rows staff write in their own name; the worker writes any.
    staff_writes: str = "true"
    #: Rows whose client is not known yet belong to the person who brought them: their user column.
    unclaimed_by: str = ""
    #: Rows of no client are the practice's own: staff and the worker meet them with any client.
    shared: bool = False
    #: Privileges of a bidder's people, and the rows they meet: those of ``app.rfp()`` or
    #: ``app.bidder()``; the clients of the context are no business of theirs.
    bidder: str = ""
    bidder_rows: str = "false"
    #: A further condition on the rows they write.
    bidder_writes: str = "true"
    #: The column that names the client.
    column: str = "client_id"
    #: Rows the sign-in role may read, for tables it needs before anybody is signed in.
    web: str = ""
    #: Staff may insert rows of a client that did not exist when the context was signed.
    founding: bool = False
    #: Of the staff only who sees all clients, a principal, meets the rows.
    principals_only: bool = False


@dataclass(frozen=True)
class OpenTable:
    """A table that belongs to no client, with the reason and what each role may do there."""

    reason: str
    web: str = ""
    portal: str = ""
    #: A condition on the rows client users meet; without one they meet all.
    portal_rows: str = ""
    staff: str = ""
    worker: str = ""
    bidder: str = ""
