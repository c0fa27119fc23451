"""A mail server of our own: as much IMAP as a program needs to fetch mails, sealed or not."""

import re
import socketserver
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from django.utils import timezone

USER, PASSWORD = "bills@practice.test", 'se"cret\\'


@dataclass
class Post:
    """The mailbox: folders with mails, the flags of each, and how the server behaves."""

    folders: dict[str, dict[int, bytes]] = field(default_factory=lambda: {"INBOX": {}})
    seen: set[int] = field(default_factory=set)
    can_move: bool = True
    #: Commands it has seen, and the one at which it hangs up.
    asked: list[str] = field(default_factory=list)
    hangs_up_at: str = ""
    next_uid: int = 1

    def deliver(self, *mails: bytes) -> None:
        for mail in mails:
            self.folders["INBOX"][self.next_uid] = mail
            self.next_uid += 1


class Conversation(socketserver.StreamRequestHandler):
    """One client's connection."""

    post: Post

    def handle(self) -> None:
        self.say("* OK here")
        while line := self.rfile.readline().decode().strip():
            tag, _, words = line.partition(" ")
            self.post.asked.append(words)
            if self.post.hangs_up_at and words.startswith(self.post.hangs_up_at):
                return
            name, _, rest = words.partition(" ")
            if name == "UID":
                name, _, rest = rest.partition(" ")
            answer: Callable[[str], str] = getattr(self, f"do_{name.lower()}")
            self.say(f"{tag} {answer(rest)}")
            if name == "LOGOUT":
                return

    def say(self, words: str) -> None:
        self.wfile.write(f"{words}\r\n".encode())

    def do_capability(self, _: str) -> str:
        self.say(f"* CAPABILITY IMAP4rev1{' MOVE' if self.post.can_move else ''}")
        return "OK done"

    def do_login(self, words: str) -> str:
        given = [re.sub(r"\\(.)", r"\1", part) for part in re.findall(r'"((?:\\.|[^"])*)"', words)]
        return (
            "OK welcome" if given == [USER, PASSWORD] else "NO [AUTHENTICATIONFAILED] no such user"
        )

    def do_select(self, name: str) -> str:
        mails = self.post.folders.get(name.strip('"'))
        if mails is None:
            return "NO no such folder"
        self.say(f"* {len(mails)} EXISTS")
        return "OK [READ-WRITE] open"

    def do_search(self, words: str) -> str:
        unseen = "UNSEEN" in words
        uids = [uid for uid in self.inbox if not (unseen and uid in self.post.seen)]
        self.say(f"* SEARCH {' '.join(map(str, uids))}")
        return "OK done"

    def do_fetch(self, words: str) -> str:
        uid, _, what = words.partition(" ")
        mail = self.inbox.get(int(uid))
        if mail is None:
            return "OK gone"
        if "RFC822.SIZE" in what:
            self.say(f"* 1 FETCH (UID {uid} RFC822.SIZE {len(mail)})")
            return "OK done"
        start, most = map(int, re.search(r"<(\d+)\.(\d+)>", what).groups())
        part = mail.partition(b"\r\n\r\n")[0] if "HEADER" in what else mail
        part = part[start : start + most]
        self.wfile.write(f"* 1 FETCH (UID {uid} BODY[]<0> {{{len(part)}}}\r\n".encode())
        self.wfile.write(part + b")\r\n")
        return "OK done"

    def do_store(self, words: str) -> str:
        self.post.seen.add(int(words.split()[0]))
        return "OK done"

    def do_create(self, name: str) -> str:
        self.post.folders.setdefault(name.strip('"'), {})
        return "OK made"

    def do_move(self, words: str) -> str:
        uid, _, name = words.partition(" ")
        target = self.post.folders.get(name.strip('"'))
        if target is None:
            return "NO [TRYCREATE] no such folder"
        target[int(uid)] = self.inbox.pop(int(uid))
        return "OK moved"

    def do_logout(self, _: str) -> str:
        self.say("* BYE")
        return "OK bye"

    @property
    def inbox(self) -> dict[int, bytes]:
        return self.post.folders["INBOX"]


@contextmanager
def served(post: Post, certificate: Path | None = None) -> Iterator[int]:
    """Serve the mailbox on a port of this machine, sealed when there is a certificate."""
    handler = type("Bound", (Conversation,), {"post": post})
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), handler) as server:
        server.daemon_threads = True
        if certificate:
            sealing = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            sealing.load_cert_chain(certificate)
            server.socket = sealing.wrap_socket(server.socket, server_side=True)
        server.handle_error = lambda *_: None  # clients that do not trust us hang up
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server.server_address[1]
        server.shutdown()


def make_certificate(path: Path) -> Path:
    """A key and a certificate for this machine that nobody but the tests trusts."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    now = timezone.now()
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    pem = serialization.Encoding.PEM
    private = key.private_bytes(
        pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    path.write_bytes(private + certificate.public_bytes(pem))
    return path
