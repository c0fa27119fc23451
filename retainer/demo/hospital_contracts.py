"""The papers St. Brannock signed."""

from datetime import date, timedelta

from retainer.demo.carriers import CORVANE, MARLFINCH, VEXBRIDGE
from retainer.demo.contracts import agreement, amendment, rates
from retainer.demo.story import Contract, Document

CUSTOMER = "St. Brannock Regional Health"

_WAN_TERM = (date(2023, 7, 1), date(2027, 6, 30))
_MOBILE_TERM = (date(2024, 2, 15), date(2027, 2, 14))
_VOICE_TERM = (date(2022, 11, 1), date(2027, 10, 31))
_CUT = date(2026, 1, 1)

_MSA, _AMENDMENT = "st-brannock-corvane-msa-2023.pdf", "st-brannock-corvane-amendment-2.pdf"
_MOBILE, _VOICE = "st-brannock-marlfinch-2024.pdf", "st-brannock-vexbridge-2022.pdf"

_UNCHANGED = rates(
    _MSA,
    3,
    _WAN_TERM,
    RTR="74.00",
    ETH1G="845.00",
    ETH10G="2150.00",
    SIPSES="12.75",
    LDOUT="0.0165",
    NRC="450.00",
)
_OLD_PORT = rates(_MSA, 3, (_WAN_TERM[0], _CUT - timedelta(days=1)), PORT100="585.00")
_NEW_PORT = rates(_AMENDMENT, 2, (_CUT, _WAN_TERM[1]), PORT100="548.00")
_MOBILE_RATES = rates(
    _MOBILE, 3, _MOBILE_TERM, PLN_U="36.00", PLN_T="14.00", DEV_PROT="6.95", DATA_OV="0.0120"
)
_VOICE_RATES = rates(
    _VOICE,
    3,
    _VOICE_TERM,
    _1FB="38.50",
    PRI23="365.00",
    DID20="3.00",
    DIA100="395.00",
    DIA500="615.00",
    LD="0.0380",
)

CONTRACTS = (
    Contract(
        "Corvane Networks",
        "MSA-2023-118",
        "Wide-area network and SIP, with Amendment 2",
        *_WAN_TERM,
        90,
        (
            Document(
                _MSA,
                "Master Services Agreement MSA-2023-118",
                date(2023, 6, 12),
                agreement(CORVANE, CUSTOMER, "MSA-2023-118", _WAN_TERM, (*_OLD_PORT, *_UNCHANGED)),
            ),
            Document(
                _AMENDMENT,
                "Amendment 2 to MSA-2023-118",
                date(2025, 11, 20),
                amendment(
                    CORVANE,
                    CUSTOMER,
                    "Amendment 2 to MSA-2023-118",
                    _CUT,
                    _NEW_PORT,
                    "In consideration of the extension of the term to June 30, 2027, Carrier "
                    "reduces the rate of the MPLS port 100 Mbps at all of Customer's locations.",
                ),
            ),
        ),
        (*_OLD_PORT, *_NEW_PORT, *_UNCHANGED),
    ),
    Contract(
        "Marlfinch Wireless",
        "CLA-77311",
        "Corporate wireless agreement",
        *_MOBILE_TERM,
        60,
        (
            Document(
                _MOBILE,
                "Corporate Liable Agreement CLA-77311",
                date(2024, 1, 30),
                agreement(
                    MARLFINCH, CUSTOMER, "CLA-77311", _MOBILE_TERM, _MOBILE_RATES, "sixty (60)"
                ),
            ),
        ),
        _MOBILE_RATES,
    ),
    Contract(
        "Vexbridge Telecom",
        "VX-SO-5521",
        "Local voice and internet",
        *_VOICE_TERM,
        90,
        (
            Document(
                _VOICE,
                "Service Agreement VX-SO-5521",
                date(2022, 10, 4),
                agreement(VEXBRIDGE, CUSTOMER, "VX-SO-5521", _VOICE_TERM, _VOICE_RATES),
            ),
        ),
        _VOICE_RATES,
    ),
)
