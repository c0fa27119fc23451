"""Which part we took in a month's work, as its statement tells."""

from datetime import date
from decimal import Decimal

import pytest
from django.test import Client as Browser
from django.urls import reverse

from clients.models import Client, Project, Statement, User
from clients.retainers.closing import close_month
from clients.retainers.frozen import read
from clients.retainers.parts import figures_before, parts
from tests.agreed import agree, worked
from tests.clients.retainers.conftest import JANUARY, words

FEBRUARY = date(2026, 2, 1)


@pytest.fixture
def statements(acme: Client, casey: User, pat: User, later: None) -> list[Statement]:
    """January, most of it done by us; February, more of it overseen."""
    agreement = agree(acme)
    project = Project.objects.create(client=acme, agreement=agreement, name="Audit")
    for month, mode, hours in (
        (JANUARY, "do", 6), (JANUARY, "advise", 2),
        (FEBRUARY, "do", 1), (FEBRUARY, "oversee", 3),
    ):  # fmt: skip
        worked(project, casey, month, hours, mode=mode)
    return [
        close_month(agreement=agreement, month=month, closed_by=pat)
        for month in (JANUARY, FEBRUARY)
    ]


def test_a_statement_holds_our_part_against_the_month_before(statements: list[Statement]) -> None:
    first, second = (parts(read(each.figures), figures_before(each)) for each in statements)

    assert [(part.name, part.share, part.before) for part in first] == [
        ("Do", Decimal("0.75"), None), ("Advise", Decimal("0.25"), None),
    ]  # fmt: skip
    assert [(part.name, part.hours, part.share, part.before) for part in second] == [
        ("Do", 1, Decimal("0.25"), Decimal("0.75")),
        ("Advise", 0, 0, Decimal("0.25")),
        ("Oversee", 3, Decimal("0.75"), 0),
    ]


def test_client_and_practice_read_it_on_the_statements_page(
    statements: list[Statement], at_acme: Browser
) -> None:
    page = words(at_acme.get(reverse("retainers:statement_detail", args=[statements[1].public_id])))

    assert "Which part we took" in page
    assert "Oversee" in page


def test_a_month_without_work_tells_no_part(
    statements: list[Statement], pat: User, later: None
) -> None:
    agreement = statements[0].agreement
    march = close_month(agreement=agreement, month=date(2026, 3, 1), closed_by=pat)

    assert parts(read(march.figures), figures_before(march)) == []


def test_a_month_before_that_another_release_kept_is_left_out(
    acme: Client, pat: User, later: None
) -> None:
    agreement = agree(acme)
    _, second = (
        agreement.statements.create(
            client=acme, month=month, terms=agreement.terms.get(), closed_by=pat, figures={}
        )
        for month in (JANUARY, FEBRUARY)
    )

    assert figures_before(second) is None
