"""What an option means for the bills goes with its words, not with its place in the form."""

import pytest

from billing_audit.advising.drafting import options
from clients.advice.forms import RecommendationForm
from clients.models import Client, Recommendation
from tests.clients.advice.conftest import Advise

WITHHOLD, PAY = ((option.title, option.text) for option in options("Corvane"))
REWORDED = ("Dispute it, and withhold what is disputed", WITHHOLD[1])
OTHER_WORDS = ("Keep the money back", "Accounts payable shortens the next transfer.")
NEW = ("Ask for a call first", "")


@pytest.fixture
def draft(advise: Advise) -> Recommendation:
    return advise(is_draft=True, options=options("Corvane"))


@pytest.mark.parametrize(
    ("written", "codes"),
    [
        ((WITHHOLD, PAY), ["withhold", "pay"]),
        ((PAY, WITHHOLD), ["pay", "withhold"]),
        ((PAY, REWORDED), ["pay", "withhold"]),
        ((REWORDED, PAY), ["withhold", "pay"]),
        ((OTHER_WORDS, PAY), ["withhold", "pay"]),
        ((NEW, WITHHOLD, PAY), ["", "withhold", "pay"]),
        ((PAY, NEW), ["pay", ""]),
        (((PAY[0], WITHHOLD[1]), (WITHHOLD[0], PAY[1])), ["pay", "withhold"]),
    ],
    ids=[
        "as they were",
        "the other way round",
        "the other way round and reworded",
        "reworded",
        "worded wholly anew",
        "a new one before them",
        "one gone and a new one after the other",
        "only their titles changed places",
    ],
)
def test_a_code_stays_with_its_option(
    written: tuple[tuple[str, str], ...], codes: list[str], draft: Recommendation, acme: Client
) -> None:
    facts = {name: getattr(draft, name) for name in ("kind", "title", "found", "money")}
    sent = {"if_nothing": "x", "advice": "x", "advised": 1, **facts}
    for number, (title, text) in enumerate(written, 1):
        sent |= {f"option_{number}": title, f"option_{number}_text": text}
    form = RecommendationForm(sent, instance=draft, client=acme)

    assert form.is_valid(), form.errors
    assert [option.code for option in form.options] == codes
