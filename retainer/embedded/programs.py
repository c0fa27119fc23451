"""The servers' programs as installed wheels bring them, where the servers' user can run them."""

import shutil
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

from retainer.embedded import account, places


def from_wheel(distribution: str, package: str, folder: str, program: str) -> Path | None:
    """The path of ``program`` in an installed package, or of a copy within reach.

    A virtual environment below a closed folder is copied from once per version.
    """
    spec = find_spec(package)
    if spec is None or spec.origin is None:
        return None
    site = Path(spec.origin).parent.parent
    inside = Path(package) / folder / program
    if account.can_run(site / inside):
        return site / inside
    copy = places.home() / "programs" / f"{distribution}-{version(distribution)}"
    if not copy.exists():
        _copy(site, [Path(package) / folder.split("/")[0], Path(f"{package}.libs")], copy)
    return copy / inside


def _copy(site: Path, parts: list[Path], target: Path) -> None:
    """Copy whole or not at all: an interrupted copy is not taken for a good one."""
    draft = target.with_name(f"{target.name}.new")
    shutil.rmtree(draft, ignore_errors=True)
    for part in parts:
        if (site / part).exists():
            shutil.copytree(site / part, draft / part)
    for path in (draft.parent, draft, *draft.rglob("*")):
        path.chmod(
            path.stat().st_mode | (0o555 if path.is_dir() or path.stat().st_mode & 0o100 else 0o444)
        )
    draft.rename(target)
