"""Who is at the browsers; the practice they visit knows them all."""

from dataclasses import dataclass

PASSWORD = "four plain words here"


@dataclass(frozen=True)
class Person:
    """Somebody with a login, and the clients they see; a principal sees all."""

    email: str
    name: str
    kind: str
    role: str = ""
    clients: tuple[str, ...] = ()

    @property
    def first_name(self) -> str:
        return self.name.split()[0]


PAT = Person("pat@practice.test", "Pat Page", "principal")
CASEY = Person(
    "casey@practice.test", "Casey Cole", "consultant", "consultant", ("acme", "globex", "initech")
)
OWEN = Person("owen@acme.test", "Owen Ortiz", "client", "executive", ("acme",))
STELLA = Person("stella@globex.test", "Stella Stone", "client", "executive", ("globex",))
#: Forgets her password.
DANA = Person("dana@practice.test", "Dana Diaz", "consultant", "consultant", ("initech",))
#: Clicks twice.
CONRAD = Person("conrad@practice.test", "Conrad Cho", "consultant", "consultant", ("umbrella",))

CAST = (PAT, CASEY, OWEN, STELLA, DANA, CONRAD)
