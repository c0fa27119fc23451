"""The shell commands: they make the environment once, say what is missing, then keep quiet."""

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from django.conf import settings

BIN = Path(settings.BASE_DIR) / "bin"

# Stands in for the environment's Python: writes down how it was called, complains on demand.
FAKE_PYTHON = """\
#!/usr/bin/env bash
case "$*" in
    *missing-libraries*) exit ;;
    "-c "*) exit ;;
    *"-m pip"*) sleep 0.2; echo "pip talks" ;;
esac
echo "$PWD: $*${{RETAINER_VAR:+ in $RETAINER_VAR}}" >>"{calls}"
[[ -z "${{FAILING:-}}" || "$*" != *"$FAILING"* ]]
"""


class Machine:
    """A checkout with our commands, a Python that only takes notes, and a PATH of its own."""

    def __init__(self, folder: Path) -> None:
        self.root = folder / "checkout"
        self.calls_file = folder / "calls"
        self.path = folder / "path"
        self.path.mkdir()
        shutil.copytree(BIN, self.root / "bin")
        (self.root / "requirements.txt").write_text("Django\n")
        (self.root / "requirements-dev.txt").write_text("pytest\n")
        self.script(
            self.root / ".venv" / "bin" / "python", FAKE_PYTHON.format(calls=folder / "calls")
        )
        for program in ("chromium", "pdftoppm"):
            self.script(self.path / program, "#!/bin/sh\n")

    def script(self, path: Path, text: str) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
        path.chmod(0o755)

    def start(
        self, *words: str, cwd: Path | None = None, **variables: str
    ) -> subprocess.Popen[str]:
        return subprocess.Popen(  # noqa: S603 our own scripts
            [self.root / "bin" / words[0], *words[1:]],
            cwd=cwd,
            env={"PATH": f"{self.path}:{os.environ['PATH']}", **variables},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def run(self, *words: str, cwd: Path | None = None, **variables: str) -> tuple[int, str, str]:
        process = self.start(*words, cwd=cwd, **variables)
        out, err = process.communicate(timeout=30)
        return process.returncode, out, err

    def function(self, call: str, *, path: str) -> tuple[int, str]:
        """What one function of lib.sh says and returns on a machine with this PATH."""
        done = subprocess.run(  # noqa: S603 our own script
            ["/bin/bash", "-c", f'. "{self.root}/bin/lib.sh"; PATH="{path}"; {call}'],
            capture_output=True,
            text=True,
            check=False,
        )
        return done.returncode, done.stderr

    def calls(self, word: str = "") -> list[str]:
        if not self.calls_file.exists():
            return []
        return [line for line in self.calls_file.read_text().splitlines() if word in line]


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    return Machine(tmp_path)


def test_the_environment_is_made_once_and_again_when_the_requirements_change(machine):
    machine.run("manage", "version")
    machine.run("manage", "version")
    assert len(machine.calls("pip install")) == 1

    (machine.root / "requirements.txt").write_text("Django==5.2\n")
    machine.run("manage", "version")

    assert len(machine.calls("pip install")) == 2


def test_a_failed_installation_is_tried_again(machine):
    status, _, _ = machine.run("manage", "version", FAILING="pip install")
    assert status != 0
    assert machine.calls("manage.py") == []

    status, _, _ = machine.run("manage", "version")

    assert status == 0
    assert len(machine.calls("pip install")) == 2


def test_two_first_commands_at_once_make_one_environment(machine):
    both = [machine.start("manage", "version") for _ in range(2)]
    for process in both:
        process.communicate(timeout=30)

    assert [process.returncode for process in both] == [0, 0]
    assert len(machine.calls("pip install")) == 1


def test_standard_output_is_the_commands_alone(machine):
    _, out, err = machine.run("manage", "version")

    assert out == ""
    assert "Installing requirements.txt" in err
    assert "pip talks" in err


def test_a_command_gets_its_arguments_where_the_caller_stands(machine, tmp_path):
    machine.run("manage", "import_bills", "a bill.csv", cwd=tmp_path)

    assert machine.calls("import_bills") == [
        f"{tmp_path}: {machine.root}/manage.py import_bills a bill.csv"
    ]


def test_a_link_to_a_command_works_too(machine, tmp_path):
    (tmp_path / "retainer").symlink_to(machine.root / "bin" / "manage")

    subprocess.run([tmp_path / "retainer", "version"], check=True, capture_output=True)  # noqa: S603

    assert machine.calls("manage.py version")


def test_the_status_of_a_command_is_passed_on(machine):
    status, _, _ = machine.run("manage", "audit", FAILING="audit")

    assert status == 1


@pytest.mark.parametrize("command", ["demo --once", "serve --port 9000"])
def test_what_serves_hands_its_arguments_on(machine, command):
    machine.run(*command.split())

    assert machine.calls(f"manage.py {command}")


def test_the_demo_and_a_practice_of_ones_own_never_share_a_place(machine):
    machine.run("demo")
    machine.run("serve")
    machine.run("manage", "create_principal")

    assert machine.calls("manage.py demo")[0].endswith(f" in {machine.root}/var/demo")
    assert machine.calls(" in ") == machine.calls("manage.py demo")


def test_the_demo_goes_where_it_is_told(machine, tmp_path):
    machine.run("demo", RETAINER_VAR=str(tmp_path / "elsewhere"))

    assert machine.calls("manage.py demo")[0].endswith(f" in {tmp_path}/elsewhere")


def test_the_tests_take_arguments_for_pytest_alone(machine):
    status, _, _ = machine.run("test", "tests/test_bin.py", "-x")

    assert status == 0
    assert machine.calls("-m pytest tests/test_bin.py -x")
    assert machine.calls("ruff") == []


@pytest.mark.parametrize(
    "failing", ["-m ruff check", "-m ruff format", "-m djlint", "makemigrations", "-m pytest"]
)
def test_one_failing_check_fails_the_whole_and_the_others_still_run(machine, failing):
    status, _, err = machine.run("test", FAILING=failing)

    assert status == 1
    assert re.search(f"^FAILED: .*{failing.removeprefix('-m ')}", err, re.MULTILINE)
    assert len(machine.calls("-m pytest")) == 1


def test_a_missing_program_is_installed(machine):
    wanted = machine.path / "wanted"
    machine.script(machine.path / "sudo", '#!/bin/sh\nshift; exec "$@"\n')
    machine.script(
        machine.path / "apt-get",
        f'#!/bin/sh\necho "apt $*" >>"{machine.calls_file}"\ncp "$0" "{wanted}"\n',
    )

    status, err = machine.function(
        "ensure_program wanted the-package", path=f"{machine.path}:/usr/bin:/bin"
    )

    assert status == 0, err
    assert "install" in machine.calls("the-package")[0]


def test_where_packages_cannot_be_installed_they_are_named_with_the_command(machine):
    status, err = machine.function("install_packages libpango-1.0-0", path=str(machine.path))

    assert status == 1
    assert "sudo apt-get install libpango-1.0-0" in err


def test_an_old_python_is_told_so(machine):
    machine.script(machine.path / "python3", "#!/bin/sh\nexit 1\n")

    status, err = machine.function("find_python", path=str(machine.path))

    assert status == 1
    assert "Python 3.11 or newer" in err


def test_this_machine_has_the_libraries_that_pdfs_need():
    done = subprocess.run(  # noqa: S603 our own script
        [BIN / "missing-libraries"], capture_output=True, text=True, check=True
    )

    assert done.stdout.strip() == ""
