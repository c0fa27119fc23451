"""What people write becomes HTML that may stand on a page."""

from retainer.lib.markdown import html_of


def test_markdown_brings_no_html_no_image_and_no_script() -> None:
    html = html_of(
        "# Big\n\n<script>x</script>\n\n![a](https://evil.test/a.png) [b](javascript:x)\n\n"
        "|a|\n|:-:|\n|1|"
    )

    assert "<h3>Big</h3>" in html
    for wrong in ("<script", "<img", 'href="javascript', "style="):
        assert wrong not in html
    assert "<td>1</td>" in html


def test_headings_stand_below_those_of_the_page() -> None:
    assert "<h5>Small</h5>" in html_of("# Small", below=4)
    assert "<h6>Smallest</h6>" in html_of("#### Smallest", below=4)
