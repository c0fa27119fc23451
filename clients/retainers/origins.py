"""Work is logged about a client's question, as about a finding or a bill."""

from clients.work.models import WorkEntry
from clients.work.origins import Words, finder, register


def _question(entry: WorkEntry) -> Words:
    return f"Question about: {entry.text}", f"Answered a question about: {entry.text}"


def register_origins() -> None:
    """Let work be logged about questions that clients asked."""
    asked = WorkEntry.objects.filter(remarks__is_internal=False).distinct()
    register("question", finder("question", "retainers:entry_answer", asked, _question))
