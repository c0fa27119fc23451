"""Puts contracts and their terms on file, as their registers would."""

from dataclasses import asdict
from datetime import UTC, date, datetime
from typing import Any

from django.db.backends.postgresql.psycopg_any import DateRange

from billing_audit.checks.contract import papers
from clients import models
from tests.billing_audit.on_file import OnFile, put_paper

#: The model that each kind of term is kept in.
KEPT_IN = {
    papers.Committed: models.Commitment,
    papers.Discounted: models.Discount,
    papers.Promised: models.ScheduledCredit,
    papers.Waived: models.Waiver,
    papers.Step: models.PriceTier,
    papers.Included: models.UsageTerm,
    papers.Level: models.ServiceLevel,
    papers.Target: models.RepairTarget,
    papers.Limited: models.SurchargeTerm,
}
#: What a paper names and the inventory has.
NAMED = ("account", "site", "service")


def days(first: str | None, last: str | None) -> DateRange:
    bounds = (date.fromisoformat(day) if day else None for day in (first, last))
    return DateRange(*bounds, "[]")


def plain(value: Any) -> Any:
    return list(value) if isinstance(value, tuple) else value


@put_paper.register
def put_contract(paper: papers.Signed, on_file: OnFile) -> None:
    said = asdict(paper) | {"term": days(*paper.term) if paper.term else None}
    accounts = said.pop("accounts")
    contract = on_file.contract(said.pop("number"))
    models.Contract.objects.filter(pk=contract.pk).update(
        **{name: plain(value) for name, value in said.items()}
    )
    for number in accounts:
        account = on_file.account(number)
        account.contract = contract
        account.save(update_fields=["contract"])


@put_paper.register
def put_term(paper: papers.Agreement, on_file: OnFile) -> None:
    said = asdict(paper)
    contract, valid = on_file.contract(said.pop("contract")), days(*said.pop("valid"))
    for name in NAMED:
        if name in said:
            said[name] = find(on_file, name, said[name])
    if hours := said.pop("hours", None):
        said |= {"clock": "hours", "opens": hours[0], "closes": hours[1]}
    KEPT_IN[type(paper)].objects.create(
        client=on_file.client,
        contract=contract,
        valid=valid,
        **{name: plain(value) for name, value in said.items()},
    )


def find(on_file: OnFile, kind: str, name: str) -> Any:
    if kind == "account":
        return on_file.account(name) if name else None
    if kind == "site":
        return on_file.site(name)
    return models.Service.objects.filter(client=on_file.client, number=name).first()


@put_paper.register
def put_outage(paper: papers.Outage, on_file: OnFile) -> None:
    service, _ = models.Service.objects.get_or_create(client=on_file.client, number=paper.service)
    moments = {
        name: moment and datetime.fromisoformat(moment).replace(tzinfo=UTC)
        for name in ("began", "reported", "responded", "ended")
        for moment in [getattr(paper, name)]
    }
    models.Outage.objects.create(
        client=on_file.client, service=service, ticket=paper.ticket, **moments,
        carrier_caused=paper.carrier_caused, credit_asked_on=paper.credit_asked_on,
    )  # fmt: skip


@put_paper.register
def put_missed(paper: papers.Missed, on_file: OnFile) -> None:
    relationship, _ = models.Relationship.objects.get_or_create(
        client=on_file.client, name=str(on_file.carrier), kind="carrier", carrier=on_file.carrier
    )
    contract = on_file.contract(paper.contract)
    metric, _ = models.Metric.objects.get_or_create(
        client=on_file.client, relationship=relationship, name=paper.metric, contract=contract
    )
    models.MetricDefinition.objects.get_or_create(
        client=on_file.client, metric=metric, formula="down", unit="minutes", target=0,
        credit_kind="amount", credit=1, from_month=date(2026, 1, 1),
        defaults={"activated_at": datetime(2026, 1, 1, tzinfo=UTC)},
    )  # fmt: skip
    models.MetricCredit.objects.create(
        client=on_file.client, metric=metric, contract=contract, name=f"{metric}, {paper.month}",
        month=date.fromisoformat(paper.month), percent=paper.percent, amount=paper.amount,
        charge_codes=list(paper.charge_codes), credit_codes=list(paper.credit_codes),
        within=paper.within,
        earned_back_in=paper.earned_back_in and date.fromisoformat(paper.earned_back_in),
    )  # fmt: skip


@put_paper.register
def put_notice(paper: papers.Ended, on_file: OnFile) -> None:
    models.NoticeGiven.objects.create(
        client=on_file.client,
        contract=on_file.contract(paper.contract),
        given_on=paper.given_on,
        ends_on=paper.ends_on,
        given_by="Owen Ortiz",
        how=models.NoticeGiven.How.LETTER,
    )


@put_paper.register
def put_rebilling(paper: papers.MayRebill, on_file: OnFile) -> None:
    models.RebillAgreement.objects.create(
        client=on_file.client,
        account=on_file.account(paper.account),
        underlying=on_file.account(paper.underlying, on_file.carrier_named(paper.carrier)),
        markup_percent=paper.markup,
        markup_cap=paper.cap,
        kinds=list(paper.kinds),
        valid=days(*paper.valid),
    )


@put_paper.register
def put_plan(paper: papers.MobilePlan, on_file: OnFile) -> None:
    models.WirelessPlan.objects.create(
        client=on_file.client, carrier=on_file.carrier, charge_code=paper.charge_code
    )
