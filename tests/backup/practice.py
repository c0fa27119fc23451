"""A small practice with something in every corner, made by the product's own services."""

from pathlib import Path

from bench.planting.generate import generate
from tests.product import Product

PASSWORD = "four plain words here"
#: The same at home and wherever a backup is restored, as an operator would have it.
SECRET_KEY = "the same key at home and away from home, long enough"
#: What Casey's authenticator app knows.
ONE_TIME_KEY = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"

PEOPLE = f"""
from allauth.mfa.totp.internal.auth import TOTP
from clients.models import Client, DecisionRight, Membership, User
from retainer.lib.tenancy import ALL, acting_as

with acting_as("worker", clients=ALL):
    pat = User.objects.create_user(
        "pat@practice.test", name="Pat", kind="principal", password="{PASSWORD}")
    casey = User.objects.create_user(
        "casey@practice.test", name="Casey", kind="consultant", password="{PASSWORD}")
    for slug, name in (("acme", "owen"), ("globex", "stella")):
        client = Client.objects.create(slug=slug, name=slug.title())
        Membership.objects.create(user=casey, client=client, role="consultant")
        user = User.objects.create_user(
            f"{{name}}@client.test", name=name.title(), kind="client", password="{PASSWORD}")
        Membership.objects.create(user=user, client=client, role="executive")
        DecisionRight.objects.create(client=client, user=user, subject="dispute", limit="10000.00")
with acting_as("web"):
    TOTP.activate(casey, "{ONE_TIME_KEY}")
"""

#: Acme's bill fills a shelf of its own, as one of 50,000 lines does; Globex's go on a shared one.
BILLS = """
from unittest import mock
from django.core.management import call_command

for slug, own_shelf in (("acme", 100), ("globex", 50_000)):
    call_command("load_reference", "--client", slug, *{reference!r})
    with mock.patch("billing_audit.bills.loading.OWN_SHELF", own_shelf):
        call_command("import_bills", "--client", slug, *{bills!r})
call_command("audit", "--client", "acme")
"""

REPORT = """
from billing_audit.models import Invoice
from billing_audit.reports import services
from billing_audit.reports.drawing import draw_report
from clients.models import Client, User
from retainer.demo.triage import decide_like_a_consultant
from retainer.lib.tenancy import ALL, acting_as

with acting_as("worker", clients=ALL):
    pat = User.objects.get(name="Pat")
    acme = Client.objects.get(slug="acme")
    decide_like_a_consultant(acme, pat)
    month = Invoice.objects.filter(client=acme).latest("bill_date").month
    report = services.draft_report(client=acme, month=month, made_by=pat)
draw_report(report.pk)
with acting_as("worker", clients=ALL):
    services.publish(report=report, published_by=pat)
"""


def furnish(product: Product, folder: Path) -> None:
    """Two clients with people, bills on shelves of both kinds, findings and a published report."""
    made = generate(folder, seed=7, lines=300, months=2, one_file=True)
    reference = ("--accounts", made.accounts, "--services", made.services, "--rates", made.rates)
    bills = BILLS.format(
        reference=[str(word) for word in reference],
        bills=[str(path) for path in made.bill_files],
    )
    product.manage("shell", "--command", PEOPLE + bills + REPORT)
