"""The layouts that come with the product.

Column names and what they hold: DIDWW, "Get CSV File of CDR Export" (API 3); FreeSWITCH,
mod_cdr_csv, its default template; Twilio, header of its call log export; BICS, "File format
headers in the scheduled report CSV files" of SIM for Things.
"""

from billing_audit.bills.importers.mapped.profile import Conventions, Table
from billing_audit.usage.layouts.layout import Layout, Measure

STAMP = "YYYY-MM-DD HH:mm:ss"

DIDWW = Layout(
    name="didww",
    title="DIDWW call records",
    conventions=Conventions(days=(STAMP,)),
    recognised_by=("Date/Time (UTC)", "Source", "DID", "Destination", "Duration (secs)"),
    columns={
        "started": "Date/Time (UTC)",
        "service": "DID",
        "caller": "Source",
        "called": "Destination",
        "destination": "Destination",
        "duration": "Duration (secs)",
        "status": "Response",
    },
    amounts=("TollFree Amount (USD)", "Termination Amount (USD)", "Metered Channels Amount (USD)"),
    currency="USD",
    direction="in",
)

FREESWITCH = Layout(
    name="freeswitch",
    title="FreeSWITCH call records",
    table=Table(header_row=0, width=15),
    conventions=Conventions(days=(STAMP,)),
    columns={
        "caller": "B",
        "called": "C",
        "started": "E",
        # Seconds after the answer: what a carrier charges for.
        "duration": "I",
        "status": "J",
        "record": "K",
    },
    direction="out",
    remarks=(
        "FreeSWITCH writes no money, and its times without a zone: they are taken as UTC.",
        "All calls are taken as outgoing, for the file does not tell.",
    ),
)

TWILIO = Layout(
    name="twilio",
    title="Twilio call log",
    conventions=Conventions(
        # A price is what the account is debited, and so below zero.
        charges_are="negative",
        days=(STAMP, f"{STAMP}*", "YYYY-MM-DDTHH:mm:ss*", "DDD, DD MMM YYYY HH:mm:ss*"),
    ),
    recognised_by=("Call SID", "From", "To", "Direction", "Start Time", "Duration", "Price"),
    columns={
        "record": "Call SID",
        "caller": "From",
        "called": "To",
        "status": "Status",
        "direction": "Direction",
        "started": "Start Time",
        "duration": "Duration",
        "amount": "Price",
    },
    currency="USD",
    directions={
        "inbound": "in",
        "incoming": "in",
        "trunking-originating": "out",
        "trunking-terminating": "in",
        "outbound": "out",
        "outbound-api": "out",
        "outbound-dial": "out",
        "outgoing": "out",
    },
    remarks=("The log names no currency; prices are taken as US dollars.",),
)

BICS = Layout(
    name="bics",
    title="BICS SIM for Things report",
    conventions=Conventions(days=("YYYY-MM-DD", f"{STAMP}*", "DD MMM YYYY", "DD-MMM-YYYY")),
    recognised_by=("Account ID", "Charging Category", "Charging Date", "Reference", "Total"),
    columns={
        "service": "Reference",
        "started": "Charging Date",
        "destination": "Country",
        "amount": "Total",
        "currency": "Currency",
        "status": "Charging Category",
    },
    measures=(
        Measure(column="Volume (MB)", kind="data", unit="MB"),
        Measure(column="No of SMS", kind="sms", unit="SMS"),
    ),
    kind="other",
    direction="out",
    remarks=("Rows without volume and messages are fees and no usage; they were left out.",),
)

SHIPPED = (DIDWW, FREESWITCH, TWILIO, BICS)
