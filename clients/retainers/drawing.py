"""Draws the PDF that a statement still lacks, keeps it, and tells the client that it is there.

Drawing takes seconds, so it happens between two short transactions; whoever is
told of a statement, however often, draws only what is missing.
"""

import logging

from django.urls import reverse

from clients.agreements.models import TeamSeat
from clients.files.models import StoredFile
from clients.files.services import store
from clients.notices.models import Topic
from clients.notices.recipients import people_of_client
from clients.notices.services import notify
from clients.people.models import Practice
from clients.retainers import paper
from clients.retainers.models import Statement
from retainer.lib import format as written
from retainer.lib.pdf import LIMITS
from retainer.lib.refusal import Refused
from retainer.lib.tenancy import ALL, acting_as
from retainer.lib.uploads import spool

logger = logging.getLogger(__name__)


def draw_statement(statement_id: int) -> None:
    """Draw a statement's PDF; harmless when it is done."""
    with acting_as("worker", clients=ALL):
        lacking = Statement.objects.filter(pk=statement_id, pdf=None)
        statement = lacking.select_related("agreement", "client").first()
        if statement is None:
            return
        team = list(TeamSeat.objects.filter(agreement=statement.agreement).select_related("person"))
        practice = Practice.current()
    try:
        drawn = paper.draw(statement, practice, team)
    except Refused as refusal:
        logger.error("Statement %s was not drawn: %s", statement_id, refusal.sentence)
        return
    _keep(statement, drawn)


def file_name(statement: Statement) -> str:
    """``Acme Logistics, statement March 2026, 202603-00017.pdf``; a month may have several."""
    month = written.month(statement.month).replace(written.NO_BREAK, " ")
    return f"{statement.client.name}, statement {month}, {statement.number}.pdf"


def _keep(statement: Statement, drawn: bytes) -> None:
    with acting_as("worker", clients=ALL):
        lacking = Statement.objects.filter(pk=statement.pk, pdf=None)
        if not lacking.select_for_update(of=("self",)).exists():
            return
        with spool([drawn], limit=LIMITS.output) as spooled:
            stored = store(
                spooled,
                name=file_name(statement),
                kind=StoredFile.Kind.STATEMENT,
                client=statement.client,
                stored_by=None,
                shared=True,
            )
        lacking.update(pdf=stored)
        notify(
            to=people_of_client(statement.client),
            client=statement.client,
            topic=Topic.STATEMENT,
            sentence=f"Your statement for {written.month(statement.month)} is there: "
            f"{statement.agreement.title}.",
            link=reverse("retainers:statement_detail", args=[statement.public_id]),
        )
