"""A request of Acme's, and a bidder with two people."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from clients.models import Client, User
from retainer.lib.tenancy import acting_as
from rfp.bidders.services import add_person, invite_bidder
from rfp.checking.services import let_stand
from rfp.models import Answer, Rfp, RfpPrice, RfpStep
from rfp.questions.asking import ask
from rfp.questions.services import keep_answer


def asked(client: Client, by: User) -> dict[str, Any]:
    """What stands in the addresses of bidders."""
    rfp = Rfp.objects.create(
        client=client,
        reference="ACM-2026-01",
        title="Access for two sites",
        lead=by,
        made_by=by,
        contact="buyer@acme.test",
    )
    RfpStep.objects.create(
        client=client,
        rfp=rfp,
        number=1,
        kind="due",
        at=timezone.now() + timedelta(days=10),
        changed_by=by,
    )
    RfpPrice.objects.create(
        client=client,
        rfp=rfp,
        number=1,
        description="Access 200 Mbps",
        unit="line",
        changed_by=by,
    )
    bidder = invite_bidder(
        rfp=rfp, company="Birch Telecom", name="Bo Birk", email="bo@birch.test", invited_by=by
    )
    first = bidder.people.get()
    colleague, token = add_person(bidder=bidder, name="Ann Ash", email="ann@birch.test")
    with acting_as("bidder", user_id=first.pk, rfp=rfp.pk, bidder=bidder.pk):
        question = ask(person=first, about="R-014", words="Is fibre wanted?")
    answer = keep_answer(
        answer=Answer(client=client, rfp=rfp, question="Which hours?", answer="All."),
        written_by=by,
    )
    given = let_stand(
        rfp=rfp, rule="OBL002", code="C-001", words="shall", because="A law says so", by=by
    )
    return {
        "lint_pass": given.public_id,
        "rfp_answer": answer.public_id,
        "bidder_question": question.public_id,
        "rfp": rfp.public_id,
        "bidder": bidder.public_id,
        "bidder_inside": first.public_id,
        "bidder_person": colleague.public_id,
        "bidder_token": token,
    }
