"""One condition of the issue: whether it holds, and what to do if it does not."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Gate:
    """``todo`` has a sentence for each thing to do; a warning lets pass all the same."""

    code: str
    title: str
    todo: tuple[str, ...]
    #: What holds, said when there is nothing to do.
    holds: str
    is_warning: bool = False

    @property
    def is_passed(self) -> bool:
        return not self.todo or self.is_warning

    @property
    def state(self) -> str:
        """As the list shows it."""
        if not self.todo:
            return "passed"
        return "warned" if self.is_warning else "shut"
