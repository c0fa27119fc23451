"""What charges are, in plain words, each with the source that says so."""

import re
from dataclasses import dataclass
from functools import cache

from billing_audit.bills.charge_types import ChargeType
from billing_audit.checks.catalogue import all_checks
from billing_audit.checks.meanings import MEANINGS, Meaning

#: The checks declare the meanings when they are imported.
KNOWN_BY = all_checks


@dataclass(frozen=True)
class Entry:
    """One kind of charge: what it is called, what it is, and where that is laid down."""

    title: str
    text: str
    source: str


AGREED = "your contract or the carrier’s price list"

#: By the meanings that the checks know charges by; the first that fits is taken.
OF_MEANINGS = {
    "state_usf": Entry(
        "State universal service fee",
        "Pays for affordable service in your state. The carrier may pass on what the state asks of "
        "it, on service within the state.",
        "47 U.S.C. § 254(f) and the law of your state",
    ),
    "fusf": Entry(
        "Federal universal service fee",
        "Carriers pay a share of what they charge between states and countries into a federal fund "
        "for rural areas, schools and hospitals. They may pass it on to you, but no more of those "
        "charges than the quarter’s factor.",
        "47 CFR § 54.706 and § 54.712",
    ),
    "relay_fee": Entry(
        "Telecommunications relay service fee",
        "Pays for operators who relay calls for people who do not hear or speak.",
        "47 U.S.C. § 225, 47 CFR § 64.604",
    ),
    "emergency_fee": Entry(
        "911 fee",
        "Pays for emergency call centres. States and counties set it, mostly so much a line.",
        "the law of your state; 47 U.S.C. § 615a-1",
    ),
    "federal_excise_tax": Entry(
        "Federal excise tax",
        "A tax of 3% on local telephone service that is billed by itself. Long distance and "
        "bundles have been free of it since 2006.",
        "26 U.S.C. § 4251, IRS Notice 2006-50",
    ),
    "subscriber_line_charge": Entry(
        "End user common line charge",
        "What the carrier may charge for its line to your premises, up to a federal limit. It is "
        "the carrier’s income and no tax.",
        "47 CFR § 69.104 and § 69.152",
    ),
    "picc": Entry(
        "Presubscribed interexchange carrier charge",
        "A charge a line by the long distance company for being connected to your local carrier.",
        "47 CFR § 69.153",
    ),
    "cost_recovery": Entry(
        "Surcharge the carrier sets itself",
        "Covers the carrier’s own costs, such as its property taxes or administration. No "
        "authority asks it of you, whatever its name suggests.",
        "47 CFR § 64.2401 and your contract",
    ),
    "state_or_local_tax": Entry(
        "State or local tax",
        "A tax on what you buy, by state, county or city. Whoever is exempt has a certificate.",
        "the tax law of your state and city",
    ),
    "late_fee": Entry(
        "Late payment charge",
        "Charged when a bill was not paid in time, by the carrier’s books.",
        AGREED,
    ),
    "channel_termination": Entry(
        "Channel termination",
        "The piece of a circuit between the carrier’s office and your premises.",
        "the carrier’s tariff for special access",
    ),
    "equipment_rental": Entry(
        "Rental of equipment",
        "A router, phone or modem that belongs to the carrier, until it is bought or returned.",
        AGREED,
    ),
    "device_protection": Entry(
        "Insurance of a device",
        "Covers loss and damage of a phone or tablet, as long as the line has that device.",
        AGREED,
    ),
    "day_pass": Entry("Day pass", "A price for a day of use abroad, charged by the day.", AGREED),
    "premium_content": Entry(
        "Premium content",
        "Messages and subscriptions sold by another company through your bill.",
        "the provider that the line names; 47 CFR § 64.2401",
    ),
    "roaming": Entry("Roaming", "Use on another carrier’s network, mostly abroad.", AGREED),
    "pri": Entry(
        "Primary rate interface (PRI)",
        "A digital trunk for a phone system: 23 calls at a time and a channel that steers them.",
        AGREED,
    ),
    "centrex": Entry("Centrex line", "A line whose phone system is at the carrier’s.", AGREED),
    "internet_access": Entry(
        "Internet access",
        "A connection to the internet. By federal law it is not taxed.",
        "Internet Tax Freedom Act, 47 U.S.C. § 151 note",
    ),
    "long_distance": Entry(
        "Long distance", "Calls beyond your local area, by the minute or in a plan.", AGREED
    ),
}

#: What a charge is when nothing more is known of it than its type.
OF_TYPES = {
    ChargeType.RECURRING: Entry(
        "Monthly charge", "The price of a service for a month, mostly billed ahead.", AGREED
    ),
    ChargeType.USAGE: Entry(
        "Usage", "What was used: minutes, messages or data, billed after the month.", AGREED
    ),
    ChargeType.ONE_TIME: Entry(
        "One-time charge", "Installing, moving or changing something, billed once.", AGREED
    ),
    ChargeType.TAX: Entry("Tax", "A tax on the charges above.", "the law that imposes it"),
    ChargeType.SURCHARGE: Entry(
        "Surcharge", "Added on top of the charges; some are asked by law, most are not.", AGREED
    ),
    ChargeType.FEE: Entry("Fee", "A fixed sum on top of the charges.", AGREED),
    ChargeType.CREDIT: Entry("Credit", "Money the carrier gives back.", "the bill itself"),
    ChargeType.ADJUSTMENT: Entry(
        "Adjustment", "A correction of an earlier bill, up or down.", "the bill itself"
    ),
    ChargeType.LATE_FEE: OF_MEANINGS["late_fee"],
    ChargeType.MEMO: Entry("Note", "A line that charges nothing.", "the bill itself"),
}
#: Levies are told by name before services are, and only among their own types.
LEVIES = frozenset({ChargeType.TAX, ChargeType.SURCHARGE, ChargeType.FEE})
NAMES_OF_LEVIES = (
    *("state_usf", "fusf", "relay_fee", "emergency_fee", "federal_excise_tax"),
    *("subscriber_line_charge", "picc", "cost_recovery", "state_or_local_tax"),
)
#: Credits are credits, whatever they give back.
AS_THEIR_TYPE = frozenset({ChargeType.CREDIT, ChargeType.ADJUSTMENT, ChargeType.MEMO})


def explain(*, code: str, description: str, charge_type: int) -> Entry:
    """What a charge is, by its code, else its words, else its type."""
    kind = ChargeType(charge_type)
    if kind in AS_THEIR_TYPE:
        return OF_TYPES[kind]
    for name, entry in OF_MEANINGS.items():
        if kind in LEVIES and name not in NAMES_OF_LEVIES:
            continue
        if _means(MEANINGS[name], name, code, description):
            return entry
    return OF_TYPES[kind]


def _means(it: Meaning, name: str, code: str, description: str) -> bool:
    if code.upper() in it.codes:
        return True
    says, says_not = _patterns(name)
    return bool(says and says.search(description)) and not (
        says_not and says_not.search(description)
    )


@cache
def _patterns(name: str) -> tuple[re.Pattern[str] | None, re.Pattern[str] | None]:
    it = MEANINGS[name]
    return _whole_words(it.says), _whole_words(it.says_not)


def _whole_words(alternatives: tuple[str, ...]) -> re.Pattern[str] | None:
    """The database's marks of a word's edges, as Python writes them."""
    if not alternatives:
        return None
    either = "|".join(alternatives).replace(r"\m", r"\b").replace(r"\M", r"\b")
    return re.compile(rf"\b({either})\b", re.IGNORECASE)
