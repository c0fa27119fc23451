"""What was put forward of a request, who read and approved it, and what was issued."""

from retainer.exporting.files import file_column
from retainer.exporting.tables import Column, Table
from rfp.models import IssueApproval, IssueCandidate, IssuedVersion, IssueReview

RFP = Column("rfp_id", "The request in rfps.csv.", ("rfp__public_id",))
CANDIDATE = Column(
    "candidate_id", "What it is about, in rfp_put_forward.csv.", ("candidate__public_id",)
)

TABLES = [
    Table(
        "rfp_put_forward",
        "Requests as they were put forward",
        IssueCandidate,
        [
            Column("id", "Identity of what was put forward.", ("public_id",)),
            RFP,
            Column("number", "Which time."),
            Column("document", "Everything it says, as JSON."),
            Column("digest", "The SHA-256 of it."),
            Column("kind", "The right it takes to approve."),
            Column("money", "Expected value over the term."),
            Column("currency", "Of that value."),
            Column("put_by", "Who put it forward.", ("put_by__name",)),
            Column("put_at", "When."),
            Column("withdrawn_by", "Who took it back.", ("withdrawn_by__name",)),
            Column("withdrawn_at", "When."),
            Column("because", "Why."),
        ],
        order=("rfp", "number"),
    ),
    Table(
        "rfp_read",
        "Who read a request before it was issued",
        IssueReview,
        [
            CANDIDATE,
            Column("person", "Who.", ("person__name",)),
            Column("remark", "What they said."),
            Column("at", "When."),
        ],
        order=("candidate", "pk"),
    ),
    Table(
        "rfp_approvals",
        "The client's word on issuing a request",
        IssueApproval,
        [
            CANDIDATE,
            Column("outcome", "approved or declined."),
            Column("reason", "Why."),
            Column("decided_by", "Who.", ("decided_by__name",)),
            Column("right_of", "By whose right.", ("right_of__name",)),
            Column("limit", "Its limit then; empty is without limit."),
            Column("decided_at", "When."),
        ],
        order=("candidate",),
    ),
    Table(
        "rfp_issued",
        "Requests as bidders have them",
        IssuedVersion,
        [
            Column("id", "Identity of the version.", ("public_id",)),
            RFP,
            Column("number", "Which version."),
            Column("document", "Everything it says, as JSON."),
            Column("told", "What of it bidders read before the award, as JSON."),
            Column("digest", "The SHA-256 of it."),
            Column("commitment", "The SHA-256 of formula and weights."),
            Column("changed", "Ids of what is new since the version before."),
            Column("issued_by", "Who issued it.", ("issued_by__name",)),
            Column("issued_at", "When."),
            file_column("pdf", "pdf"),
            file_column("docx", "docx"),
            file_column("xlsx", "xlsx"),
            file_column("ocds", "ocds"),
        ],
        order=("rfp", "number"),
    ),
]
