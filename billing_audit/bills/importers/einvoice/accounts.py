"""Which account a bill belongs to: the standard knows many numbers and no account number."""

from collections.abc import Iterator

from billing_audit.bills.importers.einvoice.document import Document


def references(document: Document) -> tuple[str, ...]:
    """What may be the account number, the likeliest first.

    1. the account the seller keeps the buyer under (UBL alone has the field),
    2. the buyer's identifiers without a public scheme (BT-46), mostly the customer number,
    3. the buyer reference (BT-10), 4. the accounting cost (BT-19), 5. the contract (BT-12),
    6. the buyer's public, legal, VAT and electronic identifiers (BT-46 to BT-49), and at the very
       last the buyer's name, so that a bill with nothing else still belongs to somebody.
    """
    return tuple(dict.fromkeys(filter(None, in_order(document))))


def in_order(document: Document) -> Iterator[str]:
    buyer = document.buyer
    yield buyer.account
    yield from buyer.identifiers
    yield document.buyer_reference
    yield document.accounting_cost
    yield document.contract
    yield from buyer.global_ids
    yield from (buyer.legal_id, buyer.vat_id, buyer.address)
    yield buyer.name or buyer.trading_name
