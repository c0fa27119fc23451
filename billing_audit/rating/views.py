"""Pages about rate decks: which there are, their versions and prices, what a call would cost."""

from decimal import Decimal
from uuid import UUID
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from billing_audit.rating import services
from billing_audit.rating.forms import CallForm, DeckForm, VersionForm, band_in_words
from billing_audit.rating.loading import Outcome
from billing_audit.rating.models import DeckVersion, RateDeck
from billing_audit.rating.quoting import quote
from billing_audit.rating.reading import COLUMNS, REQUIRED
from clients.people.access import practice_only
from clients.people.models import Client
from retainer.lib import keyset
from retainer.lib.refusal import Refused
from retainer.lib.spreadsheets import csv_file
from retainer.lib.uploads import displayed_name, spool

MOST_BYTES = 100_000_000
RATE_COLUMNS = (
    *("prefix", "destination", "band", "from_minutes", "rate", "connect_fee", "minimum"),
    "increment",
)


@practice_only
def deck_list(request: HttpRequest) -> HttpResponse:
    """Every deck this person may see, the practice's own among them."""
    decks = RateDeck.objects.visible_to(request.user).select_related("carrier", "client")
    clients = Client.objects.visible_to(request.user).active()
    chosen = request.GET.get("client", "")
    if chosen:
        decks = decks.filter(client=clients.filter(slug=chosen).first())
    context = {
        "decks": decks.prefetch_related("versions"),
        "clients": [(each.slug, each.name) for each in clients],
        "chosen": chosen,
    }
    return render(request, "rating/deck_list.html", context)


@practice_only
def deck_create(request: HttpRequest) -> HttpResponse:
    """A new deck: of the client that the address names, else of the practice."""
    clients = Client.objects.visible_to(request.user).active()
    slug = request.GET.get("client", "")
    client = get_object_or_404(clients, slug=slug) if slug else None
    return _edit(request, DeckForm(request.POST or None, client=client), "")


@practice_only
def deck_edit(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The rules of a deck."""
    deck = _deck(request, public_id)
    form = DeckForm(request.POST or None, instance=deck, client=deck.client)
    return _edit(request, form, str(deck))


def _edit(request: HttpRequest, form: DeckForm, name: str) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        try:
            deck = services.keep_deck(deck=form.save(commit=False), kept_by=request.user)
        except Refused as refused:
            form.add_error("name", refused.sentence)
        else:
            messages.success(request, f"{deck} is kept.")
            return redirect("rating:deck_detail", deck.public_id)
    context = {"form": form, "name": name, "owner": form.instance.client}
    return render(request, "rating/deck_form.html", context)


@practice_only
def deck_detail(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """One deck: its versions, its rules, and what a call would cost by it."""
    deck = _deck(request, public_id)
    form = CallForm(request.GET if "number" in request.GET else None)
    asked = form.is_bound and form.is_valid()
    moment = form.moment(ZoneInfo(deck.zone)) if asked else None
    found = (
        quote(deck, form.cleaned_data["number"], moment, form.cleaned_data["seconds"])
        if moment
        else None
    )
    context = {
        "deck": deck,
        "versions": deck.versions.select_related("loaded_by"),
        "bands": [band_in_words(band) for band in deck.bands],
        "form": form,
        "asked": asked,
        "day": moment and moment.date(),
        "clock": moment and f"{moment:%H:%M}",
        "quote": found,
    }
    return render(request, "rating/deck_detail.html", context)


@practice_only
def version_load(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """A file of prices: first what it would do, then do it."""
    deck = _deck(request, public_id)
    form = VersionForm(request.POST or None, request.FILES or None)
    outcome: Outcome | None = None
    dry_run = "load" not in request.POST
    if request.method == "POST" and form.is_valid():
        try:
            outcome = _load(request, deck, form, dry_run=dry_run)
        except Refused as refused:
            form.add_error(None, refused.sentence)
        else:
            if outcome.is_sound and not dry_run:
                messages.success(request, f"{outcome.rows:,} prices are loaded.")
                return redirect("rating:deck_detail", deck.public_id)
    context = {
        "deck": deck,
        "form": form,
        "outcome": outcome,
        "columns": [(name, others, name in REQUIRED) for name, others in COLUMNS.items()],
    }
    return render(request, "rating/version_load.html", context)


def _load(request: HttpRequest, deck: RateDeck, form: VersionForm, *, dry_run: bool) -> Outcome:
    file = form.cleaned_data["file"]
    with spool(file.chunks(), limit=MOST_BYTES) as spooled:
        return services.load_version(
            deck=deck,
            path=spooled.path,
            source=displayed_name(file.name),
            begins=form.cleaned_data["begins"],
            ends=form.cleaned_data["ends"],
            loaded_by=request.user,
            dry_run=dry_run,
        )


@practice_only
def version_detail(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The prices of a version, searched by number, prefix or destination."""
    version = _version(request, public_id)
    words = request.GET.get("q", "").strip()
    rates = version.rates.matching(words)
    context = {
        "version": version,
        "page": keyset.page(rates, ["prefix", "band", "from_minutes", "id"], request),
        "words": words,
    }
    return render(request, "rating/version_detail.html", context)


@practice_only
def version_export(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """All prices of a version as a file that can be loaded again."""
    version = _version(request, public_id)
    rates = version.rates.values_list(*RATE_COLUMNS).iterator()
    rows = ([plain(cell) for cell in row] for row in rates)
    return csv_file(f"deck-{version.public_id}.csv", RATE_COLUMNS, rows)


def plain(cell: str | Decimal) -> str:
    """The cell without an exponent, which the database's zeros have."""
    return f"{cell.normalize():f}" if isinstance(cell, Decimal) else cell


@practice_only
@require_POST
def version_take_back(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Delete a version that should not be there."""
    version = _version(request, public_id)
    deck = version.deck
    services.take_back(version=version, taken_back_by=request.user)
    messages.success(request, "Taken back: its prices are gone.")
    return redirect("rating:deck_detail", deck.public_id)


def _deck(request: HttpRequest, public_id: UUID) -> RateDeck:
    decks: QuerySet = RateDeck.objects.visible_to(request.user)
    return get_object_or_404(
        decks.select_related("carrier", "client", "contract"), public_id=public_id
    )


def _version(request: HttpRequest, public_id: UUID) -> DeckVersion:
    versions = DeckVersion.objects.visible_to(request.user)
    return get_object_or_404(versions.select_related("deck__carrier"), public_id=public_id)
