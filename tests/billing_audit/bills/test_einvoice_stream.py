"""An e-invoice as a bill: what its charges are, whose, and for when."""

from datetime import date
from decimal import Decimal
from io import BytesIO

import pytest

from billing_audit.bills.importers.einvoice import read_bill
from billing_audit.bills.importers.einvoice.charges import code_of
from billing_audit.bills.stream import Fault, Invoice, Line, Reject, Remark
from tests.billing_audit.bills.einvoice_files import CREDIT, ETHERNET, MOBILE, changed


def parts(file: BytesIO, kind: type) -> list:
    return [each for each in read_bill(file) if isinstance(each, kind)]


def lines(name: str, *changes: tuple[str, str]) -> dict[str, Line]:
    return {line.line_no: line for line in parts(changed(name, *changes), Line)}


def invoice(name: str, *changes: tuple[str, str]) -> Invoice:
    return parts(changed(name, *changes), Invoice)[0]


def test_the_bill_says_who_bills_whom_and_how_much() -> None:
    assert invoice(MOBILE) == Invoice(
        carrier="Larkspur",
        account_no="778-0042",
        other_references=("FLEET-7", "FRAME-2024-11", "4035811611014", "Acme Logistics SE"),
        invoice_no="M-2026-0310",
        bill_date=date(2026, 3, 31),
        due_date=date(2026, 4, 30),
        period_from=date(2026, 3, 1),
        period_to=date(2026, 3, 31),
        currency="EUR",
        stated_total=Decimal("305.00"),  # with the rounding, which is a line
        amount_due=Decimal("205.00"),
        payments=Decimal("-100.00"),
        buyer="Acme Logistics SE",
        syntax="ubl",
        source_ref="/",
    )


def test_each_line_becomes_the_charge_it_is() -> None:
    kinds = {number: line.charge_type for number, line in lines(MOBILE).items()}

    assert kinds == {
        "1": "recurring",
        "1-1": "credit",
        "2": "usage",
        "3": "usage",
        "4": "one_time",
        "CHARGE-1": "credit",
        "CHARGE-2": "fee",
        "TAX-1": "tax",
        "ROUNDING": "adjustment",
    }


def test_the_lines_come_to_the_stated_total() -> None:
    for name in (MOBILE, CREDIT, ETHERNET):
        assert sum(line.amount for line in lines(name).values()) == invoice(name).stated_total


def test_a_line_with_a_rebate_keeps_quantity_times_rate() -> None:
    plan, rebate = lines(MOBILE)["1"], lines(MOBILE)["1-1"]

    assert plan.amount == plan.quantity * plan.unit_rate == Decimal("180.00")
    assert (rebate.amount, rebate.parent_line) == (Decimal("-24.00"), "1")


def test_a_price_for_a_hundred_units_becomes_the_rate_of_one_as_exact_as_it_was_stated() -> None:
    assert str(lines(MOBILE)["2"].unit_rate) == "0.0500"
    assert str(lines(MOBILE)["3"].unit_rate) == "0.0085323"
    assert str(lines(MOBILE)["4"].unit_rate) == "15.00"


def test_a_rate_has_eight_decimals_at_most() -> None:
    third = lines(MOBILE, ('unitCode="MIN">100<', 'unitCode="MIN">300<'))["2"]

    assert third.unit_rate == Decimal("0.01666667")


def test_the_service_is_the_invoiced_object_of_the_line() -> None:
    assert lines(MOBILE)["2"].service_id == "+491715550142"


def test_else_it_is_the_attribute_that_names_one() -> None:
    assert lines(MOBILE)["3"].service_id == "+491715550143"
    assert lines(ETHERNET)["1"].service_id == "CIR/4471/HAM-BER"


def test_else_it_is_what_the_whole_bill_is_for() -> None:
    assert lines(CREDIT)["1"].service_id == "FTTH-00093"


def test_the_code_is_the_sellers_article_or_made_of_the_name() -> None:
    assert lines(MOBILE)["1"].charge_code == "PLAN-M"
    assert lines(MOBILE)["2"].charge_code == "ROAMING-INCOMING"


def test_a_long_name_keeps_its_difference_in_the_code() -> None:
    name = "Samtal i Sverige till andra mobiloperatörer, öppningsavgift "

    assert code_of(name + "dag") != code_of(name + "natt")
    assert len(code_of(name + "dag")) <= 40


def test_a_quarter_billed_in_advance_is_a_rental_and_in_arrears_is_not() -> None:
    assert lines(ETHERNET)["1"].charge_type == "recurring"

    later = lines(ETHERNET, (">20260315<", ">20260715<"))

    assert later["1"].charge_type == "one_time"


def test_a_carrier_may_state_the_kind_of_charge_itself() -> None:
    said = lines(ETHERNET, ("Circuit ID", "charge_type"), ("CIR/4471/HAM-BER", "surcharge"))

    assert said["1"].charge_type == "surcharge"


def test_a_credit_note_is_negative_throughout() -> None:
    line, tax = lines(CREDIT).values()

    assert (line.charge_type, line.amount, tax.amount) == ("credit", Decimal(-40), Decimal(-8))
    assert line.amount == line.quantity * line.unit_rate
    assert invoice(CREDIT).stated_total == invoice(CREDIT).amount_due == Decimal("-48.00")
    assert invoice(CREDIT).document_type == "credit_note"


def test_a_credit_note_in_negative_amounts_is_the_same_credit() -> None:
    file = changed(CREDIT).getvalue()
    for amount in (b"40.00", b"48.00", b"8.00", b"16"):
        file = file.replace(b">" + amount + b"<", b">-" + amount + b"<")

    assert parts(BytesIO(file), Invoice)[0].stated_total == Decimal("-48.00")
    assert "negative amounts" in parts(BytesIO(file), Remark)[0].message


def test_tax_of_another_currency_is_not_charged_twice() -> None:
    again = '<cac:TaxTotal><cbc:TaxAmount currencyID="USD">52.00</cbc:TaxAmount></cac:TaxTotal>'
    twice = lines(MOBILE, ("</cac:TaxTotal>", f"</cac:TaxTotal>{again}"))

    taxes = [line.amount for line in twice.values() if line.charge_type == "tax"]

    assert taxes == [Decimal("48.35")]


def test_money_collected_for_others_is_part_of_the_bill_and_of_no_claim() -> None:
    ticket = (
        "<cac:PrepaidPayment><cbc:ID>Tram</cbc:ID>"
        '<cbc:PaidAmount currencyID="EUR">10.00</cbc:PaidAmount>'
        "<cbc:InstructionID>Paid by phone</cbc:InstructionID></cac:PrepaidPayment>"
    )
    with_ticket = [
        ("fdc:peppol.eu:2017:poacc:billing:3.0", "xeinkauf.de:kosit:extension:xrechnung_3.0"),
        ("</cac:TaxTotal>", f"</cac:TaxTotal>{ticket}"),
        (">205.00<", ">215.00<"),
    ]

    bought = lines(MOBILE, *with_ticket)["THIRD-PARTY-1"]
    (fault,) = parts(changed(MOBILE, *with_ticket), Fault)

    assert (bought.amount, bought.provider) == (Decimal(10), "Tram")
    assert invoice(MOBILE, *with_ticket).stated_total == Decimal("315.00")
    assert (fault.rule, fault.excess) == ("BR-CO-16", 0)


def test_every_line_says_where_in_the_file_it_stands() -> None:
    line = lines(MOBILE)["2"]
    text = changed(MOBILE).getvalue().decode().splitlines()

    assert line.source_ref == "/Invoice/InvoiceLine[2]"
    assert "<cac:InvoiceLine>" in text[line.source_row - 1]
    assert "<cbc:ID>2</cbc:ID>" in text[line.source_row]


@pytest.mark.parametrize(
    ("old", "new", "column", "value"),
    [
        (">20.63<", ">20,63<", "amount", "20,63"),
        (">20.63<", "><", "amount", ""),
        (">412.5<", ">many<", "quantity", "many"),
        (">5.00</cbc:Price", ">1e3</cbc:Price", "unit_rate", "1e3"),
        ("2026-03-31</cbc:Issue", "31.03.2026</cbc:Issue", "bill_date", "31.03.2026"),
        (">M-2026-0310<", "><", "invoice_no", ""),
        (">305.11<", ">NaN<", "total", "NaN"),
        (">2.50</cbc:Amount", ">2-50</cbc:Amount", "charge", "2-50"),
        (">48.35</cbc:TaxAmount>\n      <cac", ">x</cbc:TaxAmount>\n      <cac", "tax", "x"),
    ],
)
def test_what_nobody_can_read_is_rejected_with_its_place(
    old: str, new: str, column: str, value: str
) -> None:
    (reject,) = parts(changed(MOBILE, (old, new)), Reject)

    assert (reject.column, reject.value) == (column, value)
    assert reject.reason


def test_a_bill_without_lines_keeps_its_money() -> None:
    head, _, rest = changed(ETHERNET).getvalue().partition(b"<ram:Included")
    bare = BytesIO(head + rest.rpartition(b"</ram:IncludedSupplyChainTradeLineItem>")[2])
    summed = [(line.charge_type, line.amount) for line in parts(bare, Line)]

    assert summed == [("one_time", Decimal("1510.00")), ("tax", Decimal("286.90"))]


SUB_LINE = (
    "<cac:SubInvoiceLine><cbc:ID>{id}</cbc:ID>"
    '<cbc:LineExtensionAmount currencyID="EUR">{amount}</cbc:LineExtensionAmount>'
    "{more}<cac:Item><cbc:Name>Of which</cbc:Name></cac:Item></cac:SubInvoiceLine>"
)


def test_sub_lines_are_shown_under_their_line_and_never_added() -> None:
    inner = SUB_LINE.format(id="", amount="10.00", more="")
    outer = SUB_LINE.format(id="1.A", amount="60.00", more=inner)
    change = ("<cac:Item>", f"{outer}<cac:Item>")
    found = lines(MOBILE, change)

    assert {
        number: (line.charge_type, line.parent_line, line.amount)
        for number, line in found.items()
        if "." in number
    } == {"1.A": ("memo", "1", Decimal("60.00")), "1.A.1": ("memo", "1.A", Decimal("10.00"))}
    assert {number for number in found if "." not in number} == {*lines(MOBILE)}
    assert parts(changed(MOBILE, change), Fault) == []
    [remark] = parts(changed(MOBILE, change), Remark)
    assert remark.message.startswith("Line 1 is broken down into sub-lines, which are shown")
