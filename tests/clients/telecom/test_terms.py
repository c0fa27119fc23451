"""What contracts say beyond their prices: loaded, typed in, and shown on the contract's page."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db.backends.postgresql.psycopg_any import DateRange
from django.test import Client as Browser
from django.urls import reverse

from clients.models import (
    BillingAccount,
    Carrier,
    Client,
    Commitment,
    Contract,
    Discount,
    PriceTier,
    User,
    Waiver,
)
from clients.telecom.reference import Accounts, Contracts, terms
from clients.telecom.reference.terms import Terms
from clients.telecom.registers.terms import TERMS
from tests.clients.telecom.test_registers import filled

YEAR = DateRange(date(2026, 1, 1), date(2027, 1, 1))

#: A file of each kind of term, and what its only row reads like.
FILES = {
    "Commitment": (
        "amount,shortfall_percent,shortfall_code,counts_usage\n",
        "120000,50,SF,no",
        "Spend 120,000.00 in the year",
    ),
    "ScheduledCredit": (
        "name,amount,credit_codes,account\n",
        "Sign-on credit,500,SIGN,A-1",
        "Sign-on credit: 500.00 a month",
    ),
    "Discount": (
        "percent,excluded_codes,credit_code\n",
        '12.5,"CPE, UNL",DISC',
        "12.5% off all monthly charges",
    ),
    "Waiver": (
        "kind,charge_codes,yearly_percent\n",
        "termination,ETF,10",
        "Early termination of a mobile line waived: 10% of lines a year",
    ),
    "PriceTier": (
        "charge_code,from_quantity,rate,reach\n",
        "LD,10000,0.02,all",
        "LD at 0.02 above 10,000",
    ),
    "UsageTerm": (
        "charge_code,included,unit,minimum_charge,minimum_code\n",
        "LD,5000,minutes,500,MUG",
        "LD: 5,000 minutes included, at least 500.00 a month",
    ),
    "ServiceLevel": (
        "threshold_minutes,credit_percent\n",
        "240,25",
        "25% back above 240 minutes a month",
    ),
    "RepairTarget": (
        "kind,respond_minutes,restore_minutes,clock,opens,closes,closed_days,credit_percent\n",
        'Port,30,240,hours,08:00,18:00,"2026-12-25, 2027-01-01",5',
        "Port: answered within 30\N{NO-BREAK SPACE}min and restored within "
        "4\N{NO-BREAK SPACE}h of Monday to Friday, "
        "08:00 to 18:00, else 5% back",
    ),
    "SurchargeTerm": (
        "charge_code,name,rule,percent\n",
        "PTA,Property tax allotment,capped,4.05",
        "Property tax allotment at most 4.05%",
    ),
}


@pytest.fixture
def contract(acme: Client, db: None) -> Contract:
    carrier = Carrier.objects.create(name="Corvane")
    BillingAccount.objects.create(client=acme, carrier=carrier, number="A-1")
    return Contract.objects.create(client=acme, carrier=carrier, number="MSA-1")


@pytest.fixture
def desk(casey: User, browser: Browser) -> Browser:
    browser.force_login(casey)
    return browser


def file_of(kind: str, *more: str, days: str = "2026-01-01,2026-12-31") -> bytes:
    head, row, _ = FILES[kind]
    rows = [f"Corvane,MSA-1,{days},{each}" for each in (row, *more)]
    return "\n".join([f"carrier,contract,eff_from,eff_to,{head.strip()}", *rows]).encode()


def loader_of(kind: str, client: Client) -> Terms:
    return getattr(terms, f"{kind}s")(client)


@pytest.mark.parametrize("kind", FILES)
def test_a_term_is_loaded_once_and_says_what_was_agreed(
    kind: str, acme: Client, contract: Contract
) -> None:
    loader = loader_of(kind, acme)
    outcome = loader.load(file_of(kind))
    again = loader_of(kind, acme).load(file_of(kind))

    assert (outcome.created, outcome.rejected) == (1, [])
    assert (again.created, again.updated, again.unchanged) == (0, 0, 1)
    stored = loader.model.objects.get()
    assert (str(stored), stored.valid, stored.contract) == (FILES[kind][2], YEAR, contract)


def test_a_dry_run_stores_nothing(acme: Client, contract: Contract) -> None:
    outcome = terms.Discounts(acme).load(file_of("Discount"), dry_run=True)

    assert outcome.created == 1
    assert not Discount.objects.exists()


@pytest.mark.parametrize(
    ("kind", "row", "place"),
    [
        ("Discount", "Corvane,MSA-9,2026-01-01,,10,,D", ("contract", "no contract")),
        ("Discount", "Corvane,MSA-1,2026-05-01,2026-04-30,10,,D", ("eff_to", "before")),
        ("Discount", "Corvane,MSA-1,2026-01-01,,110,,D", ("percent", "More than all")),
        ("Discount", "Corvane,MSA-1,2026-01-01,,10,,", ("percent", "charge code")),
        ("Discount", "Corvane,MSA-1,2026-01-01,,10.12345,,D", ("percent", "4 decimals")),
        ("Waiver", "Corvane,MSA-1,2026-01-01,,breakage,X,", ("kind", "not one of activation")),
        ("ScheduledCredit", "Corvane,MSA-1,2026-01-01,,S,1,,A-9", ("account", "on file")),
        ("SurchargeTerm", "Corvane,MSA-1,2026-01-01,,PTA,,capped,", ("charge_code", "per cent")),
        ("Commitment", "Corvane,MSA-1,2026-01-01,,1e5,50,SF,no", ("amount", "not a number")),
    ],
)
def test_a_bad_cell_is_named_with_its_reason(
    kind: str, row: str, place: tuple[str, str], acme: Client, contract: Contract
) -> None:
    head = FILES[kind][0].strip()
    outcome = loader_of(kind, acme).load(
        f"carrier,contract,eff_from,eff_to,{head}\n{row}\n".encode()
    )

    (refused,) = outcome.rejected
    assert refused.column == place[0]
    assert place[1] in refused.reason


def test_two_rows_cannot_answer_for_one_day(acme: Client, contract: Contract) -> None:
    terms.Commitments(acme).load(file_of("Commitment"))

    later = terms.Commitments(acme).load(file_of("Commitment", days="2026-07-01,2027-06-30"))

    assert "overlaps" in later.rejected[0].reason


def test_the_steps_of_a_charge_apply_in_one_way(acme: Client, contract: Contract) -> None:
    first = {"client": acme, "contract": contract, "charge_code": "LD", "valid": YEAR}
    PriceTier.objects.create(**first, rate="0.03", reach="all")
    other = PriceTier(**first, from_quantity=10_000, rate="0.02", reach="steps")

    with pytest.raises(ValidationError, match="apply and count in the same way"):
        other.validate_constraints()


def test_how_bills_and_ends_work_is_loaded_with_the_contract(
    acme: Client, contract: Contract
) -> None:
    outcome = Contracts(acme).load(
        b"carrier,contract,proration,late_fee_percent,termination_codes,holdover,dispute_days\n"
        b'Corvane,MSA-1,30,1.5,"ETF, ETF2",agreed,90\n'
        b"Corvane,MSA-2,weekly,,,,\n"
    )

    contract.refresh_from_db()
    assert (contract.proration, contract.late_fee_percent) == ("30", Decimal("1.5"))
    assert (contract.termination_codes, contract.holdover) == (["ETF", "ETF2"], "agreed")
    assert [cell.column for cell in outcome.rejected] == ["proration"]


def test_loading_a_contract_again_keeps_its_currency(acme: Client, contract: Contract) -> None:
    Contract.objects.update(currency="EUR")

    Contracts(acme).load(b"carrier,contract,title\nCorvane,MSA-1,Network\n")

    contract.refresh_from_db()
    assert (contract.title, contract.currency) == ("Network", "EUR")


def test_an_account_names_its_contract(acme: Client, contract: Contract) -> None:
    outcome = Accounts(acme).load(
        b"account_no,carrier,contract\nA-1,Corvane,MSA-1\nA-2,Corvane,MSA-9\n"
    )

    assert BillingAccount.objects.get(number="A-1").contract == contract
    assert [(cell.row, cell.column) for cell in outcome.rejected] == [(3, "contract")]


def test_the_page_of_a_contract_tells_all_its_terms(
    acme: Client, contract: Contract, desk: Browser
) -> None:
    for kind in FILES:
        loader_of(kind, acme).load(file_of(kind))

    page = desk.get(reverse("telecom:contract_detail", args=[contract.public_id]))

    shown = page.content.decode()
    assert all(words in shown for _, _, words in FILES.values())
    assert all(f"{register.one}</a>" in shown for register in TERMS)


def test_a_term_added_from_the_page_of_a_contract_is_of_that_contract(
    acme: Client, contract: Contract, desk: Browser
) -> None:
    address = reverse("telecom:waiver_create")
    query = f"?client={acme.slug}&contract={contract.pk}"

    typed = filled(
        desk, address + query, kind="activation", charge_codes="ACT, UPG", first="2026-01-01"
    )
    answer = desk.post(address + query, typed)

    waiver = Waiver.objects.get()
    assert answer.status_code == 302
    assert (waiver.contract, waiver.charge_codes) == (contract, ["ACT", "UPG"])
    assert waiver.extent == "all"


def test_a_term_points_at_papers_of_its_own_contract(
    acme: Client, contract: Contract, desk: Browser
) -> None:
    other = Carrier.objects.create(name="Pellbrook")
    theirs = BillingAccount.objects.create(client=acme, carrier=other, number="P-1")
    address = f"{reverse('telecom:usage_term_create')}?client={acme.slug}&contract={contract.pk}"

    typed = filled(
        desk, address, charge_code="LD", included="500", account=theirs.pk, first="2026-01-01"
    )
    answer = desk.post(address, typed)

    assert "with another carrier" in answer.context["form"].errors["account"][0]


def test_how_a_contract_ends_is_typed_in(contract: Contract, desk: Browser) -> None:
    address = reverse("telecom:contract_terms", args=[contract.public_id])

    desk.post(address, filled(desk, address, holdover="agreed", minimum_term_months="12"))

    contract.refresh_from_db()
    assert (contract.holdover, contract.minimum_term_months) == ("agreed", 12)


def test_the_terms_are_counted_by_kind(acme: Client, contract: Contract, desk: Browser) -> None:
    Commitment.objects.create(
        client=acme, contract=contract, amount=1, shortfall_percent=100, valid=YEAR
    )

    page = desk.get(reverse("telecom:term_overview"))

    assert [count for _, count in page.context["lines"]] == [1, 0, 0, 0, 0, 0, 0, 0, 0]
