"""The app's name in Django's registry."""

from importlib import import_module

from django.apps import AppConfig


class BillingAuditConfig(AppConfig):
    name = "billing_audit"
    verbose_name = "Billing audit"

    def ready(self) -> None:
        # Proofs may name rows of subjects that come after findings; these declare them there.
        import_module("billing_audit.money.witnesses")
        # Other apps ask what came back before any address is read.
        import_module("billing_audit.funding.purse")
