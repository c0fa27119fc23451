"""Database keys for what a bill names, handed out while it is read.

The importing parent tells its child the keys the client already has, and lends
it blocks of new ones; so every line is written once, with its keys, and never
looked up again.  What the child does with them is checked before it counts.
"""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field

from retainer.lib.refusal import Refused

NAMES = {
    "account": "billing accounts",
    "invoice": "invoices",
    "service": "service numbers not seen before",
    "code": "charge codes not seen before",
}


@dataclass(frozen=True)
class Account:
    """A billing account as an import needs to know it."""

    key: int
    carrier: str
    number: str
    currency: str = ""


@dataclass
class Order:
    """What the parent gives its child; travels as JSON."""

    accounts: list[Account] = field(default_factory=list)
    carriers: list[str] = field(default_factory=list)
    services: dict[str, int] = field(default_factory=dict)
    #: Carrier, code and key.
    codes: list[tuple[str, str, int]] = field(default_factory=list)
    #: Kind of key: first of the block and one after its last.
    blocks: dict[str, tuple[int, int]] = field(default_factory=dict)
    #: The practice's own import profiles: key, version and layout.
    profiles: list[dict] = field(default_factory=list)
    #: The practice's templates of PDFs: key, title and layout.
    templates: list[dict] = field(default_factory=list)

    def to_json(self) -> bytes:
        return json.dumps(asdict(self), ensure_ascii=False).encode()

    @classmethod
    def from_json(cls, text: bytes) -> "Order":
        given = json.loads(text)
        given["accounts"] = [Account(**account) for account in given["accounts"]]
        return cls(**given)

    @classmethod
    def to_nobody(cls) -> "Order":
        """For reading a bill that is not loaded: any number of keys, none of them real."""
        return cls(blocks={kind: (1, 2**62) for kind in NAMES})


def folded(carrier: str) -> str:
    """A carrier's name as the database compares it."""
    return carrier.upper()


class Keys:
    """The keys known, and the new ones given so far."""

    def __init__(self, order: Order) -> None:
        self.services = order.services
        self.codes = {(folded(carrier), code): key for carrier, code, key in order.codes}
        self.accounts = {(folded(each.carrier), each.number): each for each in order.accounts}
        self.numbers: dict[str, list[Account]] = {}
        for account in order.accounts:
            self.numbers.setdefault(account.number, []).append(account)
        self.carriers = {folded(name) for name in order.carriers}
        self._next = {kind: first for kind, (first, _) in order.blocks.items()}
        self._end = {kind: end for kind, (_, end) in order.blocks.items()}
        #: Given out since somebody last asked: kind, key and what it stands for.
        self.given: list[tuple[str, int, str, str]] = []

    def draw(self, kind: str) -> int:
        key = self._next[kind]
        if key >= self._end[kind]:
            raise Refused(
                f"The file names more {NAMES[kind]} than we take from one file. "
                "Split it and send the parts.",
                reason="too_many_keys",
            )
        self._next[kind] = key + 1
        return key

    def service(self, number: str) -> int:
        key = self.services.get(number)
        if key is None:
            key = self.services[number] = self.draw("service")
            self.given.append(("service", key, number, ""))
        return key

    def code(self, carrier: str, code: str) -> int:
        name = (folded(carrier), code)
        key = self.codes.get(name)
        if key is None:
            key = self.codes[name] = self.draw("code")
            self.given.append(("code", key, carrier, code))
        return key

    def account(self, carrier: str, numbers: Sequence[str], currency: str = "") -> Account | None:
        """The account a bill belongs to, opened if need be; ``None`` if it names no carrier."""
        if found := self.known_account(carrier, numbers):
            return found
        if not carrier:
            return None
        opened = Account(self.draw("account"), carrier, numbers[0], currency)
        self.accounts[folded(carrier), opened.number] = opened
        self.given.append(("account", opened.key, carrier, opened.number))
        return opened

    def known_account(self, carrier: str, numbers: Sequence[str]) -> Account | None:
        """The account by carrier and number.

        A carrier nobody knows may be another spelling of one we do: then the
        number alone decides, if only one account has it.
        """
        for number in numbers:
            if found := self.accounts.get((folded(carrier), number)):
                return found
        if not carrier or folded(carrier) not in self.carriers:
            for number in numbers:
                if len(same := self.numbers.get(number, [])) == 1:
                    return same[0]
        return None
