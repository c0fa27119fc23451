"""Who may import whom.  The order is drawn in README.md."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent

#: What each package may import of the project, besides itself.
PACKAGES = {
    "retainer.lib": set(),
    "clients": {"retainer.lib"},
    "billing_audit": {"retainer.lib", "clients"},
    "rfp": {"retainer.lib", "clients"},
}

#: Inside an app a subject may import only those before it.
SUBJECTS = {
    "clients": (
        *(
            "people",
            "service_hours",
            "notices",
            "files",
            "telecom",
            "contracts",
            "agreements",
            "work",
            "retainers",
            "advice",
            "objectives",
            "issues",
            "promises",
            "transitions",
            "desk",
            "relationships",
            "obligations",
            "metrics",
            "committees",
            "handover",
            "stakeholders",
            "playbook",
            "moving",
        ),
    ),
    "billing_audit": (
        *(
            "bills",
            "mapping",
            "usage",
            "rating",
            "inbox",
            "papers",
            "checks",
            "tuning",
            "findings",
            "changes",
            "suppressions",
            "triage",
            "runs",
            "rechecks",
            "advising",
            "expected",
            "allocating",
            "spending",
            "quoting",
            "explaining",
            "money",
            "ledger",
            "funding",
            "reports",
            "undo",
            "months",
            "scorecard",
            "renewal",
            "method",
            "portal",
        ),
    ),
    "rfp": (
        "linter",
        "library",
        "compare",
        "pricing",
        "authoring",
        "bidders",
        "questions",
        "issuing",
        "checking",
        "addenda",
        "bids",
        "evaluation",
    ),
}

#: Inside a subject a module may import only those before it.
MODULES = ("querysets", "models", "engine", "tasks", "services", "forms", "views", "urls")


def modules() -> list[Path]:
    """Every module of the product, migrations and tests left out."""
    return sorted(
        path.relative_to(ROOT)
        for package in ("retainer", "clients", "billing_audit", "rfp")
        for path in (ROOT / package).rglob("*.py")
        if "migrations" not in path.parts
    )


def imports(path: Path) -> Iterator[ast.ImportFrom | ast.Import]:
    for node in ast.walk(ast.parse((ROOT / path).read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import | ast.ImportFrom):
            yield node


def names(path: Path) -> Iterator[str]:
    """Dotted names of what a module imports from the project."""
    for node in imports(path):
        found = (
            [node.module or ""]
            if isinstance(node, ast.ImportFrom)
            else [alias.name for alias in node.names]
        )
        for name in found:
            if name.split(".")[0] in ("retainer", "clients", "billing_audit", "rfp"):
                yield name


def dotted(path: Path) -> str:
    return ".".join(path.with_suffix("").parts)


def package_of(name: str) -> str:
    return "retainer.lib" if name.startswith("retainer.lib") else name.split(".")[0]


@pytest.mark.parametrize("path", modules(), ids=str)
def test_a_package_imports_only_what_lies_below_it(path: Path) -> None:
    package = package_of(dotted(path))
    if package == "retainer":
        return  # the project wires everything together

    wrong = {n for n in names(path) if package_of(n) not in PACKAGES[package] | {package}}

    assert not wrong, f"{path} must not import {wrong}"


@pytest.mark.parametrize("path", modules(), ids=str)
def test_a_subject_imports_only_those_before_it(path: Path) -> None:
    app, *rest = path.parts
    order = SUBJECTS.get(app, ())
    if not rest or rest[0] not in order:
        return
    later = order[order.index(rest[0]) + 1 :]

    wrong = {n for n in names(path) if n.startswith(tuple(f"{app}.{s}" for s in later))}

    assert not wrong, f"{path} must not import {wrong}"


@pytest.mark.parametrize("path", modules(), ids=str)
def test_a_module_imports_nothing_to_its_right(path: Path) -> None:
    if path.stem not in MODULES or len(path.parts) != 3:
        return
    here = ".".join(path.parts[:2])
    right = {f"{here}.{module}" for module in MODULES[MODULES.index(path.stem) + 1 :]}

    assert not right & set(names(path)), f"{path} imports to its right"


@pytest.mark.parametrize("path", modules(), ids=str)
def test_no_import_hides_in_a_function(path: Path) -> None:
    tree = ast.parse((ROOT / path).read_text(encoding="utf-8"))

    hidden = [
        node.lineno
        for function in ast.walk(tree)
        if isinstance(function, ast.FunctionDef)
        for node in ast.walk(function)
        if isinstance(node, ast.Import | ast.ImportFrom)
    ]

    assert not hidden, f"{path} imports inside a function on line {hidden}"


@pytest.mark.parametrize("path", modules(), ids=str)
def test_a_module_fits_in_a_head(path: Path) -> None:
    assert len((ROOT / path).read_text(encoding="utf-8").splitlines()) <= 300


def test_no_app_keeps_its_logic_in_signals() -> None:
    assert not [path for path in modules() if path.name == "signals.py"]
