"""An empty practice of your own, from nothing to a running system; its data stays."""

import sys
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import CommandError

from retainer import processes
from retainer.serving import ServingCommand, somebody


class Command(ServingCommand):
    help = "Serves the practice until Ctrl-C; a new one is empty and begins with a principal."

    def serve(self, product: processes.Product, *, host: str, port: int | None, **_: Any) -> None:
        if somebody(is_demo=True, is_active=True):
            raise CommandError(
                "The demo practice lies here, and everybody knows its passwords. Serve yours from "
                "a place of its own (RETAINER_VAR=… bin/serve, or another DATABASE_URL), or shut "
                "the demo's logins with bin/manage deactivate_demo_logins."
            )
        if not somebody(kind="principal") and sys.stdin.isatty():
            self.say("This practice is new. Its first login sees and may do everything.")
            call_command("create_principal")
        product.start_everything(host, port)
        self.welcome(product.address)
        product.stay()

    def welcome(self, address: str) -> None:
        """Where it is, and what comes first."""
        self.stdout.write(f"\n  {address}\n\n")
        if not somebody(kind="principal"):
            elsewhere = settings.VAR_DIR != settings.BASE_DIR / "var"
            place = f"RETAINER_VAR={settings.VAR_DIR} " if elsewhere else ""
            self.stdout.write(
                "  Nobody can sign in yet. Make the first login in another terminal:\n\n"
                f"      {place}bin/manage create_principal\n\n"
            )
        if not settings.EMAIL_HOST:
            self.stdout.write(
                "  No mail server is named (EMAIL_HOST): mails are written to\n"
                f"  {settings.VAR_DIR / 'log' / 'web.log'}\n\n"
            )
        self.stdout.write("  Ctrl-C stops everything; what was done is kept.\n")
        self.stdout.flush()
