"""What stands in the blanks while the linter reads."""

from rfp.authoring import values
from rfp.authoring.models import Rfp


def values_of(rfp: Rfp) -> dict[str, str]:
    """Every blank that has a value by now; the others stay and are remarked upon.

    The letters of a time zone are nobody's acronym, so that the hour is left out.
    """
    return values.values_of(rfp, with_hour=False) | {"issue_date": "the day of issue"}
