"""The winning answers become contract, rates, obligations and metrics, with one confirmation."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from dateutil.relativedelta import relativedelta
from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange

from clients.metrics.language import Direction, Rounding, read_quantities
from clients.metrics.models import Metric, MetricDefinition
from clients.metrics.services import add_example, keep_definition, keep_metric
from clients.obligations.models import Obligation
from clients.obligations.services import keep_obligation
from clients.people.activity import record
from clients.people.models import User
from clients.relationships.models import Relationship
from clients.relationships.services import keep_relationship
from clients.telecom.models import Carrier, Contract, ContractRate, Site
from clients.telecom.services import keep
from retainer.lib import format as written
from rfp.award.contract_models import AwardedContract, AwardLink
from rfp.award.models import Award, AwardApproval
from rfp.award.services import AwardRefused
from rfp.evaluation.costing import CostedLine, costings
from rfp.evaluation.handed_in import opened_prices
from rfp.evaluation.models import Criterion
from rfp.evaluation.pricing import request_of
from rfp.issuing.shape import IssuedMetric, IssuedRequest

#: What a rate can hold.
RATE = Decimal("0.000001")


@dataclass(frozen=True)
class Terms:
    """What a person says about the contract that the award becomes."""

    carrier: Carrier
    number: str
    begins_on: date
    #: By price line: the charge code of its monthly and of its one-time price; empty: no rate.
    codes: Mapping[str, str] = field(default_factory=dict)
    once_codes: Mapping[str, str] = field(default_factory=dict)
    #: Codes of the requirements that become obligations.
    duties: frozenset[str] = frozenset()


@transaction.atomic
def make_contract(*, award: Award, terms: Terms, made_by: User) -> AwardedContract:
    """Make everything at once, each with the link back to what was asked and answered."""
    held = (
        Award.objects.select_for_update(of=("self",))
        .select_related("client", "evaluation__version", "evaluation__rfp", "contender")
        .get(pk=award.pk)
    )
    word = AwardApproval.objects.filter(award=held).first()
    if word is None or word.outcome != AwardApproval.Outcome.APPROVED or held.withdrawn_at:
        raise AwardRefused("The client has not approved the award: nothing becomes a contract.")
    if AwardedContract.objects.filter(award=held).exists():
        raise AwardRefused("The contract was made before.")
    asked = request_of(held.evaluation)
    contract = _contract(held, asked, terms, made_by)
    relationship = _relationship(held, asked, contract, made_by)
    awarded = AwardedContract.objects.create(
        client_id=held.client_id,
        award=held,
        contract=contract,
        relationship=relationship,
        begins_on=terms.begins_on,
        made_by=made_by,
    )
    links = [
        *_rates(held, asked, contract, terms, made_by),
        *_obligations(held, asked, relationship, terms, made_by),
        *_metrics(asked, relationship, contract, made_by),
    ]
    for link in links:
        link.client_id, link.awarded = held.client_id, awarded
        link.save()
    record(
        "award.contracted",
        f"{held} became the contract {contract}",
        actor=made_by,
        client=held.client,
        subject=held,
    )
    return awarded


def winning_lines(award: Award) -> list[CostedLine]:
    """The price lines of the winner, with their terms."""
    evaluation = award.evaluation
    told = costings(evaluation, opened_prices(evaluation), request_of(evaluation).term_months)
    [costing] = [each for each in told if each.contender.pk == award.contender_id]
    return list(costing.lines)


def possible_duties(award: Award) -> list[tuple[Criterion, str, bool]]:
    """Every requirement with the winner's answer, and whether it promises to comply."""
    found = []
    for criterion in award.evaluation.criteria.exclude(level="information"):
        words = award.contender.answer(criterion.code).words
        found.append((criterion, words, words.startswith("Comply") or words == "Yes"))
    return found


def _contract(award: Award, asked: IssuedRequest, terms: Terms, by: User) -> Contract:
    ends = terms.begins_on + relativedelta(months=asked.term_months)
    contract = Contract(
        client=award.client,
        carrier=terms.carrier,
        number=terms.number.strip(),
        title=asked.title,
        term=DateRange(terms.begins_on, ends),
    )
    keep(instance=contract, kept_by=by)
    return contract


def _relationship(award: Award, asked: IssuedRequest, contract: Contract, by: User) -> Relationship:
    relationship = Relationship(
        client=award.client,
        name=f"{contract.carrier}: {asked.title}"[:120],
        kind=Relationship.Kind.CARRIER,
        carrier=contract.carrier,
        contract=contract,
    )
    return keep_relationship(relationship=relationship, kept_by=by)


def _rates(
    award: Award, asked: IssuedRequest, contract: Contract, terms: Terms, by: User
) -> Iterator[AwardLink]:
    sites = {
        each.code: each.site.site
        for each in award.evaluation.rfp.prices.select_related("site__site")
        if each.site
    }
    for line in winning_lines(award):
        name, site = line.asked.id, sites.get(line.asked.id)
        if code := terms.codes.get(name, "").strip():
            for first, last, price in line.periods(asked.term_months):
                yield AwardLink(
                    code=name,
                    answer=f"{written.money(price, asked.currency)} a month",
                    rate=_rate(
                        *(contract, code, site, price, terms.begins_on, first, last),
                        *(asked.currency, by),
                    ),
                )
        once = terms.once_codes.get(name, "").strip()
        if once and line.asked.one_time:
            yield AwardLink(
                code=name,
                answer=f"{written.money(line.asked.one_time, asked.currency)} once",
                rate=_rate(
                    *(contract, once, site, line.asked.one_time, terms.begins_on),
                    *(1, asked.term_months, asked.currency, by),
                ),
            )


def _rate(
    contract: Contract,
    code: str,
    site: Site | None,
    price: Decimal,
    begins: date,
    first: int,
    last: int,
    currency: str,
    by: User,
) -> ContractRate:
    rate = ContractRate(
        client_id=contract.client_id,
        carrier=contract.carrier,
        contract=contract,
        charge_code=code,
        site=site,
        rate=price.quantize(RATE),
        currency=currency,
        valid=DateRange(
            begins + relativedelta(months=first - 1), begins + relativedelta(months=last)
        ),
    )
    keep(instance=rate, kept_by=by)
    return rate


def _obligations(
    award: Award, asked: IssuedRequest, relationship: Relationship, terms: Terms, by: User
) -> Iterator[AwardLink]:
    for criterion, answer, _ in possible_duties(award):
        if criterion.code not in terms.duties:
            continue
        duty = Obligation(
            client_id=award.client_id,
            relationship=relationship,
            what=f"{criterion.code} {criterion.title}"[:200],
            owes=Obligation.Owes.PROVIDER,
            clause=f"Proposal to {asked.reference}, {criterion.code}"[:120],
            evidence=criterion.evidence[:200],
            first_on=terms.begins_on,
        )
        keep_obligation(obligation=duty, kept_by=by)
        yield AwardLink(code=criterion.code, answer=answer, obligation=duty)


def _metrics(
    asked: IssuedRequest, relationship: Relationship, contract: Contract, by: User
) -> Iterator[AwardLink]:
    for told in asked.metrics:
        metric = Metric(
            client_id=relationship.client_id,
            relationship=relationship,
            name=told.title,
            kind=Metric.Kind.OPERATIONAL,
            contract=contract,
        )
        keep_metric(metric=metric, kept_by=by)
        _define(metric, told, by)
        yield AwardLink(code=told.id, answer=f"Target {told.target.normalize():f} {told.unit}",
                        metric=metric)  # fmt: skip


def _define(metric: Metric, told: IssuedMetric, by: User) -> None:
    """A draft as the request defined it; somebody adds the credit and activates it."""
    draft = MetricDefinition(
        client_id=metric.client_id,
        metric=metric,
        formula=told.formula,
        inputs=[
            {"name": each.name, "label": each.label, "unit": each.unit}
            for each in read_quantities(told.inputs)
        ],
        unit=told.unit,
        places=told.places,
        rounding=_value(Rounding, told.rounding),
        source_system=told.source[:120],
        collected_by="The provider",
        collected_how=told.source[:200],
        window=told.window,
        exclusions=told.text,
        direction=_value(Direction, told.direction),
        target=told.target,
        floor=told.floor,
    )
    keep_definition(definition=draft, kept_by=by)
    for number, line in enumerate(filter(None, map(str.strip, told.examples.splitlines())), 1):
        said, _, stated = line.partition("->")
        pairs = (part.split("=") for part in said.split(","))
        add_example(
            definition=draft,
            title=f"Example {number} of the request",
            inputs={name.strip(): Decimal(value.strip()) for name, value in pairs},
            stated=Decimal(stated.strip()),
            added_by=by,
        )


def _value(choices: type[Direction] | type[Rounding], label: str) -> str:
    """The value that a request names in words."""
    return next(value for value, word in choices.choices if word == label)
