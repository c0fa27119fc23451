"""Files that strangers hand us: store them safely, learn what they are, unpack them in bounds.

Nothing here parses a bill; that happens in a child process (``retainer.lib.sandbox``).
"""

from retainer.lib.uploads.inflate import Unpacked, check_unpacked_size, unpack
from retainer.lib.uploads.kinds import Kind, sniff
from retainer.lib.uploads.names import displayed_name
from retainer.lib.uploads.spool import Spooled, spool

__all__ = [
    "Kind",
    "Spooled",
    "Unpacked",
    "check_unpacked_size",
    "displayed_name",
    "sniff",
    "spool",
    "unpack",
]
