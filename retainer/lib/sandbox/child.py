"""What runs in the child: lock the doors, then call the one function we were started for.

Run as a script with a JSON order, never imported.  It imports little: every bill read pays for
its start.
"""

import contextlib
import ctypes
import importlib
import json
import os
import resource
import signal
import sys
import traceback
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[3]))  # the project

from retainer.lib.refusal import Refused

PR_SET_PDEATHSIG, PR_SET_NO_NEW_PRIVS = 1, 38
CLONE_NEWUSER, CLONE_NEWNET = 0x10000000, 0x40000000


def lock_doors(limits: dict[str, int], parent: int) -> None:
    """Set the limits, leave the network, and die with the parent."""
    libc = ctypes.CDLL(None, use_errno=True)
    libc.prctl(PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
    if os.getppid() != parent:
        os._exit(1)  # the parent was gone before we asked to be told
    libc.prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
    # Where the kernel forbids both, the functions we run still open no connection of their own.
    if libc.unshare(CLONE_NEWNET) != 0:
        libc.unshare(CLONE_NEWUSER | CLONE_NEWNET)
    cpu = limits["cpu_seconds"]
    for kind, soft, hard in (
        (resource.RLIMIT_AS, limits["memory"], limits["memory"]),
        (resource.RLIMIT_CPU, cpu, cpu + 1),  # a signal first, then no mercy
        (resource.RLIMIT_FSIZE, limits["file_size"], limits["file_size"]),
        (resource.RLIMIT_NOFILE, limits["open_files"], limits["open_files"]),
        (resource.RLIMIT_CORE, 0, 0),
    ):
        resource.setrlimit(kind, (soft, hard))


def call(function: str, args: list[str]) -> None:
    """Write what the function returns to the output, piece by piece if it yields pieces."""
    module, name = function.split(":")
    given = getattr(importlib.import_module(module), name)(*args)
    output = sys.stdout.buffer
    for piece in (given,) if isinstance(given, bytes) else given:
        output.write(piece)
    output.flush()


def main() -> None:
    order = json.loads(sys.argv[1])
    lock_doors(order["limits"], order["parent"])
    try:
        call(order["function"], order["args"])
    except MemoryError:
        verdict = b'{"kind": "memory"}'  # a constant: there is no memory to make one
    except RecursionError:
        verdict = b'{"kind": "too_deep"}'
    except BrokenPipeError:
        os._exit(1)  # the parent has seen enough
    except Exception as error:
        verdict = describe(error)
    else:
        os._exit(0)  # no clean-up of what ends now anyway
    os.write(order["verdict"], verdict)
    os._exit(1)


def describe(error: Exception) -> bytes:
    """A refusal in its own words; anything else is our mistake and goes to the log."""
    if isinstance(error, Refused):
        return json.dumps(
            {"kind": "refused", "reason": error.reason, "sentence": error.sentence[:4000]}
        ).encode()
    with contextlib.suppress(OSError):  # standard error may be the very thing that is full
        traceback.print_exception(error)
    return b'{"kind": "failed"}'


main()
