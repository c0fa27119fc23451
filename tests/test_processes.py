"""Web, worker and beat as children of one command: they end with it, whatever ends it."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings

from retainer import processes

PARENT = """
import django
django.setup()
from retainer import processes
with processes.started() as product:
    product.start_beat()
    try:
        print(product.processes[0].child.pid, flush=True)
        product.stay()
    except KeyboardInterrupt:
        print("told to stop", flush=True)
"""


@pytest.fixture
def parent(tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    """A command that has started one of the product's processes."""
    environment = os.environ | {
        "RETAINER_VAR": str(tmp_path),
        "DJANGO_SETTINGS_MODULE": "retainer.settings",
    }
    with subprocess.Popen(  # noqa: S603 our own program
        [sys.executable, "-c", PARENT],
        cwd=settings.BASE_DIR,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as command:
        yield command
        command.kill()


def wait_until_gone(pid: int) -> None:
    end = time.monotonic() + 20
    while is_alive(pid):
        assert time.monotonic() < end, f"process {pid} outlives its parent"
        time.sleep(0.05)


def is_alive(pid: int) -> bool:
    """Whether the process runs; one that ended and waits to be collected does not."""
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return False
    return state != "Z"


@pytest.mark.parametrize("asked", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_command_asked_to_stop_takes_its_processes_along(parent, asked):
    child = int(parent.stdout.readline())

    parent.send_signal(asked)
    out, err = parent.communicate(timeout=30)

    assert parent.returncode == 0, err
    assert out == "told to stop\n"
    assert not is_alive(child)


@pytest.mark.chaos
def test_a_killed_command_leaves_no_process_behind(parent):
    child = int(parent.stdout.readline())

    parent.kill()

    wait_until_gone(child)


@pytest.mark.chaos
def test_a_process_that_ends_by_itself_is_reported_with_its_log(parent):
    child = int(parent.stdout.readline())

    os.kill(child, signal.SIGKILL)
    _, err = parent.communicate(timeout=30)

    assert parent.returncode == 1
    assert "ProcessError: The beat ended by itself." in err
    assert "beat.log" in err


def test_a_port_that_is_taken_is_passed_over(monkeypatch):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        monkeypatch.setattr(processes, "FIRST_PORT", port)
        monkeypatch.setattr(processes, "LAST_PORT", port + 50)

        with processes.listening() as listener:
            assert port < listener.getsockname()[1] <= port + 50


def test_a_machine_without_a_free_port_is_told_so(monkeypatch):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        monkeypatch.setattr(processes, "FIRST_PORT", port)
        monkeypatch.setattr(processes, "LAST_PORT", port)

        with pytest.raises(processes.ProcessError, match=f"No port from {port}"):
            processes.listening()


def test_a_named_port_is_taken_or_refused():
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]

        with pytest.raises(processes.ProcessError, match=f"Port {port} is taken on 127.0.0.1"):
            processes.listening(port=port)

    with processes.listening(port=port) as listener:
        assert listener.getsockname() == ("127.0.0.1", port)


def test_a_host_that_is_not_this_machine_is_told_so():
    with pytest.raises(
        processes.ProcessError, match=r"nowhere\.invalid:8000 cannot be listened on"
    ):
        processes.listening("nowhere.invalid", 8000)
