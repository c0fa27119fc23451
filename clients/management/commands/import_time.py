"""Takes time over from an export of Harvest or Kimai: all of the file, or nothing."""

import csv
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError, CommandParser

from clients.agreements.models import Project
from clients.moving import services
from clients.moving.layouts import LAYOUTS, Layout
from clients.moving.plan import Plan, Planner
from clients.moving.reading import read
from clients.people.models import User
from retainer.lib.commands import USAGE, PracticeCommand
from retainer.lib.refusal import Refused


class Command(PracticeCommand):
    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--system", required=True, choices=sorted(LAYOUTS))
        parser.add_argument(
            "--by", required=True, metavar="EMAIL", help="the principal who takes it over"
        )
        parser.add_argument(
            "--map",
            type=Path,
            help="CSV of what names stand for: client,project,slug,our project "
            "(no slug leaves its time out), or person,,email",
        )
        parser.add_argument(
            "--dates", choices=("dmy", "mdy"), default="", help="the order of dates with slashes"
        )
        parser.add_argument(
            "--history", action="store_true", help="approve what is taken over; else it is draft"
        )
        parser.add_argument("--dry-run", action="store_true", help="only tell the differences")

    def work(self, **options: Any) -> None:
        layout = LAYOUTS[options["system"]]
        export = read(options["file"].read_bytes(), layout, options["dates"])
        with self.scope():
            principal = User.objects.filter(email=options["by"].lower()).first()
            if principal is None or not principal.is_principal:
                raise CommandError(f"{options['by']} is no principal.", returncode=USAGE)
            if options["map"]:
                self._name(options["map"], layout, principal)
            plan = Planner(layout, export).planned()
        self.answer(self._document(plan))
        self._tell(plan)
        if not options["dry_run"]:
            with self.scope():
                services.take_over(
                    layout=layout,
                    export=export,
                    taken_by=principal,
                    is_history=options["history"],
                )

    def _name(self, path: Path, layout: Layout, principal: User) -> None:
        """Remember what the lines of a file say."""
        projects: dict[tuple[str, str], Project | None] = {}
        people: dict[str, User] = {}
        with path.open(encoding="utf-8-sig", newline="") as file:
            for line, cells in enumerate(csv.reader(file), start=1):
                first, second, third, fourth = (*(cell.strip() for cell in cells), *[""] * 4)[:4]
                if not first:
                    continue
                if not second:
                    people[first] = self._person(third, path, line)
                else:
                    projects[first, second] = self._project(third, fourth, path, line)
        services.name_projects(layout=layout, named=projects, named_by=principal)
        services.name_people(layout=layout, named=people)

    def _person(self, email: str, path: Path, line: int) -> User:
        person = services.workers().filter(email=email.lower()).first()
        if person is None:
            raise Refused(f"{path.name}, line {line}: nobody of the practice has {email}.")
        return person

    def _project(self, slug: str, name: str, path: Path, line: int) -> Project | None:
        if not slug:
            return None
        found = Project.objects.filter(client__slug=slug, name=name).select_related("client")
        if not found:
            raise Refused(f"{path.name}, line {line}: {slug} has no project {name}.")
        return found[0]

    def _document(self, plan: Plan) -> dict[str, Any]:
        """What other programs get to read."""
        return {
            "new": len(plan.new),
            "already_there": len(plan.same),
            "changed": [
                {"line": p.row.line, "from": p.entry.hours, "to": p.row.hours} for p in plan.changed
            ],
            "left_out": len(plan.left_out),
            "refused": [vars(fault) for fault in plan.faults],
            "unknown_projects": [list(place) for place in plan.projects],
            "unknown_people": list(plan.people),
            "hours": plan.hours,
        }

    def _tell(self, plan: Plan) -> None:
        self.say(
            f"{len(plan.new)} new, {len(plan.same)} there already, {len(plan.changed)} changed, "
            f"{len(plan.left_out)} left out, {len(plan.faults)} refused."
        )
        for fault in plan.faults:
            self.say(f"line {fault.line}, {fault.column}, {fault.value!r}: {fault.reason}")
        for client, project in plan.projects:
            self.say(f"Unknown project: {client}, {project}")
        for person in plan.people:
            self.say(f"Unknown person: {person}")
