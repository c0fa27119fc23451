"""Mutants of the SQL of rating that cannot make a difference, each with the reason."""

from tests.mutation.equivalent_contracts import Row

_OTHERS = "Only spares looking at decks of other carriers and currencies, which no call meets."
_DIGITS = "A prefix with another sign than a plus is refused before."
_KEY = "ltrim(prefix, '+'), band, coalesce(nullif(from_minutes, '')::numeric, 0)"
_OTHER_KEY = _KEY.replace("'+'", "'+?'")
_KEPT = "SELECT %(client)s::bigint, %(version)s::bigint,"
_MET = "SELECT FROM called c WHERE c.carrier_id = d.carrier_id AND c.currency = d.currency)"
_OF_CLIENT = "WHERE (d.client_id IS NULL OR d.client_id = %(client)s) AND"

_NO_DIGIT = "regexp_replace(k.dialled, '[^0-9]', '', 'g')"
#: Where the SQL of a number takes away what is no digit.
_DIGITS_OF_A_NUMBER = (
    f"WHEN ltrim(k.dialled) LIKE '+%%' THEN {_NO_DIGIT}",
    f"WHEN {_NO_DIGIT} ~ '^(011|00)'",
    f"THEN regexp_replace({_NO_DIGIT}, '^(011|00)', '')",
    f"WHEN d.home_code = '1' AND length({_NO_DIGIT}) = 10",
    f"THEN '1' || {_NO_DIGIT}",
    f"WHEN d.home_code NOT IN ('', '1') AND {_NO_DIGIT} LIKE '0%%'",
    f"THEN d.home_code || substr({_NO_DIGIT}, 2)",
    f"ELSE {_NO_DIGIT} END AS digits",
)
_LENGTHS = "CROSS JOIN generate_series(1, {}) AS shorter(length)"

ROWS: tuple[Row, ...] = (
    *(
        (
            "rerating call_prefixes",
            line,
            (line.replace("'[^0-9]'", "'[^0-9]?'"),),
            "Nothing is replaced by nothing.",
        )
        for line in _DIGITS_OF_A_NUMBER
    ),
    (
        "rerating call_prefixes",
        f"THEN regexp_replace({_NO_DIGIT}, '^(011|00)', '')",
        (f"THEN regexp_replace({_NO_DIGIT}, '^(011|00)?', '')",),
        "The number begins with one of them here.",
    ),
    (
        "rerating call_prefixes",
        _LENGTHS.format("least(length(n.digits), n.longest_prefix)"),
        tuple(
            _LENGTHS.format(other)
            for other in (
                "greatest(length(n.digits), n.longest_prefix)",
                "(length(n.digits))",
                "(n.longest_prefix)",
            )
        ),
        "Only spares lengths that the number or no prefix has.",
    ),
    (
        "loading FAULTS",
        "WHERE false = ANY (d.sound) AND NOT cell.is_sound",
        ("WHERE true AND NOT cell.is_sound",),
        "Only spares taking apart rows of which every cell is sound.",
    ),
    (
        "loading TWICE",
        f"WINDOW same AS (PARTITION BY {_KEY} ORDER BY row)",
        (f"WINDOW same AS (PARTITION BY {_OTHER_KEY} ORDER BY row)",),
        _DIGITS,
    ),
    (
        "loading KEEP",
        f"{_KEPT} {_KEY}, destination, rate::numeric,",
        (f"{_KEPT} {_OTHER_KEY}, destination, rate::numeric,",),
        _DIGITS,
    ),
    (
        "loading LONGEST",
        "SELECT max(length(ltrim(prefix, '+'))) FROM deck_read",
        ("SELECT max(length(ltrim(prefix, '+?'))) FROM deck_read",),
        _DIGITS,
    ),
    (
        "rerating call_decks",
        f"{_OF_CLIENT} EXISTS ( {_MET}",
        (f"{_OF_CLIENT} true",),
        _OTHERS,
    ),
    (
        "rerating call_decks",
        _MET,
        (
            "SELECT FROM called c WHERE true AND c.currency = d.currency)",
            "SELECT FROM called c WHERE c.carrier_id = d.carrier_id OR c.currency = d.currency)",
            "SELECT FROM called c WHERE c.carrier_id = d.carrier_id AND true)",
        ),
        _OTHERS,
    ),
)
