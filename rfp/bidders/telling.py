"""What is told to all bidders of a request at once."""

from django.conf import settings

from rfp.authoring.models import Rfp
from rfp.bidders.models import Bidder, BidderPerson
from rfp.bidders.services import send


def tell_all(rfp: Rfp, *, subject: str, template: str, **context: object) -> None:
    """Mail everybody who may come in, the same words to each; those who declined are left alone."""
    bidders = (Bidder.State.INVITED, Bidder.State.TAKING_PART)
    people = BidderPerson.objects.filter(
        bidder__rfp=rfp, bidder__state__in=bidders, shut_at=None
    ).select_related("bidder")
    for person in people:
        inside = f"{settings.SITE_URL}/bidder/"
        send(person=person, subject=subject, template=template, rfp=rfp, inside=inside, **context)
