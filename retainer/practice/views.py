"""The principal's pages about the whole practice."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from clients.models import Client
from clients.people.access import principal_only
from retainer.practice.money import Year
from retainer.practice.overview import Overview


@principal_only
def practice(request: HttpRequest) -> HttpResponse:
    """How every retainer burns down, who is busy, what is on its way and what is due."""
    context = {"practice_now": Overview(timezone.localdate())}
    return render(request, "practice/practice.html", context)


@principal_only
def practice_money(request: HttpRequest) -> HttpResponse:
    """Found and credited against the fee, by client, over twelve months."""
    year = Year(timezone.localdate())
    context = {"year": year, "returns": year.returns(Client.objects.in_bulk())}
    return render(request, "practice/money.html", context)
