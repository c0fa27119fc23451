"""A child process may do whatever it likes: the parent goes on, and nothing is left behind."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from retainer.lib import sandbox

MB = 1024 * 1024
TIGHT = sandbox.Limits(
    memory=200 * MB, cpu_seconds=1, wall_seconds=3, output=5 * MB, file_size=MB, open_files=32
)


def run(name: str, *args: str, **more: object) -> bytes:
    return sandbox.run(f"tests.lib.child_functions:{name}", *args, limits=TIGHT, **more)


def alive(pid: int) -> bool:
    """Whether a process runs; one that only waits to be collected is dead."""
    try:
        return "\nState:\tZ" not in Path(f"/proc/{pid}/status").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return False


def wait_until(it_is_so: Callable[[], object], seconds: int = 10) -> None:
    deadline = time.monotonic() + seconds
    while not it_is_so():
        assert time.monotonic() < deadline, "it never came to that"
        time.sleep(0.01)


def test_returns_what_the_function_returned():
    assert run("greet", "Pat") == b"Good morning, Pat"


def test_hands_over_standard_input():
    assert run("shout_stdin", stdin=b"quiet " * 100_000) == b"QUIET " * 100_000


def test_joins_the_pieces_of_an_iterator():
    assert run("count_to", "3") == b"0\n1\n2\n"


def test_output_can_be_read_while_it_is_written():
    with sandbox.stream("tests.lib.child_functions:count_to", "200000", limits=TIGHT) as lines:
        assert sum(1 for _ in lines) == 200_000


def test_leaving_early_ends_the_child():
    with sandbox.stream("tests.lib.child_functions:count_to", "100000000") as lines:
        first = lines.readline()

    assert first == b"0\n"


def test_an_error_in_the_block_is_not_hidden():
    with (
        pytest.raises(KeyError, match="mine"),
        sandbox.stream("tests.lib.child_functions:refuse_half_way", limits=TIGHT),
    ):
        raise KeyError("mine")


def test_refusal_comes_back_in_its_own_words():
    with pytest.raises(sandbox.ChildRefused) as refused:
        run("refuse")

    assert refused.value.sentence == "Row 17 has no amount. Add it and load the file again."
    assert refused.value.reason == "no_amount"


def test_reading_to_the_end_of_a_half_finished_output_raises():
    with (
        sandbox.stream("tests.lib.child_functions:refuse_half_way", limits=TIGHT) as lines,
        pytest.raises(sandbox.ChildRefused, match=r"Row 2 is cut off\."),
    ):
        list(lines)


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("hog_memory", "memory"),
        ("nest_deeply", "too_deep"),
        ("spin", "cpu_time"),
        ("flood_output", "output"),
        ("flood_errors", "failed"),
        ("fill_disk", "failed"),
        ("abort", "crashed"),
        ("fail", "failed"),
    ],
)
def test_misbehaving_child_is_stopped_and_named(name, reason):
    began = time.monotonic()

    with pytest.raises(sandbox.ChildKilled) as killed:
        run(name)

    assert killed.value.reason == reason
    assert killed.value.sentence[0].islower()
    assert killed.value.sentence.endswith(".")
    assert time.monotonic() - began < TIGHT.wall_seconds + 2


@pytest.mark.parametrize("name", ["sleep", "close_output_and_sleep"])
def test_a_child_that_only_waits_is_stopped(name):
    with pytest.raises(sandbox.ChildKilled, match="wall_time"):
        sandbox.run(f"tests.lib.child_functions:{name}", limits=replace(TIGHT, wall_seconds=1))


def test_our_own_mistake_is_kept_in_the_log(caplog):
    with pytest.raises(sandbox.ChildKilled):
        run("fail")

    assert "ZeroDivisionError: a mistake of ours" in caplog.text


def test_nothing_the_child_started_is_left(tmp_path):
    note = tmp_path / "children"

    assert run("leave_sleepers", str(note)) == b"done"

    children = [int(pid) for pid in note.read_text().split()]
    assert len(children) == 50
    wait_until(lambda: not any(map(alive, children)))


def test_a_killed_worker_takes_its_child_with_it(tmp_path):
    note = tmp_path / "child"
    call = "tests.lib.child_functions:say_who_and_sleep"
    worker = subprocess.Popen(  # noqa: S603
        [
            sys.executable,
            "-c",
            f"from retainer.lib import sandbox; sandbox.run({call!r}, {str(note)!r})",
        ],
        cwd=Path(__file__).parents[2],
    )
    wait_until(lambda: note.exists() and note.read_text())
    child = int(note.read_text())
    assert alive(child)

    worker.kill()
    worker.wait()

    wait_until(lambda: not alive(child))


def test_a_child_starts_without_django_and_celery():
    """Every bill read pays for what the project's packages import."""
    assert not {"django", "celery"} & set(run("loaded_packages").decode().split())


def test_environment_holds_no_secret(monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgres://owner:hunter2@db/retainer")
    monkeypatch.setenv("SECRET_KEY", "hunter2")

    names = {line.split("=")[0] for line in run("environment").decode().splitlines()}

    assert names <= {"PATH", "LANG", "LC_CTYPE", "TZ", "HOME", "TMPDIR", "PYTHONHASHSEED"}


def test_the_child_has_no_network():
    if run("network").decode() == os.readlink("/proc/self/ns/net"):
        pytest.skip("this kernel lets us make no network of our own")
    with socket.create_server(("127.0.0.1", 0)) as server, pytest.raises(sandbox.ChildKilled):
        run("connect", str(server.getsockname()[1]))


def test_temporary_folder_is_removed():
    words = dict(line.split("=", 1) for line in run("environment").decode().splitlines())

    assert words["TMPDIR"].startswith("/tmp/retainer-child-")  # noqa: S108 asked, not used
    assert not Path(words["TMPDIR"]).exists()


def test_no_file_descriptors_leak():
    run("greet", "Pat")
    before = len(os.listdir("/proc/self/fd"))

    for _ in range(3):
        run("greet", "Pat")

    assert len(os.listdir("/proc/self/fd")) <= before
