"""What happens to the demo's contracts: reviews of providers, a price asked anew, a notice."""

from datetime import date, timedelta
from decimal import Decimal

from django.utils import timezone

from clients.contracts.notice_models import NoticeGiven
from clients.contracts.noticing import give_notice
from clients.contracts.review_models import Review, ReviewPlan, usual_questions
from clients.contracts.reviewing import keep_review, plan_reviews
from clients.contracts.running import months_after, running
from clients.contracts.services import ask_price, note_offer
from clients.models import Carrier, Client, Contract, ContractRate, User

#: Months between reviews, how many ago the last was, its result, and why; one for each carrier.
REVIEWS = (
    (
        12, 13, Review.Result.AMEND,
        "Service is good. Two of its prices are above what the market asks today.",
        ("Two are not: ports and long distance.", "Yes.", "Corrected at the second asking.",
         "Yes.", "Notice of 90 days is long."),
    ),
    (
        6, 2, Review.Result.KEEP,
        "Prices, service and bills are as agreed.",
        ("Yes.", "One was missed, and credited.", "Yes.", "Yes.", "Yes."),
    ),
)  # fmt: skip
#: Of the price that holds, what is asked and what the carrier offers.
ASKED, OFFERED = Decimal("0.88"), Decimal("0.95")
#: The contract that a client leaves with the end of its term, and who signed the notice.
LEFT, SIGNER = "VX-SO-6140", "Stella Moreno"


def contract_like_a_consultant(client: Client, consultant: User) -> None:
    """Review the client's first carriers, note a notice, and ask for another price."""
    if ReviewPlan.objects.filter(client=client).exists():
        return
    today = timezone.localdate()
    carriers = list(Carrier.objects.filter(contracts__client=client).distinct().order_by("name"))
    for carrier, reviewed in zip(carriers, REVIEWS, strict=False):
        _review(client, carrier, reviewed, today, consultant)
    for contract in Contract.objects.filter(client=client, number=LEFT):
        _leave(contract, today, consultant)
    rate = ContractRate.objects.filter(client=client, carrier=carriers[0], rate__gt=1).first()
    if rate:
        asked = ask_price(
            rate=rate,
            asked=(rate.rate * ASKED).quantize(Decimal("0.01")),
            asked_on=today - timedelta(days=30),
            note="Asked after the review, with two quotes of others.",
            opened_by=consultant,
        )
        note_offer(
            renegotiation=asked,
            asked=asked.asked,
            offered=(rate.rate * OFFERED).quantize(Decimal("0.01")),
            note=asked.note,
            by=consultant,
        )


def _leave(contract: Contract, today: date, by: User) -> None:
    term = running(contract, today)
    if term.ends and not term.is_over:
        given = NoticeGiven(
            contract=contract,
            given_on=today - timedelta(days=12),
            ends_on=term.ends,
            given_by=SIGNER,
            how=NoticeGiven.How.REGISTERED,
        )
        give_notice(notice=given, today=today, noted_by=by)


def _review(client: Client, carrier: Carrier, told: tuple, today: date, by: User) -> None:
    every, ago, result, summary, answers = told
    held_on = months_after(today, -ago)
    plan = plan_reviews(
        plan=ReviewPlan(client=client, carrier=carrier, every_months=every, first_on=held_on),
        planned_by=by,
    )
    keep_review(
        plan=plan,
        held_on=held_on,
        result=result,
        answers=dict(zip(usual_questions(), answers, strict=True)),
        summary=summary,
        held_by=by,
    )
