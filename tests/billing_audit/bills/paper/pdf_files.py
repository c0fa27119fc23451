"""PDFs nobody wants: written by hand, so that nothing makes them better than they are."""

import zlib
from io import BytesIO

from pypdf import PdfReader, PdfWriter


def pages(how_many: int, text: str = "") -> bytes:
    """So many pages that are one and the same."""
    stream = f"BT /F1 9 Tf 72 700 Td ({text}) Tj ET".encode()
    return pdf(stream, how_many)


def pdf(stream: bytes, how_many: int = 1, *, packed: bytes = b"", size: str = "595 842") -> bytes:
    """A PDF whose pages all show one stream; ``packed`` is one that was deflated already."""
    kids = " ".join(f"{number} 0 R" for number in range(5, 5 + how_many))
    body = packed or stream
    how = b"/Filter /FlateDecode " if packed else b""
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {how_many} >>".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        b"<< %s/Length %d >>\nstream\n%s\nendstream" % (how, len(body), body),
        *[
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {size}] /Contents 4 0 R "
            "/Resources << /Font << /F1 3 0 R >> >> >>".encode()
        ]
        * how_many,
    ]
    file, places = BytesIO(), []
    file.write(b"%PDF-1.4\n")
    for number, content in enumerate(objects, start=1):
        places.append(file.tell())
        file.write(b"%d 0 obj\n%s\nendobj\n" % (number, content))
    start = file.tell()
    file.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    file.write(b"".join(b"%010d 00000 n \n" % place for place in places))
    file.write(b"trailer << /Size %d /Root 1 0 R >>\n" % (len(objects) + 1))
    file.write(b"startxref\n%d\n%%%%EOF\n" % start)
    return file.getvalue()


def bomb(megabytes: int) -> bytes:
    """A page whose content unpacks to so many megabytes of nothing."""
    packer = zlib.compressobj(9)
    packed = b"".join(packer.compress(b"q Q\n" * 262_144) for _ in range(megabytes))
    return pdf(b"", packed=packed + packer.flush())


def locked(content: bytes, *, password: str, owner: str = "owner") -> bytes:
    """The PDF, to be opened with a password; an empty one only forbids copying."""
    writer = PdfWriter(clone_from=PdfReader(BytesIO(content)))
    writer.encrypt(password, owner, algorithm="AES-256")
    file = BytesIO()
    writer.write(file)
    return file.getvalue()
