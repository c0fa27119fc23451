"""The kinds of row that bills are held against, and which bills a change of one touches.

What a check says of a bill depends on the rows that hold on its days.  So a change
touches the bills that charge such days: those of the row as it was and those of the
row as it is.  Where a rule counts on into later months, as a commitment's year or
a disconnect does, the days have no end.  A kind that says too much costs time;
one that says too little would cost findings.
"""

from dataclasses import dataclass
from enum import StrEnum


class By(StrEnum):
    """What of a bill is compared with the days of a row."""

    #: Its date, or any day it charges.
    DAYS = "days"
    #: The first days of the periods it charges, of one charge code.
    CODE = "code"
    #: Its month.
    MONTH = "month"


def _day(column: str, otherwise: str) -> str:
    return f"coalesce((r ->> '{column}')::date, '{otherwise}')"


def _first(column: str = "valid") -> str:
    return f"coalesce(lower((r ->> '{column}')::daterange), '-infinity')"


def _until(column: str = "valid") -> str:
    return f"coalesce(upper((r ->> '{column}')::daterange), 'infinity')"


#: SQL of a key that a row names.
def _key(column: str) -> str:
    return f"(r ->> '{column}')::bigint"


def _of_contract(column: str) -> str:
    return f"(SELECT k.{column} FROM clients_contract k WHERE k.id = {_key('contract_id')})"  # noqa: S608 - ours


EVER, FOREVER = "'-infinity'::date", "'infinity'::date"
NONE = "NULL::bigint"


@dataclass(frozen=True)
class Kind:
    """A kind of row.  Its SQL reads ``r``, a row as JSON, of the change ``c``."""

    table: str
    #: One of them, in words.
    one: str
    many: str = ""
    #: Whose bills: of which carrier, of which account; NULL for all.
    carrier: str = NONE
    account: str = NONE
    #: Only bills that charge this code, where it is given.
    code: str = "NULL::text"
    #: The days it holds, the last one not included.
    since: str = EVER
    until: str = FOREVER
    by: By = By.DAYS
    #: Columns that no check reads.
    ignored: tuple[str, ...] = ()
    #: The column that names the client.
    client: str = "client_id"
    #: Whether only a later word about a row counts, as of what imports add by themselves.
    only_updates: bool = False

    @property
    def plural(self) -> str:
        return self.many or f"{self.one}s"


def _term(table: str, one: str) -> Kind:
    """A clause of a contract that holds for a time, and may count on afterwards."""
    return Kind(f"clients_{table}", one, carrier=_of_contract("carrier_id"), since=_first())


_SERVICES_CARRIER = f"""(
    SELECT a.carrier_id FROM clients_service s JOIN clients_billingaccount a ON a.id = s.account_id
    WHERE s.id = {_key("service_id")})"""  # noqa: S608 - ours

# A rate also speaks for days it does not hold: of a code that had none on file before, of the
# days of the rate that follows it, and after the term of a contract whose rates then go on.
_FIRST_OF_ITS_CODE = f"""(
    (c.before IS NULL OR c.after IS NULL OR (
        c.before ->> 'carrier_id', c.before ->> 'charge_code', c.before ->> 'contract_id',
        c.before ->> 'currency'
    ) IS DISTINCT FROM (
        c.after ->> 'carrier_id', c.after ->> 'charge_code', c.after ->> 'contract_id',
        c.after ->> 'currency'
    )) AND NOT EXISTS (
        SELECT FROM clients_contractrate o
        WHERE o.client_id = c.client_id AND o.id < c.row_id
            AND o.carrier_id = {_key("carrier_id")} AND o.charge_code = r ->> 'charge_code'
            AND o.contract_id IS NOT DISTINCT FROM {_key("contract_id")}
    ))"""  # noqa: S608 - ours
_RATE_SINCE = f"CASE WHEN {_FIRST_OF_ITS_CODE} THEN {EVER} ELSE {_first()} END"
_RATE_UNTIL = f"""CASE
    WHEN {_FIRST_OF_ITS_CODE} OR {_of_contract("holdover")} = 'agreed' THEN {FOREVER}
    ELSE greatest({_until()}, (
        SELECT max(coalesce(upper(o.valid), 'infinity')) FROM clients_contractrate o
        WHERE o.client_id = c.client_id AND o.carrier_id = {_key("carrier_id")}
            AND o.charge_code = r ->> 'charge_code' AND lower(o.valid) = {_until()}
    )) END"""  # noqa: S608 - ours

# A service that only ends touches nothing before its last day; all else says something of always.
_ENDS_ONLY = """(
    (c.before - 'disconnect_date') IS NOT DISTINCT FROM (c.after - 'disconnect_date'))"""
_SERVICE_SINCE = (
    f"CASE WHEN {_ENDS_ONLY} THEN {_day('disconnect_date', 'infinity')} ELSE {EVER} END"
)

_ORDER_SINCE = """coalesce(least((r ->> 'placed_on')::date, (r ->> 'due_on')::date,
    (r ->> 'confirmed_for')::date, (r ->> 'completed_on')::date,
    (r ->> 'effective_on')::date), '-infinity')"""
_OF_ORDER = f"FROM clients_serviceorder o WHERE o.id = {_key('order_id')}"
_ITEM_SINCE = f"""coalesce((SELECT
    least(o.placed_on, o.due_on, o.confirmed_for, o.completed_on, o.effective_on) {_OF_ORDER}
    ), '-infinity')"""

# The universal service fund's factor of a quarter explains amounts of the quarters around it.
_IS_FUND = "(r ->> 'authority' = 'FCC')"
_FEE_SINCE = f"{_first()} - CASE WHEN {_IS_FUND} THEN 92 ELSE 0 END"
_FEE_UNTIL = f"greatest({_until()}, CASE WHEN {_IS_FUND} THEN {_first()} + 401 END)"

# A payment is told on the bill it pays and on those that come after.
_PAID_SINCE = f"""coalesce((
    SELECT min(b.bill_date) FROM billing_audit_invoice b
    WHERE b.client_id = c.client_id AND b.account_id = {_key("account_id")}
        AND upper(btrim(b.number)) = upper(btrim(r ->> 'invoice_number'))), '-infinity')"""  # noqa: S608 - ours

# What a carrier owes of a dispute is told on bills since it was sent; a draft tells nothing.
_SENT_SINCE = "coalesce(date_trunc('month', (r ->> 'submitted_on')::date)::date, 'infinity')"

# A bill tells of its own month and those after; and of those before in which the account's services
# were down, because it may bring the credit for that, or leave it out.
_BILLED = _day("month", "-infinity")
_BILLED_SINCE = f"""least({_BILLED}, (
    SELECT date_trunc('month', min(o.began) - interval '1 month')::date FROM clients_outage o
    JOIN clients_service s ON s.id = o.service_id AND s.account_id = {_key("account_id")}
    WHERE o.client_id = c.client_id AND o.carrier_caused
        AND o.began > {_BILLED} - interval '4 months' AND o.began < {_BILLED}))"""  # noqa: S608 - ours

# Only what was read whole says anything.
_USAGE_SINCE = """CASE WHEN r ->> 'state' IN ('imported', 'partial')
    THEN (r ->> 'first_at')::timestamptz::date - 1 ELSE 'infinity' END"""

KINDS = {
    kind.table: kind
    for kind in (
        Kind(
            "clients_contractrate", "rate", carrier=_key("carrier_id"),
            code="r ->> 'charge_code'", since=_RATE_SINCE, until=_RATE_UNTIL, by=By.CODE,
        ),
        Kind("clients_contract", "contract", carrier=_key("carrier_id"), ignored=("title",)),
        _term("commitment", "commitment"),
        _term("scheduledcredit", "scheduled credit"),
        _term("discount", "discount"),
        _term("waiver", "waiver"),
        _term("servicelevel", "service level"),
        _term("repairtarget", "repair target"),
        _term("surchargeterm", "surcharge term"),
        _term("pricetier", "price tier"),
        _term("usageterm", "usage term"),
        Kind("clients_billingaccount", "billing account", account="c.row_id",
            only_updates=True),
        Kind("clients_site", "site", ignored=("street", "city", "postcode")),
        Kind("clients_service", "service", since=_SERVICE_SINCE),
        Kind("clients_serviceorder", "order", carrier=_key("carrier_id"), since=_ORDER_SINCE,
            ignored=("notes",)),
        Kind("clients_orderitem", "service ordered", "services ordered", since=_ITEM_SINCE,
            carrier=f"(SELECT o.carrier_id {_OF_ORDER})"),
        Kind("clients_outage", "outage", carrier=_SERVICES_CARRIER,
            since="(r ->> 'began')::timestamptz::date - 1"),
        Kind("clients_metriccredit", "credit for a missed metric", "credits for missed metrics",
            carrier=_of_contract("carrier_id"), since=_day("month", "-infinity"), by=By.MONTH),
        Kind("clients_payment", "payment", account=_key("account_id"), since=_PAID_SINCE),
        Kind("billing_audit_dispute", "dispute", carrier=_key("carrier_id"), since=_SENT_SINCE,
            by=By.MONTH, only_updates=True,
            ignored=("approver_id", "bound_by", "charges", "dispute_by", "due_on",
                "method_reason", "opened_at", "opened_by_id", "packet_id", "packing_error",
                "packing_for_id", "packing_since", "verified")),
        Kind("clients_taxcertificate", "tax certificate", carrier=_key("carrier_id"),
            since=_first(), until=_until(), ignored=("file_id",)),
        Kind("clients_wirelessplan", "mobile plan", carrier=_key("carrier_id")),
        Kind("clients_deviceinstalment", "device instalment"),
        Kind("clients_rebillagreement", "rebill agreement", account=_key("account_id"),
            since=_first(), until=_until()),
        Kind("clients_noticegiven", "notice given", "notices given",
            carrier=_of_contract("carrier_id"),
            ignored=("document_id", "given_by", "given_on", "how", "noted_at", "noted_by_id")),
        Kind("clients_publicfee", "public fee", since=_FEE_SINCE, until=_FEE_UNTIL,
            ignored=("title", "source", "published_on")),
        Kind("clients_client", "client’s name", "clients’ names", client="id",
            only_updates=True,
            ignored=("address", "currency", "fiscal_start_month", "created_at", "archived_at")),
        Kind("billing_audit_chargemeaning", "charge’s meaning", "charges’ meanings",
            carrier=_key("carrier_id"), ignored=("said_by_id", "said_at")),
        Kind("billing_audit_ownsetting", "tuned value", ignored=("reason", "set_by_id", "set_at")),
        Kind("billing_audit_nobillexpected", "word about a missing bill",
            "words about missing bills", account=_key("account_id"),
            ignored=("reason", "said_by_id", "said_at")),
        Kind("billing_audit_billedservice", "service told apart on bills",
            "services told apart on bills", only_updates=True),
        Kind("billing_audit_ratedeck", "rate deck", carrier=_key("carrier_id")),
        Kind("billing_audit_deckversion", "deck version", since=_first(),
            ignored=("loaded_by_id", "loaded_at", "source")),
        Kind("billing_audit_usagefile", "file of usage records", "files of usage records",
            since=_USAGE_SINCE,
            ignored=("rows_total", "rows_read", "started_at", "attempts", "error", "warnings")),
        Kind("billing_audit_invoice", "bill", since=_BILLED_SINCE, by=By.MONTH),
    )
}  # fmt: skip
