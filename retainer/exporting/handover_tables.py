"""What goes over to the client: tasks and their way, the agreed path, the training."""

from clients.models import (
    HandoverPath,
    HandoverStep,
    HandoverTask,
    TrainingItem,
    TrainingSession,
)
from retainer.exporting.tables import Column, Table

TABLES = [
    Table(
        "handover_tasks",
        "Tasks that go over to the client",
        HandoverTask,
        [
            Column("id", "Identity of the task.", ("public_id",)),
            Column("task", "The task."),
            Column("relationship", "The relationship it belongs to.", ("relationship__name",)),
            Column("our_owner", "Who of the practice owns it.", ("our_owner__name",)),
            Column("their_owner", "Who of the client owns it."),
            Column("together_by", "By when it is done together."),
            Column("theirs_by", "By when the client does it."),
            Column("proof_wanted", "What proves that they can do it alone."),
            Column("phase", "ours, together or theirs."),
            Column("proof", "What was seen."),
            Column("proved_on", "When it was seen."),
        ],
    ),
    Table(
        "handover_steps",
        "Every phase a task went through",
        HandoverStep,
        [
            Column("task_id", "The task in handover_tasks.csv.", ("task__public_id",)),
            Column("phase", "ours, together or theirs."),
            Column("moved_on", "From which day."),
            Column("words", "Why it came back."),
            Column("by", "Who moved it.", ("by__name",)),
        ],
        order=("task", "moved_on", "pk"),
    ),
    Table(
        "handover_path",
        "The share of doing as it was agreed",
        HandoverPath,
        [
            Column("first_month", "From the month of."),
            Column("last_month", "To the month of."),
            Column("doing_first", "Percent of doing in the first month."),
            Column("doing_last", "Percent of doing in the last month."),
        ],
    ),
    Table(
        "training_guide",
        "Chapters of the Master Training Guide",
        TrainingItem,
        [
            Column("id", "Identity of the chapter.", ("public_id",)),
            Column("place", "Its place in the guide."),
            Column("title", "The chapter."),
            Column("teaches", "What it teaches."),
            Column("refresh_months", "After how many months it is taught again."),
        ],
    ),
    Table(
        "training_sessions",
        "Sessions that were held",
        TrainingSession,
        [
            Column("item_id", "The chapter in training_guide.csv.", ("item__public_id",)),
            Column("held_on", "When."),
            Column("audience", "leaders or staff."),
            Column("ours", "Who of the practice attended."),
            Column("theirs", "Who of the client attended."),
            Column("noted_by", "Who entered it.", ("noted_by__name",)),
        ],
    ),
]
