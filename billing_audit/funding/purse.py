"""Tells other apps what came back and is free, and opens cases for what clients decide there."""

from decimal import Decimal
from uuid import UUID

from django.db.models import Sum
from django.urls import reverse

from billing_audit.funding.available import in_all, spendable, standing
from billing_audit.funding.models import FundingCase
from billing_audit.funding.services import open_case
from clients.advice import found_money
from clients.people.models import Client, User

#: As far as a case looks ahead.
LONGEST = 60


class Ledger:
    """The ledger of found money, for whoever may not read it."""

    def free(self, client: Client, currency: str) -> Decimal:
        """What stands credited and is committed to nothing."""
        return in_all(list(spendable(FundingCase(client=client, currency=currency))))

    def open_case(self, plan: found_money.Plan, opened_by: User) -> UUID:
        case = open_case(
            case=FundingCase(
                client=plan.client,
                title=plan.title,
                purpose=plan.purpose,
                project=plan.project,
                currency=plan.currency,
                one_time=plan.one_time,
                monthly=plan.monthly,
                starts=plan.starts,
                months=min(plan.months, LONGEST),
                at_most=plan.at_most,
            ),
            opened_by=opened_by,
        )
        case.refresh_from_db(fields=["public_id"])
        return case.public_id

    def standing(self, case: UUID) -> found_money.Standing | None:
        found = FundingCase.objects.filter(public_id=case).first()
        if found is None:
            return None
        committed = standing(found).aggregate(all=Sum("amount", default=0))["all"]
        return found_money.Standing(committed, reverse("funding:case_detail", args=[case]))


found_money.register(Ledger())
