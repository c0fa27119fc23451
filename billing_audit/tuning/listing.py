"""Every setting there is, with what one client made of it."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby

from billing_audit.checks.base import Check
from billing_audit.checks.catalogue import all_checks
from billing_audit.checks.families import family_of
from billing_audit.checks.settings import Setting
from billing_audit.tuning.models import OwnSetting
from billing_audit.tuning.values import latest
from clients.people.models import Client


@dataclass(frozen=True)
class SettingRow:
    """A setting of a check, and the last word about it, if anybody ever gave one."""

    check: type[Check]
    setting: Setting
    word: OwnSetting | None

    @property
    def own(self) -> Decimal | None:
        """The client's own value; none where the default is in force."""
        return self.word.value if self.word else None

    @property
    def own_in_words(self) -> str:
        return "" if self.own is None else self.setting.in_words(self.own)

    @property
    def default(self) -> str:
        return self.setting.in_words(self.setting.default)

    def says(self, words: str) -> bool:
        """Whether all the words looked for stand somewhere in it."""
        text = f"{self.check.code} {self.check.title} {self.setting.label} {self.setting.means}"
        return all(word in text.casefold() for word in words.casefold().split())


def rows_of(client: Client | None) -> list[SettingRow]:
    """Every setting by the code of its check; of no client in particular, the defaults."""
    words = latest(client.pk) if client else {}
    return [
        SettingRow(check, setting, words.get((check.code, setting.name)))
        for check in sorted(all_checks(), key=lambda check: check.code)
        for setting in check.settings
    ]


def by_family(rows: list[SettingRow]) -> Iterator[tuple[str, list[SettingRow]]]:
    """The rows under the names of their families."""
    for family, members in groupby(rows, lambda row: family_of(row.check.code)):
        yield family, list(members)
