"""The terms of contracts: which there are, and how bills, disputes and ends work."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from clients.people.access import practice_only
from clients.telecom import services
from clients.telecom.forms.terms import ContractTermsForm
from clients.telecom.models import Contract
from clients.telecom.registers import CONTRACTS
from clients.telecom.registers.terms import TERMS
from clients.telecom.views import chosen_client


@practice_only
def term_overview(request: HttpRequest) -> HttpResponse:
    """Every kind of term, and how many of it are on file."""
    client = chosen_client(request)
    lines = []
    for register in TERMS:
        rows = register.rows(request.user)
        lines.append((register, (rows.filter(client=client) if client else rows).count()))
    return render(request, "telecom/term_overview.html", {"lines": lines})


@practice_only
def contract_terms(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """How bills, disputes and ends work under a contract."""
    contracts = Contract.objects.visible_to(request.user).select_related("client", "carrier")
    if request.method == "POST":  # whoever saves second waits, and is told of the first
        contracts = contracts.select_for_update(of=("self",))
    contract = get_object_or_404(contracts, public_id=public_id)
    form = ContractTermsForm(request.POST or None, instance=contract, client=contract.client)
    if request.method == "POST" and form.is_valid():
        services.keep(instance=form.save(commit=False), kept_by=request.user)
        messages.success(request, f"The terms of {contract} are saved.")
        return redirect("telecom:contract_detail", contract.public_id)
    context = {"register": CONTRACTS, "form": form, "row": contract}
    return render(request, "telecom/fact_form.html", context)
