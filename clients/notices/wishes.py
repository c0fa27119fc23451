"""Which topics a person wants by mail: what they chose, else what suits most."""

from clients.notices.models import NoticeChoice, Topic
from clients.people.models import User


def wishes_of(user: User) -> dict[str, bool]:
    """Every topic, and whether it is mailed.

    A client user is not mailed at every fraction of the allowance unless they ask for it.
    """
    wishes = {topic.value: not (user.is_client_user and topic == Topic.USE) for topic in Topic}
    chosen = NoticeChoice.objects.filter(user=user).values_list("topic", "by_mail")
    return wishes | {topic: by_mail for topic, by_mail in chosen if topic in wishes}
