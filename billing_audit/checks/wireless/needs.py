"""What must be on file before plans, devices and their people can speak."""

from billing_audit.checks.needs import Need

POOLED_PLANS = Need(
    "mobile plans with what they include and their pool",
    "clients_wirelessplan WHERE client_id = %(client)s AND pool <> '' AND included_gb IS NOT NULL",
)
PLANS_FOR_DEVICES = Need(
    "mobile plans with the device they are made for",
    "clients_wirelessplan WHERE client_id = %(client)s AND device <> ''",
)
INSTALMENTS = Need(
    "devices with the number of their instalments",
    "clients_deviceinstalment WHERE client_id = %(client)s",
)
GIVEN_BACK = Need(
    "lines with the day somebody gave them back",
    "clients_service WHERE client_id = %(client)s AND unassigned_on IS NOT NULL",
)
DEVICES = Need(
    "lines with their IMEI or SIM",
    "clients_service WHERE client_id = %(client)s AND (equipment_id <> '' OR sim <> '')",
)
