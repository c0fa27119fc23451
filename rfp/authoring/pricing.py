"""Sites and price lines: picked, made of what sites need, and read from a CSV file."""

import csv
import io
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation

from django.db import transaction

from clients.people.models import User
from clients.telecom.models import Site
from rfp.authoring.models import Rfp
from rfp.authoring.pieces import RfpPrice, RfpSite
from rfp.authoring.services import PieceRefused, add, save

HEADING = ("number", "description", "unit", "quantity", "site")
#: Of "12 voice lines, Internet 500 Mbps": how many, and of what.
WISH = re.compile(r"(?:(?P<count>\d{1,6})\s*(?:x|×)?\s+)?(?P<what>.+)")
#: Of what a site has for as long as it is ordered.
UNIT = "each, per month"
MOST = 5000


@dataclass
class Row:
    """A line of a file: what it would do, or why it cannot."""

    line: int
    content: dict
    price: RfpPrice | None = None
    fault: str = ""


@dataclass
class Plan:
    """What a file would do."""

    rfp: Rfp
    rows: list[Row] = field(default_factory=list)

    @property
    def refused(self) -> list[Row]:
        return [row for row in self.rows if row.fault]

    @property
    def added(self) -> int:
        return sum(row.price is None and not row.fault for row in self.rows)

    @property
    def changed(self) -> int:
        return sum(_differs(row) for row in self.rows)

    @transaction.atomic
    def carry_out(self, *, by: User) -> None:
        """Add the lines without a number, and change those with one."""
        for row in self.rows:
            if row.price is None:
                add(rfp=self.rfp, letter="P", content=row.content, by=by)
            else:
                save(piece=row.price, edition=row.price.edition, content=row.content, by=by)


@transaction.atomic
def pick_sites(*, rfp: Rfp, sites: Iterable[Site], wanted: str, by: User) -> None:
    """Ask for the same at some of the client's sites."""
    for site in sites:
        add(rfp=rfp, letter="L", content={"site": site, "wanted": wanted}, by=by)


@transaction.atomic
def generate(*, rfp: Rfp, by: User) -> int:
    """A line for each thing that each site needs and that has none yet; how many were made."""
    there = {(each.site_id, each.description) for each in rfp.prices.all()}
    made = 0
    for site in rfp.sites.select_related("site"):
        for quantity, what in wishes(site):
            if (site.pk, what) not in there:
                content = {"description": what, "unit": UNIT, "quantity": quantity, "site": site}
                add(rfp=rfp, letter="P", content=content, by=by)
                made += 1
    return made


def wishes(site: RfpSite) -> Iterator[tuple[Decimal, str]]:
    """What a site needs, each with how many of it."""
    for part in re.split(r"[,;]\s+", site.wanted):
        found = WISH.fullmatch(part.strip())
        if found is not None:
            what = found["what"].strip()
            yield Decimal(found["count"] or 1), f"{what[0].upper()}{what[1:]}"


def read_prices(*, rfp: Rfp, content: bytes) -> Plan:
    """What a CSV file with our heading would do; nothing is stored."""
    try:
        lines = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))
    except (UnicodeDecodeError, csv.Error) as wrong:
        raise PieceRefused("This is no CSV file in UTF-8. Save it as CSV UTF-8.") from wrong
    if not lines or not {"description", "unit", "quantity"} <= set(lines[0]):
        raise PieceRefused(f"The first line has to name: {', '.join(HEADING)}.")
    if len(lines) > MOST:
        raise PieceRefused(f"More than {MOST:,} lines. Split the file.")
    sites = {each.site.code: each for each in rfp.sites.select_related("site")}
    prices = {each.code: each for each in rfp.prices.all()}
    plan = Plan(rfp)
    for at, cells in enumerate(lines, start=2):
        said = {name: (cells.get(name) or "").strip() for name in HEADING}
        plan.rows.append(_row(at, said, sites, prices))
    return plan


def _row(
    at: int, said: dict[str, str], sites: dict[str, RfpSite], prices: dict[str, RfpPrice]
) -> Row:
    row = Row(at, {"description": said["description"], "unit": said["unit"]})
    if said["number"] and said["number"] not in prices:
        row.fault = f"There is no line {said['number']}. Leave its number empty to add it."
        return row
    row.price = prices.get(said["number"])
    if said["site"] and said["site"] not in sites:
        row.fault = f"No site of this request has the code {said['site']}."
        return row
    row.content["site"] = sites.get(said["site"])
    try:
        row.content["quantity"] = Decimal(said["quantity"])
        if not Decimal("0.001") <= row.content["quantity"] < Decimal(10) ** 11:
            raise InvalidOperation
    except InvalidOperation:
        row.fault = f"“{said['quantity']}” is no quantity above zero."
    if not said["description"] or not said["unit"]:
        row.fault = "A line has a description and a unit."
    return row


def _differs(row: Row) -> bool:
    return row.price is not None and any(
        getattr(row.price, name) != value for name, value in row.content.items()
    )
