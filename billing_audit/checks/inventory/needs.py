"""What must be on file before orders and the inventory can speak."""

from billing_audit.checks.needs import Need

ORDERS = Need("orders placed with carriers", "clients_serviceorder WHERE client_id = %(client)s")


def _known(condition: str) -> str:
    return f"clients_service WHERE client_id = %(client)s AND state = 'confirmed' AND {condition}"


CLOSED_SITES = Need(
    "sites with the day they were closed",
    "clients_site WHERE client_id = %(client)s AND closed_on IS NOT NULL",
)
PARENTS = Need("services that are parts of others", _known("parent_id IS NOT NULL"))
FAR_ENDS = Need("services with both of their ends", _known("far_end_id IS NOT NULL"))
SPEEDS = Need("services with their speed and monthly rate", _known("speed_mbps IS NOT NULL"))
EQUIPMENT = Need(
    "services whose equipment was bought or returned", _known("equipment_ours_on IS NOT NULL")
)
SUSPENSIONS = Need("services with a suspension and its rate", _known("suspended_rate IS NOT NULL"))
SEATS = Need("services with their seats", _known("seats IS NOT NULL"))
#: An inventory that knows few of what is billed says nothing of what is missing from the bills.
MATCHING_INVENTORY = Need(
    "an inventory that knows at least half of the services on the bills",
    "(SELECT count(*) AS billed, count(s.id) AS matched "
    "FROM billing_audit_billedservice n "
    "LEFT JOIN clients_service s ON s.client_id = n.client_id AND s.state = 'confirmed' "
    "AND (s.id = n.service_id OR (n.service_id IS NULL AND s.number = n.number)) "
    "WHERE n.client_id = %(client)s) counted WHERE matched * 2 >= billed AND matched > 0",
)
