"""Any lines, printed and read again, are the same lines."""

from decimal import Decimal

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from billing_audit.bills.importers.paper.stream import difference_of
from tests.billing_audit.bills.paper.carriers import NORDTEL, Nordtel
from tests.billing_audit.bills.paper.reading import draft_of

AMOUNTS = st.decimals(-99_999, 9_999_999, places=2)
#: Words that are no heading and tell no kind of charge; the page has no other letters' fonts.
WORDS = st.from_regex(r"[A-Z][a-zäöüß]{1,8}( [a-z0-9./&(),-]{1,7}){0,5}", fullmatch=True).filter(
    lambda words: not words.startswith(("Rufnummer", "Zwischensumme", "Beschreibung"))
)
PHONES = st.from_regex(r"0[1-9][0-9]{2} [0-9]{3,8}", fullmatch=True)
ROWS = st.lists(st.tuples(WORDS, st.integers(0, 99_999), AMOUNTS), min_size=1, max_size=25)
SECTIONS = st.dictionaries(PHONES, ROWS, min_size=1, max_size=4)


def printed(amount: Decimal) -> str:
    """As Germans print money."""
    return f"{amount:,.2f}".translate(str.maketrans(",.", ".,"))


# Each example lays out a bill of some pages and reads it again, which takes most of a second.
@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(sections=SECTIONS, vat=AMOUNTS)
def test_lines_come_back_from_paper(
    sections: dict[str, list[tuple[str, int, Decimal]]], vat: Decimal
) -> None:
    rows = [(phone, *row) for phone, rows in sections.items() for row in rows]
    total = sum((amount for *_, amount in rows), vat)
    bill = Nordtel(
        sections={
            phone: [(words, str(count), printed(amount)) for words, count, amount in rows]
            for phone, rows in sections.items()
        },
        vat=printed(vat),
        total=printed(total),
    )

    draft = draft_of(bill.pdf(), NORDTEL)

    read = [
        (line["service_id"], line["description"], int(line["quantity"]), Decimal(line["amount"]))
        for line in draft.lines[:-1]
    ]
    assert read == rows
    assert Decimal(draft.lines[-1]["amount"]) == vat
    assert (draft.doubts, difference_of(draft)) == ([], Decimal(0))
