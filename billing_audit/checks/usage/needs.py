"""What the checks of usage need on file."""

from billing_audit.checks.needs import Need

CALL_RECORDS = Need(
    "call records", "billing_audit_usagerecord WHERE client_id = %(client)s AND kind = 'voice'"
)
RATE_DECKS = Need(
    "a rate deck with prices",
    "billing_audit_deckversion WHERE client_id = %(client)s OR client_id IS NULL",
)
