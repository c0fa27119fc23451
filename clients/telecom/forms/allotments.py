"""Forms of budgets, cost centres and quotes."""

from datetime import date

from clients.telecom.forms.base import FactForm, RangeForm
from clients.telecom.models import Budget, CostAssignment, Quote
from retainer.lib.months import month_of


class BudgetForm(FactForm):
    class Meta:
        model = Budget
        fields = ["month", "carrier", "site", "amount", "currency"]

    def clean_month(self) -> date:
        return month_of(self.cleaned_data["month"])


class CostAssignmentForm(RangeForm):
    class Meta:
        model = CostAssignment
        fields = ["service", "cost_centre", "ledger_code"]


class QuoteForm(FactForm):
    class Meta:
        model = Quote
        fields = [
            "carrier", "number", "quoted_on", "service", "order", "monthly", "once", "on_top",
            "currency",
        ]  # fmt: skip
