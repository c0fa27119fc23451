"""The pages of sourcing decisions, and their paper."""

from io import BytesIO

from django.test import Client as Browser
from django.urls import reverse
from pypdf import PdfReader

from clients.models import Client, Site, User
from rfp.models import SourcingDecision
from tests.rfp.sourcing import making


def page(browser: Browser, name: str, *of: object) -> str:
    return browser.get(reverse(f"sourcing:{name}", args=of)).content.decode()


def test_a_decision_is_written_put_and_approved_in_the_browser(
    acme: Client, owen: User, casey_browses: Browser, owen_browses: Browser
) -> None:
    site = Site.objects.create(client=acme, code="ALB", name="Albany")
    making.may_sign(owen, acme)
    answers = {
        **making.ANSWERS,
        "retained": "Strategy\nSupplier management\n\n",
        "outsourced": "Operating the lines",
        "owner": owen.pk, "sites": [site.pk], "kind": "contract", "currency": "USD",
    }  # fmt: skip
    new = reverse("sourcing:sourcing_create") + f"?client={acme.slug}"
    casey_browses.post(new, answers)
    decision = SourcingDecision.objects.get()
    assert decision.retained == ["Strategy", "Supplier management"]
    assert "Weigh at least two options." in page(
        casey_browses, "sourcing_detail", decision.public_id
    )
    for kind, facts in (
        ("target", {"measure": "Availability", "target": "99.95 %"}),
        ("option", {"title": "Ask four suppliers", "is_chosen": "on"}),
        ("option", {"title": "Stay", "against": "Nothing changes."}),
    ):
        casey_browses.post(reverse("sourcing:part_add", args=[kind, decision.public_id]), facts)
    assert "Nothing to decide yet" in page(owen_browses, "my_sourcings")

    casey_browses.post(reverse("sourcing:sourcing_put", args=[decision.public_id]))
    theirs = page(owen_browses, "my_sourcing", decision.public_id)
    assert "Nothing changes." in theirs
    read = theirs.split('name="read" value="')[1].split('"')[0]
    owen_browses.post(
        reverse("sourcing:sourcing_decide", args=[decision.public_id]),
        {"outcome": "approved", "read": read, "reason": "Go on."},
    )

    assert "Owen Ortiz approved it" in page(casey_browses, "sourcing_detail", decision.public_id)
    listed = casey_browses.get(reverse("sourcing:sourcing_export") + "?state=approved")
    assert "Strategy; Supplier management" in listed.content.decode()


def test_a_forged_approval_is_turned_away(asked: SourcingDecision, owen_browses: Browser) -> None:
    assert "You hold no right to decide" in page(owen_browses, "my_sourcing", asked.public_id)
    answer = owen_browses.post(
        reverse("sourcing:sourcing_decide", args=[asked.public_id]),
        {"outcome": "approved", "read": asked.put_at.isoformat()},
    )

    asked.refresh_from_db()
    assert (answer.status_code, asked.state) == (403, "put")


def test_a_draft_does_not_exist_for_the_client(
    acme: Client, casey: User, owen_browses: Browser
) -> None:
    decision = making.draft(acme, casey)

    assert "Nothing to decide yet" in page(owen_browses, "my_sourcings")
    answer = owen_browses.get(reverse("sourcing:my_sourcing", args=[decision.public_id]))
    assert answer.status_code == 404


def test_an_option_is_changed_and_removed(
    acme: Client, casey: User, casey_browses: Browser
) -> None:
    decision = making.whole(acme, casey)
    option = decision.options.last()
    address = reverse("sourcing:part_edit", args=["option", option.public_id])
    seen = casey_browses.get(address).context["form"]["seen"].value()

    both = casey_browses.post(address, {"title": "Stay", "is_chosen": "on", "seen": seen})
    assert "Another option is the one proposed" in both.content.decode()
    casey_browses.post(address, {"title": "Stay put", "seen": seen})
    assert "Stay put" in page(casey_browses, "sourcing_detail", decision.public_id)

    casey_browses.post(reverse("sourcing:part_remove", args=["option", option.public_id]))
    assert decision.options.count() == 1


def test_the_paper_is_one_page(asked: SourcingDecision, owen_browses: Browser) -> None:
    answer = owen_browses.post(reverse("sourcing:sourcing_pdf", args=[asked.public_id]))

    paper = PdfReader(BytesIO(answer.content))
    assert len(paper.pages) == 1
    text = paper.pages[0].extract_text()
    assert "Supplier management" in text
    assert "Ask four suppliers" in text
