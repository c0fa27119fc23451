"""From a text that is put forward to what bidders have."""

import json
from datetime import timedelta
from decimal import Decimal
from io import BytesIO

import pytest
from django.core.exceptions import PermissionDenied
from django.db import Error, IntegrityError, connection, transaction
from django.test import Client as Browser
from docx import Document
from openpyxl import load_workbook
from pypdf import PdfReader

from clients.models import Client, Notice, User
from retainer.lib.refusal import Refused
from retainer.lib.tenancy import acting_as
from rfp.gates.services import decide, issue, put_forward, sign, take_back
from rfp.issuing.drawing import draw_version
from rfp.issuing.freezing import dated
from rfp.issuing.shape import read
from rfp.issuing.tasks import find_forgotten_versions
from rfp.models import IssueApproval, IssueCandidate, IssuedVersion, IssueReview, Rfp, RfpClause
from tests.clients.advice.conftest import at_the_portal
from tests.rfp.asking import may_sign


def test_what_is_put_forward_is_frozen_and_asked_for(
    candidate: IssueCandidate, rfp: Rfp, owen: User
) -> None:
    rfp.refresh_from_db()
    frozen = read(candidate.document)

    assert rfp.state == "review"
    assert frozen.digest == candidate.digest
    assert frozen.sections[0].clauses[0].text.startswith("Acme")
    assert "{{issue_date}}" in frozen.sections[0].clauses[0].text
    assert len(frozen.salt) == 32
    assert Notice.objects.filter(
        recipient=owen, sentence__startswith="Please read and approve"
    ).exists()


def test_what_was_approved_is_what_is_issued(
    version: IssuedVersion, approved: IssueCandidate
) -> None:
    frozen, issued = read(approved.document), read(version.document)

    assert issued == dated(frozen, issued.issued_on)
    assert (version.number, version.commitment) == (1, frozen.commitment)
    assert "{{" not in issued.sections[0].clauses[0].text
    assert Rfp.objects.get().state == "issued"


def test_who_wrote_on_it_does_not_sign(candidate: IssueCandidate, casey: User, pat: User) -> None:
    with pytest.raises(Refused, match="You wrote on it"):
        sign(candidate=candidate, person=casey)
    with pytest.raises(IntegrityError, match="does not sign"), transaction.atomic():
        IssueReview.objects.create(client=candidate.client, candidate=candidate, person=casey)

    sign(candidate=candidate, person=pat, remark="Clear.")
    with pytest.raises(Refused, match="before"):
        sign(candidate=candidate, person=pat)


def test_nobody_approves_without_the_right(
    candidate: IssueCandidate, casey: User, stella: User, owen: User, acme: Client
) -> None:
    for user in (casey, stella):
        with pytest.raises(PermissionDenied):
            decide(candidate=candidate, outcome="approved", decided_by=user)

    owen.decision_rights.update(limit=Decimal(119_999))
    with pytest.raises(PermissionDenied):
        decide(candidate=candidate, outcome="approved", decided_by=owen)
    with at_the_portal(owen), pytest.raises(Error), transaction.atomic():
        IssueApproval.objects.create(
            client=acme, candidate=candidate, outcome="approved",
            decided_by_id=owen.pk, right_of_id=owen.pk,
        )  # fmt: skip


def test_nothing_is_issued_before_it_is_read_and_approved(
    candidate: IssueCandidate, pat: User, rfp: Rfp
) -> None:
    with pytest.raises(Refused, match="read by somebody who wrote none of it, approved by"):
        issue(candidate=candidate, issued_by=pat)
    with pytest.raises(IntegrityError, match="read and approved"), transaction.atomic():
        IssuedVersion.objects.create(
            client=rfp.client, rfp=rfp, number=1, candidate=candidate,
            document={}, told={}, digest="", commitment="", issued_by=pat,
        )  # fmt: skip


def test_a_text_that_changed_is_put_forward_again(
    approved: IssueCandidate, rfp: Rfp, pat: User, casey: User
) -> None:
    RfpClause.objects.filter(rfp=rfp, number=2).update(text="The Provider must help.")
    with pytest.raises(Refused, match="Not yet: frozen with its formula and weights"):
        issue(candidate=approved, issued_by=pat)

    again = put_forward(rfp=rfp, money=Decimal(1), kind="contract", put_by=casey)

    approved.refresh_from_db()
    assert (again.number, approved.because) == (2, "Put forward anew.")
    assert not again.reviews.exists()


def test_a_decline_says_why_and_holds_the_issue(
    candidate: IssueCandidate, owen: User, pat: User, casey: User
) -> None:
    with at_the_portal(owen):
        with pytest.raises(Refused, match="Say why"):
            decide(candidate=candidate, outcome="declined", decided_by=owen)
        decide(candidate=candidate, outcome="declined", decided_by=owen, reason="Too long.")
        sign(candidate=candidate, person=owen)

    with pytest.raises(Refused, match="approved by the client"):
        issue(candidate=candidate, issued_by=pat)
    take_back(candidate=candidate, because="Shorter.", taken_by=casey)
    assert Rfp.objects.get().state == "draft"


@pytest.mark.parametrize("table", ["rfp_issuecandidate", "rfp_issuedversion", "rfp_issueapproval"])
@pytest.mark.parametrize("change", ["UPDATE {} SET client_id = client_id + 1", "DELETE FROM {}"])
def test_what_was_put_approved_and_issued_stays(
    table: str, change: str, version: IssuedVersion
) -> None:
    with pytest.raises(Error), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(change.format(table))


def test_every_form_is_drawn_once_of_what_was_frozen(version: IssuedVersion) -> None:
    draw_version(version.pk)
    version.refresh_from_db()
    first = version.pdf_id

    draw_version(version.pk)
    version.refresh_from_db()

    assert version.pdf_id == first
    assert version.pdf.name == "ACM-2026-07, version 1.pdf"
    assert "Access for two sites" in PdfReader(version.pdf.content.open()).pages[0].extract_text()
    assert Document(BytesIO(version.docx.content.read())).paragraphs[0].text == version.rfp.title
    book = load_workbook(BytesIO(version.xlsx.content.read()))
    assert book["Issue"]["B3"].value == version.digest
    assert json.loads(version.ocds.content.read())["ocid"].endswith("ACM-2026-07")
    assert version.pdf.shared_with_bidders_of == version.rfp_id


def test_files_that_nobody_drew_are_found(version: IssuedVersion) -> None:
    later = version.issued_at + timedelta(minutes=6)

    assert find_forgotten_versions() == 0
    assert list(IssuedVersion.objects.forgotten(later)) == [version]
    draw_version(version.pk)
    assert not IssuedVersion.objects.forgotten(later).exists()


def test_another_client_sees_nothing_of_it(version: IssuedVersion, stella: User) -> None:
    with acting_as("portal", user_id=stella.pk, clients=stella.client_ids):
        for model in (IssueCandidate, IssueReview, IssueApproval, IssuedVersion):
            assert not model.objects.exists()


def test_both_sides_go_the_way_by_their_pages(
    rfp: Rfp, casey: User, owen: User, pat: User, acme: Client
) -> None:
    may_sign(owen, acme)
    consultant, client, principal = Browser(), Browser(), Browser()
    consultant.force_login(casey)
    client.force_login(owen)
    principal.force_login(pat)

    gates = f"/requests/{rfp.public_id}/gates/"
    assert "3 gates of ACM-2026-07" in consultant.get(gates).content.decode()
    put = consultant.post(gates, {"money": "1000", "kind": "contract"})
    page = put.url
    assert "I have read it" not in consultant.get(page).content.decode()
    assert "Waits for your word" in client.get("/my/requests/").content.decode()
    assert "I have read it" in client.get(page).content.decode()
    client.post(f"{page}sign/", {"remark": "Good."})
    client.post(f"{page}decide/", {"outcome": "approved"})
    assert consultant.post(f"{page}issue/").status_code == 403
    issued = principal.post(f"{page}issue/")
    shown = client.get(issued.url).content.decode()

    assert "as bidders have it" in shown
    assert "Being drawn" in shown
    assert IssuedVersion.objects.get().commitment in shown
