"""The files of ``deploy/`` agree with the product they start."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import get_commands
from django.urls import Resolver404, resolve

ROOT = Path(__file__).resolve().parent.parent
DEPLOY = ROOT / "deploy"
SERVICES = sorted(DEPLOY.glob("systemd/*.service"))
TIMERS = sorted(DEPLOY.glob("systemd/*.timer"))
#: Where the manual puts a checkout.
HOME = "/opt/retainer"
#: Of 100, as systemd counts what a service may do; one without any restriction has 96.
MOST_EXPOSED = 25
VARIABLE = re.compile(r"^#?(?:Environment=)?([A-Z][A-Z_]+)=", re.MULTILINE)

needs_systemd = pytest.mark.skipif(
    not shutil.which("systemd-analyze"), reason="systemd-analyze is not installed"
)


@pytest.fixture
def installed(tmp_path: Path) -> Path:
    """The units as they would be on a machine whose checkout is this one."""
    for path in (DEPLOY / "systemd").rglob("*"):
        if path.is_file():
            copy = tmp_path / path.relative_to(DEPLOY / "systemd")
            copy.parent.mkdir(exist_ok=True)
            copy.write_text(path.read_text().replace(HOME, str(ROOT)))
    return tmp_path


def systemd_analyze(units: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(  # noqa: S603 fixed arguments
        [shutil.which("systemd-analyze") or "", *words],
        env={"SYSTEMD_UNIT_PATH": f"{units}:", "SYSTEMD_LOG_LEVEL": "warning"},
        capture_output=True,
        text=True,
        check=False,
    )


def variables(text: str) -> set[str]:
    return {name.removesuffix("_FILE") for name in VARIABLE.findall(text)}


@needs_systemd
@pytest.mark.parametrize("unit", [unit.name for unit in SERVICES + TIMERS])
def test_systemd_has_no_complaint_about_a_unit(installed: Path, unit: str) -> None:
    done = systemd_analyze(installed, "verify", "--man=no", str(installed / unit))

    said = [line for line in done.stderr.splitlines() if "retainer" in line]
    assert (done.returncode, said) == (0, [])


@needs_systemd
@pytest.mark.parametrize("unit", [service.name for service in SERVICES])
def test_a_service_is_shut_in(installed: Path, unit: str) -> None:
    done = systemd_analyze(
        installed, "security", "--offline=yes", f"--threshold={MOST_EXPOSED}",
        "--no-pager", str(installed / unit),
    )  # fmt: skip

    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("service", SERVICES, ids=lambda service: service.name)
def test_a_service_starts_a_program_of_ours(service: Path) -> None:
    (started,) = re.findall(r"^ExecStart=(.+)$", service.read_text(), re.MULTILINE)
    program, *words = started.split()

    assert program.startswith(f"{HOME}/.venv/bin/")
    match Path(program).name:
        case "python":
            assert words[0] == f"{HOME}/manage.py"
            assert words[1] in get_commands()
        case "gunicorn":
            assert words[0] == settings.WSGI_APPLICATION.rpartition(".")[0]
        case "celery":
            assert words[:2] == ["--app", "retainer"]
            assert words[2] in {"worker", "beat"}
        case other:
            pytest.fail(f"{other} is none of ours")


def test_every_timer_has_its_service() -> None:
    assert TIMERS
    assert all(timer.with_suffix(".service") in SERVICES for timer in TIMERS)


def test_every_variable_is_read_by_the_settings_and_told_in_the_manual() -> None:
    files = [DEPLOY / "retainer.env.example", *SERVICES]
    named = set().union(*(variables(file.read_text()) for file in files))
    modules = ["settings.py", "embedded/places.py"]
    read = "".join((ROOT / "retainer" / module).read_text() for module in modules)
    manual = (ROOT / "docs" / "operations.md").read_text()

    assert {"SECRET_KEY", "DATABASE_URL", "RETAINER_PROCESS", "SITE_URL"} <= named
    assert [name for name in sorted(named) if f'"{name}"' not in read] == []
    assert [name for name in sorted(named) if f"`{name}" not in manual] == []


@pytest.mark.parametrize("proxy", ["nginx.conf", "Caddyfile"])
def test_a_proxy_takes_the_largest_bill_and_passes_it_to_the_web_server(proxy: str) -> None:
    text = (DEPLOY / proxy).read_text()
    web = (DEPLOY / "systemd" / "retainer-web.service").read_text()
    megabytes = int(re.search(r"(?:client_max_body_size|max_size) (\d+)", text)[1])

    assert megabytes * 1_000_000 > settings.BILL_MAX_BYTES
    assert re.search(r"--bind (\S+)", web)[1] in text


@pytest.mark.parametrize("proxy", ["nginx.conf", "Caddyfile"])
def test_a_proxy_logs_no_address_that_is_a_secret(proxy: str) -> None:
    text = (DEPLOY / proxy).read_text()

    secrets = {
        "/join/": "token/",
        "/accounts/password/reset/key/": "0-token/",
        "/calendar/": "token.ics",
        "/notices/mails/stop/": "token/",
        "/work/line/": "",
    }
    for secret, rest in secrets.items():
        assert secret in text
        assert leads_somewhere(f"{secret}{rest}"), secret


def leads_somewhere(address: str) -> bool:
    try:
        resolve(address)
    except Resolver404:
        return False
    return True
