"""Findings whose proof names a bill or a bill line of a file.

A finding that nobody judged and no client saw goes with its charges, as the
audit that found it can find it again.  Any other holds the file.
"""

from collections.abc import Iterator

from django.db import connection
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse

from billing_audit.bills.models import BillFile
from billing_audit.changes.models import FindingChange
from billing_audit.findings import claims
from billing_audit.findings.decision_models import FindingDecision
from billing_audit.findings.models import Finding, Occurrence
from billing_audit.undo.downstream import Downstream, Held
from retainer.lib import format as written

#: Findings named one by one.
MOST_NAMED = 10

#: Proofs name other rows than their own: the first of two charges, the bill that came twice.
NAMING = """
SELECT DISTINCT occurrence.id
FROM billing_audit_occurrence occurrence
CROSS JOIN LATERAL (
    SELECT named.key AS kind, named.value::bigint AS id
    FROM jsonb_each_text(coalesce(occurrence.inputs -> 'rows', '{}')) named
    WHERE named.key = ANY (%(kinds)s)
    UNION ALL
    SELECT 'line', (period ->> 'line')::bigint
    FROM jsonb_each(occurrence.inputs) input
    CROSS JOIN LATERAL jsonb_array_elements(
        CASE jsonb_typeof(input.value) WHEN 'array' THEN input.value ELSE '[]' END) period
) named
LEFT JOIN billing_audit_line line ON named.kind = ANY (%(lines)s) AND line.shelf_id = %(shelf)s
    AND line.id = named.id AND line.bill_file_id = %(bill_file)s
WHERE occurrence.client_id = %(client)s AND NOT occurrence.invoice_id = ANY (%(invoices)s)
    AND (line.id IS NOT NULL
        OR named.kind = ANY (%(bills)s) AND named.id = ANY (%(invoices)s))
"""
#: What no person said of the finding itself.
UNJUDGED = (Finding.State.NEW, Finding.State.SUPPRESSED)
LINES, BILLS = ["line", "first"], ["invoice", "bill", "other", "first_bill"]


class Findings(Downstream):
    """Findings on the file's bills, or that compare another bill with one of them."""

    def wait(self, client_id: int) -> None:
        claims.hold(client_id)

    def holds(self, bill_file: BillFile) -> Iterator[Held]:
        judged = _touched(bill_file).filter(_judged()).order_by("-mills", "pk")
        for finding in judged[:MOST_NAMED]:
            words = f"Finding {finding}: {_why(finding)}"
            yield Held(words, reverse("findings:finding_detail", args=[finding.public_id]))
        if (more := judged.count() - MOST_NAMED) > 0:
            url = reverse("findings:finding_list")
            yield Held(f"{written.count(more, 'more finding')} like these", url)

    def goes(self, bill_file: BillFile) -> Iterator[str]:
        if number := _touched(bill_file).exclude(_judged()).count():
            yield f"{written.count(number, 'finding')} that nobody has judged"

    def let_go(self, bill_file: BillFile) -> None:
        findings = list(_touched(bill_file).values_list("pk", flat=True))
        going = _occurrences(bill_file)
        others = going.exclude(invoice__bill_file=bill_file).order_by()
        bills = list(others.values_list("invoice", flat=True).distinct())
        going.delete()
        empty = ~Exists(Occurrence.objects.filter(finding=OuterRef("pk")))
        # Not by ``delete``, which asks for decisions to delete, as nobody may; these have none.
        left = Finding.objects.filter(empty, pk__in=findings)
        FindingChange.objects.filter(finding__in=left).delete()
        left._raw_delete(left.db)
        claims.arbitrate(bill_file.client_id, bills)

    def settle(self, client_id: int) -> None:
        claims.refresh_totals(client_id)


def _occurrences(bill_file: BillFile) -> QuerySet[Occurrence]:
    invoices = list(bill_file.invoices.values_list("pk", flat=True))
    with connection.cursor() as cursor:
        cursor.execute(
            NAMING,
            {
                "client": bill_file.client_id,
                "bill_file": bill_file.pk,
                "shelf": bill_file.shelf_id,
                "invoices": invoices,
                "kinds": LINES + BILLS,
                "lines": LINES,
                "bills": BILLS,
            },
        )
        naming = [key for (key,) in cursor.fetchall()]
    mine = Occurrence.objects.filter(client_id=bill_file.client_id)
    return mine.filter(Q(invoice__in=invoices) | Q(pk__in=naming))


def _touched(bill_file: BillFile) -> QuerySet[Finding]:
    findings = _occurrences(bill_file).order_by().values_list("finding", flat=True).distinct()
    return Finding.objects.filter(client_id=bill_file.client_id, pk__in=list(findings))


def _judged() -> Q:
    decided = Exists(FindingDecision.objects.filter(finding=OuterRef("pk")))
    return ~Q(state__in=UNJUDGED) | Q(shared_with_client=True) | Q(decided)


def _why(finding: Finding) -> str:
    if finding.state not in UNJUDGED:
        return finding.get_state_display().lower()
    return "the client sees it" if finding.shared_with_client else "it was judged before"
