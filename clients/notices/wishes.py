"""Which topics a person wants by mail: what they chose, else what suits most."""

from clients.notices.models import NoticeChoice, Topic
from clients.people.models import User


def wishes_of(user: User) -> dict[str, bool]:
    """Every topic, and whether it is mailed.

    A client user is not mailed at every fraction of the allowance unless they ask for it.
    """
    quiet = (Topic.USE,) if user.is_client_user else ()
    wishes = {topic.value: topic not in quiet for topic in Topic}
    chosen = NoticeChoice.objects.filter(user=user).values_list("topic", "by_mail")
    return wishes | {topic: by_mail for topic, by_mail in chosen if topic in wishes}
