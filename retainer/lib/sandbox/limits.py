"""What a child process may use before it is stopped."""

from dataclasses import dataclass, field

MB = 1024 * 1024


@dataclass(frozen=True, kw_only=True)
class Limits:
    """Bounds of one child; the defaults suit the reading of one bill."""

    memory: int = 512 * MB  # address space, which is always more than what is really used
    cpu_seconds: int = 60
    wall_seconds: int = 120  # includes waiting for the parent to take the output
    output: int = 1024 * MB
    file_size: int = 64 * MB  # of any one file the child writes to its own temporary folder
    open_files: int = 64
    #: Bounds that the child's own functions heed, by the names they ask for.
    environment: dict[str, str] = field(default_factory=dict)
