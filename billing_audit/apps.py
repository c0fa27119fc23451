"""The app's name in Django's registry."""

from django.apps import AppConfig


class BillingAuditConfig(AppConfig):
    name = "billing_audit"
    verbose_name = "Billing audit"
