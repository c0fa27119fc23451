"""What is wrong with the findings of an example: the sums, their proof, or their words."""

from collections.abc import Iterator
from decimal import Decimal

from django.db.models import QuerySet

from billing_audit.checks.base import Check
from billing_audit.checks.examples import Bill, Billed, Example
from billing_audit.findings.proof import prove
from billing_audit.findings.wording import explanation, sentence
from billing_audit.models import Finding, Occurrence
from tests.billing_audit.on_file import OnFile

#: Checks whose claim is not what was billed above the right amount: credits billed as charges,
#: charges held against one rate together, a part of what is missing to a commitment, and totals of
#: which either may be the higher.
OTHERWISE = {"A15", "A17", "B12", "C18", "F14"}
#: Checks of what a bill should have given and did not: less than expected stands there.
NOT_GIVEN = {"B03", "B16", "B22", "H04", "H05", "H08"}
#: What rounding may take from or add to a claim.
CENT = Decimal("0.01")


def objections(check: type[Check], example: Example, on_file: OnFile) -> Iterator[str]:
    """What there is to say against the findings of the client on whose file the example is."""
    hits = Occurrence.objects.filter(client=on_file.client)
    caught: dict[int, Decimal] = {}
    for hit in hits:
        key = hit.invoice_id if check.of_bills else hit.line_id
        caught[key] = caught.get(key, Decimal(0)) + hit.result
    if caught != wrong(check, on_file):
        yield f"caught {caught} instead of {wrong(check, on_file)}"
    if any(hit.result < 0 for hit in hits):
        yield "asks for less than nothing"
    if any(bill.rules for bill in example.bills):
        rules = {rule for bill in example.bills for rule in bill.rules}
        if {hit.rule for hit in hits} != rules:
            yield f"does not name {rules}"
    for finding in Finding.objects.filter(client=on_file.client):
        if not prove(finding).equal:
            yield f"{finding} is not proved"
        if not sentence(check, finding).endswith("."):
            yield f"{finding} is no sentence"
    for hit in hits.select_related("finding"):
        is_split = check.code in OTHERWISE or hit.expected is None
        if not is_split and abs(_asked_back(check, hit) - hit.result) > CENT:
            yield f"{hit.result} of {hit.billed} leave {hit.expected}"
        if not explanation(check, hit):
            yield f"nothing explains {hit}"
    yield from _unsaid(check, on_file, hits)


def _unsaid(check: type[Check], on_file: OnFile, hits: QuerySet[Occurrence]) -> Iterator[str]:
    """The words that no explanation of a line or bill has."""
    told: dict[int, str] = {}
    for hit in hits.select_related("finding"):
        key = hit.invoice_id if check.of_bills else hit.line_id
        told[key] = told.get(key, "") + explanation(check, hit).replace("\xa0", " ")
    for key, row in rows_of(check, on_file).items():
        for words in row.says:
            if words not in told.get(key, ""):
                yield f"{told.get(key)} does not say {words}"


def _asked_back(check: type[Check], hit: Occurrence) -> Decimal:
    """What may be asked back: what was billed too much, or what a bill did not give."""
    if check.code in NOT_GIVEN:
        return hit.expected - hit.billed
    return max(Decimal(0), hit.billed - hit.expected)


def wrong(check: type[Check], on_file: OnFile) -> dict[int, Decimal]:
    """What the example says is wrong, by line or by bill."""
    return {key: Decimal(row.over) for key, row in rows_of(check, on_file).items() if row.over}


def rows_of(check: type[Check], on_file: OnFile) -> dict[int, Bill] | dict[int, Billed]:
    """What the check is about: bills, or lines."""
    return on_file.bills if check.of_bills else on_file.lines
