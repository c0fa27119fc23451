"""The ways through the list of findings: an index for each way to narrow and to sort it.

Behind row-level security an index answers only comparisons that are leakproof.
Those of whole numbers, days and moments are, those of numeric ones are not: the
database fears they might tell of hidden rows.  So the list is sorted by a
finding's claim in whole thousandths, its ``mills``.
"""

from django.db.models import Index, Q

#: Findings the bills still show; those no longer seen are looked for by themselves.
STANDING = Q(resolved_at__isnull=True)

# index: (what narrows the list, what sorts it); the first five are of one client or account
_STANDING = {
    "findings_by_money": (["client"], "-mills"),
    "findings_by_check": (["client", "check_code"], "-mills"),
    "findings_of_an_account": (["account"], "-mills"),
    "findings_by_age": (["client"], "-found_at"),
    "findings_by_state_and_age": (["client", "state"], "-found_at"),
    "all_findings_by_money": ([], "-mills"),
    "all_findings_by_state": (["state"], "-mills"),
    "all_findings_by_check": (["check_code"], "-mills"),
    "all_findings_by_age": ([], "-found_at"),
    "all_findings_by_state_and_age": (["state"], "-found_at"),
}
_GONE = {"findings_gone": "-mills", "findings_gone_by_age": "-found_at"}

OF_THE_LIST = [
    *(
        Index(fields=[*narrowed, order, "-id"], name=name, condition=STANDING)
        for name, (narrowed, order) in _STANDING.items()
    ),
    *(
        Index(fields=[order, "-id"], name=name, condition=~STANDING)
        for name, order in _GONE.items()
    ),
    # Few, and looked for on every visit to the first page.
    Index(
        fields=["client", "-mills", "-id"],
        name="findings_grown",
        condition=STANDING & Q(grown_count__gt=0),
    ),
    # Those that a rule suppresses, whole or in part.
    Index(
        fields=["suppressed_by", "-id"],
        name="findings_suppressed",
        condition=Q(suppressed_by__isnull=False),
    ),
    Index(
        fields=["client", "state", "-mills", "-id"],
        name="findings_by_state",
        # So that what waits is added up without a look at the findings themselves.
        include=["currency", "exposure"],
        condition=STANDING,
    ),
]
