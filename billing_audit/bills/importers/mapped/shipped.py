"""Profiles that come with the product.

They stand on names of columns alone: no bill of these carriers is public.  The column names are
facts found in programs that read such exports (AT&T Premier and FirstNet charge summaries and
Verizon account summaries: Jaishree1989-Ar/tem-be; Verizon raw data: reef-technologies
byteanalytics-anonymizer and scripts like it; Twilio: two public scripts).  What is ours is the
reading of them, and where that is in doubt the profile says so whenever it reads a file.
"""

from dataclasses import replace

from billing_audit.bills.importers.mapped.profile import (
    Charge,
    Conventions,
    Profile,
    Proof,
    Skip,
    Table,
    sound,
)

#: The forms in which portals hand out one and the same table.
FORMS = (*(Table(delimiter=sign) for sign in ",\t|;"), Table(kind="xlsx"))
AMERICAN = Conventions(days=("M/D/YYYY", "YYYY-MM-DD", "M/D/YY"))
#: The row below the charges in which a spreadsheet sums them up.
SUMS = ("total", "totals", "grand total", "subtotal")

AT_T = Profile(
    name="AT&T Premier",
    carrier="AT&T",
    currency="USD",
    conventions=AMERICAN,
    recognised_by=(
        *("Account number", "Wireless number", "Invoice date", "Total current charges"),
        *("Total monthly charges", "Total activity since last bill", "Total taxes"),
        "Total company fees and surcharges",
    ),
    columns={
        "account_no": "Account number",
        "bill_date": "Invoice date",
        "buyer": "Foundation account name",
        "service_id": "Wireless number",
        "charge_code": "Rate code",
        "description": "Rate plan name",
        "period_to": "Market cycle end date",
    },
    charges=(
        Charge(column="Total monthly charges", charge_type="recurring", description="Monthly"),
        Charge(
            column="Total activity since last bill",
            charge_type="one_time",
            charge_code="ACTIVITY",
            description="Activity since last bill",
        ),
        Charge(column="Total taxes", charge_type="tax", charge_code="TAX", description="Taxes"),
        Charge(
            column="Total company fees and surcharges",
            charge_type="surcharge",
            charge_code="FEES",
            description="Company fees and surcharges",
        ),
        Charge(
            column="Total FAN level charges",
            charge_type="memo",
            charge_code="FAN",
            description="Charges of the foundation account",
        ),
        Charge(
            column="Total adjustments",
            charge_type="memo",
            charge_code="ADJ",
            description="Adjustments",
        ),
        *(
            Charge(
                quantity=column, charge_type="usage", charge_code=unit, description=words, unit=unit
            )
            for column, unit, words in (
                ("Total KB usage", "KB", "Data"),
                ("Total minutes usage", "MIN", "Minutes"),
                ("Total messages", "MSG", "Messages"),
            )
        ),
    ),
    proofs=(
        Proof(
            total="Total current charges",
            parts=(
                *("Total monthly charges", "Total activity since last bill", "Total taxes"),
                "Total company fees and surcharges",
            ),
        ),
    ),
    skips=tuple(
        Skip(column=name, words=SUMS)
        for name in ("Foundation account", "Account number", "Wireless number")
    ),
)
FIRSTNET = replace(
    AT_T,
    name="FirstNet",
    carrier="FirstNet",
    recognised_by=(*AT_T.recognised_by, "UDL 2", "UDL 4"),
)
VERIZON_PARTS = (
    *("Account charges and credits", "Monthly charges", "Usage and purchase charges"),
    *("Equipment charges", "Surcharges and OC&Cs", "Taxes, governmental surcharges, and fees"),
    *("Third-party charges to account", "Third-party charges to lines", "Late fee"),
)
VERIZON_ACCOUNT = Profile(
    name="Verizon account summary",
    carrier="Verizon",
    currency="USD",
    conventions=AMERICAN,
    recognised_by=(
        *("Account number", "Previous balance", "Payments", "Date due", "Total current charges"),
        *("Total amount due", "Monthly charges", "Usage and purchase charges"),
        *("Surcharges and OC&Cs", "Taxes, governmental surcharges, and fees"),
    ),
    columns={
        "account_no": "Account number",
        "bill_date": "Date due",
        "due_date": "Date due",
        "buyer": "Bill name",
        "stated_total": "Total current charges",
        "amount_due": "Total amount due",
        "previous_balance": "Previous balance",
    },
    charges=(
        Charge(column="Account charges and credits", charge_type="fee", charge_code="ACCOUNT"),
        Charge(column="Monthly charges", charge_type="recurring", charge_code="MONTHLY"),
        Charge(column="Usage and purchase charges", charge_type="usage", charge_code="USAGE"),
        Charge(column="Equipment charges", charge_type="one_time", charge_code="EQUIPMENT"),
        Charge(column="Surcharges and OC&Cs", charge_type="surcharge", charge_code="SURCHARGE"),
        Charge(
            column="Taxes, governmental surcharges, and fees",
            charge_type="tax",
            charge_code="TAX",
        ),
        Charge(
            column="Third-party charges to account", charge_type="fee", charge_code="THIRD-ACCOUNT"
        ),
        Charge(column="Third-party charges to lines", charge_type="fee", charge_code="THIRD-LINES"),
        Charge(column="Late fee", charge_type="late_fee", charge_code="LATE"),
        Charge(column="Adjustments", charge_type="memo", charge_code="ADJ"),
        Charge(column="Usage charges - data", charge_type="memo", charge_code="USAGE-DATA"),
        Charge(
            column="Usage charges - purchases", charge_type="memo", charge_code="USAGE-PURCHASES"
        ),
        Charge(column="Usage charges - roaming", charge_type="memo", charge_code="USAGE-ROAMING"),
        Charge(column="Usage charges - voice", charge_type="memo", charge_code="USAGE-VOICE"),
    ),
    proofs=(
        Proof(total="Total current charges", parts=VERIZON_PARTS, perhaps=("Adjustments",)),
        Proof(
            total="Total amount due",
            parts=("Previous balance", "Payments", "Total current charges"),
            perhaps=("Adjustments",),
        ),
    ),
    skips=(Skip(column="Account number", words=SUMS),),
    remarks=(
        "The export names no bill date; the bills are dated by the day they are due.",
        "Adjustments are shown and not added: the export does not say whether the current charges "
        "contain them.",
    ),
)
RAW_DATA = Profile(
    name="Verizon account and wireless summary",
    carrier="Verizon",
    currency="USD",
    conventions=AMERICAN,
    recognised_by=(
        *("Bill cycle date", "Account number", "Invoice number", "Wireless number"),
        *("Monthly charges", "Usage and purchase charges", "Equipment charges", "Total charges"),
        "Total surcharges and other charges and credits",
        "Taxes, governmental surcharges and fees",
    ),
    columns={
        "account_no": "Account number",
        "invoice_no": "Invoice number",
        "bill_date": "Bill cycle date",
        "due_date": "Date due",
        "service_id": "Wireless number",
    },
    charges=(
        Charge(column="Account charges and credits", charge_type="fee", charge_code="ACCOUNT"),
        Charge(column="Monthly charges", charge_type="recurring", charge_code="MONTHLY"),
        Charge(column="Usage and purchase charges", charge_type="usage", charge_code="USAGE"),
        Charge(column="Equipment charges", charge_type="one_time", charge_code="EQUIPMENT"),
        Charge(
            column="Total surcharges and other charges and credits",
            charge_type="surcharge",
            charge_code="SURCHARGE",
        ),
        Charge(
            column="Taxes, governmental surcharges and fees", charge_type="tax", charge_code="TAX"
        ),
        Charge(column="Third party charges", charge_type="fee", charge_code="THIRD"),
    ),
    proofs=(
        Proof(
            total="Total charges",
            parts=(
                *("Account charges and credits", "Monthly charges", "Usage and purchase charges"),
                *("Equipment charges", "Total surcharges and other charges and credits"),
                *("Taxes, governmental surcharges and fees", "Third party charges"),
            ),
        ),
    ),
    skips=tuple(Skip(column=name, words=SUMS) for name in ("Bill cycle date", "Account number")),
    remarks=(
        "Of one bill, load either this summary or the charges detail: they are the same charges.",
    ),
)
RAW_DETAIL = Profile(
    name="Verizon charges detail",
    carrier="Verizon",
    currency="USD",
    conventions=AMERICAN,
    recognised_by=(
        *("Bill cycle date", "Account number", "Invoice number", "Wireless number"),
        *("Item category", "Item type", "Item description", "Cost"),
    ),
    columns={
        "account_no": "Account number",
        "invoice_no": "Invoice number",
        "bill_date": "Bill cycle date",
        "service_id": "Wireless number",
        "charge_type": "Item category",
        "charge_code": "Item type",
        "description": "Item description",
        "amount": "Cost",
    },
    charge_types={
        "Monthly Charges": "recurring",
        "VZW Surcharges": "surcharge",
        "Surcharges": "surcharge",
        "Other Charges and Credits": "fee",
        "Account Charges and Credits": "fee",
        "Taxes, Governmental Surcharges and Fees": "tax",
        "Equipment": "one_time",
        "Equipment Charges": "one_time",
        "Usage and Purchase Charges": "usage",
        "Data": "usage",
        "Voice": "usage",
        "Messaging": "usage",
        "Roaming": "usage",
        "Third Party Charges": "fee",
        "Late Fee": "late_fee",
    },
    skips=RAW_DATA.skips,
    remarks=RAW_DATA.remarks,
)
TWILIO = Profile(
    name="Twilio call log",
    carrier="Twilio",
    currency="USD",
    conventions=Conventions(
        days=("YYYY-MM-DD*", "DDD, D MMM YYYY*", "HH:mm:ss * YYYY-MM-DD"),
        charges_are="negative",
    ),
    recognised_by=(
        *("Account SID", "Call SID", "From", "To", "Direction", "Start Time", "Duration", "Price"),
    ),
    columns={
        "account_no": "Account SID",
        "bill_date": "Start Time",
        "service_id": "From",
        "charge_code": "Direction",
        "description": "To",
        "period_from": "Start Time",
        "period_to": "Start Time",
    },
    skips=(Skip(column="Account SID", words=SUMS),),
    charges=(
        Charge(
            column="Price",
            charge_type="usage",
            description="Call to",
            quantity="Duration",
            unit="SEC",
        ),
    ),
    bill_day="month end",
    remarks=(
        "A call log is no bill: the calls of a month were put together as one, dated its last day. "
        "Prices below zero are charges.",
    ),
)
#: Every shipped profile in every form that its portal may give it.
SHIPPED = tuple(
    sound(replace(profile, table=form))
    for profile in (AT_T, FIRSTNET, VERIZON_ACCOUNT, RAW_DATA, RAW_DETAIL, TWILIO)
    for form in FORMS
)
