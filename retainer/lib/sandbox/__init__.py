"""Run one function in a throw-away process, so that no file a stranger sends can hurt us.

A bill of 1.5 kB can make a parser abort, and a table of 20,000 rows can keep a layout engine
busy for an hour.  Neither can be caught by ``except``; both are harmless in a child process with
limits on memory, processor time, wall clock, files and output, without the parent's environment
(no passwords, no keys) and, where the kernel lets us, without a network.

The function is named ``"package.module:function"``, takes strings, may read ``sys.stdin.buffer``,
and returns bytes or an iterator of bytes.  To refuse its input it raises
``retainer.lib.refusal.Refused``; the parent sees ``ChildRefused`` with the same words.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from io import BufferedReader
from typing import BinaryIO

from retainer.lib.sandbox.limits import Limits
from retainer.lib.sandbox.process import ChildKilled, ChildProcess, ChildRefused

__all__ = ["ChildKilled", "ChildRefused", "Limits", "run", "stream"]

#: How much is asked of the child's pipe at a time: a Linux pipe holds 64 kB.
CHUNK = 64 * 1024


@contextmanager
def stream(
    function: str, *args: str, limits: Limits | None = None, stdin: bytes | None = None
) -> Iterator[BinaryIO]:
    """Give the child's output as a file that is read while the child is still writing.

    Whatever went wrong is raised by the ``read`` that would have returned the end of the file,
    so a ``COPY`` fed from it fails instead of storing half a bill.  Leaving the block early
    simply ends the child.
    """
    with ChildProcess(function, args, limits or Limits(), stdin) as child:
        yield BufferedReader(child, CHUNK)


def run(
    function: str, *args: str, limits: Limits | None = None, stdin: bytes | None = None
) -> bytes:
    """Give everything the function returned, once it has ended well."""
    with stream(function, *args, limits=limits, stdin=stdin) as output:
        return output.read()
