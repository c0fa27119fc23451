"""A metric of the later contract in words, as each form lists it."""

from dataclasses import dataclass

from retainer.lib import format as written
from rfp.issuing.outline import Outline
from rfp.issuing.shape import IssuedMetric

CODE = ("Inputs", "Formula", "Worked examples")


@dataclass(frozen=True)
class Fact:
    """Something to know of a metric, a line each."""

    name: str
    lines: tuple[str, ...]
    #: Whether a program reads it, too.
    is_code: bool = False


def facts(metric: IssuedMetric) -> list[Fact]:
    """All that one needs to reckon it and to judge the result."""
    rounded = written.count(metric.places, "digit")
    told = [
        ("Inputs", metric.inputs),
        ("Formula", metric.formula),
        ("Rounded", f"{rounded} after the point. {metric.rounding}"),
        ("Target", f"{written.number(metric.target)} {metric.unit}. {metric.direction}"),
        ("Floor", "" if metric.floor is None else f"{written.number(metric.floor)} {metric.unit}"),
        ("Over", metric.window),
        ("Read from", metric.source),
        ("A miss costs", metric.credit),
        ("Worked examples", metric.examples),
    ]
    return [Fact(name, tuple(words.splitlines()), name in CODE) for name, words in told if words]


def described(outline: Outline) -> list[tuple[IssuedMetric, str, list[Fact]]]:
    """Every metric with its text in Markdown, references resolved, and its facts."""
    return [
        (each, outline.targets.markdown(each.text), facts(each)) for each in outline.request.metrics
    ]
