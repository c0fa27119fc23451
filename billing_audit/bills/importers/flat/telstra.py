"""Telstra On Line Billing, specification 6.4: comma separated, the record type first."""

from billing_audit.bills.importers.flat.fields import Day, Number
from billing_audit.bills.importers.flat.layout import Field, Footing, Layout, Part, Record

DAY, NUMBER = Day(), Number()


def money(net: int) -> dict[str, Field]:
    """Net after adjustment, tax and gross stand side by side in every charge record."""
    return {
        "net": Field(net, NUMBER, required=True),
        "tax": Field(net + 1, NUMBER, required=True),
        "gross": Field(net + 2, NUMBER, required=True),
    }


NUMBERED = {"number": Field(4), "service": Field(6)}

TELSTRA_OLB = Layout(
    name="telstra-olb",
    title="Telstra On Line Billing",
    currency="AUD",
    kind=0,
    delimiter=",",
    comment="##",
    records={
        "DH": Record(
            Part.HEADER,
            {
                "account": Field(1, required=True),
                "bill": Field(3, required=True),
                "billed": Field(2, DAY, required=True),
                "opening": Field(11, NUMBER),
                "payments": Field(12, NUMBER),
                "adjustments": Field(13, NUMBER),
                "other": Field(14, NUMBER),
                "total": Field(15, NUMBER),
                "due": Field(16, NUMBER),
                "due_date": Field(17, DAY),
                "buyer": Field(23),
                "carrier": Field(36),
            },
        ),
        "DS": Record(
            Part.SUMMARY,
            {
                **NUMBERED,
                "usage": Field(10),
                "text": Field(11),
                "unit": Field(12),
                "quantity": Field(13, NUMBER),
                "begins": Field(15, DAY),
                "ends": Field(16, DAY),
                "code": Field(19),
                "category": Field(20),
                "plan": Field(28),
                **money(31),
            },
        ),
        "DE": Record(
            Part.NOTE,
            {
                **NUMBERED,
                "quantity": Field(13, NUMBER),
                "text": Field(14),
                "begins": Field(15, DAY),
                "ends": Field(16, DAY),
                "code": Field(18),
                "category": Field(19),
            },
        ),
        "DF": Record(Part.CHARGE, {**NUMBERED, "price": Field(9, NUMBER), **money(14)}),
        "DO": Record(
            Part.CHARGE,
            {
                **NUMBERED,
                "quantity": Field(11, NUMBER),
                "text": Field(12),
                "begins": Field(15, DAY),
                "ends": Field(16, DAY),
                "price": Field(17, NUMBER),
                "code": Field(20),
                "category": Field(21),
                "plan": Field(26),
                **money(29),
            },
        ),
        "DC": Record(
            Part.USAGE,
            {
                **NUMBERED,
                "usage": Field(9),
                "quantity": Field(11, NUMBER),
                "called": Field(12),
                "text": Field(16),
                "begins": Field(18, DAY),
                "ends": Field(19, DAY),
                "code": Field(24),
                "category": Field(25),
                **money(31),
            },
        ),
        "TS": Record(Part.END),
    },
    footings={
        "DC": Footing("OLB-CALLS", "calls (DC)", ("service", "usage"), "calls"),
        "DF": Footing("OLB-EQUIPMENT", "equipment (DF)", ("service", "category")),
        "DO": Footing("OLB-OTHER", "other charges (DO)", ("service", "category")),
    },
    charge_types={
        "RENTAL": "recurring",
        "STNDR": "recurring",
        "USAGE": "usage",
        "ONCEONLY": "one_time",
        "DISCOUNT": "credit",
    },
    tax_code="GST",
    tax_rule="OLB-TAX",
    balance_rule="OLB-BALANCE",
)
