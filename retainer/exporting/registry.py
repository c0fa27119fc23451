"""Every table of a client is here: in the export, or left out with the reason."""

from collections.abc import Iterator

from billing_audit.models import (
    Arrival,
    BilledService,
    Change,
    ChargeCode,
    Coverage,
    CreditLook,
    Enclosure,
    Hit,
    LineShelf,
    Reach,
    RunStep,
)
from clients.models import (
    BulkChange,
    ClientExport,
    ClientNote,
    CustomerServiceRecord,
    Invitation,
    Meeting,
    Notice,
    ProjectAlias,
    PulseChoice,
    Stakeholder,
    StakeholderChange,
    StoredFile,
    Timer,
)
from retainer.exporting import (
    advice_tables,
    allotment_tables,
    audit_tables,
    bidder_tables,
    billing_tables,
    committee_tables,
    contract_tables,
    desk_tables,
    dispute_tables,
    estate_tables,
    expected_tables,
    handover_tables,
    issue_tables,
    metric_tables,
    objective_tables,
    obligation_tables,
    playbook_tables,
    promise_tables,
    relationship_tables,
    renewal_tables,
    retainer_tables,
    rfp_tables,
    sourcing_tables,
    telecom_tables,
    term_tables,
    transition_tables,
    usage_tables,
)
from retainer.exporting.tables import Table
from rfp.models import EntryCode

TABLES = [
    *retainer_tables.TABLES,
    *telecom_tables.TABLES,
    *term_tables.TABLES,
    *contract_tables.TABLES,
    *allotment_tables.TABLES,
    *estate_tables.TABLES,
    *billing_tables.TABLES,
    *audit_tables.TABLES,
    *expected_tables.TABLES,
    *dispute_tables.TABLES,
    *usage_tables.TABLES,
    *advice_tables.TABLES,
    *objective_tables.TABLES,
    *issue_tables.TABLES,
    *metric_tables.TABLES,
    *promise_tables.TABLES,
    *transition_tables.TABLES,
    *desk_tables.TABLES,
    *relationship_tables.TABLES,
    *obligation_tables.TABLES,
    *playbook_tables.TABLES,
    *handover_tables.TABLES,
    *renewal_tables.TABLES,
    *committee_tables.TABLES,
    *rfp_tables.TABLES,
    *bidder_tables.TABLES,
    *sourcing_tables.TABLES,
]

LEFT_OUT = {
    EntryCode: "codes that opened a door once, for ten minutes",
    StoredFile: "the files themselves lie in the archive, named by manifest.csv",
    Arrival: "a mail to the practice; the bills taken from it are files of their own",
    Enclosure: "what a mail to the practice holds until somebody takes it",
    LineShelf: "how bill lines are stored",
    BilledService: "its number stands in every bill line",
    ChargeCode: "its code stands in every bill line",
    Change: "what changed of rows that are in the tables as they are now",
    Reach: "what the lines of a bill say: their first and last days",
    Coverage: "sums of unverified_charges and of bill_lines",
    RunStep: "how the work of an audit is shared out while it runs",
    CreditLook: "how far bills were looked at for credits",
    Hit: "what a running audit notes down until it is merged into findings",
    CustomerServiceRecord: "its account, number and day stand in every code of service_records",
    Timer: "a consultant's running clock; what it comes to is an entry",
    Meeting: "what a consultant's calendar called a meeting; the work of it is in the entries",
    BulkChange: "how a consultant takes an edit back",
    PulseChoice: "whether people are asked for pulses; whom, and what they said, is in pulses",
    Notice: "told one person; what it tells of is in the tables",
    ProjectAlias: "what another system called a project",
    Stakeholder: "what the practice thinks of a client's people, which it keeps to itself",
    StakeholderChange: "how the practice came to think so",
    ClientNote: "what the practice notes for itself",
    Invitation: "a way in for one person, with a secret",
    ClientExport: "an archive like this one",
}


def tables_for(*, is_client: bool) -> Iterator[Table]:
    """The tables of an export, for the practice or for the client's own people."""
    for table in TABLES:
        if not is_client or table.shared is not None:
            yield table
