"""Services from a TMF637 product inventory, v4 or v5, as rows of the services register.

Whatever wraps the products (an array, an event) is gone through.  A product is a service by its
number, else by its id, as applied billing rates (TMF678) name it.
"""

import json
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from clients.telecom.reference.table import BadTable, Column, Outcome, Rejected, Row, read_cells
from clients.telecom.service_names import CHARACTERISTIC_NAMES

#: What TMF637 calls a product that is ordered and not yet in use, and one that never will be.
NOT_YET, NEVER = {"created", "pendingactive"}, {"cancelled", "aborted"}
MONTH = {"month", "monthly", "1 month"}
SPEEDS = {"speed", "bandwidth", "fiberspeed", "fibrespeed", "accessspeed", "downloadspeed"}
#: What only a product has; an event's other objects have none of it.
MARKS = {"productOffering", "productSpecification", "productCharacteristic", "productPrice"}
LONGEST_SITE_CODE = 40

Object = dict[str, Any]


def is_json(content: bytes) -> bool:
    return content.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] in (b"{", b"[")


def read_products(
    content: bytes, columns: tuple[Column, ...], outcome: Outcome
) -> Iterator[tuple[Row, bool]]:
    """Each product's row, and whether it is in use yet; rows are counted from 1.

    Raises ``BadTable`` when the file is no JSON or holds no product.
    """
    products = list(_products_in(_parsed(content)))
    if not products:
        raise BadTable("The JSON holds no TMF637 product: none with an id and a product's parts.")
    outcome.warnings.append("The file is a TMF637 product inventory; lines count its products.")
    known = {column.name: column for column in columns}
    never = priced_with_tax = 0
    for number, product in enumerate(products, 1):
        status = _plain(product.get("status"))
        if status in NEVER:
            never += 1
            continue
        if status == "terminated" and not _day(product.get("terminationDate")):
            reason = "is missing, and the product is terminated"
            outcome.rejected.append(Rejected(number, "terminationDate", "", reason))
            continue
        rate, has_tax = _monthly_rate(product)
        priced_with_tax += has_tax
        cells = _cells(product) | ({"monthly_rate": rate} if rate else {})
        if row := read_cells(number, cells, known, outcome):
            yield row, status not in NOT_YET
    if never:
        outcome.warnings.append(f"Cancelled or aborted, so left out: {never}.")
    if priced_with_tax:
        outcome.warnings.append(
            f"Priced with tax alone, so kept without a monthly rate: {priced_with_tax}."
        )


def _parsed(content: bytes) -> Any:
    try:
        # ``Decimal`` takes what would be too long for an integer or inexact as a float.
        return json.loads(content, parse_float=Decimal, parse_int=Decimal, parse_constant=_no)
    except (ValueError, RecursionError) as broken:
        raise BadTable(f"The file begins like JSON and cannot be read: {broken}.") from broken


def _no(constant: str) -> None:
    raise ValueError(f"{constant} is no number")


def _products_in(held: Any) -> Iterator[Object]:
    """The products, on a stack of our own: nesting is bounded by the parser alone."""
    waiting = [held]
    while waiting:
        each = waiting.pop()
        if isinstance(each, list):
            waiting.extend(reversed(each))
        elif isinstance(each, dict):
            if _is_product(each):
                yield each
            else:
                waiting.extend(reversed(each.values()))


def _is_product(held: Object) -> bool:
    if not _text(held.get("id")) or "eventType" in held:
        return False
    named = _text(held.get("@type")) or _text(held.get("@baseType"))
    return named == "Product" if named else not MARKS.isdisjoint(held)


def _cells(product: Object) -> dict[str, str]:
    """The product as cells of the services register; what it does not state has no cell."""
    offering = _reference(product, "productOffering", "name")
    said = {
        "service_id": _characteristic(product, CHARACTERISTIC_NAMES) or _text(product.get("id")),
        "account_no": _reference(product, "billingAccount", "id"),
        "install_date": _day(product.get("startDate")),
        "disconnect_date": _day(product.get("terminationDate")),
        "kind": _reference(product, "productSpecification", "name"),
        "product": offering or _text(product.get("name")),
        "bandwidth": _characteristic(product, SPEEDS),
        "site": _site(product),
    }
    return {name: value for name, value in said.items() if value}


def _characteristic(product: Object, names: set[str] | frozenset[str]) -> str:
    """The value of the first characteristic of one of the names."""
    for each in _objects(product, "productCharacteristic"):
        if "".join(filter(str.isalnum, _plain(each.get("name")))) in names:
            value = each.get("value")
            if isinstance(value, dict) and "volume" in value:
                return f"{value['volume']} {_text(value.get('unit'))}".strip()
            if isinstance(value, Decimal) or _text(value):
                return str(value).strip()
    return ""


def _site(product: Object) -> str:
    """Where it is installed; v5 wraps the place once more than v4."""
    for each in _objects(product, "place"):
        if "install" in _plain(each.get("role")):
            place = each["place"] if isinstance(each.get("place"), dict) else each
            name = _text(place.get("name"))
            return name if 0 < len(name) <= LONGEST_SITE_CODE else _text(place.get("id"))
    return ""


def _monthly_rate(product: Object) -> tuple[str, bool]:
    """The monthly prices without tax in one sum; and whether one is stated with tax alone."""
    rates = []
    for each in _objects(product, "productPrice"):
        price = each.get("price")
        if _plain(each.get("recurringChargePeriod")) not in MONTH or not isinstance(price, dict):
            continue
        stated = price.get("taxExcludedAmount") or price.get("dutyFreeAmount")
        value = stated.get("value") if isinstance(stated, dict) else None
        if not isinstance(value, Decimal):
            return "", "taxIncludedAmount" in price
        rates.append(value)
    return (str(sum(rates)) if rates else ""), False


def _objects(held: Object, name: str) -> list[Object]:
    listed = held.get(name)
    return [each for each in listed if isinstance(each, dict)] if isinstance(listed, list) else []


def _reference(held: Object, name: str, part: str) -> str:
    found = held.get(name)
    return _text(found.get(part)) if isinstance(found, dict) else ""


def _text(value: Any) -> str:
    return value.strip() if isinstance(value, str) else ""


def _plain(value: Any) -> str:
    return _text(value).lower()


def _day(value: Any) -> str:
    """The day of a point in time, as written: no zone moves it."""
    return _text(value)[:10]
