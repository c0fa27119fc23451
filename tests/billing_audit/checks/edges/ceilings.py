"""Edges of the fees and taxes that are held against a share of other charges, in parts."""

from decimal import Decimal

from billing_audit.checks.base import Check
from billing_audit.checks.examples import Billed, Example, Paper, bill, example
from billing_audit.checks.fees.excise import EXCISE, FET, ExciseTaxMisapplied
from billing_audit.checks.fees.fusf import FEE, IN_MAY, PORT, AboveTheFederalCeiling
from billing_audit.checks.fees.papers import FACTORS, Published
from billing_audit.checks.fees.tables import (
    SALES,
    SALES_TABLE,
    STATE_FUND,
    STATE_TABLE,
    AboveTheStatesRate,
    AboveTheTaxRate,
)
from tests.billing_audit.checks.edges import edges

#: A part of a fee: what is billed, and what of it is too much.
Part = tuple[str, str]
ON = {"on": "2026-05-04"}


def ceiling(
    check: type[Check], charge: Billed, due: str, fee: dict, papers: tuple[Paper, ...], **about: str
) -> None:
    """What holds for each of them: ``due`` is the most that may be billed on ``charge``."""

    def parts(title: str, *billed: Part, charges: tuple[Billed, ...] = (charge,)) -> Example:
        lines = (Billed(amount=amount, over=over, **fee) for amount, over in billed)
        return example(title, bill(*charges, *lines, **about), papers=papers)

    def more(amount: str) -> str:
        return str(Decimal(due) + Decimal(amount))

    half, quarter = str(Decimal(due) / 2), str(Decimal(due) / 4)
    small = [_with(charge, "1.00", f"S-{n}") for n in range(11)]
    rest = str(Decimal(charge.amount) - 11)
    edges(
        check,
        parts("Five cents above", (more("0.05"), "")),
        parts("Six cents above", (more("0.06"), "0.06")),
        parts("The first part is all that is due", (due, ""), ("10.00", "10.00")),
        parts("Each of two parts is too much", (more("7.00"), "7.00"), ("10.00", "10.00")),
        parts("The third part goes beyond", (quarter, ""), (quarter, ""), (due, half)),
        parts("Of what is too much, a part is taken back", (more("20.00"), "10.00"),
              ("-10.00", "")),
        parts("Six cents above in six parts", *[("0.10", "")] * 5, (more("-0.44"), "")),
        parts("Six cents above on twelve charges", (more("0.06"), ""),
              charges=(_with(charge, rest, charge.service), *small)),
    )  # fmt: skip


def _with(charge: Billed, amount: str, service: str) -> Billed:
    return Billed(
        amount=amount, service=service, code=charge.code, description=charge.description,
        charge=charge.charge, jurisdiction=charge.jurisdiction,
    )  # fmt: skip


ceiling(AboveTheFederalCeiling, PORT, "865.80", FEE, FACTORS, **ON)
edges(
    AboveTheFederalCeiling,
    example("What is interstate is taken back, and no base is left",
            bill(PORT, Billed(amount="-2340.00", jurisdiction="interstate", charge="credit"),
                 Billed(amount="10.00", **FEE), **ON), papers=FACTORS),
)  # fmt: skip

LOCAL = Billed(amount="100.00", code="1FB", description="Business line")
ceiling(ExciseTaxMisapplied, LOCAL, "3.00", FET, (EXCISE,))


def taxed(title: str, *others: Billed, over: str = "9.00", fet: dict = FET) -> Example:
    """Local service of 100.00 beside something else, and 12.00 of tax."""
    return example(title, LOCAL, *others, Billed(amount="12.00", over=over, **fet),
                   papers=(EXCISE,))  # fmt: skip


edges(
    ExciseTaxMisapplied,
    example("Local service is only credited",
            Billed(amount="-100.00", charge="credit", code="1FB", description="Business line"),
            Billed(amount="6.00", over="6.00", **FET), papers=(EXCISE,)),
    taxed("Neither other taxes nor late fees are local service",
          Billed(amount="40.00", charge="tax", code="TXST", description="State sales tax"),
          Billed(amount="50.00", charge="late_fee", code="LPC", description="Late fee")),
    taxed("Voice over the internet is none",
          Billed(amount="300.00", code="SIP", description="SIP trunk, 40 sessions")),
    taxed("Internet access is none",
          Billed(amount="300.00", code="DIA", description="Dedicated internet access")),
    example("Other rows of the tables", LOCAL, Billed(amount="12.00", over="9.00", **FET),
            papers=(EXCISE,
                    Published(code="FET", authority="State", rate="0.1", valid=EXCISE.valid),
                    Published(code="OTHER", authority="IRS", rate="0.1", valid=EXCISE.valid))),
    taxed("The tax as a surcharge is none", fet=FET | {"charge": "surcharge"}),
)  # fmt: skip

for check, fee, table, charge, due in (
    (AboveTheStatesRate, STATE_FUND, STATE_TABLE,
     Billed(amount="500.00", jurisdiction="intrastate"), "10.00"),
    (AboveTheTaxRate, SALES, SALES_TABLE, Billed(amount="500.00"), "20.00"),
):  # fmt: skip
    ceiling(check, charge, due, fee, (table,))
    credit = Billed(amount="-500.00", charge="credit", jurisdiction=charge.jurisdiction)
    fee = fee | {"period": IN_MAY}
    edges(
        check,
        example("On a bill of credits, a fee and its credit",
                credit, Billed(amount="5.00", **fee), Billed(amount="-5.00", **fee),
                papers=(table,)),
        example("On a bill of credits, more than what is taken back",
                credit, Billed(amount="8.00", over="8.00", **fee), Billed(amount="0.00", **fee),
                Billed(amount="-5.00", **fee), papers=(table,)),
        example("On a bill whose charges are taken back, six cents",
                charge, credit, Billed(amount="0.06", over="0.06", **fee), papers=(table,)),
    )  # fmt: skip
edges(
    AboveTheStatesRate,
    example("A tax is held against its own table",
            Billed(amount="500.00", jurisdiction="intrastate"),
            Billed(amount="15.00", **(STATE_FUND | {"charge": "tax"})), papers=(STATE_TABLE,)),
)  # fmt: skip
edges(
    AboveTheTaxRate,
    example("A fee is held against its own table",
            Billed(amount="500.00"), Billed(amount="25.00", **(SALES | {"charge": "fee"})),
            papers=(SALES_TABLE,)),
)  # fmt: skip
