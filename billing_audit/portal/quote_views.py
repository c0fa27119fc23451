"""The page of a client user that holds quotes against first bills."""

from django.http import HttpRequest, HttpResponse

from billing_audit.quoting.reading import FIRST, quoted
from clients.people.access import portal_only
from clients.people.company import chosen_company, page


@portal_only
def quote_list(request: HttpRequest) -> HttpResponse:
    """What services were quoted at, and what their first bills charge."""
    company = chosen_company(request)
    rows = quoted(company)
    return page(
        request,
        "portal/quote_list.html",
        company,
        rows=rows,
        above=[row for row in rows if row.is_above],
        adds=any(row.adds for row in rows),
        first=FIRST,
    )
