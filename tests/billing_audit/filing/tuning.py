"""What a client had a check compare with, said as a paper of its own."""

from dataclasses import dataclass
from decimal import Decimal

from billing_audit.checks.examples import Example, Paper
from billing_audit.models import OwnSetting
from clients.models import User
from tests.billing_audit.on_file import OnFile, put_paper


@dataclass(frozen=True, kw_only=True)
class Tuned(Paper):
    """A setting of the client's own; it holds for all that is on the client's file."""

    check: str
    name: str
    value: str


def is_tuned(example: Example) -> bool:
    return any(isinstance(paper, Tuned) for paper in example.papers)


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
