"""A client asks, the answer comes late, and both sides read that it did."""

from datetime import timedelta

from tests.browser.bills import GLOBEX
from tests.browser.cast import CASEY, PAT, STELLA
from tests.browser.conftest import Practice, Visit

#: Two weeks pass, however long the practice was open in them.
LATER = """
    UPDATE clients_question SET asked_at = asked_at - %(so_long)s, due_at = due_at - %(so_long)s,
        next_due_at = next_due_at - %(so_long)s
    WHERE subject = %(subject)s RETURNING id
"""
SUBJECT = "Why is the port dearer?"


def test_a_question_is_asked_answered_late_and_shown_so(visit: Visit, practice: Practice) -> None:
    pat, stella, casey = visit(PAT), visit(STELLA), visit(CASEY)

    page = pat.open("/practice/promise/")
    page.get_by_label("First answer within").fill("2")
    page.get_by_role("button", name="Promise it").click()
    page.get_by_text("Promised from now on.").wait_for()

    page = stella.open("/portal/questions/ask/")
    page.get_by_label("Subject").fill(SUBJECT)
    page.get_by_label("Your question").fill("It was 38.50 before.")
    page.get_by_role("button", name="Ask").last.click()
    page.get_by_text("You hear from us by").wait_for()
    address = page.url
    with practice.product.connect() as connection, connection.cursor() as cursor:
        cursor.execute(LATER, {"so_long": timedelta(days=14), "subject": SUBJECT})
        assert cursor.rowcount == 1
    connection.close()

    page = casey.open(f"/questions/?client={GLOBEX.slug}")
    page.get_by_text("Overdue").first.wait_for()
    page.get_by_role("link", name=SUBJECT).click()
    page.get_by_label("Your answer").fill("The contract's second year began.")
    page.get_by_role("button", name="Send the answer").click()
    page.get_by_text("Answered late.").wait_for()

    page = stella.open(address)
    page.get_by_text("Answered late: we promised a word by").wait_for()
    page.get_by_text("The contract's second year began.").wait_for()
    page = stella.open("/our-promises/")
    page.get_by_role("heading", name="Month by month").wait_for()


def test_a_closed_question_is_found_good_and_the_practice_reads_it(visit: Visit) -> None:
    casey, stella = visit(CASEY), visit(STELLA)
    subject = "Who pays for the move?"

    page = casey.open("/pulse/")
    row = page.get_by_role("row").filter(has_text=GLOBEX.name)
    row.get_by_role("button", name="Begin to ask").click()
    page.get_by_text("are asked from now on").wait_for()

    page = stella.open("/portal/questions/ask/")
    page.get_by_label("Subject").fill(subject)
    page.get_by_label("Your question").fill("The carrier says we do.")
    page.get_by_role("button", name="Ask").last.click()
    page.get_by_text("You hear from us by").wait_for()

    page = casey.open(f"/questions/?client={GLOBEX.slug}")
    page.get_by_role("link", name=subject).click()
    page.get_by_label("Your answer").fill("The carrier, by its order form.")
    page.get_by_role("button", name="Send the answer").click()
    page.get_by_text("Answered as promised.").wait_for()

    page = stella.open("/portal/questions/")
    page.get_by_role("link", name=subject).click()
    page.get_by_role("button", name="That answers it").click()
    page.get_by_role("button", name="Close it").click()
    page.get_by_role("heading", name="How was it?").wait_for()
    page.get_by_label("4").first.check()
    page.get_by_label("3").last.check()
    page.get_by_label("What should we know about it?").fill("Found within the hour.")
    page.get_by_role("button", name="Send", exact=True).click()
    page.get_by_text("We read every word.").wait_for()

    page = casey.open("/pulse/")
    page.get_by_text("Found within the hour.").wait_for()
