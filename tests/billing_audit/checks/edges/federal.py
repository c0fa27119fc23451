"""Edges of the checks of the federal universal service fee, of its base and its factor."""

from billing_audit.checks.examples import Billed, Example, bill, example
from billing_audit.checks.fees.bases import (
    MOBILE_SHARE,
    SIP,
    VOIP_SHARE,
    AboveTheSafeHarbour,
    FederalFeeOnOtherCharges,
)
from billing_audit.checks.fees.fusf import FEE, IN_MAY, LOCAL, PORT, AnotherQuartersFactor
from billing_audit.checks.fees.papers import FACTORS, Published, factor
from billing_audit.checks.fees.tables import STATE_FUND
from tests.billing_audit.checks.edges import edges
from tests.billing_audit.checks.otherwise import and_paper, otherwise

ON = {"on": "2026-05-04"}
DIA = Billed(
    amount="800.00", code="DIA", description="Dedicated internet access, 1 Gbps",
    jurisdiction="interstate", period=IN_MAY,
)  # fmt: skip
RENTAL = Billed(
    amount="50.00", code="CPE", description="Router rental", jurisdiction="interstate",
    charge="recurring", period=IN_MAY,
)  # fmt: skip
TAX = Billed(amount="20.00", charge="tax", code="TXST", description="State sales tax")

edges(
    FederalFeeOnOtherCharges,
    example("The charge it names is not on the bill",
            bill(LOCAL, Billed(amount="333.00", parent="9", **FEE), **ON)),
    example("One of the charges is interstate",
            bill(LOCAL, PORT, Billed(amount="333.00", **FEE), **ON)),
    example("The bill has other surcharges and no charge",
            bill(Billed(amount="5.00", charge="surcharge", code="CRF"),
                 Billed(amount="2.00", **FEE), **ON)),
    example("A fee on a tax",
            bill(PORT, TAX, Billed(amount="7.40", over="7.40", says=("on a tax.",), parent="2",
                                   **FEE), **ON)),
    example("A fee on equipment",
            bill(RENTAL, Billed(amount="18.50", over="18.50", says=("on equipment.",), parent="1",
                                **FEE), **ON)),
    example("A fee on a charge that is not marked",
            bill(Billed(amount="900.00"), Billed(amount="333.00", parent="1", **FEE), **ON)),
    example("A fee beside internet access does not say it is on it",
            bill(DIA, Billed(amount="296.00", **(FEE | {"service": DIA.service})), **ON)),
    example("Another fee on internet access",
            bill(DIA, Billed(amount="16.00", parent="1", **STATE_FUND), **ON)),
)  # fmt: skip


# Public tables are everybody's, so each of these examples has a year of its own, long past.
def another(
    title: str,
    year: int,
    base: str,
    fee: str,
    other: str,
    since: str,
    until: str,
    over: str = "",
    *more: Billed,
    says: tuple[str, ...] = (),
    **about: str,
) -> Example:
    """Interstate charges and a fee of May, and another factor beside the 37% of the quarter."""
    days = {"since": f"{year}-{since}", "until": f"{year}-{until}"}
    if since > until:
        days["since"] = f"{year - 1}-{since}"
    return example(
        title,
        bill(
            Billed(amount=base, jurisdiction="interstate"),
            Billed(amount=fee, over=over, says=says, **FEE),
            *more,
            on=f"{year}-05-04",
        ),
        papers=(
            factor("0.37", f"{year}-04-01", f"{year}-06-30"),
            Published(**({"code": "FUSF"} | about), rate=other,
                      valid=(days["since"], days["until"])),
        ),
    )  # fmt: skip


NEXT, LAST = ("07-01", "09-30"), ("01-01", "03-31")
NEAR = another("Of two quarters with one factor the nearer is named", 1996, "1000.00", "409.00",
               "0.409", *NEXT, over="39.00", says=("the 3Q96 factor",))  # fmt: skip
edges(
    AnotherQuartersFactor,
    another("Another authority has a fee of that name", 1960, "1000.00", "402.00", "0.402", *LAST,
            authority="State"),
    another("The authority has another fee", 1963, "1000.00", "403.00", "0.403", *LAST,
            code="OTHER"),
    another("The factor of the quarter that follows", 1966, "1000.00", "404.00", "0.404", *NEXT,
            over="34.00"),
    another("A factor of 400 days before", 1969, "1000.00", "405.00", "0.405",
            "03-30", "03-29", over="35.00"),
    another("A factor of 401 days before", 1974, "1000.00", "406.00", "0.406", "03-29", "03-28"),
    another("A factor of 93 days later", 1975, "1000.00", "407.00", "0.407", "08-05", "08-31"),
    another("A cent beside what another factor gives", 1978, "1000.00", "408.01", "0.408", *LAST),
    another("A fee in two parts is not one by another factor", 1981, "1000.00", "404.00", "0.404",
            "07-01", "09-30", "", Billed(amount="0.01", **FEE)),
    another("A credit by a lower factor", 1984, "-1000.00", "-360.00", "0.36", *LAST),
    another("Five cents", 1987, "5.00", "1.90", "0.38", *LAST),
    another("Six cents", 1990, "6.00", "2.28", "0.38", *LAST, over="0.06"),
    otherwise(NEAR, NEAR.title, and_paper(factor("0.409", "1995-10-01", "1995-12-31"))),
)  # fmt: skip

VOICE = (*FACTORS, VOIP_SHARE)
PLAN = Billed(amount="500.00", code="PLAN", description="Wireless plan, 5 GB")
OTHER = Billed(amount="500.00", code="ETH", description="Ethernet access", service="B")
edges(
    AboveTheSafeHarbour,
    example("Other rows of the tables",
            bill(SIP, Billed(amount="370.00", over="129.87", **FEE), **ON),
            papers=(*VOICE,
                    Published(code="FUSF", authority="State", rate="0.1",
                              valid=("2026-04-01", "2026-06-30")),
                    Published(code="SAFE-VOIP", authority="State", rate="0.5",
                              valid=("2006-10-01", None)),
                    Published(code="SAFE-VOIP", rate="0.5", valid=("2000-01-01", "2006-09-30")))),
    example("The trunks are marked as interstate",
            bill(Billed(amount="1000.00", code="SIP", description="SIP trunk, 40 sessions",
                        jurisdiction="interstate"),
                 Billed(amount="370.00", **FEE), **ON), papers=VOICE),
    example("Voice over the internet beside something else",
            bill(SIP, OTHER, Billed(amount="600.00", **FEE), **ON), papers=VOICE),
    example("Mobile service beside something else",
            bill(PLAN, OTHER, Billed(amount="370.00", **FEE), **ON),
            papers=(*FACTORS, MOBILE_SHARE)),
    example("Neither voice over the internet nor mobile service",
            bill(OTHER, Billed(amount="185.00", **FEE), **ON),
            papers=(*FACTORS, MOBILE_SHARE)),
    example("A state's fee",
            bill(SIP, Billed(amount="370.00", **STATE_FUND), **ON), papers=VOICE),
    example("A state's fee beside it",
            bill(SIP, Billed(amount="16.00", **STATE_FUND),
                 Billed(amount="370.00", over="126.03", **FEE), **ON), papers=VOICE),
    example("The fee names the charge it is on",
            bill(SIP, Billed(amount="370.00", parent="1", **FEE), **ON), papers=VOICE),
    example("The fee comes in two parts",
            bill(SIP, Billed(amount="370.00", **FEE), Billed(amount="1.00", **FEE), **ON),
            papers=VOICE),
    example("Within five cents",
            bill(SIP, Billed(amount="240.18", **FEE), **ON), papers=VOICE),
    example("Six cents above",
            bill(SIP, Billed(amount="240.19", over="0.06", **FEE), **ON), papers=VOICE),
)  # fmt: skip
