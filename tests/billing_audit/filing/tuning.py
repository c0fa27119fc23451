"""What holds for all that is on file, said as papers: settings of the client's own, the clock."""

from dataclasses import dataclass
from decimal import Decimal

from billing_audit.checks.examples import Example, Paper
from billing_audit.models import OwnSetting
from clients.models import Practice, User
from tests.billing_audit.on_file import OnFile, put_paper


@dataclass(frozen=True, kw_only=True)
class Tuned(Paper):
    """A setting of the client's own; it holds for all that is on the client's file."""

    check: str
    name: str
    value: str


@dataclass(frozen=True, kw_only=True)
class Clock(Paper):
    """The practice's time zone."""

    time_zone: str


def is_tuned(example: Example) -> bool:
    return any(isinstance(paper, Tuned | Clock) for paper in example.papers)


@put_paper.register
def put_tuned(paper: Tuned, on_file: OnFile) -> None:
    by, _ = User.objects.get_or_create(
        email="tuner@practice.test", defaults={"name": "Tina Tuner", "kind": User.Kind.PRINCIPAL}
    )
    OwnSetting.objects.create(
        client=on_file.client,
        check_code=paper.check,
        name=paper.name,
        value=Decimal(paper.value),
        reason="So it stands in the contract.",
        set_by=by,
    )


@put_paper.register
def put_clock(paper: Clock, on_file: OnFile) -> None:
    Practice.objects.update_or_create(pk=1, defaults={"time_zone": paper.time_zone})
