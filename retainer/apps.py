"""The project as an app: templates, tags, commands, and the walls after each migration."""

from typing import Any

from celery.signals import worker_init
from django.apps import AppConfig
from django.db.models.signals import post_migrate

from retainer.celery import app as celery_app  # noqa: F401 tasks bind to it when Django starts
from retainer.lib.tenancy.walls import build_walls
from retainer.startup import check_worker


class RetainerConfig(AppConfig):
    name = "retainer"
    verbose_name = "Retainer"

    def ready(self) -> None:
        post_migrate.connect(_build_walls, sender=self)
        worker_init.connect(check_worker)


def _build_walls(using: str, **_: Any) -> None:
    build_walls(using)
