"""What to do about data that checks lack, and the page where one does it."""

from billing_audit.checks import needs
from billing_audit.checks.contract import needs as contract
from billing_audit.checks.document import addressees, balances, due_dates
from billing_audit.checks.fees import needs as fees
from billing_audit.checks.inventory import needs as inventory
from billing_audit.checks.needs import Need
from billing_audit.checks.payments import needs as payments
from billing_audit.checks.unusual import third_parties
from billing_audit.checks.usage import needs as usage
from billing_audit.checks.wireless import needs as wireless

#: By page: what one does there, and the data that this brings.
_PAGES: dict[tuple[str, str], tuple[Need, ...]] = {
    ("Load bills with their lines", "bills:file_list"): (needs.BILL_LINES,),
    ("Load bills with their stated totals", "bills:file_list"): (needs.STATED_TOTALS,),
    ("Load electronic invoices", "bills:file_list"): (needs.E_INVOICES,),
    ("Load bills in a format that states it", "bills:file_list"): (
        *(addressees.BUYERS, balances.BALANCES, payments.DUE_DATES, third_parties.PROVIDERS),
    ),
    ("Load bills that mark what is interstate", "bills:file_list"): (fees.JURISDICTIONS,),
    ("Add the contract's rates", "telecom:rate_list"): (needs.CONTRACT_RATES,),
    ("Enter the contract's terms", "telecom:term_overview"): (
        *(due_dates.PAYMENT_TERMS, contract.CONTRACT_TERM, contract.HOLDOVER, contract.ESCALATOR),
        *(contract.TERMINATION, contract.LATE_FEE, contract.COMMITMENTS, contract.DISCOUNTS),
        *(contract.PRICE_TIERS, contract.SCHEDULED_CREDITS, contract.SERVICE_LEVELS),
        *(contract.REPAIR_TARGETS, contract.SURCHARGE_TERMS, contract.USAGE_TERMS),
        contract.WAIVERS,
    ),
    ("Load the inventory of services", "telecom:service_list"): (
        *(needs.INVENTORY, inventory.MATCHING_INVENTORY),
    ),
    ("Add it to the services", "telecom:service_list"): (
        *(inventory.PARENTS, inventory.FAR_ENDS, inventory.SPEEDS, inventory.EQUIPMENT),
        *(inventory.SUSPENSIONS, inventory.SEATS, wireless.GIVEN_BACK, wireless.DEVICES),
    ),
    ("Add the orders", "telecom:order_list"): (inventory.ORDERS,),
    ("Add it to the sites", "telecom:site_list"): (inventory.CLOSED_SITES,),
    ("Add the outages", "telecom:outage_list"): (contract.OUTAGES,),
    ("Add the payments", "telecom:payment_list"): (payments.PAYMENTS,),
    ("Send disputes, and enter what carriers answer", "disputes:dispute_list"): (
        *(payments.PROMISES, payments.WITHHELD),
    ),
    ("Add it to the accounts", "telecom:account_list"): (payments.CLOSED_ACCOUNTS,),
    ("Define the metrics and activate them", "metrics:metric_list"): (contract.METRIC_CREDITS,),
    ("Add the rebill agreements", "telecom:rebill_agreement_list"): (contract.REBILL_AGREEMENTS,),
    ("Add the mobile plans", "telecom:plan_list"): (
        *(contract.MOBILE_PLANS, wireless.POOLED_PLANS, wireless.PLANS_FOR_DEVICES),
    ),
    ("Add the instalments", "telecom:instalment_list"): (wireless.INSTALMENTS,),
    ("Load call records", "usage:file_list"): (usage.CALL_RECORDS,),
    ("Load a rate deck", "rating:deck_list"): (usage.RATE_DECKS,),
    ("Load the factors", "telecom:fee_list"): (fees.FUSF_FACTORS,),
    ("Load rates of taxes and fees", "telecom:fee_list"): (fees.PUBLIC_FEES,),
    ("Add the tax certificates", "telecom:certificate_list"): (fees.CERTIFICATES,),
}
#: The same by the words of what is missing.
UNLOCKED_BY = {need.words: deed for deed, brought in _PAGES.items() for need in brought}
