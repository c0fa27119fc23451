"""A client's telecom facts: accounts, sites, services, contracts, rates."""

from clients.models import BillingAccount, Contract, ContractDocument, ContractRate, Service, Site
from retainer.exporting.files import file_column
from retainer.exporting.tables import Column, Table
from retainer.exporting.term_tables import codes

CARRIER = Column("carrier", "The carrier's name.", ("carrier__name",))
ACCOUNT = Column("account", "The billing account's number.", ("account__number",))
SITE = Column("site", "The site's code; see sites.csv.", ("site__code",))

#: How bills, disputes and ends work under a contract; what nobody has read yet is empty.
CLAUSES = [
    Column("currency", "Currency of all its amounts."),
    Column("proration", "Days of a month that is billed in part: 30, actual or 365."),
    Column("payment_days", "Days from the bill date until payment is due."),
    Column("late_fee_percent", "Late fee, per cent a month."),
    codes("late_fee_codes", "Charge codes of a late fee"),
    Column("dispute_days", "Days from the bill date to dispute a charge."),
    Column("withhold_days", "Days from the bill date to withhold a disputed sum."),
    Column("back_bill_months", "Months within which a service has to be billed."),
    Column("acceptance_days", "Days after which a delivery counts as accepted."),
    Column("overlap_days", "Days of parallel billing in a migration."),
    Column("disconnect_notice_days", "Days of notice to disconnect a service."),
    Column("minimum_seats", "Licences or seats billed at least."),
    Column("escalator_cap_percent", "Per cent by which rates may rise in a year."),
    Column("holdover", "agreed: the rates continue after the term; carrier: list rates."),
    Column("renewal_months", "Months by which it renews itself."),
    Column("notice_opens_days", "Days before the end of the term from which notice is taken."),
    Column("minimum_term_months", "Minimum term of a service in months."),
    Column("termination_percent", "Per cent of the months left of the minimum term."),
    Column("later_termination_percent", "Per cent of the months left after the minimum term."),
    codes("termination_codes", "Charge codes of a termination charge"),
]

TABLES = [
    Table(
        "sites",
        "Places that services reach",
        Site,
        [
            Column("code", "Short name of the site; other tables name it by this."),
            Column("name", "Name of the site."),
            Column("street", "Street and number."),
            Column("city", "City."),
            Column("region", "State or region."),
            Column("postcode", "ZIP or postcode."),
            Column("country", "Country, as two letters."),
            Column("closed_on", "The day it was closed."),
        ],
        order=("code",),
    ),
    Table(
        "accounts",
        "Billing accounts at carriers",
        BillingAccount,
        [
            CARRIER,
            Column("number", "Account number as bills print it."),
            Column("name", "What the account is called."),
            Column("currency", "Currency of its bills."),
            Column("contract", "Contract whose terms hold for it.", ("contract__number",)),
            Column("closed_on", "The day it was closed."),
            Column("legal_entity", "Whose account it is, where taxes differ by entity."),
        ],
        order=("carrier__name", "number"),
    ),
    Table(
        "services",
        "Circuits, lines and other services",
        Service,
        [
            Column("number", "Circuit or phone number."),
            ACCOUNT,
            SITE,
            Column("state", "confirmed, proposed (seen on a bill only) or dismissed."),
            Column("kind", "Such as MPLS port or mobile line."),
            Column("product", "The carrier's product."),
            Column("bandwidth", "Its bandwidth."),
            Column("monthly_rate", "What it should cost a month, where that is known."),
            Column("install_date", "The day it was installed."),
            Column("disconnect_date", "The day it was disconnected."),
            Column("parent", "The service it is a part of.", ("parent__number",)),
            Column("far_end", "The site at its other end.", ("far_end__code",)),
            Column("redundancy_group", "Services that back each other up share it."),
            Column("speed_mbps", "Its speed in Mbit/s."),
            Column("seats", "Seats or working lines."),
            Column("assigned_to", "The person or role that has it."),
            Column("unassigned_on", "When that person gave it back."),
            Column("kept_because", "Why it is kept on purpose."),
            Column("suspended_from", "First day of a suspension.", ("suspended__startswith",)),
            Column("suspended_before", "The day after its last.", ("suspended__endswith",)),
            Column("suspended_rate", "Monthly rate while suspended."),
            Column("device", "phone, tablet, router or sensor."),
            Column("equipment_id", "IMEI or asset number."),
            Column("sim", "SIM card (ICCID)."),
            Column("equipment_ours_on", "When the equipment was bought or returned."),
        ],
        order=("number",),
    ),
    Table(
        "contracts",
        "Contracts with carriers",
        Contract,
        [
            CARRIER,
            Column("number", "Contract number."),
            Column("title", "What it is called."),
            Column("starts_on", "First day of the term.", ("term__startswith",)),
            Column("ends_before", "The day after the last day of the term.", ("term__endswith",)),
            Column("notice_days", "Days of notice."),
            Column("prorates_disconnects", "Whether a disconnected service is billed by days."),
            *CLAUSES,
        ],
        order=("carrier__name", "number"),
    ),
    Table(
        "contract_documents",
        "Signed papers",
        ContractDocument,
        [
            Column("contract", "Contract number.", ("contract__number",)),
            Column("title", "What the paper is."),
            Column("signed_on", "The day it was signed."),
            file_column("file"),
        ],
    ),
    Table(
        "contract_rates",
        "Agreed rates of carriers, by day",
        ContractRate,
        [
            CARRIER,
            Column("contract", "Contract number.", ("contract__number",)),
            Column("charge_code", "The carrier's charge code."),
            SITE,
            Column("service", "The service's number.", ("service__number",)),
            Column("rate", "Rate per unit."),
            Column("currency", "Currency of the rate."),
            Column("valid_from", "First day it holds.", ("valid__startswith",)),
            Column("valid_before", "The day after the last day it holds.", ("valid__endswith",)),
            Column("document", "Title of the paper it stands on.", ("document__title",)),
            Column("page", "Page of that paper."),
        ],
    ),
]
