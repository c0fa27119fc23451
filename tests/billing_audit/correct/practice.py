"""One client's accounts, each with its own carrier, currency and billing date."""

from datetime import date
from random import Random

from tests.billing_audit.correct.abroad import abroad
from tests.billing_audit.correct.account import Account
from tests.billing_audit.correct.agreement import agreement
from tests.billing_audit.correct.circuits import circuits
from tests.billing_audit.correct.levies import levy
from tests.billing_audit.correct.mobile import mobile
from tests.billing_audit.correct.voice import voice

#: First days of the first cycle: through a leap February, a year's end and changes of the clock.
BEGINS = (date(2023, 12, 1), date(2024, 1, 8), date(2024, 12, 17), date(2025, 1, 28))
STYLES = ("whole", "lines", "parents")


def practice(seed: int) -> list[Account]:
    rng = Random(f"correct {seed}")  # noqa: S311 - reproducible, not secret
    begins = rng.sample(BEGINS, k=3)
    accounts = [
        circuits(rng, f"Corvane {seed}", begins[0]),
        voice(rng, f"Pellbrook {seed}", begins[1]),
        mobile(rng, f"Marlfinch {seed}", begins[2]),
        abroad(rng, f"Ostrey {seed}", begins[0]),
        *agreement(rng, f"Quillon {seed}", begins[1]),
    ]
    levy(accounts[0], style=rng.choice(STYLES))
    levy(accounts[1], style=rng.choice(STYLES), excise=True)
    return accounts
