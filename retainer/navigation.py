"""Where a visitor can go, by the kind of visitor; every page's layout draws it."""

from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.functional import SimpleLazyObject
from django.utils.http import urlencode

from clients.notices.models import Notice
from clients.people.middleware import SIGN_IN
from clients.people.models import Client, Practice, User
from clients.work.models import Timer
from clients.work.timers import timer_of

# title of the group: (label, URL name, icon, letter after g)
DESK = {
    "": (
        ("Today", "home", "today", "t"),
        ("Bills", "bills:file_list", "bill", "b"),
        ("Months", "months:month_board", "calendar", "d"),
        ("Expected bills", "expected:expected_list", "hourglass", "x"),
        ("Audits", "runs:run_list", "audit", "a"),
        ("Findings", "findings:finding_list", "finding", "f"),
        ("Advice", "advice:recommendation_list", "scale", "v"),
        ("Bills to pay", "advising:payment_list", "money", "y"),
        ("Disputes", "disputes:dispute_board", "scale", "z"),
        ("Ledger", "ledger:ledger", "money", ""),
        ("Carriers", "scorecard:score_list", "phone", ""),
        ("Reports", "reports:report_list", "report", "r"),
        ("Work", "work:entry_list", "work", "w"),
        ("Clients", "people:client_list", "client", "c"),
    ),
    "Governance": (
        ("Objectives", "objectives:objective_list", "circle-dot", ""),
        ("Issues", "issues:issue_list", "warning", ""),
        ("Promises", "promises:promise_list", "file", ""),
        ("Transitions", "transitions:transition_list", "scale", ""),
        ("Contract calendar", "contracts:contract_calendar", "calendar", ""),
        ("Renegotiations", "contracts:renegotiation_list", "refresh", ""),
        ("Questions", "desk:question_list", "question", ""),
        ("Relationships", "relationships:relationship_list", "people", ""),
        ("Obligations", "obligations:obligation_list", "list", ""),
        ("Metrics", "metrics:metric_list", "audit", ""),
        ("Hand-over", "handover:handover_list", "retainer", ""),
        ("Stakeholders", "stakeholders:stakeholder_list", "people", ""),
        ("Committees", "committees:committee_list", "people", ""),
    ),
    "RFPs": (
        ("Sourcing decisions", "sourcing:sourcing_list", "scale", ""),
        ("Business cases", "sourcing:case_list", "calculator", ""),
        ("Requests", "authoring:rfp_list", "report", ""),
        ("Proposals", "proposals:proposal_list", "people", ""),
        ("Returned documents", "returned:document_list", "copy", ""),
        ("Suppliers", "sourcing:supplier_list", "people", ""),
        ("Library", "library:part_list", "file", ""),
    ),
    "Telecom facts": (
        ("Accounts", "telecom:account_list", "account", "n"),
        ("Sites", "telecom:site_list", "site", "l"),
        ("Services", "telecom:service_list", "service", "s"),
        ("Contracts", "telecom:contract_list", "contract", "k"),
        ("Rates", "telecom:rate_list", "rate", "e"),
        ("Contract terms", "telecom:term_overview", "list", ""),
        ("Public fees", "telecom:fee_list", "fee", "u"),
        ("Unmapped charges", "charges:charge_list", "search", ""),
        ("How we audit", "method:check_list", "shield", ""),
    ),
    "Orders and events": (
        ("Orders", "telecom:order_list", "list", "j"),
        ("Outages", "telecom:outage_list", "warning", ""),
        ("Payments", "telecom:payment_list", "money", "q"),
        ("Certificates", "telecom:certificate_list", "shield", ""),
        ("Service records", "telecom:record_list", "file", ""),
        ("Mobile plans", "telecom:plan_list", "phone", ""),
        ("Instalments", "telecom:instalment_list", "clock", ""),
        ("Budgets", "telecom:budget_list", "calculator", ""),
        ("Cost centres", "telecom:cost_assignment_list", "account", ""),
        ("Quotes", "telecom:quote_list", "report", ""),
        ("Rebilling", "telecom:rebill_agreement_list", "copy", ""),
    ),
}
PRINCIPAL_ONLY = {
    "Practice": (
        ("All retainers", "practice", "retainer", "o"),
        ("Price list", "agreements:price_list", "money", "i"),
        ("Take time over", "moving:time_import", "upload", "m"),
        ("People", "people:user_list", "people", "p"),
        ("Letterhead", "people:practice_edit", "settings", "h"),
        ("Service hours", "service_hours:hours_edit", "clock", ""),
        ("Word template", "issuing:template_edit", "file", ""),
    ),
}
PORTAL = {
    "": (
        ("Home", "portal:home", "home", "h"),
        ("Decisions", "advice:my_decisions", "scale", "v"),
        ("Findings", "portal:finding_list", "finding", "f"),
        ("Bills", "portal:bill_list", "bill", "b"),
        ("Disputes", "portal:dispute_list", "scale", "k"),
        ("Reports", "portal:report_list", "report", "r"),
        ("Retainer", "retainers:my_retainer", "retainer", "y"),
        ("Questions", "desk:my_questions", "question", "q"),
    ),
}
# In the menu of the person: all else leaves no room for them in the clients' bar.
PORTAL_ASIDE = (
    ("Committees", "committees:committee_list", "people", ""),
    ("Issues", "issues:issue_list", "warning", ""),
    ("Promises", "promises:promise_list", "file", ""),
    ("Transitions", "transitions:transition_list", "scale", ""),
    ("How we audit", "method:check_list", "shield", "a"),
    ("Contracts", "contracts:my_contracts", "contract", ""),
    ("Relationships", "relationships:my_relationships", "people", ""),
    ("Sourcing", "sourcing:my_sourcings", "scale", ""),
    ("Requests for proposal", "gates:my_requests", "send", ""),
    ("Proposals", "proposals:my_proposals", "people", ""),
    ("Evaluations", "evaluation:my_evaluations", "list", ""),
    ("Awards", "award:my_awards", "circle-check", ""),
    ("Your data", "exporting:my_export", "archive", "d"),
)
ACCOUNT = (
    ("Password", "account_change_password", "key", ""),
    ("Two-step sign-in", "mfa_index", "shield", ""),
)


@dataclass(frozen=True)
class Link:
    label: str
    url: str
    icon: str
    key: str
    current: bool


@dataclass(frozen=True)
class Group:
    title: str
    links: list[Link]


@dataclass(frozen=True)
class Navigation:
    """What the layout shows around a page for one visitor."""

    kind: str  # desk or portal: which layout, and which density
    groups: list[Group]
    account: list[Link]
    sign_out: str
    client: str = ""
    clients: list[Client] = field(default_factory=list)
    #: Notices this person has not opened.
    unread: int = 0
    #: The clock this person has running, or has stopped and not logged.
    timer: Timer | None = None


def navigation(request: HttpRequest) -> dict[str, Any]:
    """The context processor: reckoned only by pages that draw it, not by fragments."""
    return {
        "nav": SimpleLazyObject(lambda: navigation_for(request)),
        "practice": getattr(request, "practice", None) or SimpleLazyObject(Practice.current),
    }


def navigation_for(request: HttpRequest) -> Navigation | None:
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return None
    account = _links(request, ACCOUNT)
    sign_out = _address("account_logout")
    # The sign-in role reads neither notices, clients nor timers.
    signing = request.path.startswith(SIGN_IN)
    unread = 0 if signing else Notice.objects.visible_to(user).unread().count()
    if user.kind == User.Kind.CLIENT:
        groups = _groups(request, PORTAL)
        account = [*_links(request, PORTAL_ASIDE), *account]
        return Navigation("portal", groups, account, sign_out, unread=unread)
    places = DESK | (PRINCIPAL_ONLY if user.is_principal else {})
    client = request.GET.get("client", "")
    clients = [] if signing else list(Client.objects.visible_to(user).active())
    groups = _groups(request, places, client)
    timer = None if signing else timer_of(user)
    return Navigation("desk", groups, account, sign_out, client, clients, unread, timer)


def _groups(request: HttpRequest, places: dict[str, tuple], client: str = "") -> list[Group]:
    groups = [Group(title, _links(request, links, client)) for title, links in places.items()]
    return [group for group in groups if group.links]


def _links(request: HttpRequest, places: tuple, client: str = "") -> list[Link]:
    """The places that exist; the client being looked at stays chosen on the way there."""
    query = f"?{urlencode({'client': client})}" if client else ""
    addresses = [_address(name) for _, name, _, _ in places]
    # A home page lies above the others, which are nearer to where we are.
    here = max((a for a in addresses if a and _is_here(request.path, a)), key=len, default="")
    return [
        Link(label, address + query, icon, key, address == here)
        for (label, _, icon, key), address in zip(places, addresses, strict=True)
        if address
    ]


def _address(name: str) -> str:
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""


def _is_here(path: str, address: str) -> bool:
    """A place is where we are on its own page and on every page below it."""
    return path == address or (address.count("/") > 1 and path.startswith(address))
