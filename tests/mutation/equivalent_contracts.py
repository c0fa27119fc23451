"""Mutants of the checks of contracts that cannot make a difference, each with the reason."""

#: The place of a check, as it is and as it reads otherwise, and why that is all the same.
Row = tuple[str, str, tuple[str, ...], str]

SPARES = "Only spares looking closer at what a comparison after it rules out in any case."

ROWS: tuple[Row, ...] = (
    (
        "B06",
        "AND r.valid_until > a.term_to AND c.amount > 0 AND c.quantity > 0",
        ("AND r.valid_until > a.term_to AND c.amount > 0 AND c.quantity >= 0",),
        "Nothing times a rate is no claim.",
    ),
    (
        "B08",
        "WHERE a.escalator_cap_percent IS NOT NULL AND {recurring c} AND c.quantity > 0",
        ("WHERE true AND {recurring c} AND c.quantity > 0",),
        SPARES,
    ),
    (
        "B08",
        "WHERE a.escalator_cap_percent IS NOT NULL AND {recurring c} AND c.quantity > 0",
        ("WHERE a.escalator_cap_percent IS NOT NULL AND {recurring c} AND c.quantity >= 0",),
        "Nothing times a rate is no claim.",
    ),
    (
        "B08",
        "AND p.unit_rate > 0 AND at.currency = b.currency",
        ("AND p.amount > 0 AND at.currency = b.currency",),
        "A recurring charge has an amount above nothing.",
    ),
    (
        "B15",
        "WHERE c.kind = ANY ('{other}') AND NOT c.is_credited",
        ("WHERE c.kind = ALL ('{other}') AND NOT c.is_credited",),
        "There is one kind only.",
    ),
    (
        "B20",
        "SELECT min(t.reach) AS reach,",
        ("SELECT max(t.reach) AS reach,",),
        "All steps of a ladder apply in the same way.",
    ),
    (
        "B20",
        "SELECT t.invoice_id, t.charge_code_id FROM steps t WHERE t.counted = 'line'",
        ("SELECT t.invoice_id, t.charge_code_id FROM steps t WHERE true",),
        SPARES,
    ),
    (
        "B05",
        "WHERE c.charge_code_id IN (SELECT a.charge_code_id FROM amended a) OFFSET 0",
        ("WHERE true OFFSET 0",),
        SPARES,
    ),
    (
        "B06",
        "AND r.contract_id = a.contract_id AND r.valid_until <= c.period_from",
        ("AND r.contract_id = a.contract_id AND r.valid_from <= c.period_from",),
        "A rate that began and has not ended is in force, which rules the charge out.",
    ),
    (
        "B17",
        "WHERE o.client_id = %(client)s AND o.service_id = s.service_id",
        ("WHERE true AND o.service_id = s.service_id",),
        "The service belongs to one client.",
    ),
    (
        "B20",
        (
            "WHERE c.quantity > 0 AND (c.invoice_id, c.charge_code_id) IN ( SELECT t.invoice_id, "
            "t.charge_code_id FROM steps t WHERE t.counted = 'line' )"
        ),
        ("WHERE c.quantity > 0 AND true",),
        SPARES,
    ),
    (
        "B21",
        "WHERE o.client_id = %(client)s AND o.carrier_caused",
        ("WHERE true AND o.carrier_caused",),
        "The service billed belongs to one client.",
    ),
    (
        "B22",
        "WHERE a.contract_id = e.contract_id AND c.amount < 0",
        ("WHERE a.contract_id = e.contract_id AND c.amount <= 0",),
        "What comes to nothing adds nothing to a sum of credits.",
    ),
    (
        "B23",
        "WHERE b.account_id IN (SELECT underlying_id FROM billed_on)",
        ("WHERE true",),
        SPARES,
    ),
    (
        "B23",
        "CASE WHEN x.cap < u.together * x.markup / 100 THEN 'capped' ELSE 'percent'",
        ("CASE WHEN x.cap <= u.together * x.markup / 100 THEN 'capped' ELSE 'percent'",),
        "Where the limit is just the percentage, both formulas come to the same.",
    ),
)
