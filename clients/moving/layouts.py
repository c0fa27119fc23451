"""The columns of other systems' exports, and which of ours each stands for."""

from dataclasses import dataclass

HARVEST, KIMAI = "harvest", "kimai"


@dataclass(frozen=True)
class Layout:
    """An export's columns: our name for what we read, with the headings that mean it."""

    system: str
    name: str
    columns: dict[str, tuple[str, ...]]
    needed: tuple[str, ...]

    def places(self, heading: list[str]) -> dict[str, int]:
        """Where each of our columns stands in a file."""
        known = {each.strip().lower(): place for place, each in reversed([*enumerate(heading)])}
        return {
            ours: known[theirs.lower()]
            for ours, names in self.columns.items()
            for theirs in [next((n for n in names if n.lower() in known), "")]
            if theirs
        }

    def missing(self, places: dict[str, int]) -> list[str]:
        """Headings without which the file says too little."""
        lacking = [self.columns[ours][0] for ours in self.needed if ours not in places]
        if not {"person", "first_name", "email"} & set(places):
            lacking.append(self.columns.get("person", self.columns["first_name"])[0])
        return lacking


LAYOUTS = {
    HARVEST: Layout(
        HARVEST,
        "Harvest, detailed time report",
        {
            "day": ("Date", "Datum", "Fecha"),
            "client": ("Client", "Kunde", "Cliente"),
            "project": ("Project", "Projekt", "Projet", "Proyecto"),
            "task": ("Task", "Aufgabe", "Tâche", "Tarea"),
            "text": ("Notes", "Notizen", "Notas"),
            "hours": ("Hours", "Stunden", "Heures", "Horas"),
            "billable": ("Billable?", "Billable", "Abrechenbar?", "Facturable ?", "¿Facturable?"),
            "first_name": ("First Name", "Vorname", "Prénom", "Nombre"),
            "last_name": ("Last Name", "Nachname", "Nom", "Apellido"),
            "reference": ("Project Code", "Projektcode"),
        },
        needed=("day", "client", "project", "hours"),
    ),
    KIMAI: Layout(
        KIMAI,
        "Kimai, timesheet export",
        {
            "id": ("ID",),
            "day": ("Date", "Datum", "Fecha"),
            "client": ("Customer", "Kunde", "Client", "Cliente"),
            "project": ("Project", "Projekt", "Projet", "Proyecto"),
            "task": ("Activity", "Tätigkeit", "Activité", "Actividad"),
            "text": ("Description", "Beschreibung", "Descripción"),
            "hours": ("Duration", "Dauer", "Durée", "Duración"),
            "billable": ("Billable", "Abrechenbar", "Facturable"),
            "person": ("Name", "Alias", "User", "Username", "Benutzer", "Benutzername"),
            "email": ("Email", "E-Mail", "E-mail"),
            "reference": ("Project number", "Order number", "OrderNumber"),
            "from": ("From", "Begin", "Von", "Beginn"),
        },
        needed=("day", "client", "project", "hours"),
    ),
}
