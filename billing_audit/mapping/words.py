"""What the heads of carriers' columns, and the words in them, usually mean.

Only ever proposals: a person sees each of them on the page and may choose another.
"""

import re

#: What a head may be called, the most usual name first; the longest that fits decides.
HEADS = {
    "account_no": (
        *("account number", "account no", "account", "account id", "billing account", "ban"),
        *("acct", "acct no", "customer account", "customer number", "customer no"),
        *("kundennummer", "numero de compte", "numero de cuenta"),
    ),
    "invoice_no": (
        *("invoice number", "invoice no", "invoice", "invoice id", "bill number", "bill no"),
        *("inv no", "statement number", "rechnungsnummer", "numero de facture"),
    ),
    "bill_date": (
        *("bill date", "invoice date", "billing date", "statement date", "date of invoice"),
        *("issue date", "bill month", "rechnungsdatum", "date de facture"),
    ),
    "due_date": ("due date", "date due", "payment due", "due by"),
    "service_id": (
        *("service number", "service id", "service", "wireless number", "phone number"),
        *("telephone number", "mobile number", "circuit id", "circuit", "circuit number", "line"),
        *("msisdn", "subscriber", "ctn", "tn", "btn", "wtn", "did", "cli", "rufnummer"),
    ),
    "charge_code": (
        *("charge code", "code", "usoc", "product code", "item code", "sku", "feature code"),
        *("rate code", "tariff code", "billing code"),
    ),
    "description": (
        *("description", "charge description", "item description", "charge name", "details"),
        *("item", "product", "product name", "service description", "text", "narrative"),
        *("bezeichnung", "beschreibung", "libelle"),
    ),
    "charge_type": (
        *("charge type", "type", "category", "charge category", "item category", "item type"),
        *("charging category", "fee category", "class", "section", "kategorie"),
    ),
    "quantity": ("quantity", "qty", "units", "count", "number of units", "volume", "menge"),
    "unit": ("unit", "uom", "unit of measure", "einheit"),
    "unit_rate": (
        *("rate", "unit rate", "unit price", "unit cost", "price per unit", "price each"),
        *("tariff", "einzelpreis"),
    ),
    "amount": (
        *("amount", "charge", "charge amount", "net amount", "net", "total charge", "cost"),
        *("charges", "line total", "price", "value", "extended price", "betrag", "montant"),
    ),
    "period_from": (
        *("period from", "period start", "from date", "start date", "service from", "from"),
        *("billing period start", "cycle start", "charge from", "date from"),
    ),
    "period_to": (
        *("period to", "period end", "to date", "end date", "service to", "to", "date to"),
        *("billing period end", "cycle end", "charge to", "through"),
    ),
    "currency": ("currency", "currency code", "ccy", "curr"),
    "jurisdiction": ("jurisdiction", "tax authority", "taxing authority", "tax jurisdiction"),
}

#: Words that tell the type of a charge, in a head or a category; the first that occurs decides.
CHARGES = (
    ("late_fee", ("late", "overdue", "interest")),
    ("credit", ("credit", "credits", "discount", "rebate", "refund", "promotion", "gutschrift")),
    ("adjustment", ("adjustment", "adjustments", "adj", "correction")),
    ("tax", ("tax", "taxes", "vat", "gst", "hst", "mwst", "tva", "excise")),
    ("surcharge", ("surcharge", "surcharges", "recovery", "usf", "universal", "regulatory")),
    ("one_time", ("one time", "nrc", "non recurring", "nonrecurring", "otc", "install",
                  "installation", "activation", "setup", "equipment", "device", "einmalig")),
    ("usage", ("usage", "calls", "voice", "data", "minutes", "messages", "sms", "roaming",
               "overage", "toll", "long distance", "verbrauch")),
    ("fee", ("fee", "fees")),
    ("recurring", ("recurring", "mrc", "monthly", "month", "plan", "rental", "access", "line",
                   "subscription", "service", "grundgebühr")),
)  # fmt: skip


def plain(text: str) -> str:
    """The words alone: small letters, one space between them."""
    return " ".join(re.findall(r"[^\W_]+", text.lower()))


def meaning_of(head: str) -> tuple[str, int] | None:
    """What a column of this head may be, and how surely: words that fitted, or all of them."""
    said = plain(head)
    padded = f" {said} "
    found: tuple[str, int] | None = None
    for meaning, names in HEADS.items():
        for place, name in enumerate(names):
            sure = 1000 - place if said == name else len(name) if f" {name} " in padded else 0
            if sure > (found[1] if found else 0):
                found = (meaning, sure)
    return found


def charge_type_of(text: str) -> str:
    """The type of charge a head or category names; nothing when no word tells."""
    padded = f" {plain(text)} "
    for charge_type, names in CHARGES:
        if any(f" {name} " in padded for name in names):
            return charge_type
    return ""


def is_total(head: str) -> bool:
    """Whether a column adds up others: "Total current charges", but not "Total taxes"."""
    said = plain(head).split()
    return said[:1] in (["total"], ["subtotal"], ["sum"]) and not charge_type_of(head)
