"""Who was invited to a request, and what they did."""

from django.db.models import Q

from retainer.exporting.tables import Column, Table
from rfp.models import Answer, AnswerRound, Bidder, BidderDeed, BidderPerson, BidderQuestion

BIDDER = Column("bidder_id", "The bidder in rfp_bidders.csv.", ("bidder__public_id",))

TABLES = [
    Table(
        "rfp_bidders",
        "Companies invited to requests",
        Bidder,
        [
            Column("id", "Identity of the bidder.", ("public_id",)),
            Column("rfp_id", "The request in rfps.csv.", ("rfp__public_id",)),
            Column("number", "Names it where it must not be known who it is."),
            Column("company", "Its name.", ("name",)),
            Column("time_zone", "Its time zone; empty means that of the request."),
            Column("state", "invited, taking_part, declined or shut_out."),
            Column("because", "Why it declined, or was shut out."),
            Column("answered_at", "When it answered the invitation."),
            Column("invited_by", "Who invited it.", ("invited_by__name",)),
            Column("invited_at", "When."),
        ],
        order=("rfp", "number"),
    ),
    Table(
        "rfp_bidder_people",
        "People of bidders",
        BidderPerson,
        [
            BIDDER,
            Column("name", "Who."),
            Column("email", "The address that links and codes go to."),
            Column("part", "What they work on."),
            Column("brought_by", "The colleague who brought them.", ("brought_by__name",)),
            Column("added_at", "When."),
            Column("shut_at", "When they were taken off."),
        ],
        order=("bidder", "added_at"),
        shared=None,
    ),
    Table(
        "rfp_bidder_deeds",
        "What bidders did and opened",
        BidderDeed,
        [
            BIDDER,
            Column("person", "Who.", ("person__name",)),
            Column("deed", "What kind of deed.", ("verb",)),
            Column("sentence", "What they did."),
            Column("at", "When."),
        ],
        order=("bidder", "at", "pk"),
        shared=None,
    ),
    Table(
        "rfp_questions",
        "What bidders asked",
        BidderQuestion,
        [
            Column("id", "Identity of the question.", ("public_id",)),
            Column("rfp_id", "The request in rfps.csv.", ("rfp__public_id",)),
            BIDDER,
            Column("person", "Who asked.", ("person__name",)),
            Column("about", "What it was about."),
            Column("question", "Its words.", ("words",)),
            Column("asked_at", "When."),
            Column("withdrawn_at", "When it was taken back."),
            Column("answer_id", "Its answer in rfp_answers.csv.", ("answer__public_id",)),
            Column("refused_because", "Why it got no answer."),
        ],
        order=("rfp", "asked_at", "pk"),
        shared=None,
    ),
    Table(
        "rfp_answers",
        "What bidders were answered",
        Answer,
        [
            Column("id", "Identity of the answer.", ("public_id",)),
            Column("rfp_id", "The request in rfps.csv.", ("rfp__public_id",)),
            Column("number", "Its number to all bidders."),
            Column("about", "What it is about."),
            Column("question", "The question as all read it."),
            Column("answer", "The answer."),
            Column("round", "The round it went out in.", ("round__number",)),
            Column("written_by", "Who wrote it.", ("written_by__name",)),
            Column("written_at", "When."),
        ],
        order=("rfp", "number", "pk"),
        shared=Q(round__isnull=False),
    ),
    Table(
        "rfp_answer_rounds",
        "When answers went out",
        AnswerRound,
        [
            Column("rfp_id", "The request in rfps.csv.", ("rfp__public_id",)),
            Column("number", "Which round."),
            Column("published_by", "Who sent it.", ("published_by__name",)),
            Column("published_at", "When."),
        ],
        order=("rfp", "number"),
    ),
]
