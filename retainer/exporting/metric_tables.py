"""What is measured, how it is reckoned, what it came to, and the credits due for misses."""

from django.db.models import Q

from clients.models import (
    IncentivePlan,
    Metric,
    MetricCorrection,
    MetricCredit,
    MetricDefinition,
    MetricExample,
    MetricValue,
)
from retainer.exporting.tables import Column, Table


def metric(path: str = "metric") -> Column:
    return Column("metric_id", "The metric in metrics.csv.", (f"{path}__public_id",))


def version(path: str = "definition") -> Column:
    return Column("version", "Version of the definition.", (f"{path}__version",))


def contract() -> Column:
    return Column("contract", "The contract by its number.", ("contract__number",))


INPUTS = "By name, as JSON."
#: Drafts are talked over first.
ACTIVATED = Q(activated_at__isnull=False)

TABLES = [
    Table(
        "metrics",
        "What is measured in relationships",
        Metric,
        [
            Column("id", "Identity of the metric.", ("public_id",)),
            Column("relationship", "The relationship by its name.", ("relationship__name",)),
            Column("name", "The metric."),
            Column("kind", "outcome or operational."),
            Column("objective_id", "The objective it serves.", ("objective__public_id",)),
            contract(),
            Column("scope", "Which services; empty for all."),
            Column("process", "The process it measures."),
            Column("retired_from", "The first month without it."),
            Column("set_at", "When it was set."),
        ],
        shared=Q(pk__in=MetricDefinition.objects.filter(ACTIVATED).values("metric")),
    ),
    Table(
        "metric_definitions",
        "How metrics are reckoned, version by version",
        MetricDefinition,
        [
            metric(),
            Column("version", "Number of the version."),
            Column("from_month", "The first month it holds; empty of a draft."),
            Column("formula", "The formula over the inputs."),
            Column("inputs", "Name, words and unit of each, as JSON."),
            Column("unit", "Unit of the result."),
            Column("places", "Digits after the point."),
            Column("rounding", "half_up, half_even, down or up."),
            Column("source_system", "Where the inputs are read."),
            Column("collected_by", "Who collects them."),
            Column("collected_how", "How."),
            Column("window", "Which time a value stands for."),
            Column("exclusions", "What does not count."),
            Column("direction", "higher or lower is better."),
            Column("target", "The target."),
            Column("floor", "Beyond it the greater credit is due."),
            Column("credit_kind", "none, percent, amount or pool."),
            Column("credit", "Per cent or money for a month missed."),
            Column("floor_credit", "The same beyond the floor."),
            Column("charge_codes", "Of which charges; empty for all monthly ones."),
            Column("credit_codes", "Under which codes bills give it."),
            Column("within", "Months by when a bill has to give it."),
            Column("activated_at", "When it was activated."),
            Column("activated_by", "Who activated it.", ("activated_by__name",)),
        ],
        shared=ACTIVATED,
        order=("metric", "version"),
    ),
    Table(
        "metric_examples",
        "Worked examples that definitions come to",
        MetricExample,
        [
            metric("definition__metric"),
            version(),
            Column("title", "What happened."),
            Column("inputs", INPUTS),
            Column("stated", "The result agreed."),
        ],
        shared=Q(definition__activated_at__isnull=False),
        order=("definition", "pk"),
    ),
    Table(
        "metric_values",
        "What metrics came to by month",
        MetricValue,
        [
            metric(),
            version(),
            Column("month", "The month, by its first day."),
            Column("inputs", INPUTS),
            Column("value", "The result."),
            Column("outcome", "met, missed or floor."),
            Column("source", "Where the inputs were read."),
            Column("noted_by", "Who noted it.", ("noted_by__name",)),
            Column("noted_at", "When."),
        ],
        order=("metric", "month"),
    ),
    Table(
        "metric_corrections",
        "What values were before they were corrected",
        MetricCorrection,
        [
            metric("value__metric"),
            Column("month", "The month, by its first day.", ("value__month",)),
            Column("was", "The result before."),
            Column("was_inputs", INPUTS),
            Column("was_outcome", "met, missed or floor."),
            Column("reason", "Why it was corrected."),
            Column("corrected_by", "Who corrected it.", ("corrected_by__name",)),
            Column("corrected_at", "When."),
        ],
        order=("value", "pk"),
    ),
    Table(
        "metric_credits",
        "Credits that bills have to carry for missed metrics",
        MetricCredit,
        [
            metric(),
            contract(),
            Column("month", "The month missed, by its first day."),
            Column("percent", "Per cent of the charges."),
            Column("amount", "Or a sum of money."),
            Column("charge_codes", "Of which charges; empty for all monthly ones."),
            Column("credit_codes", "Under which codes bills give it."),
            Column("within", "Months by when a bill has to give it."),
            Column("earned_back_in", "The month that earned it back."),
        ],
        order=("metric", "month"),
    ),
    Table(
        "incentive_plans",
        "What the metrics of contracts put at risk together",
        IncentivePlan,
        [
            contract(),
            Column("at_risk_percent", "Of the month's charges."),
            Column("pool_percent", "What shares may add up to."),
            Column("earn_back_months", "Months met in a row that earn a credit back."),
            Column("bonus_percent", "Of the charges of a month in which all are met."),
        ],
        order=("contract",),
    ),
]
