"""The servers of this checkout, started for the time of the examination as for any command."""

from collections.abc import Iterator

from retainer import embedded
from retainer.doctor.diagnosis import Diagnosis, Request, dead_end, ok
from retainer.embedded import ServerError, places
from retainer.lib import env


def servers_start(request: Request) -> Iterator[Diagnosis]:
    """Servers that the environment names are taken as they are."""
    own = [name for name in ("DATABASE_URL", "REDIS_URL") if not env.text(name)]
    if not own:
        yield ok("DATABASE_URL and REDIS_URL name servers of your own.")
        return
    try:
        request.until_the_end.enter_context(embedded.running())
    except (ServerError, OSError) as failed:
        yield dead_end(
            f"The embedded servers do not start: {' '.join(str(failed).split())}",
            f"Look into {places.home() / 'log'}, or name servers of your own: {' and '.join(own)}.",
        )
    else:
        yield ok(f"The embedded servers run, with their data in {places.home()}.")


EXAMINATIONS = (servers_start,)
