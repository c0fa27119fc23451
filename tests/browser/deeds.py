"""What people do with their hands, in more than one story."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from playwright.sync_api import Page

from tests.product import Product

CARRY = """files => {
    const carried = new DataTransfer();
    for (const [name, text] of files) carried.items.add(new File([text], name));
    return carried;
}"""

GATE = """
    CREATE OR REPLACE FUNCTION wait_at_gate() RETURNS trigger LANGUAGE plpgsql AS
    'BEGIN PERFORM pg_advisory_xact_lock_shared(1); RETURN NEW; END';
    CREATE OR REPLACE TRIGGER gate BEFORE INSERT ON billing_audit_checkresult FOR EACH ROW
    WHEN (NEW.check_code = 'B01') EXECUTE FUNCTION wait_at_gate()
"""


def drop(page: Page, *paths: Path) -> None:
    """Drag files from the desktop over the page and let go."""
    carried = page.evaluate_handle(CARRY, [[path.name, path.read_text()] for path in paths])
    for event in ("dragenter", "dragover", "drop"):
        page.dispatch_event("main", event, {"dataTransfer": carried})


@contextmanager
def audits_held(product: Product) -> Iterator[None]:
    """No audit gets past its check of contract rates before the end of the block."""
    product.rows(GATE)
    with closing(product.connect()) as connection, connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(1)")
        yield
