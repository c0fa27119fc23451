"""Loaders of what contracts say beyond their prices: a file for each kind of term."""

from collections.abc import Callable, Hashable
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models

from clients.telecom.models import (
    Commitment,
    Contract,
    ContractDocument,
    Discount,
    PriceTier,
    RepairTarget,
    ScheduledCredit,
    Service,
    ServiceLevel,
    Site,
    SurchargeTerm,
    Term,
    UsageTerm,
    Waiver,
)
from clients.telecom.reference.loader import Loader
from clients.telecom.reference.lookups import days, named, present
from clients.telecom.reference.table import (
    Column,
    Row,
    amount,
    codes,
    dates,
    day,
    hour,
    money,
    one_of,
    percent,
    quantity,
    text,
    whole,
    yes,
)


class Terms(Loader):
    """One kind of term.  ``own`` are its columns, named as the model's fields.

    Contracts, accounts, sites and services must be on file: a term about what nobody knows
    would never be compared with anything.
    """

    model: ClassVar[type[Term]]
    own: ClassVar[tuple[Column, ...]]
    #: What may have one answer only on a day, besides the contract.
    answers: ClassVar[tuple[str, ...]] = ()

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        cls.columns = (
            Column("carrier", text(120), required=True),
            Column("contract", text(80), required=True, help="its number; load contracts first"),
            *cls.own,
            Column("eff_from", day, required=True),
            Column("eff_to", day, help="last day; empty while it holds"),
            Column("document", text(160), help="title of a document of the contract"),
            Column("page", whole),
        )

    def prepare(self, rows: list[Row]) -> None:
        contracts = Contract.objects.filter(client=self.client).select_related("carrier")
        self.contracts = {(c.carrier.name.upper(), c.number): c for c in contracts}
        documents = ContractDocument.objects.filter(client=self.client)
        self.documents = {(d.contract_id, d.title): d.pk for d in documents}
        accounts = self.client.accounts.filter(number__in=named(rows, "account"))
        self.named = {
            "account": {(a.carrier_id, a.number): a.pk for a in accounts},
            "site": dict(self._of_client(Site, "code", named(rows, "site"))),
            "service": dict(self._of_client(Service, "number", named(rows, "service"))),
        }

    def _of_client(self, model: type[models.Model], name: str, wanted: set[str]) -> Any:
        found = model.objects.filter(client=self.client, **{f"{name}__in": wanted})
        return found.values_list(name, "pk")

    def one_a_day(self, instance: Term) -> Hashable:
        return instance.contract_id, *(getattr(instance, name) for name in self.answers)

    def key_of(self, instance: Term) -> Hashable:
        return *self.one_a_day(instance), instance.valid.lower

    def values(self, row: Row) -> dict[str, Any] | None:
        contract = self.contracts.get((row["carrier"].upper(), row["contract"]))
        if contract is None:
            return self._refuse(row, "contract", "is no contract with that carrier; load it first")
        if row["eff_to"] and row["eff_to"] < row["eff_from"]:
            return self._refuse(row, "eff_to", "lies before eff_from")
        values = {
            "client_id": self.client.pk,
            "contract_id": contract.pk,
            "valid": days(row["eff_from"], row["eff_to"]),
            **present(page=row["page"]),
        }
        if row["document"]:
            values["document_id"] = self.documents.get((contract.pk, row["document"]))
            if values["document_id"] is None:
                reason = "is no document of that contract; add it first"
                return self._refuse(row, "document", reason)
        for column in self.own:
            name, value = column.name, row[column.name]
            if value is None:
                continue
            if name in self.named:
                key = (contract.carrier_id, value) if name == "account" else value
                value = self.named[name].get(key)
                name = f"{name}_id"
                if value is None:
                    reason = f"is no {column.name} on file; load it first"
                    return self._refuse(row, column.name, reason)
            values[name] = value
        return self._sound(row, values)

    def _sound(self, row: Row, values: dict[str, Any]) -> dict[str, Any] | None:
        """The values, unless they contradict one another."""
        instance = self.model(**values)
        for rule in self.model._meta.constraints:
            if isinstance(rule, models.CheckConstraint):
                try:
                    rule.validate(self.model, instance)
                except ValidationError as wrong:
                    return self._refuse(row, self.own[0].name, wrong.messages[0])
        return values

    def _refuse(self, row: Row, column: str, reason: str) -> None:
        self.outcome.refuse(row, column, reason)


def choice(of: type[models.TextChoices]) -> Callable[[str], str]:
    """Reads one of a field's choices."""
    return one_of(of.values)


def last_weekday(value: str) -> int:
    """Reads how far a service week that begins on Monday goes."""
    return int(one_of([str(day) for day in RepairTarget.Days.values])(value))


class Commitments(Terms):
    model = Commitment
    own = (
        Column("amount", money, required=True, help="for the whole year"),
        Column("shortfall_percent", percent, required=True, help="100 for all of a shortfall"),
        Column("shortfall_code", text(60)),
        Column("counts_recurring", yes),
        Column("counts_usage", yes),
        Column("counts_one_time", yes),
        Column("counts_surcharges", yes),
        Column("is_gross", yes, help="before discounts"),
    )


class ScheduledCredits(Terms):
    model = ScheduledCredit
    own = (
        Column("name", text(120), required=True),
        Column("amount", money, required=True, help="for each month from eff_from to eff_to"),
        Column("account", text(60)),
        Column("credit_codes", codes, help="with commas"),
        Column("condition", text(2000)),
        Column("condition_met", yes),
    )
    answers = ("name", "account_id")


class Discounts(Terms):
    model = Discount
    own = (
        Column("percent", percent, required=True, help="12.5 for 12.5%"),
        Column("charge_code", text(60), help="empty: all monthly charges"),
        Column("excluded_codes", codes, help="with commas"),
        Column("shown", choice(Discount.Shown), help="line or rate"),
        Column("credit_code", text(60)),
        Column("account", text(60)),
        Column("site", text(40)),
        Column("service", text(80)),
    )
    answers = ("charge_code", "credit_code", "account_id", "site_id", "service_id")


class Waivers(Terms):
    model = Waiver
    own = (
        Column("kind", choice(Waiver.Kind), required=True, help=", ".join(Waiver.Kind.values)),
        Column("charge_codes", codes, required=True, help="with commas"),
        Column("yearly_count", whole),
        Column("yearly_percent", percent),
    )
    answers = ("kind",)


class PriceTiers(Terms):
    model = PriceTier
    own = (
        Column("charge_code", text(60), required=True),
        Column("from_quantity", quantity, help="above which it holds; empty for the first step"),
        Column("rate", amount, required=True),
        Column("reach", choice(PriceTier.Reach), required=True, help="steps or all"),
        Column("counted", choice(PriceTier.Counted), help="line, account or contract"),
    )
    answers = ("charge_code", "from_quantity")


class UsageTerms(Terms):
    model = UsageTerm
    own = (
        Column("charge_code", text(60), required=True),
        Column("included", quantity),
        Column("unit", text(20)),
        Column("holder", choice(UsageTerm.Holder), help="service, pool or account"),
        Column("account", text(60)),
        Column("minimum_charge", money),
        Column("minimum_code", text(60)),
    )
    answers = ("charge_code", "account_id")


class ServiceLevels(Terms):
    model = ServiceLevel
    own = (
        Column("charge_code", text(60), help="empty: all services"),
        Column("threshold_minutes", whole, required=True, help="outage in a month"),
        Column("credit_percent", percent, required=True),
        Column("claim_days", whole),
    )
    answers = ("charge_code", "threshold_minutes")


class RepairTargets(Terms):
    model = RepairTarget
    own = (
        Column("kind", text(60), help="kind of service; empty: all others"),
        Column("respond_minutes", whole),
        Column("restore_minutes", whole),
        Column("clock", choice(RepairTarget.Clock), help="always or hours"),
        Column("opens", hour, help="service hours, such as 08:00"),
        Column("closes", hour),
        Column("days", last_weekday, help="5: Monday to Friday, 6: to Saturday, 7: every day"),
        Column("closed_days", dates, help="with commas; the clock stands still on them"),
        Column("credit_percent", percent, help="for each outage that missed a target"),
        Column("claim_days", whole),
    )
    answers = ("kind",)


class SurchargeTerms(Terms):
    model = SurchargeTerm
    own = (
        Column("charge_code", text(60), required=True),
        Column("name", text(120)),
        Column("rule", choice(SurchargeTerm.Rule), required=True, help="capped, frozen, excluded"),
        Column("percent", percent, help="4.05 for 4.05%"),
        Column("base", choice(SurchargeTerm.Base), help="recurring or charges"),
    )
    answers = ("charge_code",)
