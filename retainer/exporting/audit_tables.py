"""What audits could not verify, and what was tuned of their checks."""

from billing_audit.models import FindingChange, OwnSetting, Suppression, UnverifiedCharge
from retainer.exporting.billing_tables import FINDING, THEIR_FINDINGS, charge_type
from retainer.exporting.tables import Column, Table, month
from retainer.exporting.telecom_tables import ACCOUNT

TABLES = [
    Table(
        "unverified_charges",
        "Charges that no check of an audit could hold against anything on file",
        UnverifiedCharge,
        [
            Column("audit_id", "The audit in audits.csv.", ("run__public_id",)),
            ACCOUNT,
            Column("charge_code", "The carrier's charge code.", ("code",)),
            Column("description", "What the bill says."),
            Column("charge_type", "Kind of charge.", ("charge_type",), charge_type),
            Column("currency", "Currency of the money."),
            Column("charges", "How many lines above zero."),
            Column("spend", "What they come to."),
            Column("first_month", "First month it was billed.", ("first_month",), month),
            Column("last_month", "Last month it was billed.", ("last_month",), month),
        ],
    ),
    Table(
        "audit_settings",
        "Tolerances and thresholds of checks that were changed for you",
        OwnSetting,
        [
            Column("check", "The check.", ("check_code",)),
            Column("setting", "What it compares with.", ("name",)),
            Column("value", "The value; empty where it was taken back to the default."),
            Column("reason", "Why."),
            Column("set_by", "Who set it.", ("set_by__name",)),
            Column("set_at", "When."),
        ],
    ),
    Table(
        "suppressions",
        "Rules that suppress findings as no errors",
        Suppression,
        [
            Column("id", "Identity of the rule.", ("public_id",)),
            Column("check", "The check whose findings it suppresses.", ("check_code",)),
            Column("covering", "What it covers."),
            Column("until", "Month of the last bills it covers.", ("until",), month),
            Column("reason", "Why it is no error."),
            Column("note", "What makes it right.", internal=True),
            Column("made_by", "Who made it.", ("made_by__name",)),
            Column("made_at", "When."),
            Column("lifted_at", "When it was lifted; empty while it is in force."),
            Column("lifted_why", "Why it was lifted.", internal=True),
        ],
        shared=None,
    ),
    Table(
        "audit_changes",
        "What audits of changed months made of findings",
        FindingChange,
        [
            Column("audit_id", "The audit in audits.csv.", ("run__public_id",)),
            FINDING,
            Column("kind", "new, larger, smaller, gone or other."),
            Column("state", "What was decided before, and stands."),
            Column("currency", "Currency of the amounts."),
            Column("claimed_before", "What was asked back before."),
            Column("claimed_after", "What is asked back since."),
        ],
        shared=THEIR_FINDINGS,
    ),
]
