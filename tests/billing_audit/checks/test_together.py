"""Every check, on all its examples at once: what else is on file changes nothing."""

import pytest

from billing_audit.checks.base import Check
from billing_audit.checks.catalogue import all_checks
from clients.models import Client
from tests.billing_audit.checks.judging import objections
from tests.billing_audit.checks.together import APART, put_together
from tests.billing_audit.on_file import audit

TOGETHER = [check for check in all_checks() if check.code not in APART]


@pytest.mark.parametrize("check", TOGETHER, ids=lambda check: check.code)
def test_what_else_is_on_file_changes_nothing(
    check: type[Check], acme: Client, globex: Client
) -> None:
    on_file, example = put_together(check, acme, globex)

    audit(acme, only=check)

    assert not list(objections(check, example, on_file))
