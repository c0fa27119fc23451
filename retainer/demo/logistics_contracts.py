"""The papers Kestrel Ridge signed."""

from datetime import date, timedelta

from retainer.demo.carriers import CORVANE, MARLFINCH, VEXBRIDGE
from retainer.demo.contracts import agreement, amendment, rates
from retainer.demo.story import Contract, Document

CUSTOMER = "Kestrel Ridge Logistics LLC"

_TERM = (date(2024, 5, 1), date(2027, 4, 30))
_CUT = date(2026, 7, 1)

_NETWORK, _DEPOTS = "kestrel-ridge-corvane-msa-2024.pdf", "kestrel-ridge-vexbridge-2024.pdf"
_MOBILE, _AMENDMENT = "kestrel-ridge-marlfinch-2024.pdf", "kestrel-ridge-marlfinch-amendment-1.pdf"

_NETWORK_RATES = rates(
    _NETWORK, 3, _TERM, ETH1G="870.00", SIPSES="13.25", LDOUT="0.0180", NRC="450.00"
)
_OLD_PLAN = rates(_MOBILE, 3, (_TERM[0], _CUT - timedelta(days=1)), PLN_U="38.00")
_NEW_PLAN = rates(_AMENDMENT, 2, (_CUT, _TERM[1]), PLN_U="32.00")
_OTHER_PLANS = rates(_MOBILE, 3, _TERM, PLN_T="14.00", DATA_OV="0.0120")
_DEPOT_RATES = rates(_DEPOTS, 3, _TERM, _1FB="38.50", DIA100="395.00", DIA500="615.00", LD="0.0380")

CONTRACTS = (
    Contract(
        "Corvane Networks",
        "MSA-2024-207",
        "Depot network",
        *_TERM,
        90,
        (
            Document(
                _NETWORK,
                "Master Services Agreement MSA-2024-207",
                date(2024, 4, 18),
                agreement(CORVANE, CUSTOMER, "MSA-2024-207", _TERM, _NETWORK_RATES),
            ),
        ),
        _NETWORK_RATES,
    ),
    Contract(
        "Marlfinch Wireless",
        "CLA-77339",
        "Corporate wireless agreement, with Amendment 1",
        *_TERM,
        60,
        (
            Document(
                _MOBILE,
                "Corporate Liable Agreement CLA-77339",
                date(2024, 4, 9),
                agreement(
                    MARLFINCH,
                    CUSTOMER,
                    "CLA-77339",
                    _TERM,
                    (*_OLD_PLAN, *_OTHER_PLANS),
                    "sixty (60)",
                ),
            ),
            Document(
                _AMENDMENT,
                "Amendment 1 to CLA-77339",
                date(2026, 6, 3),
                amendment(
                    MARLFINCH,
                    CUSTOMER,
                    "Amendment 1 to CLA-77339",
                    _CUT,
                    _NEW_PLAN,
                    "Following the review of Customer's plans Carrier reduces the rate of the "
                    "Business unlimited plan for all lines of the account.",
                ),
            ),
        ),
        (*_OLD_PLAN, *_NEW_PLAN, *_OTHER_PLANS),
    ),
    Contract(
        "Vexbridge Telecom",
        "VX-SO-6140",
        "Depot internet and lines",
        *_TERM,
        90,
        (
            Document(
                _DEPOTS,
                "Service Agreement VX-SO-6140",
                date(2024, 4, 22),
                agreement(VEXBRIDGE, CUSTOMER, "VX-SO-6140", _TERM, _DEPOT_RATES),
            ),
        ),
        _DEPOT_RATES,
    ),
)
