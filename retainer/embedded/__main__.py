"""``python -m retainer.embedded start | stop | status | run COMMAND …``."""

import subprocess
import sys

from retainer import embedded
from retainer.embedded import places, postgres, redis


def main(arguments: list[str]) -> int | str:
    """Do what the first word says."""
    match arguments:
        case ["start"]:
            embedded.ensure_running()
        case ["stop"]:
            embedded.stop()
        case ["status"]:
            for name, server in (("PostgreSQL", postgres), ("Redis", redis)):
                print(f"{name}: {'running' if server.is_running() else 'not running'}")
            print(f"Data and logs: {places.home()}")
        case ["run", *command] if command:
            with embedded.running():
                return subprocess.run(command, check=False).returncode  # noqa: S603
        case _:
            return __doc__
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except embedded.ServerError as failed:
        sys.exit(str(failed))
