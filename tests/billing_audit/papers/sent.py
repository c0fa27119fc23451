"""What a browser sends when a form of a page is submitted, nothing in it touched."""

from django.http import HttpResponse
from lxml import html


def fields_of(page: HttpResponse, form: str) -> dict[str, str]:
    """The fields of the form with this attribute; patterns of rows to come are none."""
    tree = html.fromstring(page.content.decode())
    for pattern in tree.iter("template"):
        pattern.clear()
    [found] = tree.xpath(f"//form[@{form}]")
    return {name: value for name, value in found.form_values() if name != "csrfmiddlewaretoken"}


def text_of(page: HttpResponse) -> str:
    return " ".join(html.fromstring(page.content.decode()).text_content().split())
