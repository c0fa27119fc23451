"""A request of Acme's with two sections, three clauses and two requirements."""

import pytest

from clients.models import Client, User
from rfp.authoring.beginning import Draft, begin
from rfp.models import Rfp


def asked(title: str = "Access", level: str = "scored", weight: int = 3) -> dict:
    return {
        "title": title,
        "text": f"The Provider must bring {title.lower()}.",
        "level": level,
        "answer": "text",
        "category": "coverage",
        "weight": weight,
    }


SECTIONS = (
    Draft(
        "Scope",
        [
            {"title": "What the Client buys", "text": "Lines for {{client}}; see [[C-003]]."},
            {"title": "Phases", "text": "In two phases."},
        ],
    ),
    Draft("Service", [{"title": "Paths", "text": "Two paths."}], [asked(), asked("Delay")]),
)


def begun(client: Client, by: User, reference: str = "ACME-2026-01") -> Rfp:
    rfp = Rfp(client=client, reference=reference, title="Lines", lead=by, contact="bids@acme.test")
    return begin(rfp=rfp, sections=SECTIONS, by=by)


@pytest.fixture
def rfp(acme: Client, casey: User) -> Rfp:
    return begun(acme, casey)
