"""Budgets, cost centres and quotes from files: what is loaded, what is refused and why."""

import pytest

from clients.models import BillingAccount, Budget, Carrier, Client, CostAssignment, Service, Site
from clients.telecom.reference import Budgets, CostAssignments, Loader, Quotes

FILES: dict[type[Loader], str] = {
    Budgets: "month,amount,carrier,site\n2026-03,1200.00,Corvane,D1\n2026-03,9000,,\n",
    CostAssignments: "service_id,cost_centre,eff_from,eff_to,ledger_code\n"
    "CIR-1,4100,2026-01-01,2026-06-30,6410\nCIR-1,4200,2026-07-01,,6410\n",
    Quotes: "quote_no,carrier,quoted_on,service_id,monthly,once,on_top\n"
    "Q-1,Corvane,2026-01-10,CIR-1,580.00,250.00,\nQ-2,Corvane,2026-02-10,CIR-1,560.00,,48.10\n",
}
BAD = [
    (Budgets, "month,amount\n2026-13,5\n", "month"),
    (Budgets, "month,amount,site\n2026-03,5,D9\n", "site"),
    (CostAssignments, "service_id,cost_centre,eff_from\nCIR-9,4100,2026-01-01\n", "service_id"),
    (
        CostAssignments,
        "service_id,cost_centre,eff_from,eff_to\nCIR-1,4100,2026-02-01,2026-01-01\n",
        "eff_to",
    ),
    (
        CostAssignments,
        "service_id,cost_centre,eff_from\nCIR-1,4100,2026-01-01\nCIR-1,4200,2026-02-01\n",
        "eff_from",
    ),
    (
        Quotes,
        "quote_no,carrier,quoted_on,service_id,monthly,order_no\n"
        "Q-1,Corvane,2026-01-10,CIR-1,5,PO-9\n",
        "order_no",
    ),
]


@pytest.fixture
def estate(acme: Client) -> Client:
    carrier = Carrier.objects.create(name="Corvane")
    BillingAccount.objects.create(client=acme, carrier=carrier, number="A-1")
    Service.objects.create(client=acme, number="CIR-1")
    Site.objects.create(client=acme, code="D1", name="Depot")
    return acme


@pytest.mark.parametrize("loader", FILES, ids=lambda loader: loader.__name__)
def test_a_file_is_loaded_once_and_a_trial_stores_nothing(
    loader: type[Loader], estate: Client
) -> None:
    content = FILES[loader].encode()

    tried = loader(estate).load(content, dry_run=True)
    stored = loader.model.objects.count()
    first, second = loader(estate).load(content), loader(estate).load(content)

    assert (tried.created, stored) == (2, 0)
    assert (first.created, first.rejected) == (2, [])
    assert (second.created, second.updated, second.unchanged) == (0, 0, 2)


@pytest.mark.parametrize(("loader", "content", "column"), BAD)
def test_a_bad_cell_is_named(
    loader: type[Loader], content: str, column: str, estate: Client
) -> None:
    outcome = loader(estate).load(content.encode())

    assert column in [rejected.column for rejected in outcome.rejected]


def test_a_budget_that_is_loaded_again_takes_the_new_amount(estate: Client) -> None:
    Budgets(estate).load(b"month,amount\n2026-03,9000\n")
    Budgets(estate).load(b"month,amount\n2026-03,9500\n")

    assert Budget.objects.get().amount == 9500


def test_a_service_moves_from_one_cost_centre_to_the_next(estate: Client) -> None:
    CostAssignments(estate).load(FILES[CostAssignments].encode())

    held = CostAssignment.objects.order_by("valid").values_list("cost_centre", flat=True)
    assert list(held) == ["4100", "4200"]
