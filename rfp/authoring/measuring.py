"""Whether a metric of a request can be reckoned, and whether its worked examples compute."""

from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from clients.metrics.language import CannotCompute, Measure, read_quantities
from rfp.authoring.pieces import RfpMetric


@dataclass(frozen=True)
class Example:
    """A worked example as it was written, what it comes to, and what is wrong with it."""

    line: str
    value: Decimal | None
    fault: str = ""


def measure_of(metric: RfpMetric) -> Measure:
    """The definition; raises ValueError where its inputs cannot be read."""
    return Measure(
        metric.formula,
        read_quantities(metric.inputs),
        metric.places,
        metric.rounding,
        metric.direction,
        metric.target,
        metric.floor,
    )


def faults(metric: RfpMetric) -> list[str]:
    """All that keeps a contract from using the metric, in sentences; empty when it may."""
    try:
        measure = measure_of(metric)
    except ValueError as wrong:
        return [f"Inputs: {wrong}"]
    wrong_examples = [each for each in examples(metric, measure) if each.fault]
    said = measure.faults()
    if not said and not metric.examples.strip():
        said.append("Write at least one worked example.")
    return said or [f"Example “{each.line}”: {each.fault}" for each in wrong_examples]


def examples(metric: RfpMetric, measure: Measure) -> list[Example]:
    """Every worked example, reckoned."""
    lines = [line.strip() for line in metric.examples.splitlines()]
    return [_reckoned(line, measure) for line in lines if line]


def _reckoned(line: str, measure: Measure) -> Example:
    said, arrow, stated = line.partition("->")
    try:
        pairs = [part.split("=") for part in said.split(",")]
        inputs = {name.strip(): Decimal(value.strip()) for name, value in pairs}
        wanted = Decimal(stated.strip())
    except (ValueError, InvalidOperation):
        return Example(line, None, "Write it as name = number, name = number -> value.")
    try:
        value = measure.value(inputs)
    except (CannotCompute, ArithmeticError) as why:
        return Example(line, None, str(why))
    fault = "" if arrow and value == wanted else f"It comes to {value}."
    return Example(line, value, fault)
