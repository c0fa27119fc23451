"""What the pages share on which rows are loaded from a CSV file."""

from typing import Any

from django.http import HttpRequest

from clients.telecom.forms import RegisterFileForm
from clients.telecom.reference import BadTable, Loader, Outcome
from clients.telecom.services import load_register
from retainer.lib.uploads import displayed_name


def load_posted(request: HttpRequest, loader: Loader, many: str) -> dict[str, Any]:
    """Load the file that was sent, or only try it; what ``telecom/fact_import.html`` shows of it.

    ``many`` is what the page calls the rows.
    """
    form = RegisterFileForm(request.POST or None, request.FILES or None)
    outcome: Outcome | None = None
    dry_run = "load" not in request.POST
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            outcome = load_register(
                loader=loader,
                content=file.read(),
                file_name=displayed_name(file.name),
                loaded_by=request.user,
                dry_run=dry_run,
            )
        except BadTable as wrong:
            form.add_error("file", str(wrong))
    return {
        "client": loader.client,
        "form": form,
        "outcome": outcome,
        "dry_run": dry_run,
        "register": {"many": many, "loader": loader},
    }
