"""Somebody without a browser at the door of the running product: addresses in, answers out."""

import base64
import hmac
import re
import struct
import time
import urllib.error
import urllib.request
from dataclasses import dataclass
from email.message import Message
from http.cookiejar import CookieJar
from urllib.parse import urlencode, urlsplit

TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')


@dataclass(frozen=True)
class Answer:
    """What came back, after every redirect."""

    status: int
    path: str
    headers: Message
    text: str


class Guest:
    """Somebody with cookies of their own, who comes from ``origin`` through the proxy."""

    def __init__(self, address: str, origin: str) -> None:
        self.address, self.origin = address, origin
        self.cookies = CookieJar()
        self._opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(self.cookies))

    def ask(self, path: str, fields: dict[str, str] | None = None, **headers: str) -> Answer:
        """Ask for a page, or send the fields of its form."""
        data = urlencode(fields).encode() if fields is not None else None
        sent = {"X-Forwarded-For": self.origin} | headers
        request = urllib.request.Request(self.address + path, data, sent)  # noqa: S310 our own
        try:
            answer = self._opener.open(request, timeout=60)
        except urllib.error.HTTPError as refused:
            answer = refused
        with answer:
            text = answer.read().decode(errors="replace")
            return Answer(answer.status, urlsplit(answer.url).path, answer.headers, text)

    def send(self, path: str, **fields: str) -> Answer:
        """Fill in the form of a page and send it."""
        return self.fill_in(self.ask(path), **fields)

    def fill_in(self, page: Answer, **fields: str) -> Answer:
        """Send the form of a page that was shown to where the page is."""
        token = TOKEN.search(page.text)
        assert token, f"{page.path} has no form: {page.status}"
        return self.ask(page.path, {"csrfmiddlewaretoken": token[1], **fields})

    def sign_in(self, email: str, password: str) -> Answer:
        return self.send("/accounts/login/", login=email, password=password)

    def cookie(self, name: str) -> str | None:
        return next((c.value for c in self.cookies if c.name == name), None)


def code(secret: str, steps: int = 0) -> str:
    """What an authenticator app shows for a key now (RFC 6238), or some steps of 30 s later."""
    moment = struct.pack(">Q", int(time.time()) // 30 + steps)
    digest = hmac.new(base64.b32decode(secret), moment, "sha1").digest()
    start = digest[-1] & 15
    number = struct.unpack(">I", digest[start : start + 4])[0] & 0x7FFFFFFF
    return f"{number % 10**6:06}"
