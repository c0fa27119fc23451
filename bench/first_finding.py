"""How long a person waits from dropping a bill until its first finding is on the screen.

``measure(lines)`` needs a prepared database to throw away afterwards, as ``bench.import_csv``.

    {"lines": 5000, "seconds": 3.1, "rounds": [{"import": 0.9, "audit": 1.8, "page": 0.1}, …]}

The person drops the file on the page, starts the audit and opens the findings of the client.
Everything happens in this process, one thing after the other: the server and a worker, without
the network, and without the second that a page lets go by before it asks again.
"""

import argparse
import csv
import json
import os
import time
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any
from uuid import uuid4

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "retainer.settings")


from django.conf import settings
from django.core.management import call_command
from django.test import Client as Browser

import retainer.wsgi  # noqa: F401
from bench.import_csv import ROUNDS, generate
from billing_audit.models import BillFile, Finding
from clients.models import Client, User
from retainer.celery import app
from retainer.lib.tenancy import ALL, acting_as


def measure(lines: int, rounds: int = ROUNDS) -> dict[str, Any]:
    """From the drop to the page that names a finding, so often, each time for a new client."""
    settings.ALLOWED_HOSTS = ["testserver"]
    app.conf.task_always_eager = True
    with acting_as("worker", clients=ALL):
        principal = User.objects.create_user("p@bench.test", name="P", kind="principal")
    browser = Browser()
    browser.force_login(principal)
    with TemporaryDirectory(prefix="retainer-bench-") as name:
        folder = Path(name)
        generate(folder, lines)
        timed = []
        for number in range(rounds):
            rename_accounts(folder, number)  # a bill goes to whose account it names
            timed.append(one_round(folder, browser))
    return {
        "lines": lines,
        "seconds": round(median(sum(each.values()) for each in timed), 2),
        "rounds": [{part: round(spent, 2) for part, spent in each.items()} for each in timed],
    }


def rename_accounts(folder: Path, number: int) -> None:
    """The same papers of another client."""
    with (folder / "accounts.csv").open(encoding="utf-8", newline="") as file:
        accounts = [row["account_no"] for row in csv.DictReader(file)]
    for path in folder.glob("*.csv"):
        text = path.read_text(encoding="utf-8")
        for account in accounts:
            text = text.replace(account, f"{account}-{number}")
        path.write_text(text, encoding="utf-8")


def one_round(folder: Path, browser: Browser) -> dict[str, float]:
    slug = f"bench-{uuid4().hex[:12]}"
    papers = {name: folder / f"{name}.csv" for name in ("accounts", "services", "rates")}
    call_command("load_reference", client=slug, create=True, **papers)
    with acting_as("worker", clients=ALL):
        client = Client.objects.get(slug=slug)
    clock = [time.perf_counter()]
    with (folder / "lines.csv").open("rb") as file:
        browser.post("/bills/upload/", {"files": file})
    clock.append(time.perf_counter())
    with acting_as("worker", clients=ALL):
        bill_file = BillFile.objects.latest("pk")
    if bill_file.state != "imported" or bill_file.client_id != client.pk:
        raise SystemExit(f"The import ended as {bill_file.state}: {bill_file.error}")
    clock.append(time.perf_counter())
    browser.post("/audits/start/", {"client": slug})
    clock.append(time.perf_counter())
    page = browser.get(f"/findings/?client={slug}")
    clock.append(time.perf_counter())
    with acting_as("worker", clients=[client.pk]):
        first = Finding.objects.filter(client=client).order_by("-claimed", "-pk").first()
    if first is None or str(first.public_id) not in page.content.decode():
        raise SystemExit("The page does not name the first finding.")
    return {
        "import": clock[1] - clock[0],
        "audit": clock[3] - clock[2],
        "page": clock[4] - clock[3],
    }


def main() -> None:
    parser = argparse.ArgumentParser(
        prog="python -m bench.first_finding", description=measure.__doc__
    )
    parser.add_argument("--lines", type=int, default=5_000)
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    asked = parser.parse_args()
    print(json.dumps(measure(asked.lines, asked.rounds), indent=2))


if __name__ == "__main__":
    main()
