"""``python -m retainer.embedded start | stop | status | run COMMAND …``."""

import signal
import subprocess
import sys

from retainer import embedded
from retainer.embedded import places, postgres, redis

TERMINATED = 128 + signal.SIGTERM


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
            return run(command)
        case _:
            return __doc__
    return 0


def run(command: list[str]) -> int:
    """Run a command with the servers up, which must outlast its last words."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(TERMINATED))
    with embedded.running(), subprocess.Popen(command) as child:  # noqa: S603 the caller's own
        signal.signal(signal.SIGINT, lambda *_: None)  # the terminal tells the child as well
        try:
            return child.wait()
        finally:
            child.terminate()  # nothing happens when it has ended


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except embedded.ServerError as failed:
        sys.exit(str(failed))
