"""Draws sourcing papers as PDF; they are short, so whoever asks for one waits for it."""

from django.http import HttpResponse
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.http import content_disposition_header

from clients.people.models import Practice
from retainer.lib import pdf
from retainer.lib.uploads import displayed_name


def download(template: str, name: str, **context: object) -> HttpResponse:
    """The paper as a download; raises ``Refused`` when it cannot be drawn."""
    practice = Practice.current()
    context |= {"practice": practice, "created": timezone.now()}
    html = render_to_string(template, context)
    logo = practice.logo_svg
    drawn = pdf.render(html, {"logo": logo.encode()} if logo else {})
    answer = HttpResponse(drawn, content_type="application/pdf")
    answer["Content-Disposition"] = content_disposition_header(True, displayed_name(name))
    return answer
