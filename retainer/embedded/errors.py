"""What goes wrong with the embedded servers, told in a way that a person can act on."""

from pathlib import Path


class ServerError(Exception):
    """An embedded server cannot be started; the message says why and where to look."""


def last_lines(log: Path, count: int = 15) -> str:
    """The end of a server's log, to be shown in an error."""
    if not log.exists():
        return f"({log} was not written)"
    lines = log.read_text(encoding="utf-8", errors="replace").splitlines()
    return "\n".join([f"{log} ends with:", *lines[-count:]])
