"""What stands in the blanks while the linter reads; the issued request says it in full."""

from rfp.authoring.models import Rfp


def values_of(rfp: Rfp) -> dict[str, str]:
    """Every blank that has a value by now; the others stay and are remarked upon."""
    steps = {step.kind: f"{step.at:%-d %B %Y}" for step in rfp.steps.all()}
    sites = len(rfp.sites.all())
    values = {
        "client": rfp.client.name,
        "title": rfp.title,
        "issue_date": "the day of issue",
        "questions_due": steps.get("questions", ""),
        "answers_due": steps.get("addendum", ""),
        "due_date": steps.get("due", ""),
        "award_date": steps.get("award", ""),
        "start_date": f"{rfp.starts_on:%-d %B %Y}" if rfp.starts_on else "",
        "contact": rfp.contact,
        "term_months": str(rfp.term_months),
        "site_count": str(sites) if sites else "",
        "price_weight": f"{rfp.price_weight.normalize():f}",
        "quality_weight": f"{rfp.quality_weight.normalize():f}",
    }
    return {blank: value for blank, value in values.items() if value}
