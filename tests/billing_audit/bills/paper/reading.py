"""A PDF as a template reads it, without database or child."""

from pathlib import Path
from tempfile import NamedTemporaryFile

from billing_audit.bills.importers.paper.draft import Draft
from billing_audit.bills.importers.paper.drafting import read_draft
from billing_audit.bills.importers.paper.pages import Page, opened
from billing_audit.bills.importers.paper.template import Template


def draft_of(content: bytes, template: Template) -> Draft:
    with NamedTemporaryFile(suffix=".pdf") as file:
        Path(file.name).write_bytes(content)
        with opened(file.name) as paper:
            return read_draft(template, paper)


def pages_of(content: bytes) -> list[Page]:
    with NamedTemporaryFile(suffix=".pdf") as file:
        Path(file.name).write_bytes(content)
        with opened(file.name) as paper:
            return list(paper.pages())


def given(template: Template, key: int = 1) -> dict:
    """As the importing parent hands a template to its child."""
    return {"key": key, "title": f"{template.carrier}, {key}", "layout": template.to_json()}
