"""How charges are worded: bills repeat their words, so each wording is asked once what it means.

A check joins the few wordings that mean what it looks for, and no line is ever asked for its words:

    JOIN (SELECT * FROM wordings w WHERE {means w seat} OFFSET 0) w ON {worded c}

``OFFSET 0`` keeps the planner from asking each line all the same.
"""

from billing_audit.checks.sources.registry import quote, source

source(
    "wordings",
    key="code_key",
    is_costly=True,
    select="""
    SELECT DISTINCT coalesce(l.charge_code_id, 0) AS code_key, l.charge_code_id, l.description
    FROM all_charges l""",
)
quote("worded", "(w.code_key = coalesce(x.charge_code_id, 0) AND w.description = x.description)")
