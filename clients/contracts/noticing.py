"""Noting that notice was given under a contract, and taking it back."""

from collections.abc import Collection
from datetime import date

from django.db import IntegrityError, transaction

from clients.contracts.notice_models import NoticeGiven
from clients.contracts.running import running
from clients.people.activity import record
from clients.people.models import User
from clients.telecom.models import Contract
from retainer.lib import format as written
from retainer.lib.refusal import Refused


class NoNotice(Refused):
    """Notice that cannot be noted, or taken back, as it is."""


def last_days(contracts: Collection[Contract]) -> dict[int, date]:
    """On which day each contract ends by notice that stands, by the contract's key."""
    standing = NoticeGiven.objects.filter(
        contract__in=[each.pk for each in contracts], taken_back_on=None
    )
    return dict(standing.values_list("contract_id", "ends_on"))


@transaction.atomic
def give_notice(*, notice: NoticeGiven, today: date, noted_by: User) -> NoticeGiven:
    """Keep that notice was given: from now on nobody is told that it is due."""
    contract = notice.contract
    term = running(contract, today)
    if term.ends and not term.is_over and notice.ends_on < term.ends:
        raise NoNotice(
            f"The term runs until {written.day(term.ends)}. Notice ends the contract with its term "
            "or later; what ending it before costs stands on its page."
        )
    notice.client, notice.noted_by = contract.client, noted_by
    try:
        with transaction.atomic():
            notice.save()
    except IntegrityError as clash:
        raise NoNotice(
            "Notice was given under this contract already. Take that one back first."
        ) from clash
    record(
        "notice.given",
        f"Notice under {contract} was given on {written.day(notice.given_on)}; it ends on "
        f"{written.day(notice.ends_on)}",
        actor=noted_by,
        client=contract.client,
        subject=contract,
    )
    return notice


@transaction.atomic
def take_back(*, notice: NoticeGiven, today: date, by: User) -> None:
    """Note that the contract goes on as if no notice had been given."""
    found = NoticeGiven.objects.select_for_update(of=("self",)).get(pk=notice.pk)
    if found.taken_back_on:
        raise NoNotice(f"It was taken back on {written.day(found.taken_back_on)} already.")
    found.taken_back_on = today
    found.save(update_fields=["taken_back_on"])
    record(
        "notice.taken_back",
        f"Notice under {notice.contract} was taken back",
        actor=by,
        client=notice.client,
        subject=notice.contract,
    )
