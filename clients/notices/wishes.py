"""When a person is mailed about which topic: what they chose, else what suits most."""

from clients.notices.models import NoticeChoice, Pace, Topic
from clients.people.models import User


def paces_of(user: User) -> dict[str, str]:
    """Every topic, and when it is mailed.

    A client user is not mailed at every fraction of the allowance unless they ask for it.
    Whoever wants no mail at all is not mailed about topics that came later, either.
    """
    quiet = (Topic.USE,) if user.is_client_user else ()
    paces = {topic.value: Pace.NONE.value if topic in quiet else Pace.NOW.value for topic in Topic}
    chosen = dict(NoticeChoice.objects.filter(user=user).values_list("topic", "pace"))
    if set(chosen.values()) == {Pace.NONE}:
        return dict.fromkeys(paces, Pace.NONE.value)
    return paces | {topic: pace for topic, pace in chosen.items() if topic in paces}
