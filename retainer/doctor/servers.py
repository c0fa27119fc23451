"""The servers of this checkout, started for the time of the examination as for any command."""

import sys
from collections.abc import Iterator
from contextlib import ExitStack

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
    servers = ExitStack()
    try:
        servers.enter_context(embedded.running())
    except (ServerError, OSError) as failed:
        yield dead_end(
            f"The embedded servers do not start: {' '.join(str(failed).split())}",
            f"Look into {places.home() / 'log'}, or name servers of your own: {' and '.join(own)}.",
        )
    else:
        request.until_the_end.callback(_let_go, servers)
        yield ok(f"The embedded servers run, with their data in {places.home()}.")


def _let_go(servers: ExitStack) -> None:
    """The report is out by now: that a server does not stop can only be added."""
    try:
        servers.close()
    except (ServerError, OSError) as stuck:
        print(f"The embedded servers do not stop: {' '.join(str(stuck).split())}", file=sys.stderr)


EXAMINATIONS = (servers_start,)
