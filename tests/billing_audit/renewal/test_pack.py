"""What an agreement brought, frozen in one click, issued once, read by its client alone."""

import io
from datetime import timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import ObjectDoesNotExist
from django.db import InternalError, transaction
from django.test import Client as Browser
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader
from pytest_django import DjangoAssertNumQueries

from billing_audit.models import RenewalPack
from billing_audit.renewal.drawing import draw_pack
from billing_audit.renewal.services import PackRefused, issue_pack, make_pack
from billing_audit.renewal.shape import Pack
from clients.desk.services import answer, ask
from clients.models import (
    Client,
    Notice,
    Objective,
    Project,
    RetainerAgreement,
    StoredFile,
    User,
)
from clients.objectives.services import add_reading, close, keep_objective
from retainer.lib import records
from retainer.lib.months import month_of, shifted
from tests.agreed import agree
from tests.agreed import worked as log_work
from tests.clients.advice.conftest import at_the_portal


@pytest.fixture
def agreement(acme: Client, casey: User) -> RetainerAgreement:
    """Four months of it, with ten hours of this month."""
    this = month_of(timezone.localdate())
    made = agree(
        acme, starts_on=shifted(this, -3), ends_on=timezone.localdate() + timedelta(days=40)
    )
    project = Project.objects.create(client=acme, agreement=made, name="Audit")
    for mode, hours in (("do", 4), ("oversee", 6)):
        log_work(project, casey, this, hours, mode=mode)
    return made


@pytest.fixture
def met(acme: Client, casey: User) -> Objective:
    today = timezone.localdate()
    wanted = keep_objective(
        objective=Objective(
            client=acme, lens="control", sentence="Know every circuit", baseline=Decimal(61),
            target=Decimal(100), unit="%", due_on=today,
        ),
        kept_by=casey,
    )  # fmt: skip
    add_reading(
        objective=wanted, day=today, value=Decimal(100), source="Inventory, page 1", noted_by=casey
    )
    return close(objective=wanted, state="met", because="", closed_by=casey)


def open_objective(client: Client, by: User) -> Objective:
    wanted = Objective(
        client=client, lens="cost", sentence="Pay nothing above the contract",
        baseline=Decimal(6800), target=Decimal(500), unit="USD a month",
        due_on=timezone.localdate() + timedelta(days=90),
    )  # fmt: skip
    return keep_objective(objective=wanted, kept_by=by)


def drawn(pack: RenewalPack) -> RenewalPack:
    draw_pack(pack.pk)
    pack.refresh_from_db()
    return pack


def read(pack: RenewalPack) -> Pack:
    return records.read(Pack, pack.figures)


def browser_of(user: User) -> Browser:
    browser = Browser()
    browser.force_login(user)
    return browser


def test_one_click_freezes_the_year_and_proposes_the_next(
    acme: Client, agreement: RetainerAgreement, met: Objective, casey: User
) -> None:
    open_objective(acme, casey)

    browser_of(casey).post(reverse("renewal:pack_make", args=[agreement.public_id]))

    pack = RenewalPack.objects.get()
    year = read(pack)
    [money] = year.money
    assert (money.fee, money.verified) == (Decimal(26000), Decimal(0))
    assert [(each.sentence, each.state, each.source) for each in year.objectives] == [
        ("Pay nothing above the contract", "open", ""),
        ("Know every circuit", "met", "Inventory, page 1"),
    ]
    assert (year.met, year.judged) == (1, 1)
    assert (year.hours[-1].do, year.hours[-1].oversee) == (Decimal(4), Decimal(6))
    assert year.plan[0].startswith("Pay nothing above the contract: to 500 USD a month by ")
    assert pack.figures_sha256 == records.sha256(pack.figures)


def test_the_paper_says_what_was_frozen_with_its_sources(
    agreement: RetainerAgreement, met: Objective, casey: User
) -> None:
    pack = drawn(make_pack(agreement=agreement, made_by=casey, plan=["Move voice to one carrier"]))

    with pack.pdf.content.open("rb") as file:
        pages = PdfReader(io.BytesIO(file.read())).pages
    text = " ".join(word for page in pages for word in page.extract_text().split())
    for said in (
        "$26,000.00",
        "1 of 1 objective",
        "Know every circuit",
        "Inventory, page 1",
        "Move voice to one carrier",
        "Where each number is from",
        pack.figures_sha256[:20],
    ):
        assert said in text


def test_promises_kept_stand_in_it(
    acme: Client, agreement: RetainerAgreement, casey: User, owen: User
) -> None:
    now = timezone.now()
    for subject in ("Why is it higher?", "Who ordered this?"):
        with at_the_portal(owen):
            question = ask(client=acme, asked_by=owen, subject=subject, text="So.", at=now)
        answer(question=question, words="We look.", answered_by=casey, at=now)

    year = read(make_pack(agreement=agreement, made_by=casey))

    assert (year.in_time, year.asked) == (2, 2)


def test_a_draft_made_again_keeps_its_plan_and_its_place(
    agreement: RetainerAgreement, casey: User
) -> None:
    first = drawn(make_pack(agreement=agreement, made_by=casey, plan=["One thing", " "]))

    again = make_pack(agreement=agreement, made_by=casey)

    assert (again.pk, again.version, again.figures["plan"]) == (first.pk, 1, ["One thing"])
    assert again.is_being_drawn
    with pytest.raises(ObjectDoesNotExist):
        StoredFile.objects.get(pk=first.pdf_id)


def test_a_plan_fits_an_executives_page(agreement: RetainerAgreement, casey: User) -> None:
    with pytest.raises(PackRefused, match="Keep the plan to 20 lines"):
        make_pack(agreement=agreement, made_by=casey, plan=["x"] * 21)


def test_what_was_issued_never_changes_and_the_client_is_led_to_it(
    agreement: RetainerAgreement, casey: User, pat: User, owen: User
) -> None:
    draft = make_pack(agreement=agreement, made_by=casey, plan=["Go on"])
    with pytest.raises(PackRefused, match="Its PDF is not there yet"):
        issue_pack(pack=draft, issued_by=pat)

    issued = issue_pack(pack=drawn(draft), issued_by=pat)

    with pytest.raises(InternalError, match="Cannot update"), transaction.atomic():
        RenewalPack.objects.filter(pk=issued.pk).update(version=7)
    with pytest.raises(PackRefused, match="issued before"):
        issue_pack(pack=issued, issued_by=pat)
    assert make_pack(agreement=agreement, made_by=casey).version == 2
    assert "/portal/renewals/" in Notice.objects.get(recipient=owen).link


def test_a_client_reads_what_was_issued_and_no_draft(
    agreement: RetainerAgreement, casey: User, pat: User, owen: User, stella: User
) -> None:
    pack = drawn(make_pack(agreement=agreement, made_by=casey, plan=["Go on"]))
    address = reverse("renewal:pack_pdf", args=[pack.public_id])
    theirs = browser_of(owen)
    assert theirs.get(address).status_code == 404
    assert "No renewal pack yet" in theirs.get(reverse("renewal:my_packs")).content.decode()

    issue_pack(pack=pack, issued_by=pat)

    assert theirs.get(address)["Content-Type"] == "application/pdf"
    assert address in theirs.get(reverse("renewal:my_packs")).content.decode()
    assert browser_of(stella).get(address).status_code == 404


def test_the_page_of_a_pack_takes_few_queries(
    agreement: RetainerAgreement,
    pat: User,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    for _ in range(3):
        issue_pack(pack=drawn(make_pack(agreement=agreement, made_by=pat)), issued_by=pat)
    browser = browser_of(pat)

    with django_assert_max_num_queries(15):
        page = browser.get(reverse("renewal:pack_detail", args=[agreement.public_id]))

    assert "Version 2, issued" in page.content.decode()
