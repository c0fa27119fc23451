"""Arranges the practice that browsers visit; runs inside the product.

Globex has lived through everything: bills audited, a finding decided, a report
published.  The other clients have what must be there before their first audit.
"""

from contextlib import suppress
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

from django.core.management import call_command
from django.utils import timezone

from billing_audit.findings.models import Finding
from billing_audit.findings.services import decide
from billing_audit.inbox.letters import Enclosed, Letter
from billing_audit.inbox.receiving import receive
from billing_audit.reports.models import MonthlyReport
from billing_audit.reports.services import publish
from billing_audit.usage.layouts import SHIPPED
from billing_audit.usage.own_layouts import keep_layout
from clients.models import (
    Client,
    DecisionRight,
    Membership,
    Practice,
    Project,
    RetainerAgreement,
    User,
)
from clients.retainers.closing import close_month
from clients.retainers.overage import ask_overage
from retainer.lib.tenancy import ALL, acting_as
from tests.agreed import agree, worked
from tests.billing_audit.usage.written import TWILIO, call, saved
from tests.browser.asking import ask_bidders
from tests.browser.bills import (
    AUGUST,
    CUSTOMERS,
    GLOBEX,
    OCTOBER,
    SEPTEMBER,
    UMBRELLA,
    Customer,
)
from tests.browser.cast import CASEY, CAST, PASSWORD, PAT, Person


def arrange(place: str) -> None:
    """Everything, with the files it takes in the folder ``place``."""
    folder = Path(place)
    with acting_as("worker", clients=ALL):
        Practice.objects.update_or_create(pk=1, defaults={"name": "Page & Cole"})
        found_clients()
        let_people_in()
    for customer in CUSTOMERS:
        call_command("load_reference", "--client", customer.slug, *customer.reference(folder))
    bill = UMBRELLA.bill_file(folder, OCTOBER)
    call_command("import_bills", "--client", UMBRELLA.slug, str(bill))
    live_through(folder)
    mails_arrive(folder)
    rows_refused(folder)
    ask_bidders()


def found_clients() -> None:
    for customer in CUSTOMERS:
        found_client(customer)


def found_client(customer: Customer) -> Client:
    client = Client.objects.create(slug=customer.slug, name=customer.name)
    agreement = agree(client, hours=20, fee=4000)
    Project.objects.create(client=client, agreement=agreement, name="Bill audit")
    return client


def let_people_in() -> None:
    for person in CAST:
        user = let_in(person)
        for client in Client.objects.filter(slug__in=person.clients):
            make_member(user, client, person.role)


def let_in(person: Person) -> User:
    return User.objects.create_user(
        person.email, name=person.name, kind=person.kind, password=PASSWORD
    )


def make_member(user: User, client: Client, role: str) -> None:
    Membership.objects.create(user=user, client=client, role=role)
    if role == "executive":
        for subject, limit in (("dispute", "10000.00"), ("spend", "2000.00")):
            DecisionRight.objects.create(
                user=user, client=client, subject=subject, limit=Decimal(limit)
            )


def take_on(customer: Customer, executive: Person, place: str) -> None:
    """A client that Casey looks after from now on, with all that is on file but its bills."""
    with acting_as("worker", clients=ALL):
        client = found_client(customer)
        make_member(let_in(executive), client, executive.role)
        make_member(User.objects.get(email=CASEY.email), client, CASEY.role)
    call_command("load_reference", "--client", customer.slug, *customer.reference(Path(place)))


def live_through(folder: Path) -> None:
    """Two months of Globex, up to the report its people read."""
    bills = [str(GLOBEX.bill_file(folder, month)) for month in (SEPTEMBER, OCTOBER)]
    call_command("import_bills", "--client", GLOBEX.slug, *bills)
    call_command("audit", "--client", GLOBEX.slug)
    with acting_as("worker", clients=ALL):
        work_and_judge(Client.objects.get(slug=GLOBEX.slug))
    for month in (SEPTEMBER, OCTOBER):
        words = ("--client", GLOBEX.slug, "--month", f"{month:%Y-%m}")
        call_command("monthly_report", *words, "--pdf", str(folder / f"{month}.pdf"))
    with acting_as("worker", clients=ALL):
        pat = User.objects.get(email=PAT.email)
        report = MonthlyReport.objects.get(client__slug=GLOBEX.slug, month=OCTOBER)
        publish(report=report, published_by=pat)
        close_and_ask(pat)


def close_and_ask(pat: User) -> None:
    """A statement to read, and a request that waits."""
    agreement = RetainerAgreement.objects.get(client__slug=GLOBEX.slug)
    close_month(agreement=agreement, month=agreement.starts_on, closed_by=pat)
    ask_overage(
        agreement=agreement,
        month=timezone.localdate(),
        amount=Decimal("4.00"),
        cost=Decimal("800.00"),
        reason="Two more ports",
        asked_by=pat,
    )


def work_and_judge(globex: Client) -> None:
    casey = User.objects.get(email=CASEY.email)
    project = Project.objects.get(client=globex)
    worked(project, casey, date(2026, 10, 14), "2.50", "Reviewed the October bill")
    worked(project, casey, date(2026, 10, 15), "1.00", "Compared the rates", state="submitted")
    found = {finding.check_code: finding for finding in Finding.objects.filter(client=globex)}
    decide(finding=found["B01"], state="valid", reason="confirmed", decided_by=casey)
    decide(
        finding=found["C01"],
        state="asked",
        reason="needs_client",
        note="Is the port in the cellar still in use?",
        decided_by=casey,
    )


def mails_arrive(folder: Path) -> None:
    """One mail with a bill that waits for a click, and one without."""
    bill = UMBRELLA.bill_file(folder, SEPTEMBER)
    carrier = {"sender": "billing@corvane.test", "excerpt": "Your bill is enclosed."}
    with acting_as("worker", clients=ALL):
        letter = Letter("<1@corvane.test>", subject="Your September bill", **carrier)
        letter.enclosed = [Enclosed(bill.name, bill)]
        receive(letter, way="mail")
        receive(Letter("<2@corvane.test>", subject="Our new prices", **carrier), way="mail")


def rows_refused(folder: Path) -> None:
    """A bill and a file of usage, each with a row nobody can read, and a usage layout of ours."""
    good = UMBRELLA.bill(AUGUST)
    bad = good.splitlines()[1].replace(UMBRELLA.invoice_no(AUGUST), "UMB-BAD")
    bill = folder / "partly.csv"
    bill.write_text(f"{good}{bad.replace('485.60', '48x.60')}\n")
    usage = saved(folder, TWILIO, call(), call("CA2", price="free"))
    for command, path in (("import_bills", bill), ("import_usage", usage)):
        with suppress(SystemExit):  # their way to say that something was refused
            call_command(command, "--client", UMBRELLA.slug, str(path))
    with acting_as("worker", clients=ALL):
        ours = replace(SHIPPED[0], name="our calls", title="Our calls")
        keep_layout(layout=ours, made_by=User.objects.get(email=CASEY.email))
