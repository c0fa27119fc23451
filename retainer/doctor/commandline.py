"""The doctor's command line: a line for each thing, or one JSON document; status 1 on a fault.

Imports nothing but the standard library, so that it starts wherever Python does.
"""

import json
import os
import signal
import sys
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from collections import Counter

from retainer.doctor.diagnosis import Diagnosis, Level, Request
from retainer.doctor.registry import SUBJECTS, examine, wanted

HEALTHY, FAULTY = 0, 1
INTERRUPTED, TERMINATED = 128 + signal.SIGINT, 128 + signal.SIGTERM


def add_arguments(parser: ArgumentParser) -> None:
    """The options, for our own parser and for Django's."""
    parser.add_argument(
        "subjects",
        nargs="*",
        metavar="SUBJECT",
        type=_subject,
        help=f"examine only {', '.join(subject.name for subject in SUBJECTS)}",
    )
    parser.add_argument("--json", action="store_true", help="print one JSON document")
    parser.add_argument(
        "--deep", action="store_true", help="read every stored file and compare its SHA-256"
    )
    parser.add_argument("--mail-to", default="", metavar="ADDRESS", help="send a mail to try it")


def _subject(name: str) -> str:
    """A subject's name; ``choices`` would refuse that none is named."""
    known = [subject.name for subject in SUBJECTS]
    if name not in known:
        raise ArgumentTypeError(f"{name} is no subject; they are {', '.join(known)}")
    return name


def main(arguments: list[str]) -> None:
    """Run ``manage.py doctor …`` without Django's own start, which needs what we examine."""
    parser = ArgumentParser(
        prog="bin/manage doctor",
        description="Says what is wrong with this installation and how to mend it.",
    )
    add_arguments(parser)
    options = parser.parse_args(arguments[2:])
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "retainer.settings")
    os.environ["RETAINER_PROCESS"] = "command"  # whatever process the environment is meant for
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(TERMINATED))  # our servers end with us
    try:
        sys.exit(run(options))
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)
    except BrokenPipeError:  # whoever reads has read enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(FAULTY)


def run(options: Namespace) -> int:
    """Examine what was asked for; the exit status."""
    request = Request(deep=options.deep, mail_to=options.mail_to)
    return report(options.subjects, request, as_json=options.json)


def report(names: list[str], request: Request, *, as_json: bool) -> int:
    """Examine, tell each thing as soon as it is known, and answer with the exit status."""
    levels: Counter[Level] = Counter()
    examined = []
    with request.until_the_end:
        for subject, diagnosis in examine(wanted(names), request):
            levels[diagnosis.level] += 1
            examined.append(_row(subject, diagnosis))
            if not as_json:
                print(_line(subject, diagnosis), flush=True)
    if as_json:
        worst = next(level for level in reversed(Level) if levels[level] or level is Level.OK)
        print(json.dumps({"worst": worst, "examined": examined}, ensure_ascii=False))
    else:
        told = [f"{levels[level]} {level}" for level in reversed(Level) if levels[level]]
        print(", ".join(told), file=sys.stderr)
    return FAULTY if levels[Level.FAULT] else HEALTHY


def _line(subject: str, diagnosis: Diagnosis) -> str:
    mend = f" Mend: {diagnosis.mend}" if diagnosis.mend else ""
    return f"{diagnosis.level:<8} {subject:<14} {diagnosis.says}{mend}"


def _row(subject: str, diagnosis: Diagnosis) -> dict[str, str]:
    return {
        "level": diagnosis.level,
        "subject": subject,
        "says": diagnosis.says,
        "mend": diagnosis.mend,
    }
