"""Who can sign in: somebody, and in production nobody whose password is known."""

from collections.abc import Iterator

from django.conf import settings

from retainer.doctor.database import as_owner
from retainer.doctor.diagnosis import Diagnosis, fault, ok, warning
from retainer.lib.format import count


def a_principal_can_sign_in(_: object) -> Iterator[Diagnosis]:
    """Everybody else is invited by one."""
    with as_owner() as cursor:
        cursor.execute(
            "SELECT count(*) FROM clients_user WHERE kind = 'principal' AND is_active"
            " AND password NOT LIKE '!%'"  # an unusable one, still to be chosen
        )
        principals = cursor.fetchone()[0]
    if principals:
        yield ok(f"{count(principals, 'principal')} can sign in.")
    else:
        yield warning("No principal can sign in.", "bin/manage create_principal.")


def demo_logins_are_shut(_: object) -> Iterator[Diagnosis]:
    """Production does not start with them."""
    with as_owner() as cursor:
        cursor.execute("SELECT count(*) FROM clients_user WHERE is_demo AND is_active")
        demo = cursor.fetchone()[0]
    if demo and settings.PRODUCTION:
        yield fault(
            f"{count(demo, 'login')} of the demo work, and everybody knows the password.",
            "bin/manage deactivate_demo_logins, or begin with an empty database.",
        )
    elif demo:
        yield ok(f"{count(demo, 'login')} of the demo work: this is no production.")
    else:
        yield ok("No login of the demo works.")


EXAMINATIONS = (a_principal_can_sign_in, demo_logins_are_shut)
