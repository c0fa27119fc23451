"""The retainer with Kestrel Ridge: smaller, younger, mostly wireless and depots."""

from datetime import date
from decimal import Decimal

from retainer.demo.practice import CASEY, NADIA, PAT
from retainer.demo.story import Agreement, Entry, Project, Seat

AGREEMENT = Agreement(
    "Telecom retainer",
    date(2026, 8, 1),
    Decimal("2450.00"),
    Decimal("14.00"),
    overage_rate=Decimal("190.00"),
    ends_on=date(2027, 1, 31),
    team=(Seat(NADIA.email, "Lead consultant"), Seat(CASEY.email, "Bill auditor")),
)

AUDIT, WIRELESS, SOUTH = "Carrier bill audit", "Wireless plan review", "South depot move"

PROJECTS = (
    Project(AUDIT, "Every bill of every carrier against contract and inventory, every month."),
    Project(WIRELESS, "Right plan for every driver's phone and cab tablet; amendment of July."),
    Project(SOUTH, "Move the South depot without paying for two buildings.", done=True),
)

_LOG = (
    ("08-05", NADIA, AUDIT, "2.5", "July bills loaded; South depot's internet is still billed"),
    ("08-11", NADIA, WIRELESS, "3.0", "Usage of cab tablets by month, nine below 200 MB"),
    ("08-13", CASEY, WIRELESS, "2.0", "Marlfinch: plan rate of the July amendment not loaded"),
    ("08-18", NADIA, AUDIT, "2.5", "Corvane sent the August bill again with a new due date"),
    ("08-25", CASEY, SOUTH, "2.0", "Asked Vexbridge for the disconnect confirmation, order 88210"),
    ("08-27", PAT, AUDIT, "1.5", "Monthly report and call with Stella Moreno"),
    (
        "09-03",
        NADIA,
        AUDIT,
        "2.5",
        "August bills loaded, duplicate kept apart from the payment run",
    ),
    ("09-10", NADIA, WIRELESS, "3.5", "Three numbers nobody drives with: list to dispatch"),
    ("09-17", CASEY, AUDIT, "3.0", "Depot internet at $420 against $395: since January"),
    ("09-22", NADIA, WIRELESS, "2.5", "Plan mix for winter peak, three options with cost"),
    ("09-24", NADIA, SOUTH, "1.0", "Order 88210 found with delivery receipt, sent to Vexbridge"),
    ("09-29", PAT, AUDIT, "1.5", "Monthly report and call with Stella Moreno"),
    ("10-06", NADIA, AUDIT, "2.5", "September bills loaded and checked"),
    ("10-12", NADIA, WIRELESS, "3.0", "Dispute with Marlfinch: sixteen lines above the amendment"),
    ("10-15", CASEY, AUDIT, "2.5", "Tax on one e-invoice above its own base; asked for correction"),
    ("10-20", NADIA, WIRELESS, "3.0", "Workshop with dispatch on spare tablets and cancellations"),
    ("10-28", NADIA, AUDIT, "2.5", "Install at the North depot charged twice: packet to Corvane"),
    ("10-30", PAT, AUDIT, "1.5", "Monthly report and call with Stella Moreno"),
    ("11-04", NADIA, AUDIT, "3.0", "October bills loaded, findings triaged"),
    ("11-10", NADIA, WIRELESS, "2.5", "Marlfinch will credit the plan difference in two cycles"),
    ("11-17", CASEY, AUDIT, "2.0", "Vexbridge account team: South depot on next correction run"),
    ("11-19", NADIA, WIRELESS, "2.0", "Wrote the cancellation list with Tom Whitfield"),
)

ENTRIES = tuple(
    Entry(date.fromisoformat(f"2026-{day}"), who.email, project, Decimal(hours), text)
    for day, who, project, hours, text in _LOG
)
