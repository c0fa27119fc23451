"""What must be on file of a contract before its checks can say anything."""

from billing_audit.checks.needs import Need


def _terms(words: str, table: str, condition: str = "") -> Need:
    return Need(words, f"clients_{table} WHERE client_id = %(client)s{condition}")


DISCOUNTS = _terms("discounts of contracts", "discount")
COMMITMENTS = _terms("commitments of contracts", "commitment")
SCHEDULED_CREDITS = _terms("scheduled credits", "scheduledcredit")
WAIVERS = _terms("waivers of contracts", "waiver")
PRICE_TIERS = _terms("price tiers of contracts", "pricetier")
USAGE_TERMS = _terms("usage terms of contracts", "usageterm")
SERVICE_LEVELS = _terms("service levels of contracts", "servicelevel")
REPAIR_TARGETS = _terms(
    "repair targets of contracts", "repairtarget", " AND credit_percent IS NOT NULL"
)
SURCHARGE_TERMS = _terms("surcharge terms of contracts", "surchargeterm")
# Not the credits themselves: where none is due any more, the check has to say so.
METRIC_CREDITS = _terms(
    "metrics whose miss gives a credit",
    "metricdefinition",
    " AND activated_at IS NOT NULL AND credit_kind <> 'none'",
)
REBILL_AGREEMENTS = _terms("what providers may add to charges they bill on", "rebillagreement")
OUTAGES = _terms("outages with their tickets", "outage")
MOBILE_PLANS = _terms("mobile plans", "wirelessplan")
CONTRACT_TERM = _terms("the term of a contract", "contract", " AND upper(term) IS NOT NULL")
HOLDOVER = _terms("what holds after a contract’s term", "contract", " AND holdover = 'agreed'")
ESCALATOR = _terms(
    "a cap on increases in a contract", "contract", " AND escalator_cap_percent IS NOT NULL"
)
TERMINATION = _terms(
    "termination charges in a contract",
    "contract",
    " AND termination_percent IS NOT NULL AND termination_codes <> '{}'",
)
LATE_FEE = _terms("the late fee in a contract", "contract", " AND late_fee_percent IS NOT NULL")
