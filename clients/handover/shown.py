"""What the pages of both sides show of one client: the gauge, the tasks, the training."""

from typing import Any

from django.utils import timezone

from clients.handover.drawing import hours_by_part, tasks_by_phase
from clients.handover.gauge import gauge, latest_worked
from clients.handover.models import HandoverPath, HandoverTask, TrainingItem
from clients.people.models import Client


def shown(client: Client) -> dict[str, Any]:
    months = gauge(client, timezone.localdate())
    items = TrainingItem.objects.filter(client=client).for_list()
    return {
        "months": list(reversed(months)),
        "latest": latest_worked(months),
        "path": HandoverPath.objects.filter(client=client).first(),
        "hours_chart": hours_by_part(months),
        "tasks_chart": tasks_by_phase(months),
        "tasks": HandoverTask.objects.filter(client=client).for_list(),
        "items": list(items),
    }
