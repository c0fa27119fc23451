"""Monthly charges by what they are, for ideas what to do without."""

from billing_audit.checks.fees import meanings as _fees
from billing_audit.checks.meanings import meaning
from billing_audit.checks.sources.registry import source

#: What must have been declared before the source names it.
MEANINGS = _fees

meaning(
    "analogue_line",
    "analogue telephone line",
    codes=("1FB", "1MB", "POTS"),
    says=(
        r"(flat|measured) (rate )?business line",
        "pots( line)?",
        r"analog(ue)? (business )?line",
    ),
)
meaning(
    "calling_feature",
    "calling feature",
    says=(
        r"call (waiting|forwarding|return|trace|block\w*)",
        "caller id",
        r"three[- ]way( calling)?",
        r"speed (dial|call)\w*",
        r"voice ?mail\w*",
        r"wire maintenance",
    ),
)
meaning(
    "account_fee",
    "fee for having an account",
    says=(
        r"paper (bill|invoice|statement)\w*( fee)?",
        r"(account|statement|billing) (service |maintenance )?(fee|charge)",
        r"monthly minimum",
        r"minimum monthly charge",
    ),
)

_KINDS = ("analogue_line", "calling_feature", "account_fee", "internet_access")
_KIND = " ".join(f"WHEN {{means c {kind}}} THEN '{kind}'" for kind in _KINDS)
_MONTHLY = "c.charge_type IN ({type recurring}, {type fee}, {type surcharge}) AND c.amount > 0"
source(
    "avoidable",
    key="billed_service_id",
    is_costly=True,
    select=f"""
    WITH meant AS MATERIALIZED (
        SELECT c.code_key, c.description, CASE {_KIND} END AS kind FROM wordings c
    )
    SELECT c.*, w.kind FROM charges c JOIN meant w ON {{worded c}} AND w.kind IS NOT NULL
    WHERE {_MONTHLY}""",  # noqa: S608 - ours
)
