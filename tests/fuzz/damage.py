"""Ways to damage a file, small and spiteful."""

import random
from collections.abc import Callable

#: What readers trip over: separators, quotes, numbers that are none, half a character.
SPITE = (
    *(b"\x00", b"\xff", b"\xed\xa0\x80", b"\r", b"\n\n", b'"', b"'", b"*", b"~", b"|", b",,", b"{"),
    *(
        b"[",
        b"}",
        b"]",
        b"\\u0000",
        b"NaN",
        b"1e999",
        b"-",
        b"9" * 40,
        b"99991231",
        b"\xe2\x80\xae",
    ),
    *(
        b"<",
        b">",
        b"&",
        b"]]>",
        b"<!--",
        b"&#0;",
        b"<![CDATA[",
        b"\xff\xfe",
        b";",
        b"\t",
        b"(",
        b"CR",
    ),
    *(b"=?utf-8?q?", b"?=", b"PK\x03\x04", b"stream", b"%PDF-", b"\xc2\xa0", b"\xd9\xa1", b"1_0"),
    *(b"ISA", b"IEA*1*1~", b"HL*1*1*1~", b"DH,", b"DS,", b"TDS*", b"null", b"{}", b"[]", b"true"),
)


def damaged(content: bytes, dice: random.Random) -> bytes:
    """The content with one to five things wrong."""
    for _ in range(dice.randint(1, 5)):
        content = dice.choice(WAYS)(content, dice)
    return content


def _replace(content: bytes, dice: random.Random) -> bytes:
    at = _place(content, dice)
    return content[:at] + dice.choice(SPITE) + content[at + dice.randint(0, 3) :]


def _insert(content: bytes, dice: random.Random) -> bytes:
    at = _place(content, dice)
    return content[:at] + dice.choice(SPITE) + content[at:]


def _cut(content: bytes, dice: random.Random) -> bytes:
    at = _place(content, dice)
    return content[:at] + content[at + dice.randint(1, 60) :]


def _end(content: bytes, dice: random.Random) -> bytes:
    return content[: _place(content, dice)]


def _repeat(content: bytes, dice: random.Random) -> bytes:
    at = _place(content, dice)
    return (
        content[:at] + content[at : at + dice.randint(1, 80)] * dice.randint(2, 30) + content[at:]
    )


def _swap(content: bytes, dice: random.Random) -> bytes:
    first, second = sorted((_place(content, dice), _place(content, dice)))
    length = dice.randint(1, 30)
    head, tail = content[first : first + length], content[second : second + length]
    return (
        content[:first]
        + tail
        + content[first + length : second]
        + head
        + content[second + length :]
    )


def _bit(content: bytes, dice: random.Random) -> bytes:
    at = _place(content, dice)
    return (
        content[:at]
        + bytes(byte ^ (1 << dice.randint(0, 7)) for byte in content[at : at + 1])
        + content[at + 1 :]
    )


def _place(content: bytes, dice: random.Random) -> int:
    return dice.randint(0, len(content))


WAYS: tuple[Callable[[bytes, random.Random], bytes], ...] = (
    _replace, _insert, _cut, _end, _repeat, _swap, _bit,
)  # fmt: skip
