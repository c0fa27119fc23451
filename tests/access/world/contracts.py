"""A price that Acme asks for anew, and a provider it reviews."""

from datetime import date
from decimal import Decimal
from typing import Any

from clients.contracts.noticing import give_notice
from clients.contracts.reviewing import keep_review, plan_reviews
from clients.contracts.services import ask_price
from clients.models import (
    Carrier,
    Client,
    Contract,
    ContractRate,
    NoticeGiven,
    Review,
    ReviewPlan,
    User,
)


def renegotiated(client: Client, by: User) -> dict[str, Any]:
    """What stands in the addresses of the register of prices."""
    asked = ask_price(
        rate=ContractRate.objects.get(client=client),
        asked=Decimal(30),
        asked_on=date(2026, 1, 5),
        note="",
        opened_by=by,
    )
    return {"renegotiation": asked.public_id}


def noticed(client: Client, by: User) -> dict[str, Any]:
    """What stands in the address of a notice that was given."""
    contract = Contract.objects.filter(client=client).first()
    notice = give_notice(
        notice=NoticeGiven(
            contract=contract, given_on=date(2026, 1, 5), ends_on=date(2099, 12, 31),
            given_by="Owen Ortiz", how=NoticeGiven.How.LETTER,
        ),
        today=date(2026, 1, 5),
        noted_by=by,
    )  # fmt: skip
    return {"notice_given": notice.public_id}


def reviewed(client: Client, by: User) -> dict[str, Any]:
    """What stands in the addresses of reviews of providers."""
    carrier = Carrier.objects.filter(contracts__client=client).first()
    plan = plan_reviews(
        plan=ReviewPlan(client=client, carrier=carrier, first_on=date(2026, 1, 5)), planned_by=by
    )
    review = keep_review(
        plan=plan,
        held_on=date(2026, 1, 5),
        result=Review.Result.AMEND,
        answers={"Are the prices still those of the market?": "No."},
        summary="Prices are above the market.",
        held_by=by,
    )
    return {"review_plan": plan.public_id, "review": review.public_id}
