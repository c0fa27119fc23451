"""An example on the auditor's desk: put on file once, audited by one mutant after the other."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.db import DatabaseError, connection, transaction

from billing_audit.checks.base import Check
from billing_audit.checks.examples import Example
from billing_audit.findings.models import Hit
from billing_audit.runs.applying import insert_hits, make_tables, parameters, tune
from billing_audit.runs.merging import merge
from billing_audit.runs.models import AuditRun
from billing_audit.tuning.values import in_force
from clients.models import Client
from tests.billing_audit.checks.judging import objections
from tests.billing_audit.checks.together import put_together
from tests.billing_audit.on_file import OnFile
from tests.mutation.mutants import Fate

#: What a mutant's statement may take; these examples are a few rows.
SECONDS = 5
#: Errors of a statement that is none: its syntax and names, and texts that are no date or number.
NO_STATEMENT = ("42", "22P02", "22007")
TOO_LONG = "57014"

#: What an audit notes of a hit.
NOTED = ("check_code", "cause", "rule", "line_id", "invoice_id", "billed", "expected", "inputs",
         "formula", "result", "subject", "month", "billed_service_id", "account_id")  # fmt: skip


class NotRight(Exception):
    """The tests do not pass even without a mutant."""


@dataclass(frozen=True)
class Desk:
    """An example on file, with what the unchanged check notes of it."""

    check: type[Check]
    example: Example
    on_file: OnFile
    run: AuditRun
    values: dict[str, Any]
    noted: list[tuple[Any, ...]]

    def refuse_if_wrong(self) -> None:
        """Raise where the unchanged check does not do right by the example: nothing can be told."""
        with rolled_back():
            insert_hits(self.check, self.run, self.values)
            merge(self.run)
            if said := list(objections(self.check, self.example, self.on_file)):
                raise NotRight(f"{self.check.code}, {self.example.title}: {said}")

    def fate(self, *, reads_anew: bool) -> Fate:
        """What becomes of the mutant in force; ``reads_anew`` when it is one of a source."""
        try:
            with rolled_back():
                if reads_anew:
                    _limited(make_tables, self.check, self.values, ())
                _limited(insert_hits, self.check, self.run, self.values)
                if _noted(self.run) == self.noted:
                    return Fate.SURVIVED
                merge(self.run)
                said = any(objections(self.check, self.example, self.on_file))
                return Fate.KILLED if said else Fate.SURVIVED
        except DatabaseError as error:
            code = getattr(error.__cause__, "pgcode", None) or ""
            if code == TOO_LONG:
                return Fate.TIMED_OUT
            return Fate.INVALID if code.startswith(NO_STATEMENT) else Fate.KILLED
        except (ArithmeticError, LookupError, TypeError, ValueError):
            # The proof stumbled over what the mutant noted.
            return Fate.KILLED


@contextmanager
def laid(check: type[Check], example: Example | None) -> Iterator[Desk]:
    """Put the example on file and take it away again; ``None`` means all of them together."""
    with rolled_back():
        acme = Client.objects.create(slug="acme", name="Acme Logistics")
        if example:
            on_file = OnFile(acme).put(example)
        else:
            globex = Client.objects.create(slug="globex", name="Globex Health")
            on_file, example = put_together(check, acme, globex)
        tuned = in_force(on_file.client.pk)
        run = AuditRun.objects.create(client=on_file.client, state="running", tuned=tuned)
        values = parameters(run)
        tune()
        make_tables(check, values, ())
        with rolled_back():
            insert_hits(check, run, values)
            noted = _noted(run)
        desk = Desk(check, example, on_file, run, values, noted)
        desk.refuse_if_wrong()
        yield desk


@contextmanager
def rolled_back() -> Iterator[None]:
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def _limited(work: Any, *arguments: Any) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('statement_timeout', %s, true)", [f"{SECONDS}s"])
        work(*arguments)
        cursor.execute("SELECT set_config('statement_timeout', '0', true)")


def _noted(run: AuditRun) -> list[tuple[Any, ...]]:
    hits = Hit.objects.filter(run=run)
    return sorted(hits.values_list(*NOTED), key=repr)
