"""E-invoice arithmetic worked out from the XML alone: which rules fail, and what is too much."""

import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

ZERO = Decimal("0.00")

#: Where each figure stands, by local names, in UBL and in CII.
_UBL = {
    "number": "ID",
    "line": "InvoiceLine",
    "line net": "LineExtensionAmount",
    "totals": "LegalMonetaryTotal",
    "sum": "LineExtensionAmount",
    "without tax": "TaxExclusiveAmount",
    "with tax": "TaxInclusiveAmount",
    "payable": "PayableAmount",
    "tax": "TaxTotal/TaxAmount",
    "row": "TaxTotal/TaxSubtotal",
    "row base": "TaxableAmount",
    "row tax": "TaxAmount",
    "row percent": "TaxCategory/Percent",
}
_SETTLEMENT = "SupplyChainTradeTransaction/ApplicableHeaderTradeSettlement"
_CII = {
    "number": "ExchangedDocument/ID",
    "line": "SupplyChainTradeTransaction/IncludedSupplyChainTradeLineItem",
    "line net": "SpecifiedLineTradeSettlement/SpecifiedTradeSettlementLineMonetarySummation"
    "/LineTotalAmount",
    "totals": f"{_SETTLEMENT}/SpecifiedTradeSettlementHeaderMonetarySummation",
    "sum": "LineTotalAmount",
    "without tax": "TaxBasisTotalAmount",
    "with tax": "GrandTotalAmount",
    "payable": "DuePayableAmount",
    "tax": f"{_SETTLEMENT}/SpecifiedTradeSettlementHeaderMonetarySummation/TaxTotalAmount",
    "row": f"{_SETTLEMENT}/ApplicableTradeTax",
    "row base": "BasisAmount",
    "row tax": "CalculatedAmount",
    "row percent": "RateApplicablePercent",
}


@dataclass(frozen=True)
class Verdict:
    number: str
    #: Rules of EN 16931 the bill breaks.
    rules: frozenset[str]
    #: How much too high the amount to pay is.
    claim: Decimal


def judge_einvoice(path: Path) -> Verdict:
    """Follow the amount to pay up from the lines; bills here have no allowances or prepayments."""
    root = ET.parse(path).getroot()  # noqa: S314 - a file we wrote ourselves
    names = _UBL if root.tag.endswith("}Invoice") else _CII
    totals = _one(root, names["totals"])
    lines = sum((_amount(line, names["line net"]) for line in _all(root, names["line"])), ZERO)
    rows = [
        (
            _amount(row, names["row base"]),
            _amount(row, names["row percent"]),
            _amount(row, names["row tax"]),
        )
        for row in _all(root, names["row"])
    ]
    stated = {key: _amount(totals, names[key]) for key in ("sum", "without tax", "with tax")}
    payable, tax = _amount(totals, names["payable"]), _amount(root, names["tax"])
    kept = {
        "BR-CO-10": stated["sum"] == lines,
        "BR-CO-13": stated["without tax"] == stated["sum"],
        "BR-CO-14": tax == sum((row_tax for _, _, row_tax in rows), ZERO),
        "BR-CO-15": stated["with tax"] == stated["without tax"] + tax,
        "BR-CO-16": payable == stated["with tax"],
        "BR-CO-17": all(abs(_tax(base, rate) - row_tax) < 1 for base, rate, row_tax in rows),
    }
    due = lines + sum((_tax(base, rate) for base, rate, _ in rows), ZERO)
    return Verdict(
        _one(root, names["number"]).text or "",
        frozenset(rule for rule, holds in kept.items() if not holds),
        max(ZERO, payable - due),
    )


def _tax(base: Decimal, percent: Decimal) -> Decimal:
    return (base * percent / 100).quantize(Decimal("0.01"), rounding=ROUND_HALF_UP)


def _all(node: ET.Element, path: str) -> Iterator[ET.Element]:
    first, _, rest = path.partition("/")
    for child in node:
        if child.tag.rpartition("}")[2] == first:
            if rest:
                yield from _all(child, rest)
            else:
                yield child


def _one(node: ET.Element, path: str) -> ET.Element:
    return next(_all(node, path))


def _amount(node: ET.Element, path: str) -> Decimal:
    return Decimal(_one(node, path).text or "")
