"""The page on which an award becomes a contract, and what of it came of which answer."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from clients.people.access import practice_only
from clients.telecom.models import Carrier
from retainer.lib.refusal import Refused
from rfp.award.contract_models import AwardedContract
from rfp.award.contracting import Terms, make_contract, possible_duties, winning_lines
from rfp.award.models import Award, AwardApproval


class ContractForm(forms.Form):
    """What a person says about the contract."""

    carrier = forms.ModelChoiceField(
        Carrier.objects.all(),
        label="Carrier",
        help_text="As it is called on bills. Add it among the carriers if it is new.",
    )
    number = forms.CharField(label="Contract number", max_length=80)
    begins_on = forms.DateField(label="First day", widget=forms.DateInput({"type": "date"}))


@practice_only
def award_contract(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """What would be made, to confirm once; later, what was made."""
    rows = Award.objects.visible_to(request.user).select_related(
        "client", "evaluation__rfp__client", "evaluation__version", "contender"
    )
    award = get_object_or_404(rows, public_id=public_id)
    made = AwardedContract.objects.filter(award=award).select_related(
        "contract__carrier", "relationship"
    )
    awarded = made.first()
    context: dict[str, Any] = {
        "award": award,
        "paper": award.paper,
        "rfp": award.evaluation.rfp,
        "awarded": awarded,
    }
    if awarded is not None:
        context["links"] = awarded.links.select_related("rate__carrier", "obligation", "metric")
        return render(request, "award/award_contract.html", context)
    initial = {"begins_on": award.evaluation.rfp.starts_on}
    form = ContractForm(request.POST or None, initial=initial)
    lines, duties = winning_lines(award), possible_duties(award)
    if request.method == "POST" and form.is_valid():
        try:
            make_contract(
                award=award, terms=_terms(request, form, lines, duties), made_by=request.user
            )
        except Refused as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, "The contract is made, with everything that hangs on it.")
            return redirect("award:award_contract", public_id)
    context |= {
        "form": form,
        "lines": lines,
        "duties": duties,
        "is_approved": AwardApproval.objects.filter(award=award, outcome="approved").exists(),
    }
    return render(request, "award/award_contract.html", context)


def _terms(request: HttpRequest, form: ContractForm, lines: list, duties: list) -> Terms:
    said = request.POST
    names = [line.asked.id for line in lines]
    return Terms(
        **form.cleaned_data,
        codes={name: said.get(f"code-{name}", "")[:60] for name in names},
        once_codes={name: said.get(f"once-{name}", "")[:60] for name in names},
        duties=frozenset(said.getlist("duty")) & {criterion.code for criterion, _, _ in duties},
    )
