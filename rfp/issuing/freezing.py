"""A request as it stands now, made into what is frozen: blanks filled, numbers kept."""

import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date

from clients.people.models import Practice
from retainer.lib import format as written
from rfp.authoring.history_models import RfpAppendix
from rfp.authoring.models import Rfp
from rfp.authoring.pieces import RfpClause, RfpMetric, RfpRequirement, RfpSection, RfpSite
from rfp.authoring.values import values_of
from rfp.issuing.shape import (
    IssuedClause,
    IssuedMetric,
    IssuedPrice,
    IssuedRequest,
    IssuedRequirement,
    IssuedSection,
    IssuedSite,
    IssuedStep,
    IssuedTable,
)
from rfp.library.placeholders import filled
from rfp.pricing.formulas import Formula

#: The one blank that only the issue itself can fill.
ISSUE_DATE = re.compile(r"\{\{\s*issue_date\s*\}\}")


def freeze(rfp: Rfp, *, version: int, day: date, salt: str) -> IssuedRequest:
    """What bidders would get; the day of issue stays to be filled by ``dated``."""
    values = values_of(rfp)
    return IssuedRequest(
        reference=rfp.reference,
        title=rfp.title,
        client=rfp.client.name,
        version=version,
        issued_on=day,
        contact=rfp.contact,
        currency=rfp.currency,
        term_months=rfp.term_months,
        sections=_sections(rfp, values),
        steps=tuple(
            IssuedStep(step.title, step.at, step.code, step.kind) for step in rfp.steps.all()
        ),
        sites=tuple(_site(each) for each in rfp.sites.select_related("site")),
        prices=tuple(
            IssuedPrice(
                each.code,
                each.description,
                each.unit,
                each.quantity,
                str(each.site.site) if each.site else "",
            )
            for each in rfp.prices.select_related("site__site")
        ),
        price_weight=rfp.price_weight,
        formula=Formula(rfp.formula),
        ceiling=rfp.ceiling if rfp.formula == Formula.CEILING else None,
        shows_weights=rfp.shows_weights,
        tables=tuple(_table(each) for each in rfp.appendices.all()),
        metrics=tuple(_metric(each, values) for each in rfp.metrics.all()),
        time_zone=rfp.time_zone,
        consultant=Practice.current().name,
        salt=salt,
    )


def dated(request: IssuedRequest, day: date, *, first: date | None = None) -> IssuedRequest:
    """The same, issued on a day: nothing else of it can differ from what was approved.

    Its text names the day of the ``first`` issue, which later versions keep.
    """

    return replace(_saying(request, written.day(first or day)), issued_on=day)


def undated(request: IssuedRequest) -> IssuedRequest:
    """The same as people read it who approve it before there is a day."""
    return _saying(request, "the day of issue")


def _saying(request: IssuedRequest, day: str) -> IssuedRequest:
    def told(text: str) -> str:
        return ISSUE_DATE.sub(day, text)

    return replace(
        request,
        sections=tuple(
            replace(
                section,
                clauses=tuple(replace(each, text=told(each.text)) for each in section.clauses),
                requirements=tuple(
                    replace(each, text=told(each.text)) for each in section.requirements
                ),
            )
            for section in request.sections
        ),
        metrics=tuple(replace(each, text=told(each.text)) for each in request.metrics),
    )


def is_same(one: IssuedRequest, other: IssuedRequest) -> bool:
    """Whether both say the same, whatever their number, day and salt."""

    def said(request: IssuedRequest) -> IssuedRequest:
        return replace(request, version=0, issued_on=date.min, salt="", consultant="")

    return said(one).digest == said(other).digest


def _sections(rfp: Rfp, values: dict[str, str]) -> tuple[IssuedSection, ...]:
    clauses = _by_section(rfp.clauses.all())
    wanted = _by_section(rfp.requirements.all())

    def text(words: str) -> str:
        return filled(words, values)

    return tuple(
        IssuedSection(
            section.title,
            tuple(
                IssuedClause(each.title, text(each.text), each.code)
                for each in clauses.get(section.pk, ())
            ),
            tuple(_requirement(each, text) for each in wanted.get(section.pk, ())),
            section.code,
        )
        for section in RfpSection.objects.filter(rfp=rfp)
    )


def _requirement(wanted: RfpRequirement, text: Callable[[str], str]) -> IssuedRequirement:
    return IssuedRequirement(
        id=wanted.code,
        title=wanted.title,
        text=text(wanted.text),
        level=wanted.level,
        answer=wanted.answer,
        category=wanted.category,
        unit=wanted.unit,
        weight=wanted.weight,
        evidence=wanted.evidence,
    )


def _by_section(
    pieces: Iterable[RfpClause] | Iterable[RfpRequirement],
) -> dict[int, list[RfpClause | RfpRequirement]]:
    found: dict[int, list[RfpClause | RfpRequirement]] = {}
    for piece in pieces:
        found.setdefault(piece.section_id, []).append(piece)
    return found


def _site(asked: RfpSite) -> IssuedSite:
    site = asked.site
    return IssuedSite(
        asked.code,
        site.name,
        site.street,
        site.city,
        site.region,
        site.postcode,
        asked.wanted,
    )


def _metric(metric: RfpMetric, values: dict[str, str]) -> IssuedMetric:
    return IssuedMetric(
        id=metric.code,
        title=metric.title,
        text=filled(metric.text, values),
        inputs=metric.inputs.strip(),
        formula=metric.formula,
        unit=metric.unit,
        target=metric.target,
        direction=metric.get_direction_display(),
        places=metric.places,
        rounding=metric.get_rounding_display(),
        window=metric.window,
        source=metric.source,
        floor=metric.floor,
        credit=metric.credit,
        examples=metric.examples.strip(),
    )


def _table(appendix: RfpAppendix) -> IssuedTable:
    table = appendix.table
    return IssuedTable(
        title=appendix.get_kind_display(),
        taken_at=appendix.taken_at,
        head=tuple(str(each) for each in table.get("head", ())),
        rows=tuple(tuple(str(cell) for cell in row) for row in table.get("rows", ())),
        note=table.get("note", ""),
    )
