"""Edges of the checks of exemptions, of internet access, of places and of fees by the unit."""

from billing_audit.checks.examples import Billed, Owned, bill, example
from billing_audit.checks.fees.exempt import (
    EXEMPT,
    FREEDOM,
    INTERNET,
    InternetAccessTaxed,
    TaxedThoughExempt,
)
from billing_audit.checks.fees.papers import Certified, Placed, Published
from billing_audit.checks.fees.tables import SALES
from billing_audit.checks.fees.units import E911, FLAT, PRI, EmergencyFeeUnits, FeeUnits
from billing_audit.checks.fees.wrongly_taxed import TaxOnTax, WrongState
from billing_audit.checks.inventory.papers import Known
from tests.billing_audit.checks.edges import edges
from tests.billing_audit.checks.otherwise import line_with, otherwise, owned_with, spared

TAXED = Billed(amount="20.00", **SALES)
CAUGHT = Billed(amount="20.00", over="20.00", **SALES)
FEE = {"charge": "fee", "code": "REC", "description": "Recovery", "service": ""}
edges(
    TaxedThoughExempt,
    example("Two accounts, of which one belongs to another entity",
            bill(CAUGHT), bill(TAXED, number="2001", account="A-2", entity="Acme Real Estate LLC"),
            papers=(EXEMPT,)),
    example("Given on the day of the bill", CAUGHT,
            papers=(Certified(tax="sales tax", given_on="2026-03-01"),)),
    example("For another carrier", TAXED,
            papers=(Certified(tax="sales tax", carrier="Bellweather"),)),
    example("For this carrier", CAUGHT, papers=(Certified(tax="sales tax", carrier="Corvane"),)),
    example("An account without an entity is the client's own", CAUGHT,
            papers=(Certified(tax="sales tax", entity="Acme Logistics", account_of=""),)),
    example("A tax without a charge code",
            Billed(amount="20.00", over="20.00", **(SALES | {"code": ""})), papers=(EXEMPT,)),
    example("By the charge code of one of two fees",
            Billed(amount="3.00", over="3.00", **FEE),
            Billed(amount="4.00", **(FEE | {"code": "ADM", "description": "Administration"})),
            papers=(Certified(tax="REC"),)),
    example("A bill from before it was given", bill(CAUGHT),
            bill(TAXED, number="900", on="2024-12-01"), papers=(EXEMPT,)),
    example("For one state only",
            Billed(amount="20.00", over="20.00", jurisdiction="oh", **SALES),
            Billed(amount="21.00", jurisdiction="TX", **SALES), Billed(amount="22.00", **SALES),
            papers=(Certified(tax="sales tax", jurisdiction="Oh"),)),
    example("For every state",
            Billed(amount="20.00", over="20.00", jurisdiction="TX", **SALES), papers=(EXEMPT,)),
    example("Its words have marks that are to be read as they are",
            Billed(amount="2.00", charge="tax", code="E", description="911 tax"),
            papers=(Certified(tax="9-1-1 tax"),)),
    example("An adjustment of the tax",
            Billed(amount="20.00", **(SALES | {"charge": "adjustment"})),
            papers=(Certified(tax="TXST"),)),
    example("The tax taken back, and a tax of nothing",
            Billed(amount="-20.00", **SALES), Billed(amount="0.00", **SALES), papers=(EXEMPT,)),
)  # fmt: skip

ON_INTERNET = InternetAccessTaxed.examples[0]


def levied(where: str, over: str = "") -> tuple[Billed, ...]:
    """A levy that only its jurisdiction tells of."""
    return (
        INTERNET,
        Billed(amount="9.00", over=over, parent="1", charge="tax", code="UUL",
               description="Utility levy", jurisdiction=where, service=""),
    )  # fmt: skip


edges(
    InternetAccessTaxed,
    otherwise(ON_INTERNET, "The law as it is beside other rows of the tables",
              lambda each: example(each.title, *each.bills, papers=(
                  FREEDOM,
                  Published(code="ITFA", authority="State", rate="0.5", valid=("2020-07-01", None)),
                  Published(code="FET", authority="US Congress", rate="0.5",
                            valid=("2020-07-01", None)),
                  Published(code="ITFA", authority="US Congress", rate="0.25",
                            valid=("1998-10-01", "2020-06-30"))))),
    example("When a quarter of the tax was still allowed",
            bill(INTERNET, Billed(amount="32.00", over="24.00", parent="1", **SALES),
                 on="2019-03-01"),
            papers=(Published(code="ITFA", authority="US Congress", rate="0.25",
                              valid=("1998-10-01", "2020-06-30")),)),
    otherwise(ON_INTERNET, "A fee by that name", line_with(0, 1, charge="fee"), spared),
    *(example(f"A levy of a {place}", *levied(place.upper(), "9.00"), papers=(FREEDOM,))
      for place in ("state", "county", "city", "local", "municipal")),
    example("A levy of the federation", *levied("federal"), papers=(FREEDOM,)),
    example("A federal tax that is marked with a state",
            INTERNET, Billed(amount="24.00", parent="1", charge="tax", code="FET",
                             description="Federal excise", jurisdiction="state"),
            papers=(FREEDOM,)),
)  # fmt: skip

edges(
    TaxOnTax,
    otherwise(TaxOnTax.examples[0], "A fee on a tax", line_with(0, 2, charge="fee"), spared),
)

OF_TEXAS, OF_OHIO = WrongState.examples[:2]
edges(
    WrongState,
    otherwise(OF_TEXAS, "Nobody has confirmed the service",
              owned_with(0, state="proposed"), spared),
    otherwise(OF_TEXAS, "A fee of Texas", line_with(0, 0, charge="fee"), spared),
    example("The inventory spells the state out",
            Billed(amount="12.00", charge="tax", code="TXST", description="State tax",
                   jurisdiction="OH"),
            inventory=(Owned(site="Depot"),), papers=(Placed(site="Depot", region="Ohio"),)),
)  # fmt: skip


def units(quantity: str, rate: str, amount: str, over: str = "", *, fee: dict) -> Billed:
    return Billed(amount=amount, quantity=quantity, rate=rate, over=over, **fee)


for check, fee, other in ((EmergencyFeeUnits, E911, FLAT), (FeeUnits, FLAT, E911)):
    edges(
        check,
        example("Less is billed than quantity and rate give",
                units("100", "0.75", "20.00", "20.00", fee=fee), papers=(PRI,)),
        example("Nobody has confirmed the service",
                units("100", "0.75", "75.00", fee=fee),
                papers=(PRI,), inventory=(Owned(state="proposed"),)),
        example("A service without lines",
                units("100", "0.75", "75.00", fee=fee), papers=(Known(product="PRI", seats=0),)),
        example("Fewer units at a rate below nothing",
                units("5", "-0.75", "3.75", fee=fee), papers=(PRI,)),
        example("Another kind of fee", units("100", "0.75", "75.00", fee=other), papers=(PRI,)),
    )  # fmt: skip
