"""What taxes, fees and surcharges are called, and the charges they may or may not be put on."""

from billing_audit.checks.meanings import meaning

meaning(
    "state_usf",
    "state universal service fee",
    codes=("SUSF",),
    says=(
        r"(state|intrastate)\M.*\muniversal serv\w*",
        r"(state|intrastate) usf",
        r"high cost fund\w*",
        r"lifeline (fund|surcharge|fee)",
    ),
)
meaning(
    "relay_fee",
    "telecommunications relay service fee",
    codes=("TRS",),
    says=(r"(telecom\w* )?relay serv\w*", "trs"),
)
meaning(
    "emergency_fee",
    "911 fee",
    codes=("911", "E911"),
    says=(r"e[ -]?911", r"9-?1-?1 (fee|tax|surcharge|charge|service|emergency)\w*"),
)
meaning(
    "cost_recovery",
    "surcharge the carrier sets itself",
    codes=("PTA", "ACF", "RCRF"),
    says=(
        r"cost recovery",
        r"(admin(istrative)?|carrier service|service assessment) (fee|charge|expense|recovery)\w*",
        r"regulatory (cost|recovery|programs?|assessment|compliance|charge|surcharge|fee)\w*",
        r"property tax (allotment|recovery|surcharge)",
        r"carrier prop\w* tax\M.*",
        r"recovery (fee|charge|surcharge)",
        r"gross receipts (recovery|surcharge)",
    ),
)
meaning(
    "state_or_local_tax",
    "state or local tax",
    says=(
        r"(state|county|city|local|municipal|parish|district|sales|utility users?)\M.*\mtax\w*",
        r"tax\M.*\m(state|county|city|local|municipal|parish|district)",
    ),
    says_not=("federal",),
)
meaning(
    "internet_access",
    "internet access",
    codes=("DIA",),
    says=(r"(dedicated )?internet (access|service|port)\w*", "broadband", "dia", "dsl"),
    says_not=("mpls", "voip", "voice", "sip", "bundle", "telephone"),
)
meaning(
    "equipment",
    "equipment",
    codes=("CPE",),
    says=(
        "cpe",
        r"(router|modem|handset|phone|device|equipment|hardware) (rental|purchase|sale|lease)\w*",
    ),
)
meaning(
    "voip",
    "voice over the internet",
    says=("voip", r"sip (trunk|session)\w*", r"hosted (voice|pbx)", "ucaas", r"cloud (voice|pbx)"),
)
meaning(
    "wireless",
    "mobile service",
    says=("wireless", "mobile", "cellular", "smartphone"),
    says_not=("router", "access point"),
)
meaning(
    "long_distance",
    "long distance",
    says=("long distance", r"toll\M.*", "interstate", "international", "interlata"),
)
