"""Functions that well-behaved and ill-behaved children run; see test_sandbox.py."""

import os
import socket
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from retainer.lib.refusal import Refused


def greet(name: str) -> bytes:
    return f"Good morning, {name}".encode()


def shout_stdin() -> bytes:
    return sys.stdin.buffer.read().upper()


def count_to(last: str) -> Iterator[bytes]:
    for number in range(int(last)):
        yield b"%d\n" % number


def environment() -> bytes:
    return "\n".join(f"{name}={value}" for name, value in sorted(os.environ.items())).encode()


def refuse() -> bytes:
    raise Refused("Row 17 has no amount. Add it and load the file again.", reason="no_amount")


def refuse_half_way() -> Iterator[bytes]:
    yield b"first\n"
    raise Refused("Row 2 is cut off.")


def fail() -> bytes:
    raise ZeroDivisionError("a mistake of ours")


def hog_memory() -> bytes:
    hoard = [b"x" * 10_000_000 for _ in range(1000)]
    return b"%d" % len(hoard)


def nest_deeply(depth: int = 0) -> bytes:
    return nest_deeply(depth + 1)


def spin() -> bytes:
    while True:
        pass


def sleep() -> bytes:
    time.sleep(600)
    return b""


def say_who_and_sleep(note: str) -> bytes:
    Path(note).write_text(str(os.getpid()))
    return sleep()


def close_output_and_sleep() -> bytes:
    os.close(1)
    return sleep()


def abort() -> bytes:
    os.abort()


def flood_output() -> Iterator[bytes]:
    while True:
        yield b"x" * 65_536


def flood_errors() -> bytes:
    while True:
        sys.stderr.write("x" * 65_536)


def fill_disk() -> bytes:
    with Path("big").open("wb") as big:
        for _ in range(1000):
            big.write(b"x" * 1_000_000)
    return b""


def leave_sleepers(note: str) -> bytes:
    """Start processes that outlive us and hold our output open; write down who they are."""
    for _ in range(50):
        if (child := os.fork()) == 0:
            time.sleep(600)
        with Path(note).open("a") as children:
            children.write(f"{child} ")
    return b"done"


def loaded_packages() -> bytes:
    return " ".join(sorted({name.split(".")[0] for name in sys.modules})).encode()


def connect(port: str) -> bytes:
    with socket.create_connection(("127.0.0.1", int(port)), timeout=2):
        return b"connected"


def network() -> bytes:
    """The network we are in, as the kernel names it."""
    return os.readlink("/proc/self/ns/net").encode()
