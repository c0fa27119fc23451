"""A business case for one supplier: seven parts, the board first, and a way back to bidding."""

from datetime import timedelta
from decimal import Decimal
from io import BytesIO

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from django.test import Client as Browser
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader

from clients.models import Client, Notice, User
from rfp.models import BusinessCase, CaseConcern, CaseStep, CaseTerm, SourcingDecision
from rfp.sourcing import cases, parts, services, telling
from rfp.sourcing.cases import CaseRefused
from rfp.sourcing.parts import PartRefused
from tests.rfp.sourcing import making


@pytest.fixture
def case(acme: Client, casey: User) -> BusinessCase:
    """A finished one."""
    return cases.finish(case=making.whole_case(acme, casey), finished_by=casey)


def missed(case: BusinessCase, by: User) -> None:
    target = case.casetargets.get()
    cases.measure(target=target, value=Decimal("99.2"), source="Report, page 3", measured_by=by)


def test_a_case_tells_which_of_its_parts_are_missing(acme: Client, casey: User) -> None:
    case = making.case(acme, casey, baseline="", summary="")

    with pytest.raises(CaseRefused) as refused:
        cases.finish(case=case, finished_by=casey)

    for part in ("Baseline:", "Projection:", "Model:", "Risk:", "Competition:", "Summary:"):
        assert part in refused.value.sentence


def test_a_new_case_begins_with_the_board_and_the_terms_that_matter(
    acme: Client, casey: User
) -> None:
    case = making.case(acme, casey)

    assert [step.body for step in case.casesteps.all()] == ["board"]
    assert case.caseterms.count() >= 30
    assert set(case.caseterms.values_list("priority", flat=True)) == {"a", "b", "c"}
    assert all(term.wanted and term.fallback for term in case.caseterms.all())


def test_a_finished_case_keeps_its_words_and_its_model(case: BusinessCase, casey: User) -> None:
    with pytest.raises(PartRefused, match="Take it back"):
        parts.remove_part(part=case.casedrivers.first(), removed_by=casey)
    for change in (
        lambda: BusinessCase.objects.filter(pk=case.pk).update(baseline="Less"),
        lambda: case.casedrivers.update(value=90),
        lambda: case.caserisks.all().delete(),
    ):
        with pytest.raises(DatabaseError, match="does not change"), transaction.atomic():
            change()


def test_the_board_is_asked_first(case: BusinessCase, casey: User) -> None:
    today = timezone.localdate()
    legal = CaseStep(case=case, body="legal", title="Read the draft", done_on=today)
    with pytest.raises(PartRefused, match="Ask the board first"):
        parts.keep_part(part=legal, kept_by=casey)

    board = case.casesteps.get()
    board.done_on = today - timedelta(days=1)
    parts.keep_part(part=board, kept_by=casey)
    parts.keep_part(part=legal, kept_by=casey)

    assert [step.position for step in case.casesteps.all()] == [1, 2]
    with pytest.raises(IntegrityError, match="the_board_is_asked_first"), transaction.atomic():
        case.casesteps.filter(position=1).update(body="finance")


def test_concerns_and_terms_go_on_after_a_case_is_finished(case: BusinessCase, casey: User) -> None:
    today = timezone.localdate()
    concern = CaseConcern(
        case=case, concern="What if it is sold?", raised_by="The chair", raised_on=today
    )
    parts.keep_part(part=concern, kept_by=casey)
    concern.answer, concern.answered_on = "The contract ends then.", today
    parts.keep_part(part=concern, kept_by=casey)
    term = CaseTerm(case=case, term="Sale of the supplier", priority="a", wanted="A way out")
    parts.keep_part(part=term, kept_by=casey)

    assert case.caseterms.last() == term
    with pytest.raises(IntegrityError, match="has_its_day"), transaction.atomic():
        case.caseconcerns.update(answered_on=None)


def test_a_sole_source_decision_needs_its_finished_case(
    acme: Client, casey: User, owen: User
) -> None:
    decision = making.whole(acme, casey, owner=owen, route="sole_source")
    assert "Finish the business case for asking one alone." in services.missing(decision)

    case = making.whole_case(acme, casey, decision=decision)
    cases.finish(case=case, finished_by=casey)
    services.put(decision=decision, put_by=casey)

    with pytest.raises(CaseRefused, match="rests on it"):
        cases.take_back(case=case, taken_by=casey)


def test_a_missed_target_opens_bidding_again(case: BusinessCase, casey: User) -> None:
    with pytest.raises(CaseRefused, match="bidding stays closed"):
        cases.reopen(case=case, reopened_by=casey)
    missed(case, casey)
    case.refresh_from_db()
    assert case.state == "bidding_reopened"

    decision = cases.reopen(case=case, reopened_by=casey)

    assert (decision.route, decision.state) == ("competition", "draft")
    assert "Availability (at least 99.95" in decision.route_because
    assert decision.money == 68400
    with pytest.raises(CaseRefused, match="drafted already"):
        cases.reopen(case=case, reopened_by=casey)


def test_a_target_that_turns_out_met_closes_bidding_again(case: BusinessCase, casey: User) -> None:
    missed(case, casey)
    target = case.casetargets.get()
    cases.measure(target=target, value=Decimal("99.97"), source="Corrected", measured_by=casey)

    case.refresh_from_db()
    assert (case.state, target.state) == ("finished", "met")


def test_a_target_that_nobody_measured_is_asked_for_once(case: BusinessCase) -> None:
    target = case.casetargets.get()

    for days in (1, 2):
        telling.remind_of_targets(target.due_on + timedelta(days=days))

    assert Notice.objects.filter(sentence__startswith="Note what it came to").count() == 1


def test_terms_leave_as_csv_for_the_client_too(case: BusinessCase, owen_browses: Browser) -> None:
    answer = owen_browses.get(reverse("sourcing:case_terms", args=[case.public_id]))

    lines = answer.content.decode().splitlines()
    assert "term,priority,wanted,fallback,agreed" in lines[0]
    assert any("Length of the term" in line for line in lines)


def test_the_model_follows_its_drivers_on_the_page(
    case: BusinessCase, owen_browses: Browser
) -> None:
    address = reverse("sourcing:case_model", args=[case.public_id])

    whole = owen_browses.get(address).content.decode()
    part = owen_browses.get(address, {"driver-price": "26"}, headers={"HX-Request": "true"})

    assert "<html" in whole
    assert "The proposal saves" in whole
    assert "<html" not in part.content.decode()
    assert "does not pay" in part.content.decode()
    wrong = owen_browses.get(address, {"driver-price": "dear"}).content.decode()
    assert "Price of a line: write a number like 38.50." in wrong
    assert case.casedrivers.get(name="price").value == 20


def test_a_case_is_written_in_the_browser(acme: Client, casey_browses: Browser) -> None:
    facts = {"supplier": making.supplier().pk, "years": 3, "rate": "8", "currency": "USD"}
    facts |= making.WORDS
    casey_browses.post(reverse("sourcing:case_create") + f"?client={acme.slug}", facts)
    case = BusinessCase.objects.get()

    def add(kind: str, **values: object) -> str:
        address = reverse("sourcing:part_add", args=[kind, case.public_id])
        return casey_browses.post(address, values).content.decode()

    driver = {"title": "Lines", "name": "lines", "value": "5", "low": "5", "high": "9"}
    add("driver", **driver)
    assert "Another driver of this case has this name." in add("driver", **driver)
    assert "lies between low and high" in add("driver", **driver | {"name": "odd", "low": "6"})
    cost = {"scenario": "baseline", "title": "Lines", "formula": "lines * price"}
    assert "Add the driver &#x27;price&#x27; first" in add("cost", **cost)
    assert "This cannot be reckoned" in add("cost", **cost | {"formula": "lines *"})
    add("cost", **cost | {"formula": "lines * 12"})

    told = casey_browses.get(reverse("sourcing:case_detail", args=[case.public_id]))
    assert "180.00" in told.content.decode()


def test_a_draft_of_a_case_does_not_exist_for_the_client(
    acme: Client, casey: User, owen_browses: Browser
) -> None:
    case = making.case(acme, casey)

    for name in ("my_case", "case_model"):
        address = reverse(f"sourcing:{name}", args=[case.public_id])
        assert owen_browses.get(address).status_code == 404


def test_the_paper_of_a_case_holds_all_seven_parts(
    case: BusinessCase, owen_browses: Browser
) -> None:
    answer = owen_browses.post(reverse("sourcing:case_pdf", args=[case.public_id]))

    text = "".join(page.extract_text() for page in PdfReader(BytesIO(answer.content)).pages)
    for part in ("In plain words", "What it costs today", "Drivers", "Benefits", "Risks",
                 "Against a competition", "Terms that matter"):  # fmt: skip
        assert part in text


def test_a_competition_follows_the_decision_it_replaces(
    acme: Client, casey: User, owen: User
) -> None:
    making.may_sign(owen, acme)
    decision = making.whole(acme, casey, owner=owen, route="sole_source")
    case = making.whole_case(acme, casey, decision=decision)
    cases.finish(case=case, finished_by=casey)
    services.put(decision=decision, put_by=casey)
    making.approve(decision, owen)
    missed(case, casey)

    fresh = cases.reopen(case=case, reopened_by=casey)

    assert fresh.supersedes == decision
    assert not fresh.options.filter(is_chosen=True).exists()
    assert SourcingDecision.objects.get(pk=decision.pk).state == "approved"
