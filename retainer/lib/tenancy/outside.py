"""Tables of other packages, none of which holds a client's rows."""

from retainer.lib.tenancy.declarations import CHANGE, OpenTable

OUTSIDE: dict[str, OpenTable] = {
    "django_migrations": OpenTable("which migrations ran", web="SELECT", worker="SELECT"),
    "django_content_type": OpenTable(
        "names of models",
        web="SELECT",
        portal="SELECT",
        staff="SELECT",
        worker="SELECT",
        bidder="SELECT",
    ),
    "auth_permission": OpenTable("not used; the framework's own"),
    "auth_group": OpenTable("not used; the framework's own"),
    "auth_group_permissions": OpenTable("not used; the framework's own"),
    # Whoever reads a session can become its owner: only sign-in may, and tests, as the worker.
    "django_session": OpenTable("read before we know who is there", web=CHANGE, worker=CHANGE),
    "account_emailaddress": OpenTable("sign-in happens before we know who is there", web=CHANGE),
    "account_emailconfirmation": OpenTable(
        "sign-in happens before we know who is there", web=CHANGE
    ),
    "mfa_authenticator": OpenTable("holds the keys of one-time codes", web=CHANGE),
}
