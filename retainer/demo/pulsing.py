"""How the demo's two sides found their last two quarters, and the page its executives read."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from clients.desk.pulses import Found, answer_pulse, ended_quarter, want
from clients.desk.summaries import publish
from clients.issues.services import raise_issue, settle
from clients.models import BillingAccount, Client, Pulse, User
from retainer.demo.story import ClientStory
from retainer.lib.quarters import before

#: The client's people and ours, of the quarter before the last and of the last.
THEIRS = (Found(4, 3, "Good answers, some of them late."), Found(4, 4, "Quicker than in spring."))
OURS = (Found(3, 3), Found(4, 3, "We wait for orders to be confirmed. Whom can we call?"))
OF_CARRIER = Found(3, 2, "Settled in the end, after four calls.")
LATE_BILLS = (
    "Invoices come after they are due",
    "Two months in a row the invoice came when the discount for paying early was gone.",
    "They come as files on the second working day now.",
)
ACTIONS = (
    "First answers now come from whoever is on duty, the same day. "
    "For orders we name one person on each side, and look at the list together every Monday."
)


def ask_how_it_was(client: Client, story: ClientStory, users: dict[str, User]) -> None:
    """Two quarters answered by everybody of both sides, the last one published."""
    if Pulse.objects.filter(client=client, quarter__isnull=False).exists():
        return
    people = [(users[p.email], OURS if p.role == "consultant" else THEIRS) for p in story.places]
    consultant = next(user for user, found in people if found is OURS)
    want(client=client, is_wanted=True, wanted_by=consultant)
    last = ended_quarter(timezone.localdate())
    said: set[str] = set()  # each side's words come from one of its people
    for place, quarter in enumerate((before(last), last)):
        for person, both in people:
            found = both[place]
            pulse = Pulse.objects.create(
                client=client, person=person, quarter=quarter, asked_at=_soon_after(quarter)
            )
            if found.words in said:
                found = replace(found, words="")
            said.add(found.words)
            at = pulse.asked_at + timedelta(days=2)
            answer_pulse(pulse=pulse, found=found, answered_by=person, at=at)
    _about_carrier(client, people[-1][0], consultant, last)
    publish(client=client, quarter=last, actions=ACTIONS, published_by=consultant)


def _about_carrier(client: Client, theirs: User, ours: User, quarter: date) -> None:
    """One issue with a carrier that was settled in the quarter, and how that was found."""
    account = BillingAccount.objects.filter(client=client).select_related("carrier").first()
    raised_at = _soon_after(before(quarter)) + timedelta(days=7)
    title, text, settled = LATE_BILLS
    issue = raise_issue(
        client=client,
        title=title,
        text=text,
        carrier=account.carrier if account else None,
        raised_by=theirs,
        at=raised_at,
    )
    settle(issue=issue, words=settled, settled_by=ours)
    pulse = Pulse.objects.create(
        client=client, person=theirs, issue=issue, asked_at=raised_at + timedelta(days=10)
    )
    at = pulse.asked_at + timedelta(days=1)
    answer_pulse(pulse=pulse, found=OF_CARRIER, answered_by=theirs, at=at)


def _soon_after(quarter: date) -> datetime:
    """The second morning of the next quarter."""
    morning = datetime.combine(before(quarter, -1) + timedelta(days=1), time(10))
    return timezone.make_aware(morning)
