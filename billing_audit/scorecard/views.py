"""Pages of the scorecard: all carriers, one carrier with its course, the rows behind a figure."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode

from billing_audit.bills.file_views import chosen_client
from billing_audit.months import cells
from billing_audit.scorecard import drawing, figures
from billing_audit.scorecard.figures import Score
from billing_audit.scorecard.reckoning import Facts, scores
from billing_audit.scorecard.rows import LISTS, Row, rows
from billing_audit.scorecard.telling import told
from clients.people.access import practice_only
from clients.telecom.models import Carrier
from retainer.lib.money import exponent, half_up
from retainer.lib.spreadsheets import csv_file

#: Rows a page lists; the file has them all.
MOST = 500
COLUMNS = (
    *("carrier", "currency", "from_month", "to_month", "bill_lines", "spend", "errors", "wrong"),
    *("errors_per_1000_lines", "wrong_share", "credited_errors", "came_back", "recurrence"),
    *("credited_disputes", "median_days", "slow_days", "answered", "won", "asked", "approved"),
    *("win_rate", "open", "open_old", "oldest_days", "bills_expected", "bills_late"),
    "bills_missing",
)


@dataclass(frozen=True)
class Shown:
    """A figure as a page shows it; its address is empty where no rows are behind it."""

    label: str
    value: str
    note: str
    tone: str
    url: str


@practice_only
def score_list(request: HttpRequest) -> HttpResponse:
    """Every carrier beside the others, with what each figure means."""
    facts = _facts(request)
    context = {
        "client": facts.client,
        "months": facts.months,
        "cards": [_card(score, facts) for score in scores(facts)],
        "meanings": figures.MEANINGS,
    }
    return render(request, "scorecard/score_list.html", context)


@practice_only
def score_csv(request: HttpRequest) -> HttpResponse:
    """The cards as a CSV file; what too few cases say nothing of stays empty."""
    facts = _facts(request)
    return csv_file("carriers.csv", COLUMNS, (_data(score) for score in scores(facts)))


def _data(score: Score) -> tuple[object, ...]:
    places = exponent(score.currency)

    def money(amount: Decimal) -> Decimal:
        return half_up(amount, places)

    def share(value: Decimal | None) -> Decimal | None:
        return None if value is None else half_up(value, 4)

    return (
        *(score.name, score.currency, score.months[0].month, score.months[-1].month),
        *(score.lines, money(score.spend), score.errors, money(score.wrong)),
        *(share(score.per_thousand), share(score.share)),
        *(score.credited_errors, score.returned, share(score.recurrence)),
        *(len(score.days), score.median_days, score.slow_days, score.answered, score.won),
        *(money(score.answered_money), money(score.approved), share(score.win_rate)),
        *(money(score.open_money), money(score.old_money), score.oldest),
        *(score.came, score.late, score.missing),
    )


@practice_only
def score_detail(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """One carrier: its cards, each with the course of twelve months."""
    facts = _facts(request, public_id)
    context = {
        "client": facts.client,
        "carrier": facts.carrier,
        "cards": [
            _card(score, facts) | {"courses": drawing.courses(score)} for score in scores(facts)
        ],
        "meanings": figures.MEANINGS,
    }
    return render(request, "scorecard/score_detail.html", context)


def _card(score: Score, facts: Facts) -> dict[str, object]:
    """A card with the way from each figure to its rows."""
    kept = {"client": facts.client.slug} if facts.client else {}

    def url(opens: str) -> str:
        if opens == "missing":
            asked = kept | {"carrier": score.public_id, "state": cells.MISSING}
            return f"{reverse('months:month_board')}?{urlencode(asked)}"
        if not opens:
            return ""
        rows_url = reverse("scorecard:score_rows", args=[score.public_id, opens])
        return f"{rows_url}?{urlencode(kept | {'currency': score.currency})}"

    shown = [
        Shown(each.label, each.value, each.note, each.tone, url(each.opens)) for each in told(score)
    ]
    return {"score": score, "figures": shown}


@practice_only
def score_rows(request: HttpRequest, public_id: UUID, name: str) -> HttpResponse:
    """The rows that one figure is made of."""
    facts, found = _rows(request, public_id, name)
    sums: dict[str, Decimal] = {}
    for row in found:
        sums[row.currency] = sums.get(row.currency, figures.NOTHING) + row.amount
    title, counts, _ = LISTS[name]
    context = {
        "carrier": facts.carrier,
        "client": facts.client,
        "name": name,
        "title": title,
        "counts": counts,
        "rows": found[:MOST],
        "count": len(found),
        "more": max(0, len(found) - MOST),
        "sums": sums,
    }
    return render(request, "scorecard/score_rows.html", context)


@practice_only
def score_rows_csv(request: HttpRequest, public_id: UUID, name: str) -> HttpResponse:
    """The same rows, all of them, as a CSV file."""
    _, found = _rows(request, public_id, name)
    columns = ("what", "about", "client", "date", "currency", "amount")
    return csv_file(f"carrier-{name}.csv", columns, _listed(found))


def _listed(found: list[Row]) -> Iterator[tuple[object, ...]]:
    for row in found:
        amount = half_up(row.amount, exponent(row.currency))
        yield row.what, row.about, row.client, row.on, row.currency, amount


def _rows(request: HttpRequest, public_id: UUID, name: str) -> tuple[Facts, list[Row]]:
    if name not in LISTS:
        raise Http404
    facts = _facts(request, public_id)
    return facts, rows(facts, name, request.GET.get("currency", ""))


def _facts(request: HttpRequest, public_id: UUID | None = None) -> Facts:
    carrier = get_object_or_404(Carrier, public_id=public_id) if public_id else None
    day = timezone.localdate()
    return Facts(request.user, day, client=chosen_client(request), carrier=carrier)
