"""Changing what a check compares with for one client, and taking it back."""

from decimal import Decimal

from django.db import transaction

from billing_audit.checks.base import Check
from billing_audit.checks.settings import Setting
from billing_audit.tuning.models import OwnSetting
from billing_audit.tuning.values import latest
from clients.people import activity
from clients.people.models import Client, User
from retainer.lib.refusal import Refused


class OutOfBounds(Refused):
    """With such a value the check would say nothing sensible."""


class SaysNoReason(Refused):
    """Without the reason nobody could tell later why this client is audited otherwise."""

    def __init__(self) -> None:
        super().__init__("Say why, such as: the carrier rounds the tax of each line.")


class ChangesNothing(Refused):
    """The value is in force already."""


class ChangedSince(Refused):
    """Only the last change of a setting can be undone."""


@transaction.atomic
def tune(
    *,
    client: Client,
    check: type[Check],
    setting: Setting,
    value: Decimal | None,
    reason: str,
    set_by: User,
) -> OwnSetting:
    """Have audits of a client compare with a value from now on; ``None`` is the default again.

    Findings that are there keep the value they were found with until an audit
    looks at their bills again.
    """
    reason = reason.strip()
    if not reason:
        raise SaysNoReason
    if value is not None and (fault := setting.fault(value)):
        raise OutOfBounds(fault)
    before = latest(client.pk).get((check.code, setting.name))
    if value == (before.value if before else None):
        raise ChangesNothing("This is the value in force already. Give another one.")
    word = OwnSetting.objects.create(
        client=client,
        check_code=check.code,
        name=setting.name,
        value=value,
        reason=reason,
        set_by=set_by,
    )
    activity.record(
        "check.tuned",
        f"{check.title} ({check.code}): {setting.label} is now {word.in_words}. {reason}",
        actor=set_by,
        client=client,
        subject=word,
    )
    return word


@transaction.atomic
def undo(*, word: OwnSetting, undone_by: User) -> OwnSetting:
    """Put back the value that was in force before a change, which has to be the last one."""
    words = OwnSetting.objects.filter(
        client_id=word.client_id, check_code=word.check_code, name=word.name
    )
    last, before = [*words[:2], None][:2]
    if last != word or word.setting is None:
        raise ChangedSince("It was changed again since. Change it to what it should be.")
    return tune(
        client=word.client,
        check=word.of_check,
        setting=word.setting,
        value=before.value if before else None,
        reason="The change before it was taken back.",
        set_by=undone_by,
    )
