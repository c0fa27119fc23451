"""How far a report is, for the panel that moves."""

from dataclasses import dataclass

from billing_audit.reports.models import MonthlyReport


@dataclass(frozen=True)
class Progress:
    """What ``parts/progress.html`` shows of a report whose PDF is being drawn."""

    state: str
    label: str
    now: str
    in_flight: bool
    #: Nobody knows how long the layout of a report takes before it is done.
    done: int = 0
    total: int = 0
    eta: None = None


def progress_of(report: MonthlyReport) -> Progress:
    if report.is_being_drawn:
        return Progress("running", "Drawing the PDF", "this takes up to a minute", True)
    if report.error:
        return Progress("failed", "The PDF could not be drawn", report.error, False)
    return Progress("done", "The PDF is drawn", "", False)
