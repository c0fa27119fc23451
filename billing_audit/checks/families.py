"""The families of the taxonomy, by the letter that codes begin with."""

FAMILIES = {
    "A": "Document, arithmetic and dates",
    "B": "Contract",
    "C": "Inventory and orders",
    "D": "Wireline codes, voice and data circuits",
    "E": "Usage and rating",
    "F": "Wireless",
    "G": "Taxes, fees and surcharges",
    "H": "Payments, credits and disputes",
    "I": "Unauthorised and anomalous charges",
    "J": "Savings ideas",
}


def family_of(code: str) -> str:
    return FAMILIES[code[0]]
