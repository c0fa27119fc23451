"""The app's name in Django's registry."""

from django.apps import AppConfig


class RfpConfig(AppConfig):
    name = "rfp"
    verbose_name = "Requests for proposal"
