"""The Celery application; tasks live beside the subjects they work for."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "retainer.settings")

app = Celery("retainer")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks(
    [
        "clients.notices",
        "clients.work",
        "clients.retainers",
        "billing_audit.bills",
        "billing_audit.runs",
        "billing_audit.reports",
    ]
)
