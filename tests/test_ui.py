"""The tags of the parts."""

from datetime import date, timedelta
from types import SimpleNamespace

import pytest
from django.template import Context, Template
from django.test import RequestFactory
from django.utils import timezone


def render(source: str, path: str = "/", **context: object) -> str:
    return Template(source).render(Context({"request": RequestFactory().get(path), **context}))


def test_a_part_escapes_what_people_wrote():
    tags = (
        '{% figure name 1 note=name %}{% fact name %}{{ name }}{% endfact %}{% status "new" name %}'
    )

    shown = render(tags, name="<b>&")

    assert "<b>" not in shown
    assert shown.count("&lt;b&gt;&amp;") == 5


def test_a_fact_that_is_not_known_shows_a_dash():
    assert "<dd>—</dd>" in render('{% fact "Carrier" %} {% endfact %}')


def test_a_state_has_a_word_and_an_icon():
    shown = render('{% status "false_positive" %}')

    assert "False positive" in shown
    assert "#eye-off" in shown


def test_an_unknown_state_claims_nothing():
    assert "status-quiet" in render('{% status "half_done" %}')
    assert "Half done" in render('{% status "half_done" %}')


@pytest.mark.parametrize(
    ("path", "target"),
    [
        ("/?q=a&older=9", "?q=a&amp;sort=claimed"),
        ("/?sort=claimed", "?sort=-claimed"),
        ("/?sort=-claimed", "?sort=claimed"),
    ],
)
def test_sorting_again_turns_the_order_and_starts_at_the_first_page(path, target):
    assert f'href="{target}"' in render('{% sort_link "claimed" "Claimed" %}', path)


def test_sorting_may_begin_with_the_largest():
    assert 'href="?sort=-claimed"' in render('{% sort_link "claimed" "Claimed" "down" %}')


def test_chips_keep_the_other_filters_and_say_which_is_chosen():
    shown = render(
        '{% chips "state" choices "State" %}',
        "/?q=a&state=new&older=9",
        choices=[("new", "New", 2), ("valid", "Valid")],
    )

    assert 'href="?q=a&amp;state=valid"' in shown
    assert 'href="?q=a"' in shown
    assert shown.count('aria-current="true"') == 1


def test_a_choice_without_a_value_takes_the_place_of_all():
    shown = render('{% chips "state" choices "State" %}', choices=[("", "Open"), ("old", "Old")])

    assert "All" not in shown
    assert shown.count("<li>") == 2


def test_months_step_to_their_neighbours_only():
    months = [date(2026, 3, 1), date(2026, 2, 1)]

    newest = render("{% month_filter months %}", months=months)
    oldest = render("{% month_filter months %}", "/?month=2026-02", months=months)

    assert "?month=2026-02" in newest
    assert "Later month" not in newest
    assert "?month=2026-03" in oldest
    assert "Earlier month" not in oldest


def test_the_pager_keeps_the_filters():
    shown = render("{% pager older=key newer=None %}", "/?q=a&newer=3", key="17")

    assert 'href="?q=a&amp;older=17"' in shown
    assert "Newer" not in shown


def test_an_age_carries_the_exact_moment():
    yesterday = timezone.localdate() - timedelta(days=1)

    assert f'datetime="{yesterday.isoformat()}"' in render("{{ when|age }}", when=yesterday)


def test_a_deed_is_posted_from_its_dialog_with_the_token():
    tag = '{% confirm "/x/" "Delete" name="gone" title="Delete it?" %}For good.{% endconfirm %}'

    shown = render(tag, csrf_token="token")

    assert 'commandfor="gone"' in shown
    assert 'action="/x/"' in shown
    assert 'value="token"' in shown


def test_progress_asks_again_only_while_it_is_in_flight():
    progress = SimpleNamespace(state="running", label="Auditing", done=7, total=10, in_flight=True)
    part = '{% include "parts/progress.html" with url="/run/" %}'

    assert 'hx-get="/run/"' in render(part, progress=progress)
    progress.in_flight = False
    assert "hx-get" not in render(part, progress=progress)


def test_a_tab_knows_its_own_page():
    shown = render('{% tab "/a/?x=1" "Here" 3 %}{% tab "/b/" "There" %}', "/a/")

    assert shown.count("aria-current") == 1
