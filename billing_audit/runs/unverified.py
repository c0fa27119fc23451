"""The lines of charges that no check verified, as bills and papers stand now."""

from collections.abc import Iterator

from django.db import connection
from django.db.models import QuerySet

from billing_audit.bills.models import ChargeType, Line
from billing_audit.checks.populations import Trait
from billing_audit.checks.sources import with_sources
from billing_audit.checks.sources.registry import declared
from billing_audit.checks.sources.traits import WITH_TRAITS
from billing_audit.runs.applying import parameters
from billing_audit.runs.coverage_models import UnverifiedCharge
from billing_audit.runs.covering import NAME

_LINES = f"""
    SELECT c.line_id FROM {WITH_TRAITS}
    LEFT JOIN billing_audit_chargecode k ON k.id = c.charge_code_id
    WHERE c.amount > 0 AND c.account_id = %(account)s AND c.charge_type = %(charge_type)s
        AND coalesce(k.code, '') = %(charge_code)s AND {NAME} = %(name)s
        AND b.currency = %(currency)s AND {{traits c}} = %(traits)s
    ORDER BY c.amount DESC, c.line_id"""  # noqa: S608 - ours
#: The small sources that it reads, here for one account and read in place.
_READ = (
    *("bills", "inventory", "rates", "service_traits", "termed_codes"),
    *("rated_codes", "rated_sites", "rated_services", "rebilling_accounts"),
)


def lines_of(charge: UnverifiedCharge) -> list[int]:
    """The keys of the lines, the dearest first."""
    values = parameters(charge.run) | {
        "account": charge.account_id,
        "charge_type": charge.charge_type,
        "charge_code": charge.code,
        "name": "" if _is_named_by_its_code(charge) else charge.description,
        "currency": charge.currency,
        "traits": charge.traits,
    }
    steps = {name: declared()[name].select for name in _READ}
    with connection.cursor() as cursor:
        # The bills are named by the statement itself, so no line need be asked for its own.
        cursor.execute(with_sources(_LINES, ["all_bills", "bills"], **steps), values)
        return [key for (key,) in cursor.fetchall()]


def _is_named_by_its_code(charge: UnverifiedCharge) -> bool:
    recurring = charge.charge_type == ChargeType.RECURRING and charge.code
    return charge.charge_type == ChargeType.USAGE or bool(recurring)


def read(charge: UnverifiedCharge, keys: list[int]) -> QuerySet[Line]:
    """Those lines with their bills."""
    shelves = parameters(charge.run)["shelves"]
    lines = Line.objects.filter(client_id=charge.client_id, shelf_id__in=shelves, pk__in=keys)
    return lines.select_related("invoice", "billed_service").order_by("-amount", "pk")


def reasons(charge: UnverifiedCharge) -> Iterator[str]:
    """Why nothing on file speaks for them, in words."""
    traits = Trait(charge.traits)
    if Trait.SERVICE not in traits:
        yield "names no service"
    elif Trait.OWNED not in traits:
        yield "its service is not in the inventory"
    if not charge.code:
        yield "has no charge code"
    elif Trait.RATED not in traits:
        yield "no contract rate prices it"
