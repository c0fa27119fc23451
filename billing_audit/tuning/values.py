"""Which of a client's own values are in force, and which ones a run used."""

from collections.abc import Mapping
from decimal import Decimal

from billing_audit.checks.base import Check
from billing_audit.checks.settings import Setting
from billing_audit.tuning.models import OwnSetting

#: What a run keeps of them: by check and name, as text.
Tuned = Mapping[str, Mapping[str, str]]


def latest(client_id: int) -> dict[tuple[str, str], OwnSetting]:
    """The last word about each setting that was ever changed, by check and name."""
    words = (
        OwnSetting.objects.filter(client_id=client_id)
        .order_by("check_code", "name", "-pk")
        .distinct("check_code", "name")
        .defer("set_by")
    )
    return {(word.check_code, word.name): word for word in words}


def in_force(client_id: int) -> dict[str, dict[str, str]]:
    """The client's own values, for a run to keep; none that this release would refuse."""
    values: dict[str, dict[str, str]] = {}
    for (code, name), word in latest(client_id).items():
        setting = word.setting
        if word.value is not None and setting and not setting.fault(word.value):
            values.setdefault(code, {})[name] = setting.in_words(word.value).replace(",", "")
    return values


def value_of(setting: Setting, check: type[Check], tuned: Tuned) -> Decimal:
    """What a check compares with: the client's own value, else the default."""
    own = tuned.get(check.code, {}).get(setting.name)
    return setting.default if own is None else Decimal(own)
