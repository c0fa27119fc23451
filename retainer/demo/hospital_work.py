"""The retainer with St. Brannock: what was agreed, the projects under it, the time spent."""

from datetime import date
from decimal import Decimal

from retainer.demo.practice import CASEY, NADIA, PAT
from retainer.demo.story import Agreement, Entry, More, Project, Seat

AGREEMENT = Agreement(
    "Telecom retainer",
    date(2026, 8, 1),
    Decimal("6500.00"),
    Decimal("40.00"),
    notice_days=60,
    rollover="carry",
    rollover_cap=Decimal("20.00"),
    rollover_months=2,
    overage="ask",
    overage_rate=Decimal("195.00"),
    rounding_minutes=15,
    team=(
        Seat(CASEY.email, "Lead consultant"),
        Seat(NADIA.email, "Network consultant"),
        Seat(PAT.email, "Principal"),
    ),
    more=More(
        Decimal("12.00"),
        "Answer the bidders’ questions on the SD-WAN tender before the deadline of 11 December",
    ),
)

AUDIT, DISPUTES = "Carrier bill audit", "Disputes and credits"
SDWAN, CLOSURE = "SD-WAN sourcing", "Tarn Hill closure"

PROJECTS = (
    Project(
        AUDIT,
        "Every bill of every carrier, every line, every month, against contract and inventory.",
    ),
    Project(DISPUTES, "Put what the audit finds to the carriers and see the credits onto bills."),
    Project(
        SDWAN,
        "Replace the MPLS network before the Corvane term ends in June 2027: requirements, RFP, "
        "evaluation.",
    ),
    Project(
        CLOSURE,
        "Disconnect everything at the Tarn Hill clinic and prove that the billing stopped.",
        done=True,
    ),
)

_LOG = (
    ("08-03", CASEY, AUDIT, "3.0", "Loaded July bills from Corvane and Vexbridge, cleared rejects"),
    ("08-04", CASEY, AUDIT, "4.5", "Went through July findings; MPLS rate again above Amendment 2"),
    ("08-06", NADIA, DISPUTES, "3.0", "Dispute letter to Corvane on four ports, with Amendment 2"),
    ("08-10", PAT, SDWAN, "2.5", "Kick-off with Lena Fuchs: goals, sites, what must not change"),
    ("08-12", NADIA, SDWAN, "5.0", "Traffic and port inventory of nine sites from SNMP exports"),
    ("08-14", CASEY, CLOSURE, "2.0", "Matched Tarn Hill orders with Corvane's disconnect notice"),
    ("08-17", CASEY, AUDIT, "3.5", "August wireless bill: device protection doubled in July"),
    ("08-19", NADIA, DISPUTES, "2.5", "Call with Corvane billing; they ask for the signed page"),
    ("08-20", PAT, DISPUTES, "1.0", "Escalated Tarn Hill to Corvane's account director"),
    ("08-24", NADIA, SDWAN, "4.0", "Interviewed imaging on Wexcombe: file sizes, hours, delays"),
    ("08-26", CASEY, AUDIT, "3.5", "Second August wireless invoice is the first one renumbered"),
    ("08-28", PAT, AUDIT, "1.5", "Monthly report and call with Owen Brandt"),
    ("09-02", CASEY, AUDIT, "3.5", "August bills loaded; long distance does not multiply out"),
    ("09-03", NADIA, AUDIT, "2.5", "Re-rated SIP long distance from call records: $86.40 too much"),
    ("09-08", CASEY, DISPUTES, "3.0", "Dispute packet for the renumbered Marlfinch invoice"),
    ("09-09", NADIA, SDWAN, "5.5", "Requirements draft: availability, repair times, voice quality"),
    ("09-11", CASEY, AUDIT, "2.0", "Two unknown lines on the clinics' bill: asked Lena's team"),
    ("09-15", NADIA, DISPUTES, "2.0", "Marlfinch accepts six phones as cancelled, asks for dates"),
    ("09-16", PAT, SDWAN, "3.0", "Walked through the draft requirements with the steering group"),
    ("09-21", CASEY, DISPUTES, "3.5", "Vexbridge: disconnect confirmation of trunk 315-555-9100"),
    ("09-23", NADIA, SDWAN, "5.0", "Price sheet and response form for the RFP"),
    ("09-25", CASEY, CLOSURE, "1.5", "Visited Tarn Hill: no equipment left, photographs filed"),
    ("09-28", CASEY, AUDIT, "4.0", "SIP session rate since March: three letters, no amendment"),
    ("09-30", PAT, AUDIT, "2.0", "Monthly report and call with Owen Brandt"),
    ("10-02", CASEY, AUDIT, "3.0", "September bills loaded, all footed"),
    ("10-05", NADIA, SDWAN, "4.5", "Second draft after comments; security annex with the CISO"),
    ("10-07", CASEY, DISPUTES, "2.5", "Chased Corvane: ports will be credited back to January"),
    ("10-08", CASEY, AUDIT, "4.0", "Traced six cancelled phones through twelve bills"),
    ("10-13", NADIA, DISPUTES, "2.0", "Vexbridge opens a ticket for the trunk; number noted"),
    ("10-14", PAT, SDWAN, "3.5", "Long list of seven providers, reasons for dropping two"),
    ("10-19", NADIA, SDWAN, "5.0", "Evaluation model with weights, dry run on old offers"),
    ("10-21", CASEY, AUDIT, "3.5", "Checked overlap on the 10 Gbps upgrade against the order"),
    ("10-22", CASEY, DISPUTES, "3.0", "Credit request for the June overlap, eleven days"),
    ("10-27", NADIA, SDWAN, "4.0", "RFP read aloud with Lena Fuchs, ambiguous sentences rewritten"),
    ("10-29", PAT, AUDIT, "2.0", "Monthly report and call with Owen Brandt"),
    ("10-30", CASEY, AUDIT, "1.5", "Contract dates: Marlfinch notice must go out by 16 December"),
    ("11-03", CASEY, AUDIT, "3.5", "October bills loaded; clinics' e-invoice and two accounts"),
    ("11-04", CASEY, AUDIT, "4.0", "October findings triaged, twelve-month view for the report"),
    ("11-05", NADIA, SDWAN, "5.0", "Final edit of the RFP, numbering and cross-references"),
    ("11-09", CASEY, DISPUTES, "2.5", "May e-invoice: Vexbridge finds the paid balance in it"),
    ("11-11", PAT, SDWAN, "2.0", "Confidentiality agreements to five providers"),
    ("11-12", NADIA, DISPUTES, "3.0", "Put all open disputes and their deadlines into one list"),
    ("11-16", CASEY, AUDIT, "3.0", "Wire tracing order for the two unknown lines at the clinics"),
    ("11-18", NADIA, SDWAN, "4.5", "Bidders' call prepared: agenda, likely questions, answers"),
    ("11-20", CASEY, DISPUTES, "2.0", "Corvane: credit for Tarn Hill promised for December's bill"),
)

ENTRIES = tuple(
    Entry(date.fromisoformat(f"2026-{day}"), who.email, project, Decimal(hours), text)
    for day, who, project, hours, text in _LOG
)
