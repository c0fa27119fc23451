"""Forms for taking time over: the file, and what its names stand for."""

from typing import Any

from django import forms

from clients.agreements.models import Project
from clients.moving.layouts import HARVEST, LAYOUTS
from clients.moving.plan import Plan
from clients.moving.reading import LIMIT
from clients.moving.services import workers
from clients.people.models import User

ORDERS = (
    ("", "As the file tells"),
    ("mdy", "03/12/2026 is in March"),
    ("dmy", "03/12/2026 is in December"),
)
LEFT_OUT = "left-out"


class FileForm(forms.Form):
    """An export of another system."""

    system = forms.ChoiceField(
        label="Where it comes from",
        choices=[(layout.system, layout.name) for layout in LAYOUTS.values()],
        initial=HARVEST,
    )
    file = forms.FileField(
        label="CSV file", widget=forms.FileInput({"accept": ".csv,text/csv,text/plain"})
    )
    dates = forms.ChoiceField(
        label="Dates with slashes",
        choices=ORDERS,
        required=False,
        help_text="Other dates need no answer: 2026-03-12, 12.03.2026.",
    )

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > LIMIT:
            raise forms.ValidationError(
                f"The file is larger than {LIMIT // 1_000_000} MB. Export it by year."
            )
        return file


class NamesForm(forms.Form):
    """What the names in a file stand for, asked once."""

    def __init__(self, *args: Any, plan: Plan, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        projects = list(Project.objects.select_related("client").order_by("client__name", "name"))
        self._projects = {str(project.public_id): project for project in projects}
        self._people = {str(person.public_id): person for person in workers()}
        self._asked: dict[str, tuple[str, str] | str] = {}
        choices = [("", "Choose a project"), (LEFT_OUT, "Leave its time out")]
        choices += [(key, f"{p.client}: {p.name}") for key, p in self._projects.items()]
        for place, (client, project) in enumerate(plan.projects):
            self._asked[f"project-{place}"] = (client, project)
            self.fields[f"project-{place}"] = forms.ChoiceField(
                label=f"{client}: {project}", choices=choices
            )
        people = [("", "Choose a person")]
        people += [(key, person.name) for key, person in self._people.items()]
        for place, name in enumerate(plan.people):
            self._asked[f"person-{place}"] = name
            self.fields[f"person-{place}"] = forms.ChoiceField(label=name, choices=people)

    @property
    def projects(self) -> dict[tuple[str, str], Project | None]:
        """Theirs with ours; with nothing where the time is left out."""
        return {
            theirs: self._projects.get(self.cleaned_data[name])
            for name, theirs in self._asked.items()
            if isinstance(theirs, tuple)
        }

    @property
    def people(self) -> dict[str, User]:
        return {
            theirs: self._people[self.cleaned_data[name]]
            for name, theirs in self._asked.items()
            if isinstance(theirs, str)
        }
