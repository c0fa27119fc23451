"""Mutants of the SQL of rating that cannot make a difference, each with the reason."""

from tests.mutation.equivalent_contracts import Row

_OTHERS = "Only spares looking at decks of other carriers and currencies, which no call meets."
_DIGITS = "A prefix with another sign than a plus is refused before."
_KEY = "ltrim(prefix, '+'), band, coalesce(nullif(from_minutes, '')::numeric, 0)"
_OTHER_KEY = _KEY.replace("'+'", "'+?'")
_KEPT = "SELECT %(client)s::bigint, %(version)s::bigint,"
_MET = "SELECT FROM called c WHERE c.carrier_id = d.carrier_id AND c.currency = d.currency)"
_OF_CLIENT = "WHERE (d.client_id IS NULL OR d.client_id = %(client)s) AND"

ROWS: tuple[Row, ...] = (
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
