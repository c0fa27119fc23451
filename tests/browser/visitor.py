"""Somebody at a browser of their own, whose every trouble is written down."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, ConsoleMessage, Page, Response, WebError

from tests.browser.cast import PASSWORD, Person

#: Says that the machine was busy, not that the page is wrong.
LATE = "was preloaded using link preload but not used within a few seconds"


class Visitor:
    """A person and the page before them.

    ``troubles`` gathers what a page must never say behind a person's back: errors
    on the console (a refusal by the content policy is one), uncaught exceptions
    and answers that failed.
    """

    def __init__(self, name: str, context: BrowserContext) -> None:
        self.name = name
        self.context = context
        self.page: Page = context.new_page()
        self.troubles: list[str] = []
        #: What the page before them was made of.
        self.answer: Response | None = None
        #: Every page shown and file opened, as addresses without the host.
        self.visited: list[str] = []
        self._forgiven: set[int] = set()
        context.on("console", self._note_console)
        context.on("weberror", self._note_error)
        context.on("response", self._note_answer)

    def open(self, address: str, status: int = 200) -> Page:
        """Show a page, which must answer with ``status``."""
        with self.expecting(status):
            answer = self.page.goto(address)
        assert answer is not None
        self.answer = answer
        assert answer.status == status, f"{address}: {answer.status}"
        return self.page

    @contextmanager
    def expecting(self, status: int) -> Iterator[None]:
        """An answer of this status is no trouble for the time of the block."""
        self._forgiven.add(status)
        yield
        self._forgiven.discard(status)

    @contextmanager
    def expecting_console(self, words: str) -> Iterator[None]:
        """What the console says with these words is no trouble for the time of the block."""
        before = len(self.troubles)
        yield
        self.troubles[before:] = [said for said in self.troubles[before:] if words not in said]

    def sign_in(self, person: Person, password: str = PASSWORD) -> Page:
        """Go through the front door."""
        self.name = person.first_name
        self.open("/accounts/login/")
        self.page.get_by_label("Email").fill(person.email)
        self.page.get_by_label("Password").fill(password)
        self.page.get_by_role("button", name="Sign in").click()
        self.page.get_by_text(person.name).first.wait_for()
        return self.page

    def answer_of(self, address: str) -> int:
        """The status an address answers with, asked for without showing it."""
        return self.context.request.get(address, max_redirects=0).status

    def picture(self, folder: Path, name: str) -> None:
        """Keep what is seen, for whoever looks why a test failed."""
        folder.mkdir(parents=True, exist_ok=True)
        self.page.screenshot(path=folder / f"{name}-{self.name}.png", full_page=True)

    def _note_console(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning") and not self._is_forgiven(message):
            self.troubles.append(f"{message.type} on {self.page.url}: {message.text}")

    def _note_error(self, error: WebError) -> None:
        self.troubles.append(f"exception on {self.page.url}: {error.error}")

    def _note_answer(self, response: Response) -> None:
        request = response.request
        if not response.url.startswith("http"):
            return  # the browser's own, such as its reader of PDFs
        if request.is_navigation_request() and request.method == "GET" and response.ok:
            self.visited.append(urlsplit(response.url).path)
        if response.status >= 400 and response.status not in self._forgiven:
            self.troubles.append(f"{response.status} of {request.method} {response.url}")

    def _is_forgiven(self, message: ConsoleMessage) -> bool:
        forgiven = any(f"status of {status}" in message.text for status in self._forgiven)
        return forgiven or LATE in message.text
