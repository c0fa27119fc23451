"""Every table of a client is here: in the export, or left out with the reason."""

from collections.abc import Iterator

from billing_audit.models import Arrival, BilledService, ChargeCode, Enclosure, Hit, LineShelf
from clients.models import (
    BulkChange,
    ClientExport,
    Invitation,
    Meeting,
    Notice,
    ProjectAlias,
    StoredFile,
    Timer,
)
from retainer.exporting import billing_tables, retainer_tables, telecom_tables, usage_tables
from retainer.exporting.tables import Table

TABLES = [
    *retainer_tables.TABLES,
    *telecom_tables.TABLES,
    *billing_tables.TABLES,
    *usage_tables.TABLES,
]

LEFT_OUT = {
    StoredFile: "the files themselves lie in the archive, named by manifest.csv",
    Arrival: "a mail to the practice; the bills taken from it are files of their own",
    Enclosure: "what a mail to the practice holds until somebody takes it",
    LineShelf: "how bill lines are stored",
    BilledService: "its number stands in every bill line",
    ChargeCode: "its code stands in every bill line",
    Hit: "what a running audit notes down until it is merged into findings",
    Timer: "a consultant's running clock; what it comes to is an entry",
    Meeting: "what a consultant's calendar called a meeting; the work of it is in the entries",
    BulkChange: "how a consultant takes an edit back",
    Notice: "told one person; what it tells of is in the tables",
    ProjectAlias: "what another system called a project",
    Invitation: "a way in for one person, with a secret",
    ClientExport: "an archive like this one",
}


def tables_for(*, is_client: bool) -> Iterator[Table]:
    """The tables of an export, for the practice or for the client's own people."""
    for table in TABLES:
        if not is_client or table.shared is not None:
            yield table
