"""The triage without a script: the queue, the evidence, those alike, deciding and undoing."""

from decimal import Decimal
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client as Browser
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from billing_audit.checks.examples import Agreed, Billed, bill, example
from billing_audit.findings.services import decide, decide_all
from billing_audit.models import Finding, FindingDecision, SavedView
from billing_audit.triage.alike import likenesses
from clients.models import Client, User
from tests.billing_audit.findings.stories import ABOVE, APRIL, NOT_OURS, WHOLE_APRIL
from tests.billing_audit.on_file import OnFile, audit, audit_by

URL = reverse("triage:triage")
DECIDE = reverse("triage:findings_decide")


@pytest.fixture
def found(acme: Client) -> list[Finding]:
    """Charges above the rates agreed for them: four alike, two dearer, one on another account."""
    alike, dear = ABOVE, {**ABOVE, "amount": "700.00", "rate": "700.00"}
    codes = {f"PORT{n}": alike if n < 4 else dear for n in range(6)}
    charges = [Billed(**price, code=code) for code, price in codes.items()]
    elsewhere = bill(Billed(**alike, code="PORT0", period=WHOLE_APRIL), **APRIL, account="A-2")
    rates = tuple(Agreed(rate="580.00", code=code) for code in codes)
    OnFile(acme).put(example("", bill(*charges), elsewhere, rates=rates))
    audit_by(acme, "B01")
    return list(Finding.objects.filter(check_code="B01").order_by("account_id", "subject"))


@pytest.fixture
def casey_browses(casey: User, client: Browser) -> Browser:
    client.force_login(casey)
    return client


def sent(*findings: Finding, state: str = "new", judgement: str = "valid:confirmed") -> dict:
    keys = [f"{each.public_id}:{state}" for each in findings]
    return {"finding": keys, "judgement": judgement, "note": ""}


def states(*findings: Finding) -> list[str]:
    now = Finding.objects.in_bulk([each.pk for each in findings])
    return [now[each.pk].state for each in findings]


def test_what_nobody_decided_waits_the_dearest_first(
    found: list[Finding], casey_browses: Browser, casey: User
) -> None:
    decide(finding=found[0], state="valid", reason="confirmed", decided_by=casey)

    page = casey_browses.get(URL).context["page"]

    assert {each.state for each in page} == {"new"}
    claimed = [each.claimed for each in page]
    assert claimed == sorted(claimed, reverse=True)
    valid = casey_browses.get(URL, {"state": "valid"}).context["page"]
    assert [each.id for each in valid] == [found[0].pk]


def test_a_script_gets_the_rows_alone(found: list[Finding], casey_browses: Browser) -> None:
    part = casey_browses.get(URL, headers={"X-Part": "triage"})

    assert part.content.decode().lstrip().startswith("<table")
    assert part["Vary"].startswith("X-Part")


def test_the_evidence_stands_beside_the_calculation(
    found: list[Finding], casey_browses: Browser
) -> None:
    address = reverse("triage:finding_evidence", args=[found[0].public_id])

    page = casey_browses.get(address).content.decode()

    assert "The bill says" in page
    assert "The contract says" in page
    assert "4 others" in page


def test_alike_means_price_then_rate_then_charge_then_account(
    found: list[Finding], casey: User
) -> None:
    ways = {way.name: way for way in likenesses(found[0], casey)}

    assert {name: len(way.rows) for name, way in ways.items()} == {
        "price": 4,
        "rate": 1,
        "charge": 1,
        "account": 5,
        "check": 6,
    }
    assert ways["price"].words == "$612.00 that should be $580.00"
    assert ways["price"].sums == {"USD": Decimal(128)}


def test_only_new_ones_of_the_same_client_are_alike(
    found: list[Finding], globex: Client, casey: User, pat: User
) -> None:
    OnFile(globex).put(example("", Billed(**ABOVE), rates=(Agreed(rate="580.00"),)))
    audit_by(globex, "B01")
    decide(finding=found[1], state="valid", reason="confirmed", decided_by=casey)

    [price, *_] = likenesses(found[0], pat)

    assert {row.id for row in price.rows} == {found[2].pk, found[3].pk, found[6].pk}


def test_those_alike_are_listed_before_they_are_decided_together(
    found: list[Finding], casey_browses: Browser
) -> None:
    address = reverse("triage:finding_alike", args=[found[0].public_id])

    page = casey_browses.get(address, {"by": "account"})

    text = page.content.decode()
    assert [f"{each.public_id}:new" in text for each in found] == [True] * 6 + [False]
    assert page.context["chosen"].name == "account"
    casey_browses.post(DECIDE, sent(*found[:6]))
    assert states(*found) == ["valid"] * 6 + ["new"]
    assert FindingDecision.objects.values("batch").distinct().count() == 1


def test_what_a_colleague_decided_meanwhile_stays_and_the_others_are_decided(
    found: list[Finding], casey_browses: Browser, pat: User
) -> None:
    stale, *others = found
    decide(finding=stale, state="false_positive", reason="intended", decided_by=pat)

    page = casey_browses.post(DECIDE, sent(*found), follow=True)

    [message] = page.context["messages"]
    assert str(message) == (
        "6 findings decided, 1 left as it is. "
        f"{stale.subject}: Pat Page decided meanwhile: false positive."
    )
    assert states(stale, *others) == ["false_positive", *["valid"] * 6]


def test_a_script_reads_what_became_of_the_rows(
    found: list[Finding], casey_browses: Browser
) -> None:
    answer = casey_browses.post(DECIDE, sent(found[0]), headers={"X-Part": "triage"})

    text = answer.content.decode()
    assert "1 finding decided." in text
    assert f'data-row="{found[0].public_id}" data-state="valid"' in text
    assert reverse("triage:decision_undo", args=[FindingDecision.objects.get().batch]) in text


@pytest.mark.parametrize(
    ("judgement", "sentence"),
    [
        ("", "Choose a reason first"),
        ("valid:intended", "Choose a reason first"),
        ("asked:needs_client", "Write the question that the client will read."),
        ("valid:other", "Say in the note what the reason is."),
    ],
)
def test_nothing_is_decided_while_something_is_missing(
    judgement: str, sentence: str, found: list[Finding], casey_browses: Browser
) -> None:
    page = casey_browses.post(DECIDE, sent(*found, judgement=judgement), follow=True)

    assert sentence in str(*page.context["messages"])
    assert set(states(*found)) == {"new"}


def test_a_strangers_finding_and_nonsense_are_left_alone(
    found: list[Finding], globex: Client, casey_browses: Browser
) -> None:
    OnFile(globex).put(NOT_OURS)
    audit(globex)
    theirs = Finding.objects.filter(client=globex).first()
    fields = sent(found[0], theirs)
    fields["finding"].append("nonsense:new")

    casey_browses.post(DECIDE, fields)

    assert states(found[0], theirs) == ["valid", "new"]


def test_what_was_decided_in_one_go_is_undone_in_one_go(
    found: list[Finding], casey: User, casey_browses: Browser
) -> None:
    outcome = decide_all(
        findings=found, state="false_positive", reason="intended", decided_by=casey
    )
    assert Finding.objects.filter(claimed__gt=0, check_code="B01").count() == 0

    casey_browses.post(reverse("triage:decision_undo", args=[outcome.batch]))

    assert set(states(*found)) == {"new"}
    assert Finding.objects.filter(claimed__gt=0, check_code="B01").count() == 7
    assert [each.reason for each in found[0].decisions.all()] == ["taken_back", "intended"]


def test_undoing_gives_back_the_decision_before(
    found: list[Finding], casey: User, casey_browses: Browser
) -> None:
    ask = {"state": "asked", "reason": "needs_client", "note": "Still in use?"}
    decide(finding=found[0], **ask, decided_by=casey)
    word = decide(finding=found[0], state="valid", reason="confirmed", decided_by=casey)

    casey_browses.post(reverse("triage:decision_undo", args=[word.batch]))

    found[0].refresh_from_db()
    assert (found[0].state, found[0].question) == ("asked", "Still in use?")
    assert found[0].shared_with_client


def test_what_was_decided_again_since_is_not_undone(
    found: list[Finding], casey: User, pat: User, casey_browses: Browser
) -> None:
    word = decide(finding=found[0], state="valid", reason="confirmed", decided_by=casey)
    decide(finding=found[0], state="false_positive", reason="intended", decided_by=pat)

    page = casey_browses.post(reverse("triage:decision_undo", args=[word.batch]), follow=True)

    assert "decided again since, by Pat Page" in str(*page.context["messages"])
    assert states(found[0]) == ["false_positive"]


def test_a_batch_nobody_knows_does_not_exist(casey_browses: Browser, db: None) -> None:
    assert casey_browses.post(reverse("triage:decision_undo", args=[uuid4()])).status_code == 404


def test_a_view_is_ones_own_and_keeps_filters_only(
    acme: Client, casey: User, casey_browses: Browser, pat: User
) -> None:
    SavedView.objects.create(user=pat, name="Pat's")
    query = "client=acme&check=B01&older=xyz&least=100&next=//evil.test"
    casey_browses.post(
        reverse("findings:view_save"), {"name": " Above  100 ", "query": query, "page": "triage"}
    )

    [view] = casey_browses.get(URL).context["saved"]

    assert (view.name, view.query) == ("Above 100", "client=acme&check=B01&least=100")
    forget = casey_browses.post(reverse("findings:view_forget", args=[view.public_id]))
    assert forget["Location"] == f"{URL}?{view.query}"
    assert [each.name for each in SavedView.objects.all()] == ["Pat's"]


def test_saved_again_under_its_name_a_view_is_what_it_was_saved_as_last(
    acme: Client, casey: User, casey_browses: Browser
) -> None:
    for query in ("check=B01", "check=A09"):
        casey_browses.post(reverse("findings:view_save"), {"name": "Mine", "query": query})

    assert SavedView.objects.get().query == "check=A09"


@pytest.mark.parametrize(
    ("name", "most"),
    [("triage:triage", 22), ("triage:finding_evidence", 30), ("triage:finding_alike", 24)],
)
def test_the_database_is_asked_as_often_however_much_there_is(
    name: str, most: int, found: list[Finding], casey_browses: Browser
) -> None:
    args = [] if name == "triage:triage" else [found[0].public_id]
    casey_browses.get(reverse(name, args=args))

    with CaptureQueriesContext(
        connection,
    ) as asked:
        casey_browses.get(reverse(name, args=args))

    assert len(asked) <= most, [each["sql"][:150] for each in asked]


def test_many_are_decided_with_few_questions_each(found: list[Finding], casey: User) -> None:
    with CaptureQueriesContext(connection) as asked:
        decide_all(findings=found, state="valid", reason="confirmed", decided_by=casey)

    # For each: its latest decision, the new one, its state, the activity; the rest once for all.
    assert len(asked) <= 4 * len(found) + 15, len(asked)
