"""Requests for proposal, piece by piece, with who changed what."""

from django.db.models import Q

from retainer.exporting.tables import Column, Table
from rfp.models import (
    LintPass,
    PieceChange,
    Rfp,
    RfpAppendix,
    RfpClause,
    RfpMetric,
    RfpPrice,
    RfpRequirement,
    RfpSection,
    RfpSite,
    RfpStep,
)

#: A client reads a request once it was put to them.
PUT_FORWARD = ~Q(rfp__state="draft")
RFP = Column("rfp_id", "The request in rfps.csv.", ("rfp__public_id",))
NUMBER = Column("number", "The number among its like, which stays with it.")
POSITION = Column("position", "Its place among its like.")
CHANGED = (
    Column("edition", "How often it was saved."),
    Column("changed_by", "Who saved it last.", ("changed_by__name",)),
    Column("changed_at", "When."),
)
SECTION = Column("section", "The number of its section.", ("section__number",))


def _pieces(name: str, title: str, model: type, *columns: Column) -> Table:
    return Table(
        name,
        title,
        model,
        [RFP, NUMBER, POSITION, *columns, *CHANGED],
        order=("rfp", "position", "pk"),
        shared=PUT_FORWARD,
    )


TABLES = [
    Table(
        "rfps",
        "Requests for proposal",
        Rfp,
        [
            Column("id", "Identity of the request.", ("public_id",)),
            Column("reference", "What bidders call it."),
            Column("title", "Its title."),
            Column("state", "draft, review, issued, closed, awarded or cancelled."),
            Column("owner", "Who answers for it at the client.", ("owner__name",)),
            Column(
                "decision_id", "The decision in sourcing_decisions.csv.", ("decision__public_id",)
            ),
            Column("lead", "Who of the practice runs it.", ("lead__name",)),
            Column("contact", "The address bidders write to."),
            Column("currency", "Of its prices."),
            Column("time_zone", "Of its hours."),
            Column("term_months", "Months of the first term."),
            Column("starts_on", "When the first service starts."),
            Column("price_weight", "Points for the price, of 100."),
            Column("formula", "How a price becomes points."),
            Column("ceiling", "The ceiling of that formula."),
            Column("shows_weights", "Whether bidders see the weights."),
            Column("is_erate", "Whether it follows the rules of E-rate."),
            Column("copied_from", "The request it was copied from.", ("copied_from__public_id",)),
            Column("made_by", "Who began it.", ("made_by__name",)),
            Column("made_at", "When."),
        ],
        shared=~Q(state="draft"),
    ),
    _pieces("rfp_sections", "Sections of requests", RfpSection, Column("title", "Its title.")),
    _pieces(
        *("rfp_clauses", "Clauses of requests", RfpClause, SECTION),
        Column("title", "Its title."),
        Column("text", "Its text in Markdown."),
    ),
    _pieces(
        *("rfp_requirements", "Requirements", RfpRequirement, SECTION),
        Column("title", "Its title."),
        Column("text", "Its text in Markdown."),
        Column("level", "mandatory, scored or information."),
        Column("answer", "The kind of answer."),
        Column("unit", "The unit of a number."),
        Column("category", "What it is about."),
        Column("weight", "0 to 10 among its like."),
        Column("evidence", "What shall prove the answer."),
        Column("scorer", "Help for who scores it."),
        Column("group", "Who scores it."),
    ),
    _pieces(
        *("rfp_schedule", "Schedules of requests", RfpStep),
        Column("kind", "Which step."),
        Column("name", "What it is called."),
        Column("at", "When."),
    ),
    _pieces(
        *("rfp_sites", "Sites of requests", RfpSite),
        Column("site_id", "The site in sites.csv.", ("site__public_id",)),
        Column("wanted", "What is needed there."),
    ),
    _pieces(
        *("rfp_prices", "Lines of price workbooks", RfpPrice),
        Column("description", "What is priced."),
        Column("unit", "Of which one."),
        Column("quantity", "How many."),
        Column("site", "The number of its site.", ("site__number",)),
    ),
    _pieces(
        *("rfp_metrics", "Metrics that requests define", RfpMetric),
        Column("title", "What is measured."),
        Column("text", "What it is and what does not count."),
        Column("inputs", "One a line: name, what it is, unit."),
        Column("formula", "How the value is reckoned."),
        Column("unit", "Of the value."),
        Column("places", "Digits after the point."),
        Column("rounding", "How it is rounded."),
        Column("direction", "Whether higher or lower is better."),
        Column("target", "What is to be reached."),
        Column("floor", "The worst that is borne."),
        Column("source", "Where the inputs are read."),
        Column("window", "Which time a value stands for."),
        Column("credit", "What a miss costs."),
        Column("examples", "One a line, with the value it comes to."),
    ),
    Table(
        "rfp_appendices",
        "The client's data in requests",
        RfpAppendix,
        [
            RFP,
            Column("kind", "sites, services, spend, usage or contracts."),
            Column("table", "The table as JSON."),
            Column("taken_by", "Who took it.", ("taken_by__name",)),
            Column("taken_at", "When."),
        ],
        order=("rfp", "kind"),
        shared=PUT_FORWARD,
    ),
    Table(
        "rfp_changes",
        "Every save of a piece of a request",
        PieceChange,
        [
            RFP,
            Column("letter", "The kind of piece: S, C, R, D, L, P or M."),
            NUMBER,
            Column("edition", "Which save."),
            Column("act", "made, changed, moved, removed or restored."),
            Column("content", "The piece after it, as JSON."),
            Column("by", "Who.", ("by__name",)),
            Column("at", "When."),
        ],
        order=("rfp", "at", "pk"),
        shared=None,
    ),
    Table(
        "rfp_lint_passes",
        "Remarks of the linter that may stay",
        LintPass,
        [
            RFP,
            Column("rule", "The rule."),
            Column("letter", "The kind of piece."),
            NUMBER,
            Column("words", "The words."),
            Column("because", "Why they may stay."),
            Column("by", "Who said so.", ("by__name",)),
            Column("at", "When."),
        ],
        order=("rfp", "pk"),
        shared=None,
    ),
]
