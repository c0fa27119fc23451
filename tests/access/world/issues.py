"""What Acme's people and ours ask each other."""

from typing import Any

from clients.issues.services import raise_issue
from tests.access.world.cast import Cast


class Issues(Cast):
    """An issue Owen raised, and one of the operating level, which is not his."""

    def issues(self) -> dict[str, Any]:
        words = {"client": self.acme, "title": "Late bills", "text": "Again."}
        return {
            "issue": raise_issue(raised_by=self.owen, **words).public_id,
            "operating_issue": raise_issue(raised_by=self.casey, **words).public_id,
        }
