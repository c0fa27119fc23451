"""Who may import whom.  The order is drawn in README.md."""

import ast
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PRODUCT = ("retainer", "clients", "billing_audit", "rfp")

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
        "sourcing",
        "authoring",
        "bidders",
        "questions",
        "issuing",
        "checking",
        "gates",
        "addenda",
        "erate",
        "returned",
        "bids",
        "evaluation",
        "award",
        "proposals",
    ),
}

#: Inside a subject a module may import only those before it.
MODULES = ("querysets", "models", "engine", "tasks", "services", "forms", "views", "urls")


@cache
def modules() -> dict[Path, ast.Module]:
    """Every module of the product with what it says, migrations and tests left out."""
    paths = (
        path.relative_to(ROOT)
        for package in PRODUCT
        for path in sorted((ROOT / package).rglob("*.py"))
        if "migrations" not in path.parts
    )
    return {path: ast.parse((ROOT / path).read_text(encoding="utf-8")) for path in paths}


@cache
def names(path: Path) -> set[str]:
    """Dotted names of what a module imports from the project."""
    found = set()
    for node in ast.walk(modules()[path]):
        if isinstance(node, ast.ImportFrom):
            found.add(node.module or "")
        elif isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
    return {name for name in found if name.split(".")[0] in PRODUCT}


def dotted(path: Path) -> str:
    return ".".join(path.with_suffix("").parts)


def package_of(name: str) -> str:
    return "retainer.lib" if name.startswith("retainer.lib") else name.split(".")[0]


def test_a_package_imports_only_what_lies_below_it() -> None:
    wrong = {}
    for path in modules():
        package = package_of(dotted(path))
        if package != "retainer":  # the project wires everything together
            allowed = PACKAGES[package] | {package}
            wrong[path] = {name for name in names(path) if package_of(name) not in allowed}

    assert not told(wrong, "must not import")


def test_a_subject_imports_only_those_before_it() -> None:
    wrong = {}
    for path in modules():
        app, *rest = path.parts
        order = SUBJECTS.get(app, ())
        if rest and rest[0] in order:
            later = tuple(f"{app}.{subject}" for subject in order[order.index(rest[0]) + 1 :])
            wrong[path] = {name for name in names(path) if name.startswith(later)}

    assert not told(wrong, "must not import")


def test_a_module_imports_nothing_to_its_right() -> None:
    wrong = {}
    for path in modules():
        if path.stem in MODULES and len(path.parts) == 3:
            here = ".".join(path.parts[:2])
            right = {f"{here}.{module}" for module in MODULES[MODULES.index(path.stem) + 1 :]}
            wrong[path] = right & names(path)

    assert not told(wrong, "imports to its right")


def test_no_import_hides_in_a_function() -> None:
    hidden = {
        path: {
            node.lineno
            for function in ast.walk(tree)
            if isinstance(function, ast.FunctionDef)
            for node in ast.walk(function)
            if isinstance(node, ast.Import | ast.ImportFrom)
        }
        for path, tree in modules().items()
    }

    assert not told(hidden, "imports inside a function on line")


def test_a_module_fits_in_a_head() -> None:
    lines = {path: len((ROOT / path).read_text("utf-8").splitlines()) for path in modules()}

    assert not {path: length for path, length in lines.items() if length > 300}


def told(wrong: dict[Path, set], what: str) -> list[str]:
    """A sentence for each module with faults."""
    return [f"{path} {what} {faults}" for path, faults in wrong.items() if faults]


def test_no_app_keeps_its_logic_in_signals() -> None:
    assert not [path for path in modules() if path.name == "signals.py"]
