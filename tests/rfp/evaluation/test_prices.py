"""What offers cost once prices are open: the same quantities for all, month by month."""

from decimal import Decimal
from io import BytesIO

import pytest
from openpyxl import load_workbook

from clients.models import User
from retainer.lib.refusal import Refused
from rfp.bids.totals import PricedLine
from rfp.evaluation import pricing
from rfp.evaluation.costing import cost, costings, quantities
from rfp.evaluation.handed_in import opened_prices
from rfp.evaluation.result import reckoned
from rfp.evaluation.standing import Standing
from rfp.models import Contender, Evaluation, LineEarning, PriceTerm, Ramp
from tests.rfp.evaluation import tender

KIND = PriceTerm.Kind


def line(monthly: str, **facts: Decimal) -> PricedLine:
    of = {"taxes": Decimal(0), "exit_fee": Decimal(0), "one_time": Decimal(0)} | facts
    return PricedLine(
        id="P-001", description="Access", site="Depot", unit="line", quantity=Decimal(2),
        monthly=Decimal(monthly), remark="", total=None, **of,
    )  # fmt: skip


def costed(lines: list[PricedLine], *terms: PriceTerm, term: int = 12, ramps: tuple = ()):
    return cost(
        contender=Contender(name="Birch"),
        lines=lines,
        term=term,
        ramps=ramps,
        terms=terms,
        earnings={},
        discount=Decimal(8),
    )


def test_an_offer_is_reckoned_as_its_workbook_reckons_it() -> None:
    offer = line("10", one_time=Decimal(100), taxes=Decimal(5), exit_fee=Decimal(30))

    # 2 x ((10 x 12 + 100) x 1.05 + 30)
    assert costed([offer]).total == Decimal("522.00")


def test_the_order_of_the_money_shows_in_its_present_value() -> None:
    flat = costed([line("500")], term=36)
    steps = [
        PriceTerm(kind=KIND.STEP, line="P-001", month=month, amount=Decimal(amount))
        for month, amount in ((13, 500), (25, 600))
    ]
    rising = costed([line("400")], *steps, term=36)

    assert flat.total == rising.total == 36000
    assert (round(flat.worth_today), round(rising.worth_today)) == (32043, 31715)


def test_terms_of_an_offer_are_reckoned_with() -> None:
    escalator = PriceTerm(kind=KIND.ESCALATOR, amount=Decimal(10), month=1)
    credit = PriceTerm(kind=KIND.CREDIT, amount=Decimal(50), month=3)
    commitment = PriceTerm(kind=KIND.COMMITMENT, amount=Decimal(300), month=1)

    assert costed([line("10")], escalator, term=24).total == 240 + 264
    with_credit = costed([line("10")], credit)
    assert with_credit.months[2].one_time == -50
    assert with_credit.total == 190
    assert dict(costed([line("10")], commitment).parts)["Shortfall of a commitment"] == 60


def test_a_ramp_holds_from_its_month_on() -> None:
    ramps = (
        Ramp(line="P-001", month=3, quantity=Decimal(5)),
        Ramp(line="P-001", month=30, quantity=Decimal(9)),
    )

    assert quantities(Decimal(2), 12, ramps) == (2, 2, 5)
    assert costed([line("10")], ramps=ramps).total == 2 * 2 * 10 + 10 * 5 * 10


def test_an_offer_without_a_price_is_not_compared() -> None:
    lacking = PricedLine(
        id="P-001", description="Access", site="", unit="line", quantity=Decimal(1), monthly=None,
        one_time=None, taxes=Decimal(0), exit_fee=Decimal(0), remark="", total=None,
    )  # fmt: skip

    assert costed([lacking]).unpriced == ("P-001",)
    assert not costed([lacking]).is_whole


def test_prices_are_no_page_before_two_have_opened_them(
    settled: Evaluation, casey: User, owen: User
) -> None:
    browser, at = tender.browsing(casey), f"/evaluations/{settled.public_id}/"
    for page in ("prices/", "prices/1/", "cash.csv"):
        assert browser.get(f"{at}{page}").status_code == 404
    assert b"Prices are sealed" in browser.get(f"{at}result/").content
    assert browser.get(f"{at}result.csv").status_code == 409
    assert opened_prices(settled) == {}

    tender.open_prices(settled, owen, casey)
    assert b"36,000" in browser.get(f"{at}prices/").content
    assert b"40,320" in tender.browsing(owen).get(f"{at}prices/2/").content
    assert len(browser.get(f"{at}cash.csv").content.splitlines()) == 1 + 3 * 36


def test_the_result_says_how_firm_it_is(priced: Evaluation) -> None:
    found = reckoned(priced, Standing(priced))

    assert [place.contender.name for place in found.places] == ["Birch Telecom", "Cedar Networks"]
    assert [round(place.points.total, 2) for place in found.places] == [
        Decimal("84.40"),
        Decimal("82.51"),
    ]
    assert [(str(out), why) for out, why in found.apart] == [
        ("Dogwood Fiber", "R-001: It offers one path alone.")
    ]
    assert [case.words for case in found.robustness.changed] == ["Without Casey Lin"] or len(
        found.robustness.changed
    ) == 1
    assert found.robustness.sentence == "The winner changes in 1 of 7 cases."


def test_the_result_opens_down_to_scores_and_months(
    priced: Evaluation, casey: User, owen: User
) -> None:
    at = f"/evaluations/{priced.public_id}/"
    for person in (casey, owen):
        page = tender.browsing(person).get(f"{at}result/").content.decode()
        assert "Birch Telecom is ahead." in page
        assert "The winner changes in 1 of 7 cases." in page
        assert f"{at}scores/" in page
        assert f"{at}prices/1/" in page
        assert priced.version.commitment[:16] in page
    browser = tender.browsing(casey)
    rows = browser.get(f"{at}result.csv").content.decode().splitlines()
    assert len(rows) == 1 + 2 * 8  # the own method and seven others
    book = load_workbook(BytesIO(browser.get(f"{at}result.xlsx").content))
    assert book.sheetnames == ["Result", "Cases", "Scores", "Consensus", "Cash"]
    assert book["Result"]["B2"].value == "Birch Telecom"
    assert book["Scores"].max_row == 13


def test_terms_quantities_and_earnings_are_noted_on_the_pages(
    priced: Evaluation, casey: User, owen: User
) -> None:
    browser, at = tender.browsing(casey), f"/evaluations/{priced.public_id}/"
    said = {"kind": "step", "line": "", "month": "13", "amount": "900", "source": "Page 12"}
    assert b"Name the price line" in browser.post(f"{at}prices/2/terms/", said).content
    assert browser.post(f"{at}prices/2/terms/", said | {"line": "P-001"}).status_code == 302
    browser.post(
        f"{at}ramps/", {"line": "P-001", "month": "25", "quantity": "2", "why": "A second depot"}
    )
    browser.post(f"{at}prices/2/earns/", {"line": "P-001", "earns": "equipment"})

    told = costings(priced, opened_prices(priced), 36)
    by_name = {each.contender.name: each for each in told}
    assert by_name["Birch Telecom"].total == 24 * 1000 + 12 * 2000
    assert by_name["Cedar Networks"].total == 12 * 1120 + 12 * 900 + 12 * 1800
    assert by_name["Cedar Networks"].by_earning == [("Equipment", by_name["Cedar Networks"].total)]
    assert tender.browsing(owen).post(f"{at}ramps/", {}).status_code == 403
    browser.post(f"{at}ramps/{Ramp.objects.get().pk}/off/")
    browser.post(f"{at}prices/2/terms/{PriceTerm.objects.get().pk}/off/")
    browser.post(f"{at}prices/2/earns/", {"line": "P-001", "earns": ""})
    assert not LineEarning.objects.exists()
    assert not Ramp.objects.exists()
    assert not PriceTerm.objects.exists()


def test_only_what_the_request_has_is_reckoned_with(priced: Evaluation, casey: User) -> None:
    cedar = priced.contenders.get(number=2)
    cedar.evaluation = priced
    of = {"amount": Decimal(5), "source": "Page 1"}

    with pytest.raises(Refused, match="no price line P-9"):
        pricing.add_term(
            contender=cedar,
            term=PriceTerm(kind=KIND.STEP, line="P-9", month=1, **of),
            added_by=casey,
        )
    with pytest.raises(Refused, match="36 months"):
        pricing.add_term(
            contender=cedar, term=PriceTerm(kind=KIND.CREDIT, month=37, **of), added_by=casey
        )
    pricing.add_term(
        contender=cedar, term=PriceTerm(kind=KIND.COMMITMENT, month=1, **of), added_by=casey
    )
    with pytest.raises(Refused, match="commitment already"):
        pricing.add_term(
            contender=cedar, term=PriceTerm(kind=KIND.COMMITMENT, month=2, **of), added_by=casey
        )
