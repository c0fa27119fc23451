"""The directory of suppliers, the lists of a decision, and who declared what."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, IntegrityError, ProgrammingError, transaction
from django.test import Client as Browser
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader

from clients.models import Carrier, Client, Notice, User
from retainer.lib.tenancy import acting_as
from rfp.models import Declaration, ListedSupplier, ListMove, SourcingDecision, Supplier
from rfp.sourcing import declaring, listing
from rfp.sourcing.declaring import DeclarationRefused, has_declared
from rfp.sourcing.listing import ListingRefused
from tests.rfp.sourcing import making

CSV = b"""name,legal_name,services,website,carrier
Corvane,Corvane Networks Inc.,voice trunks; internet,https://corvane.example,Corvane
Lumeris,,fibre,lumeris.example,
Oakline,,fibre,,Nobody
"""


def test_the_directory_comes_from_a_file_and_goes_into_one(
    acme: Client, casey_browses: Browser
) -> None:
    Carrier.objects.create(name="Corvane")
    address = reverse("sourcing:supplier_import")

    def load(**how: str) -> str:
        file = SimpleUploadedFile("suppliers.csv", CSV)
        return casey_browses.post(address, {"file": file, **how}).content.decode()

    tried = load()
    assert "would add 1" in tried
    assert "does not start with https://" in tried
    assert "is no carrier on file" in tried
    assert not Supplier.objects.exists()
    load(load="yes")
    assert Supplier.objects.get().carrier.name == "Corvane"

    out = casey_browses.get(reverse("sourcing:supplier_export") + "?q=trunks").content
    again = SimpleUploadedFile("suppliers.csv", out)
    said = casey_browses.post(address, {"file": again, "load": "yes"}).content.decode()
    assert "1 unchanged" in said


def test_no_client_user_reads_the_directory(acme: Client, owen: User) -> None:
    making.supplier(notes="Slow to answer.")

    with (
        pytest.raises(ProgrammingError, match="permission denied"),
        acting_as("portal", clients=[acme.pk], user_id=owen.pk),
    ):
        Supplier.objects.first()


def test_a_supplier_is_dropped_with_a_reason_and_brought_back(
    asked: SourcingDecision, casey: User
) -> None:
    [listed] = listing.add(decision=asked, suppliers=[making.supplier()], added_by=casey)
    with pytest.raises(ListingRefused, match="Say why"):
        listing.move(listed=listed, stage="dropped_out", reason=" ", moved_by=casey)

    listing.move(listed=listed, stage="dropped_out", reason="No fibre", moved_by=casey)
    back = listing.move(listed=listed, stage="short_list", reason="It builds", moved_by=casey)

    assert back.stage == "short_list"
    assert list(ListMove.objects.values_list("stage", "reason")) == [
        ("long_list", ""), ("dropped_out", "No fibre"), ("short_list", "It builds"),
    ]  # fmt: skip
    with pytest.raises(DatabaseError), transaction.atomic():
        ListMove.objects.all().delete()
    with pytest.raises(IntegrityError, match="says_why"), transaction.atomic():
        ListedSupplier.objects.update(stage="dropped_out", reason="")


def test_the_lists_are_kept_in_the_browser_read_by_the_client_and_printed(
    asked: SourcingDecision, casey_browses: Browser, owen_browses: Browser
) -> None:
    corvane = making.supplier()
    making.supplier("Lumeris")
    of = [asked.public_id]
    casey_browses.post(reverse("sourcing:suppliers_add", args=of), {"supplier": [corvane.pk]})
    listed = ListedSupplier.objects.get()
    casey_browses.post(
        reverse("sourcing:supplier_move", args=[listed.public_id]),
        {"stage": "dropped_out", "reason": "No licence here"},
    )

    ours = casey_browses.get(reverse("sourcing:suppliers_listed", args=of)).content.decode()
    theirs = owen_browses.get(reverse("sourcing:my_sourcing", args=of)).content.decode()
    assert "No licence here" in ours
    assert "No licence here" in theirs
    answer = casey_browses.post(reverse("sourcing:suppliers_pdf", args=of))
    assert "No licence here" in PdfReader(BytesIO(answer.content)).pages[0].extract_text()


def test_nobody_counts_as_declared_before_they_declared(
    asked: SourcingDecision, casey: User, owen: User, pat: User
) -> None:
    with pytest.raises(DeclarationRefused, match="not named"):
        declaring.declare(decision=asked, person=owen, has_interest=False, what="")
    for person in (casey, owen):
        declaring.name_person(decision=asked, person=person, named_by=pat)
        assert Notice.objects.filter(sentence__startswith="Please declare").count()
        assert not has_declared(person, asked)
    with pytest.raises(DeclarationRefused, match="Say which"):
        declaring.declare(decision=asked, person=owen, has_interest=True, what=" ")

    declaring.declare(decision=asked, person=owen, has_interest=True, what="Shares of Corvane")

    assert has_declared(owen, asked)
    assert not has_declared(casey, asked)
    assert Notice.objects.filter(sentence__startswith="Owen Ortiz declared an interest").exists()


def test_only_a_principal_reads_what_others_declared(
    asked: SourcingDecision, casey: User, owen: User, pat: User, casey_browses: Browser
) -> None:
    declaring.name_person(decision=asked, person=owen, named_by=pat)
    declaring.declare(decision=asked, person=owen, has_interest=True, what="Shares of Corvane")
    address = reverse("sourcing:suppliers_listed", args=[asked.public_id])
    pat_browses = Browser()
    pat_browses.force_login(pat)

    assert "Shares of Corvane" in pat_browses.get(address).content.decode()
    assert "Shares of Corvane" not in casey_browses.get(address).content.decode()
    assert not Declaration.objects.visible_to(casey).exists()


def test_nobody_declares_for_another_in_the_database(
    asked: SourcingDecision, acme: Client, casey: User, owen: User
) -> None:
    row = {"client": acme, "decision": asked, "person": owen, "has_interest": False}

    with (
        pytest.raises(ProgrammingError, match="row-level security"),
        acting_as("staff", clients=[acme.pk], user_id=casey.pk),
    ):
        Declaration.objects.create(**row)


def test_one_declares_in_the_browser_and_the_latest_counts(
    asked: SourcingDecision, owen: User, pat: User, owen_browses: Browser
) -> None:
    declaring.name_person(decision=asked, person=owen, named_by=pat)
    address = reverse("sourcing:declaration", args=[asked.public_id])

    owen_browses.post(address, {"interest": "no"})
    owen_browses.post(address, {"interest": "yes", "what": "My brother works for Corvane"})

    told = owen_browses.get(address).content.decode()
    assert "My brother works for Corvane" in told
    assert "No interest" in told
    assert declaring.people_of(asked).get().has_interest


def test_who_has_not_declared_is_reminded_once_a_week(
    asked: SourcingDecision, casey: User, pat: User
) -> None:
    declaring.name_person(decision=asked, person=casey, named_by=pat)
    reminders = Notice.objects.filter(sentence__startswith="Please declare", recipient=casey)
    today = timezone.localdate()
    assert reminders.count() == 1

    for days in (0, 7, 7, 14):
        declaring.remind(today + timedelta(days=days))
    assert reminders.count() == 3

    declaring.declare(decision=asked, person=casey, has_interest=False, what="")
    declaring.remind(today + timedelta(days=21))
    assert reminders.count() == 3


def test_the_clients_own_people_are_named_once_it_was_put(
    acme: Client, casey: User, owen: User, pat: User
) -> None:
    draft = making.draft(acme, casey)

    assert list(declaring.candidates(draft)) == [casey, pat]
    with pytest.raises(DeclarationRefused, match="Put the decision"):
        declaring.name_person(decision=draft, person=owen, named_by=pat)
