"""What a proposal still lacks before it can be issued, point by point."""

from dataclasses import dataclass

from django.utils import timezone

from rfp.proposals.coverage import Coverage, coverage_of
from rfp.proposals.earning_models import Earning
from rfp.proposals.models import Proposal, ProposalParty
from rfp.proposals.scope_models import DUTIES, InterfaceStep

Kind = ProposalParty.Kind


@dataclass(frozen=True)
class Point:
    """One thing that has to hold, with what is left to do for it."""

    title: str
    todo: tuple[str, ...]
    #: What holds, once nothing is left to do.
    holds: str
    #: The page on which it is mended.
    page: str

    @property
    def state(self) -> str:
        return "shut" if self.todo else "passed"


def points_of(proposal: Proposal, coverage: Coverage | None = None) -> list[Point]:
    """The check list before issue; nothing is left to do where a version may be issued."""
    coverage = coverage or coverage_of(proposal)
    return [
        _words(proposal),
        _parties(coverage),
        _covered(coverage),
        _overlapping(coverage),
        _interfaces(proposal, coverage),
        _earnings(proposal, coverage),
    ]


def todo_of(proposal: Proposal) -> list[str]:
    """All that is left to do, each as a sentence."""
    return [todo for point in points_of(proposal) for todo in point.todo]


def _words(proposal: Proposal) -> Point:
    today = timezone.localdate()
    answers = (
        (proposal.summary.strip(), "Say in plain words what it is."),
        (proposal.if_nothing.strip(), "Say what happens if the client does nothing."),
        (proposal.places.exists(), "Choose the sites that it is for."),
        (proposal.valid_until, "Say until when it is good."),
        (
            proposal.valid_until is None or proposal.valid_until >= today,
            "The day until which it is good is over. Choose another.",
        ),
    )
    todo = tuple(said for answer, said in answers if not answer)
    return Point(
        "What it is",
        todo,
        "Told in words, for sites, with its last day.",
        "proposals:proposal_edit",
    )


def _parties(coverage: Coverage) -> Point:
    kinds = {party.kind for party in coverage.parties}
    todo = []
    if Kind.PROVIDER not in kinds:
        todo.append("Name at least one provider.")
    if Kind.US not in kinds:
        todo.append("Name ourselves: what we earn is told like what others earn.")
    todo += [
        f"Say what {party} does: tick its roles."
        for party in coverage.parties
        if party.kind == Kind.PROVIDER and not party.roles
    ]
    return Point(
        "Parties", tuple(todo), f"{len(coverage.parties)} parties named.", "proposals:party_list"
    )


def _covered(coverage: Coverage) -> Point:
    if not coverage.rows:
        return Point("Coverage", ("Write down what has to be done.",), "", "proposals:coverage")
    todo = tuple(
        f"Nobody does “{row.line}”: name a party, or say why it is left open."
        for row in coverage.gaps
    )
    return Point("Coverage", todo, "Every line is somebody's, or is left open on purpose.",
                 "proposals:coverage")  # fmt: skip


def _overlapping(coverage: Coverage) -> Point:
    todo = tuple(
        f"{row.names} both priced “{row.line}”: settle who keeps it, and why."
        for row in coverage.overlaps
    )
    return Point("Overlaps", todo, "No line is paid for twice.", "proposals:coverage")


def _interfaces(proposal: Proposal, coverage: Coverage) -> Point:
    steps = list(proposal.steps.all())
    if not steps:
        todo = ("Say who orders, installs, tests, bills and answers, step by step.",)
        return Point("Interfaces", todo, "", "proposals:interface_list")
    todo = [f"“{step}”: say who {_in_words(lacks)}." for step in steps if (lacks := _lacking(step))]
    named = {getattr(step, f"{duty}_id") for step in steps for duty in DUTIES}
    todo += [
        f"Say whom to call at {party}, and how."
        for party in coverage.parties
        if party.pk in named and not (party.contact and (party.phone or party.email))
    ]
    return Point("Interfaces", tuple(todo), "Each step is in somebody's hands who can be called.",
                 "proposals:interface_list")  # fmt: skip


def _lacking(step: InterfaceStep) -> list[str]:
    words = {name: label.lower() for name, label in DUTIES.items()}
    return [word for name, word in words.items() if getattr(step, f"{name}_id") is None]


def _in_words(words: list[str]) -> str:
    *others, last = words
    return f"{', '.join(others)} and {last}" if others else last


def _earnings(proposal: Proposal, coverage: Coverage) -> Point:
    silent = silent_parties(proposal, coverage)
    todo = tuple(
        f"Say what {party} earns, by whom and for what; “nothing” is an answer." for party in silent
    )
    return Point(
        "Who earns what", todo, "Every party said what it earns, we too.", "proposals:earning_list"
    )


def silent_parties(proposal: Proposal, coverage: Coverage) -> list[ProposalParty]:
    """Parties that have not said what they earn; the client, who pays, need not."""
    told = set(Earning.objects.filter(proposal=proposal).values_list("payee_id", flat=True))
    return [
        party for party in coverage.parties if party.kind != Kind.CLIENT and party.pk not in told
    ]
