"""Input we refuse, as opposed to a mistake of ours."""


class Refused(Exception):
    """We will not take this input; ``sentence`` tells a person why and what to do about it.

    ``reason`` is a short code for programs (``too_large_unpacked``), stable across wordings.
    """

    def __init__(self, sentence: str, *, reason: str = "refused") -> None:
        self.sentence = sentence.replace("\x00", "\N{SYMBOL FOR NULL}")  # no column takes one
        super().__init__(self.sentence)
        self.reason = reason
