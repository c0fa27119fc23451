"""A client's telecom facts: accounts, sites, services, contracts, rates."""

from clients.models import BillingAccount, Contract, ContractDocument, ContractRate, Service, Site
from retainer.exporting.files import file_column
from retainer.exporting.tables import Column, Table

CARRIER = Column("carrier", "The carrier's name.", ("carrier__name",))
ACCOUNT = Column("account", "The billing account's number.", ("account__number",))
SITE = Column("site", "The site's code; see sites.csv.", ("site__code",))

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
            Column("closed_on", "The day it was closed."),
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
