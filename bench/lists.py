"""How long the server takes for the list of findings, beside a page that only says "ok".

``python -m bench.lists --findings 1000000`` fills the database it is given and
asks for pages as a principal and as a consultant of two clients: the first, a
deep one, and one of each filter.  Requests go through the whole of Django in
this process, so the time is the server's own, without a network.
"""

import argparse
import json
import re
import time
from contextlib import closing
from statistics import median
from typing import Any
from uuid import UUID

import psycopg2
from django.conf import settings
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.test import Client as Browser
from django.urls import include, path

import retainer.wsgi  # noqa: F401 everything as the web server has it: logins, models, no garbage
from billing_audit.models import AuditRun, Finding
from clients.models import BillingAccount, Carrier, Client, Membership, User
from clients.people.access import any_signed_in
from retainer.lib.tenancy import ALL, acting_as

#: Requests per page, and clients the findings are spread over.
REQUESTS, CLIENTS = 60, 20

FINDINGS = """
    INSERT INTO billing_audit_finding (client_id, check_code, cause, subject, account_id, currency,
        state, claimed, exposure, monthly, occurrence_count, only_supports, first_month,
        last_month, first_run_id, last_run_id, found_at, shared_with_client)
    SELECT (%(clients)s)[1 + n %% 20],
        (ARRAY['A01', 'A09', 'A10', 'A19', 'B01', 'C01', 'C04'])[1 + n %% 7],
        'service:' || n, 'Service ' || n, (%(accounts)s)[1 + n %% 20], 'USD',
        (ARRAY['new', 'new', 'valid', 'false_positive', 'asked'])[1 + n %% 5],
        round(1000.0 / (1 + n %% 997) + n %% 89 / 100.0, 2), 0, 0, 1 + n %% 12, false,
        date '2025-11-01', date '2026-10-01', (%(runs)s)[1 + n %% 20], (%(runs)s)[1 + n %% 20],
        now() - n %% 90 * interval '1 day', n %% 5 IN (2, 4)
    FROM generate_series(1, %(findings)s) n
"""


@any_signed_in
def ok(request: HttpRequest) -> HttpResponse:
    """The least a page of a signed-in person can be."""
    return HttpResponse("ok")


urlpatterns = [path("ok/", ok, name="ok"), path("", include("retainer.urls"))]


def measure(findings: int) -> dict[str, Any]:
    """Median and 99th percentile of the server's milliseconds, per page."""
    settings.ROOT_URLCONF = __name__
    settings.ALLOWED_HOSTS = ["testserver"]
    principal, consultant, slug = fill(findings)
    pages = {
        "first page": "/findings/",
        "one client": f"/findings/?client={slug}",
        "by state": "/findings/?state=new",
        "by check": "/findings/?check=B01",
        "by check and client": f"/findings/?check=B01&client={slug}",
        "by age": "/findings/?sort=-found",
        "worth more than 100": "/findings/?least=100",
        "triage": "/findings/triage/",
        "triage of a client and check": f"/findings/triage/?client={slug}&check=B01",
        "those like one finding": f"/findings/{dearest(slug)}/alike/",
    }
    timed: dict[str, Any] = {}
    for who, user in (("principal", principal), ("consultant", consultant)):
        browser = Browser()
        browser.force_login(user)
        timed[f"{who}: ok"] = timing(browser, "/ok/")
        for name, address in {**pages, "fortieth page": fortieth(browser)}.items():
            timed[f"{who}: {name}"] = timing(browser, address)
    return {"findings": findings, "milliseconds": timed}


def fill(findings: int) -> tuple[User, User, str]:
    """The clients with their findings, a principal, and a consultant of two clients."""
    with acting_as("worker", clients=ALL):
        clients = [
            Client.objects.create(slug=f"bench-{n}", name=f"Bench client {n}")
            for n in range(CLIENTS)
        ]
        principal = User.objects.create_user("p@bench.test", name="P", kind="principal")
        consultant = User.objects.create_user("c@bench.test", name="C", kind="consultant")
        for client in clients[:2]:
            Membership.objects.create(user=consultant, client=client, role="consultant")
        carrier = Carrier.objects.create(name="Bench carrier")
        accounts = [
            BillingAccount.objects.create(client=client, carrier=carrier, number=client.slug)
            for client in clients
        ]
        runs = [AuditRun.objects.create(client=client, state="complete") for client in clients]
        with connection.cursor() as cursor:
            keys = {"clients": clients, "accounts": accounts, "runs": runs}
            arrays = {name: [row.pk for row in rows] for name, rows in keys.items()}
            cursor.execute(FINDINGS, arrays | {"findings": findings})
    with closing(psycopg2.connect(settings.DATABASE_URL)) as owner:
        owner.autocommit = True
        owner.cursor().execute("VACUUM ANALYZE billing_audit_finding")
    return principal, consultant, clients[0].slug


def dearest(slug: str) -> UUID:
    """The client's new finding that claims most."""
    with acting_as("worker", clients=ALL):
        found = Finding.objects.filter(client__slug=slug, state="new").order_by("-mills", "-id")
        return found.values_list("public_id", flat=True)[0]


def fortieth(browser: Browser) -> str:
    """The address of the fortieth page, reached as a person would: page by page."""
    address = "/findings/"
    for _ in range(39):
        shown = browser.get(address).content.decode()
        address = "/findings/?older=" + re.search(r"older=([\w%=-]+)", shown)[1]
    return address


def timing(browser: Browser, address: str) -> dict[str, float]:
    for _ in range(5):
        browser.get(address)
    spent = []
    for _ in range(REQUESTS):
        started = time.perf_counter()
        answer = browser.get(address)
        spent.append((time.perf_counter() - started) * 1000)
        if answer.status_code != 200:
            raise SystemExit(f"{address} answers {answer.status_code}")
    spent.sort()
    return {"p50": round(median(spent), 1), "p99": round(spent[int(0.99 * len(spent))], 1)}


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.lists", description=measure.__doc__)
    parser.add_argument("--findings", type=int, default=1_000_000)
    print(json.dumps(measure(parser.parse_args().findings), indent=2))


if __name__ == "__main__":
    main()
