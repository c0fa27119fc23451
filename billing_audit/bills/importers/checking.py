"""Check files without loading them, out of reach of whatever they contain."""

import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from billing_audit.bills.importers.limits import limits_for
from billing_audit.bills.importers.recognising import recognised
from billing_audit.bills.importers.verdicts import Verdict
from retainer.lib import sandbox
from retainer.lib.refusal import Refused

#: A child takes longer to start than to check a bill, so it gets several.
BATCH = 50
IN_THE_CHILD = "billing_audit.bills.importers.checking:judge_each"


#: What the practice has made to read files by: ``profiles`` of tables, ``templates`` of PDFs.
Made = Mapping[str, Sequence[dict]]


def check_files(files: Sequence[str], **made: Sequence[dict]) -> Iterator[dict[str, object]]:
    """One answer per file, in order; ``file`` is what the caller wrote.

    ``made`` are the ``profiles`` and ``templates`` of the practice; the profiles that come with
    the product are known anyway.
    """
    for start in range(0, len(files), BATCH):
        yield from _check_batch(files[start : start + BATCH], made)


def _check_batch(files: Sequence[str], made: Made) -> Iterator[dict[str, object]]:
    answered = 0
    try:
        limits, stdin = limits_for(*map(Path, files)), json.dumps(made).encode()
        with sandbox.stream(
            IN_THE_CHILD, *map(absolute, files), limits=limits, stdin=stdin
        ) as output:
            for answer in output:
                yield {"file": files[answered], **json.loads(answer)}
                answered += 1
    except sandbox.ChildKilled as killed:
        # The file it was reading gets a child of its own, where nothing else can be to blame.
        if len(files) == 1:
            sentence = f"{killed.sentence[:1].upper()}{killed.sentence[1:]}"
            yield {"file": files[0], **Verdict.unreadable(sentence).as_json()}
        else:
            yield from _check_batch(files[answered : answered + 1], made)
            yield from check_files(files[answered + 1 :], **made)


def absolute(file: str) -> str:
    """The child works in a folder of its own."""
    return str(Path(file).resolve())


def judge_each(*files: str) -> Iterator[bytes]:
    """In the child: a line of JSON per file, sent off before the next file is opened."""
    made = json.load(sys.stdin.buffer)
    for file in files:
        yield json.dumps(judge(file, **made).as_json()).encode() + b"\n"
        sys.stdout.buffer.flush()


def judge(file: str, **made: Sequence[dict]) -> Verdict:
    try:
        _, format = recognised(file, **made)
        return format.verdict(file)
    except Refused as refused:
        return Verdict.unreadable(refused.sentence)
