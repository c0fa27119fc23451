"""What bidders have changes by addenda alone: explained, in time, told to all at once."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.core import mail
from django.db import Error, transaction
from django.test import Client as Browser
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook
from pypdf import PdfReader

from clients.models import Notice, User
from rfp.addenda.services import AddendumRefused, close_unchanged, explain, open_addendum, publish
from rfp.addenda.standing import standing
from rfp.authoring.values import zone_of
from rfp.erate.rules import window_of
from rfp.erate.standing import facts_of
from rfp.models import Acknowledgement, Addendum, Bidder, Rfp, RfpRequirement, RfpStep
from tests.rfp.coming_in import come_in
from tests.rfp.erate.making import posted

BO = "bo@birch.test"


@pytest.fixture
def pat_browses(pat: User) -> Browser:
    browser = Browser()
    browser.force_login(pat)
    return browser


def reword(rfp: Rfp) -> None:
    """The working copy asks for three paths instead of two."""
    RfpRequirement.objects.filter(rfp=rfp, number=1).update(
        text="The Provider must bring three paths to each Site."
    )


def summed_up(addendum: Addendum, by: User) -> Addendum:
    """With its sentence and the reason of its one change."""
    addendum.summary = "Three paths are wanted."
    addendum.save()
    explain(
        addendum=addendum,
        key="R-001",
        because="The board asked for it.",
        is_substantive=None,
        explained_by=by,
    )
    return addendum


def test_what_bidders_have_stays_until_the_addendum_is_out(
    addendum: Addendum, rfp: Rfp, pat: User
) -> None:
    reword(rfp)
    before = rfp.versions.count()

    version = publish(addendum=summed_up(addendum, pat), published_by=pat)

    rfp.refresh_from_db()
    assert before == 1
    assert (version.number, version.changed) == (2, ["R-001"])
    assert "three paths" in version.document["sections"][0]["requirements"][0]["text"]
    assert not rfp.addendum_open


def test_every_change_needs_its_reason(addendum: Addendum, rfp: Rfp, pat: User) -> None:
    reword(rfp)
    addendum.summary = "Three paths are wanted."
    addendum.save()

    with pytest.raises(AddendumRefused, match="why these change: R-001"):
        publish(addendum=addendum, published_by=pat)


def test_a_change_of_substance_leaves_bidders_days(addendum: Addendum, rfp: Rfp, pat: User) -> None:
    reword(rfp)
    RfpStep.objects.filter(rfp=rfp, kind="due").update(at=addendum.opened_at + timedelta(days=3))
    summed_up(addendum, pat)
    explain(
        addendum=addendum,
        key="D-002",
        because="It moves.",
        is_substantive=None,
        explained_by=pat,
    )

    with pytest.raises(AddendumRefused, match="at least 7 days"):
        publish(addendum=addendum, published_by=pat)


def test_judging_against_the_rule_takes_a_reason(addendum: Addendum, rfp: Rfp, pat: User) -> None:
    reword(rfp)
    with pytest.raises(AddendumRefused, match="otherwise than the rule"):
        explain(addendum=addendum, key="R-001", because=" ", is_substantive=False, explained_by=pat)

    explain(
        addendum=addendum,
        key="R-001",
        because="A word was missing.",
        is_substantive=False,
        explained_by=pat,
    )

    assert not standing(addendum).is_substantive


def test_one_addendum_is_open_at_a_time(addendum: Addendum, rfp: Rfp, pat: User) -> None:
    with pytest.raises(AddendumRefused, match="open already"):
        open_addendum(rfp=rfp, opened_by=pat)


def test_one_that_changes_something_is_not_put_away(
    addendum: Addendum, rfp: Rfp, pat: User
) -> None:
    reword(rfp)
    with pytest.raises(AddendumRefused, match="changes something still"):
        close_unchanged(addendum=addendum, closed_by=pat)


def test_one_that_changes_nothing_is_put_away(addendum: Addendum, rfp: Rfp, pat: User) -> None:
    close_unchanged(addendum=addendum, closed_by=pat)

    assert not Addendum.objects.exists()
    assert open_addendum(rfp=rfp, opened_by=pat).number == 1


def test_what_is_out_stays_also_in_raw_sql(addendum: Addendum, rfp: Rfp, pat: User) -> None:
    reword(rfp)
    publish(addendum=summed_up(addendum, pat), published_by=pat)

    with pytest.raises(Error), transaction.atomic():
        Addendum.objects.update(summary="Nothing changed.")
    with pytest.raises(Error), transaction.atomic():
        addendum.rationales.all().delete()


def test_a_bidder_reads_the_redline_takes_the_workbook_and_acknowledges(
    addendum: Addendum,
    rfp: Rfp,
    birch: Bidder,
    pat: User,
    django_capture_on_commit_callbacks,
) -> None:
    bo = come_in(BO)
    reword(rfp)
    with django_capture_on_commit_callbacks(execute=True):
        publish(addendum=summed_up(addendum, pat), published_by=pat)
    told = mail.outbox[-1]
    where = f"/bidder/addenda/{addendum.public_id}/"

    home = bo.get("/bidder/").content.decode()
    page = bo.get(where).content.decode()
    bo.post(f"{where}acknowledge/")
    bo.post(f"{where}acknowledge/")
    paper = PdfReader(BytesIO(b"".join(bo.get(f"{where}pdf/"))))
    workbook = load_workbook(BytesIO(b"".join(bo.get("/bidder/versions/2/xlsx/"))))

    assert "Three paths are wanted." in told.body
    assert "Addendum 1" in home
    assert "<ins>three" in page.replace(" ", "").replace("\n", "")
    assert "The board asked for it." in page
    assert Acknowledgement.objects.get().person.name == "Bo Birk"
    assert "The board asked for it." in "".join(each.extract_text() for each in paper.pages)
    assert workbook.sheetnames


def test_the_hour_never_moves_nearer(addendum: Addendum, rfp: Rfp, pat: User) -> None:
    due = RfpStep.objects.get(rfp=rfp, kind="due")
    RfpStep.objects.filter(pk=due.pk).update(at=due.at - timedelta(minutes=1))
    change = standing(addendum).told[0].change.key
    addendum.summary = "Proposals are due sooner."
    addendum.save()
    explain(
        addendum=addendum,
        key=change,
        because="The board meets earlier.",
        is_substantive=False,
        explained_by=pat,
    )

    with pytest.raises(AddendumRefused, match="never nearer"):
        publish(addendum=addendum, published_by=pat)


def test_the_client_is_told_what_bidders_were_told(
    addendum: Addendum, rfp: Rfp, pat: User, owen: User
) -> None:
    browser = Browser()
    browser.force_login(owen)
    where = reverse("addenda:my_addendum", args=[addendum.public_id])
    reword(rfp)
    unseen = browser.get(where).status_code
    publish(addendum=summed_up(addendum, pat), published_by=pat)

    told = Notice.objects.get(recipient=owen, link=where)
    listed = browser.get(reverse("gates:my_requests")).content.decode()
    page = browser.get(where).content.decode()

    assert unseen == 404
    assert told.sentence.endswith("went out to bidders: Three paths are wanted.")
    assert where in listed
    assert "The board asked for it." in page


def test_a_bidder_meets_neither_an_open_addendum_nor_a_draft(
    addendum: Addendum, rfp: Rfp, birch: Bidder, pat: User
) -> None:
    reword(rfp)
    summed_up(addendum, pat)
    bo = come_in(BO)

    assert bo.get(f"/bidder/addenda/{addendum.public_id}/").status_code == 404
    assert "three paths" not in bo.get("/bidder/").content.decode()


def test_a_principal_walks_from_opening_to_sending(
    rfp: Rfp, birch: Bidder, pat_browses: Browser
) -> None:
    pat_browses.post(f"/rfps/{rfp.public_id}/addenda/open/")
    addendum = Addendum.objects.get()
    where = f"/addenda/{addendum.public_id}/"
    reword(rfp)
    pat_browses.post(where, {"summary": "Three paths are wanted.", "days": 7})
    page = pat_browses.get(where).content.decode()
    pat_browses.post(f"{where}explain/", {"key": "R-001", "because": "The board asked."})
    pat_browses.post(f"{where}publish/")

    after = pat_browses.get(where).content.decode()
    rows = pat_browses.get(f"/rfps/{rfp.public_id}/addenda/").content.decode()
    assert "R-001" in page
    assert "The board asked." in after
    assert "Three paths are wanted." in rows


def test_an_addendum_of_substance_begins_the_days_of_e_rate_anew(
    addendum: Addendum, rfp: Rfp, pat: User
) -> None:
    Rfp.objects.filter(pk=rfp.pk).update(is_erate=True)
    rfp.refresh_from_db()
    today = timezone.localdate(timezone=zone_of(rfp))
    posted(rfp, pat, posted_on=today - timedelta(days=9))
    assert window_of(facts_of(rfp)).begins == today - timedelta(days=9)
    reword(rfp)

    publish(addendum=summed_up(addendum, pat), published_by=pat)

    assert window_of(facts_of(rfp)).begins == today
    page = reverse("erate:erate_detail", args=[rfp.public_id])
    browser = Browser()
    browser.force_login(pat)
    assert "Three paths are wanted." in browser.get(page).content.decode()
