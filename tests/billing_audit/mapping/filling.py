"""A form as a browser would send it, read from the page."""

from lxml import html


def filled(page: str) -> dict[str, str]:
    """The fields of the mapping form with what stands in them."""
    form = next(
        (each for each in html.fromstring(f"<div>{page}</div>").iter("form") if _maps(each)), None
    )
    fields = html.fromstring(f"<form>{page}</form>") if form is None else form
    return {name: value or "" for name, value in fields.form_values()}


def _maps(form: html.FormElement) -> bool:
    return "data-columns" in form.attrib
