"""What we recommended and the client has yet to decide."""

from django.db.models import F

from billing_audit.reports.shape import ToDecide
from clients.advice.models import Recommendation
from clients.people.models import Client
from retainer.lib.money import in_currency


def to_decide(client: Client) -> list[ToDecide]:
    """The open recommendations, what is due first above."""
    waiting = Recommendation.objects.filter(client=client).waiting().prefetch_related("options")
    return [
        ToDecide(
            public_id=str(each.public_id),
            title=each.title,
            found=each.found,
            advice=each.advice,
            if_nothing=each.if_nothing,
            options=[
                f"{option.title} (we advise this)" if option.is_advised else option.title
                for option in each.options.all()
            ],
            currency=each.currency,
            money=in_currency(each.money, each.currency),
            monthly=None if each.monthly is None else in_currency(each.monthly, each.currency),
            due_on=each.due_on,
        )
        for each in waiting.order_by(F("due_on").asc(nulls_last=True), "-money", "pk")
    ]
