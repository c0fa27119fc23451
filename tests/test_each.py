"""The loop for long lists says what ``{% for %}`` says."""

from decimal import Decimal
from types import SimpleNamespace

import pytest
from django.template import Context, Template, TemplateSyntaxError
from django.utils.safestring import mark_safe

ROWS = [
    SimpleNamespace(name="<b> & 100%", cost=Decimal("2.50"), note=None, mark=mark_safe("<i>")),
    SimpleNamespace(name="plain", cost=0, note="said", mark=""),
]
BODY = """<li title="50% {{ row.name }}">{{ row.cost }} {{ row.mark }}{{ row.note }}
    {% if row.note %}{{ row.note|upper }} {{ other }}{% endif %}{{ row.name|length }}</li>"""


def render(source: str, **context: object) -> str:
    return Template(source).render(Context({"rows": ROWS, "other": "<too>", **context}))


def test_it_shows_and_escapes_what_for_does():
    shown = render("{% each row in rows %}" + BODY + "{% endeach %}")

    assert shown == render("{% for row in rows %}" + BODY + "{% endfor %}")
    assert "&lt;b&gt; &amp; 100%" in shown


def test_it_escapes_nothing_where_nothing_is_escaped():
    body = (
        "{% autoescape off %}{% each row in rows %}{{ row.name }}{% endeach %}{% endautoescape %}"
    )

    assert render(body) == "<b> & 100%plain"


def test_the_row_is_gone_after_it():
    assert render("{% each row in rows %}{% endeach %}[{{ row.name }}]") == "[]"


@pytest.mark.parametrize("rows", [[], None])
def test_without_rows_it_says_so(rows):
    body = "{% each row in rows %}a row{% empty %}none{% endeach %}"

    assert render(body, rows=rows) == "none"


def test_a_name_that_the_rows_lack_is_an_error_not_a_blank():
    with pytest.raises(AttributeError):
        render("{% each row in rows %}{{ row.nmae }}{% endeach %}")


@pytest.mark.parametrize("tag", ["each row rows", "each row of rows", "each"])
def test_it_is_written_as_a_loop(tag):
    with pytest.raises(TemplateSyntaxError, match="each row in rows"):
        render(f"{{% {tag} %}}{{% endeach %}}")
