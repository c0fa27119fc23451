"""What was done about contracts: prices asked for anew, and reviews of providers."""

from clients.models import NoticeGiven, Renegotiation, Review, ReviewPlan
from retainer.exporting.tables import Column, Table

TABLES = [
    Table(
        "renegotiations",
        "Prices that carriers were asked for anew",
        Renegotiation,
        [
            Column("carrier", "The carrier's name.", ("rate__carrier__name",)),
            Column("contract", "Contract number.", ("rate__contract__number",)),
            Column("charge_code", "The carrier's charge code.", ("rate__charge_code",)),
            Column("site", "Only for this site; see sites.csv.", ("rate__site__code",)),
            Column("service", "Only for this service.", ("rate__service__number",)),
            Column("old_price", "Price a unit when it was asked."),
            Column("asked", "Price asked for."),
            Column("asked_on", "The day it was asked for."),
            Column("offered", "Price offered."),
            Column("agreed", "Price agreed."),
            Column("effective_on", "The day it holds from."),
            Column("currency", "Currency of the prices.", ("rate__currency",)),
            Column("state", "price_asked, price_offered, agreed or declined."),
            Column("note", "What was noted."),
        ],
        order=("asked_on", "pk"),
    ),
    Table(
        "notices_given",
        "Notices given under contracts",
        NoticeGiven,
        [
            Column("carrier", "The carrier's name.", ("contract__carrier__name",)),
            Column("contract", "Contract number.", ("contract__number",)),
            Column("given_on", "The day it was given."),
            Column("ends_on", "The contract's last day by it."),
            Column("given_by", "Who signed it."),
            Column("how", "letter, registered, mail or portal."),
            Column("document", "The copy on file.", ("document__title",)),
            Column("taken_back_on", "The day it was taken back."),
        ],
        order=("given_on", "pk"),
    ),
    Table(
        "provider_reviews_planned",
        "How often providers are reviewed",
        ReviewPlan,
        [
            Column("provider", "The provider's name.", ("carrier__name",)),
            Column("every_months", "A review is due so many months after the last."),
            Column("first_on", "The day of the first."),
            Column("questions", "What is asked, as JSON."),
        ],
        order=("carrier__name",),
    ),
    Table(
        "provider_reviews",
        "What reviews of providers came to",
        Review,
        [
            Column("provider", "The provider's name.", ("plan__carrier__name",)),
            Column("held_on", "The day it was held."),
            Column("result", "keep, amend or rebid."),
            Column("summary", "Why."),
            Column("answers", "Each question with what was found, as JSON."),
        ],
        order=("held_on", "pk"),
    ),
]
