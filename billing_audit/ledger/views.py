"""Pages of the ledger: the sums by client, the rows behind each, the fee against what came back."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from billing_audit.findings.models import Finding
from billing_audit.ledger import drawing, rows, services, stages
from billing_audit.ledger.forms import CauseForm
from billing_audit.ledger.models import OwnCause, ours
from billing_audit.ledger.reckoning import Account, Ledger
from billing_audit.ledger.value import values
from billing_audit.money.narrowing import Narrowing
from clients.people.access import practice_only, principal_only
from retainer.lib.money import exponent, half_up
from retainer.lib.refusal import Refused
from retainer.lib.spreadsheets import csv_file

#: Rows a page lists; the file has them all.
MOST = 500


@practice_only
def ledger(request: HttpRequest) -> HttpResponse:
    """From identified to verified, client by client, with what each word means."""
    narrowing = Narrowing(request)
    book = Ledger(request.user, narrowing.client)
    context = {
        "narrowing": narrowing,
        "accounts": [_shown(account) for account in book.accounts],
        "totals": _totals(book) if narrowing.client is None else [],
        "one_time": stages.ONE_TIME,
        "recurring": stages.RECURRING,
        "horizon": stages.HORIZON,
        "excluded": stages.EXCLUDED,
        "soft": stages.SOFT,
    }
    return render(request, "ledger/ledger.html", context)


def _shown(account: Account) -> dict[str, object]:
    """One client's sums with their drawing."""
    return {
        "account": account,
        "chart": drawing.way(account),
        "one_time": [(each, getattr(account.money, each.name)) for each in stages.ONE_TIME],
        "recurring": [(each, account.monthly[each.name]) for each in stages.RECURRING],
    }


def _totals(book: Ledger) -> list[tuple[str, list[object]]]:
    """The whole practice by currency, where there are several clients."""
    if len(book.accounts) < 2:
        return []
    sums: dict[str, stages.Money] = {}
    for account in book.accounts:
        sums[account.currency] = sums.get(account.currency, stages.Money()) + account.money
    return [
        (currency, [(each, getattr(money, each.name)) for each in stages.ONE_TIME])
        for currency, money in sorted(sums.items())
    ]


@practice_only
def ledger_csv(request: HttpRequest) -> HttpResponse:
    """The sums as a CSV file, a row for each client, currency and stage."""
    book = Ledger(request.user, Narrowing(request).client)
    columns = ("client", "currency", "kind", "stage", "amount", "meaning")
    return csv_file("ledger.csv", columns, _sums(book))


def _sums(book: Ledger) -> Iterator[tuple[object, ...]]:
    for account in book.accounts:
        places = exponent(account.currency)
        purse = (account.client.name, account.currency)
        for stage in stages.ONE_TIME:
            amount = half_up(getattr(account.money, stage.name), places)
            yield (*purse, "one-time", stage.name, amount, stage.meaning)
        for stage in stages.RECURRING:
            amount = half_up(account.monthly[stage.name], places)
            yield (*purse, "monthly", stage.name, amount, stage.meaning)
        for name, amount in (
            ("saved", account.saved),
            ("written_off", account.written_off),
            ("ideas", account.ideas_monthly),
            ("tax", account.tax),
            ("excluded", account.excluded),
        ):
            yield (*purse, "beside", name, half_up(amount, places), rows.OTHERS[name])


@practice_only
def ledger_rows(request: HttpRequest, name: str) -> HttpResponse:
    """The rows that one figure is the sum of."""
    narrowing, found = _rows(request, name)
    since, until = _period(request)
    sums: dict[str, Decimal] = {}
    for row in found:
        sums[row.currency] = sums.get(row.currency, stages.NOTHING) + row.amount
    context = {
        "narrowing": narrowing,
        "title": rows.titles()[name],
        "name": name,
        "rows": found[:MOST],
        "more": max(0, len(found) - MOST),
        "sums": sums,
        "since": since,
        "until": until,
    }
    return render(request, "ledger/ledger_rows.html", context)


@practice_only
def ledger_rows_csv(request: HttpRequest, name: str) -> HttpResponse:
    """The same rows, all of them, as a CSV file."""
    _, found = _rows(request, name)
    columns = ("kind", "what", "about", "client", "date", "currency", "amount")
    listed = (
        (
            *(row.kind, row.what, row.about, row.client, row.on, row.currency),
            half_up(row.amount, exponent(row.currency)),
        )
        for row in found
    )
    return csv_file(f"ledger-{name}.csv", columns, listed)


def _rows(request: HttpRequest, name: str) -> tuple[Narrowing, list[rows.Row]]:
    if name not in rows.titles():
        raise Http404
    narrowing = Narrowing(request)
    book = Ledger(request.user, narrowing.client)
    found = rows.rows(book, name, request.GET.get("currency", ""))
    return narrowing, rows.within(found, *_period(request))


def _period(request: HttpRequest) -> tuple[date | None, date | None]:
    """The days that the address names, such as the twelve months of a sum; none: all time."""
    return _day(request.GET.get("from", "")), _day(request.GET.get("to", ""))


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


@principal_only
def ledger_value(request: HttpRequest) -> HttpResponse:
    """The fee against what was verified, by client and month."""
    narrowing = Narrowing(request)
    found = values(Ledger(request.user, narrowing.client), timezone.localdate())
    context = {
        "narrowing": narrowing,
        "values": [(value, drawing.course(value)) for value in found],
    }
    return render(request, "ledger/ledger_value.html", context)


@practice_only
def cause_say(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Say that a finding is of our own making, or is not after all."""
    findings = Finding.objects.visible_to(request.user).select_related("client")
    finding = get_object_or_404(findings, public_id=public_id)
    is_ours = finding.pk in ours(Finding.objects.filter(pk=finding.pk))
    form = CauseForm(request.POST or None)
    if form.is_valid():
        try:
            services.say_cause(
                findings=[finding],
                is_ours=not is_ours,
                reason=form.cleaned_data["reason"],
                said_by=request.user,
            )
        except Refused as refused:
            form.add_error("reason", refused.sentence)
        else:
            messages.success(request, "Kept. The ledger counts it accordingly.")
            return redirect("ledger:cause_say", finding.public_id)
    context = {
        "finding": finding,
        "form": form,
        "is_ours": is_ours,
        "words": _words(finding),
        "excluded": stages.EXCLUDED,
    }
    return render(request, "ledger/cause_say.html", context)


def _words(finding: Finding) -> QuerySet[OwnCause]:
    return finding.own_causes.select_related("said_by")
