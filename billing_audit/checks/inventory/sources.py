"""What the checks of inventory and orders read: services as they are on file, and their orders."""

from billing_audit.checks.sources.registry import quote, source

# Only what somebody has confirmed speaks for the client.
source(
    "owned",
    key="billed_service_id",
    select="""
    SELECT n.billed_service_id, s.id AS service_id, s.number, s.account_id AS home_account_id,
        s.kind, s.product, s.monthly_rate, s.install_date, s.disconnect_date, s.site_id,
        t.closed_on AS site_closed_on, s.far_end_id, s.parent_id, s.redundancy_group,
        s.speed_mbps, s.seats, s.assigned_to, s.unassigned_on, s.kept_because,
        lower(s.suspended) AS suspended_from,
        coalesce(upper(s.suspended), 'infinity') AS suspended_until, s.suspended_rate,
        s.device, s.equipment_id, s.sim, s.equipment_ours_on
    FROM inventory n
    JOIN clients_service s ON s.id = n.service_id
    LEFT JOIN clients_site t ON t.id = s.site_id
    WHERE s.client_id = %(client)s AND s.state = 'confirmed'""",
)
# A service on an order that was not cancelled; those that were are of use to one check alone.
source(
    "ordered",
    key="billed_service_id",
    select="""
    SELECT w.billed_service_id, w.service_id, o.id AS order_id, i.id AS item_id,
        o.number AS order_number, o.carrier_number, o.carrier_id AS order_carrier_id,
        o.kind AS order_kind, i.what, i.monthly_rate AS ordered_rate, i.cfa, o.placed_on,
        o.due_on, o.confirmed_for, o.completed_on, o.effective_on, o.cancelled_on,
        o.charge_waived, o.expedite_asked, o.delayed_by_client, o.overlap_days
    FROM clients_orderitem i
    JOIN clients_serviceorder o ON o.id = i.order_id
    JOIN owned w ON w.service_id = i.service_id
    WHERE o.client_id = %(client)s""",
)
# Of each service the last order that took it away, as far as the carrier knows of it: what the
# contract allows beside it, whether something new replaced it, and when it was ordered back.
source(
    "removals",
    key="billed_service_id",
    select="""
    SELECT DISTINCT ON (o.billed_service_id, o.order_carrier_id) o.*,
        coalesce(o.effective_on, o.completed_on) AS ended_on,
        EXISTS (
            SELECT FROM clients_orderitem i WHERE i.order_id = o.order_id AND i.what = 'new'
        ) AS is_replaced,
        (SELECT max(k.disconnect_notice_days) FROM clients_contract k
            WHERE k.client_id = %(client)s AND k.carrier_id = o.order_carrier_id
                AND (k.term IS NULL OR k.term @> o.placed_on)) AS notice,
        (SELECT max(k.overlap_days) FROM clients_contract k
            WHERE k.client_id = %(client)s AND k.carrier_id = o.order_carrier_id
                AND (k.term IS NULL OR k.term @> o.completed_on)) AS overlap,
        coalesce((SELECT min(back.placed_on) FROM ordered back
            WHERE back.billed_service_id = o.billed_service_id AND back.what <> 'removed'
                AND back.cancelled_on IS NULL AND back.placed_on >= o.placed_on
                AND back.order_id <> o.order_id), 'infinity') AS back_on
    FROM ordered o
    WHERE o.what = 'removed' AND o.cancelled_on IS NULL
        AND (o.carrier_number <> '' OR o.confirmed_for IS NOT NULL OR o.completed_on IS NOT NULL)
    ORDER BY o.billed_service_id, o.order_carrier_id, o.placed_on DESC, o.order_id DESC""",
)
# A credit of exactly what is claimed, or of the whole charge, for days that the charge is for; or
# without any days on one of the next three months' bills.  A check asks it of what it found and
# not of every line it reads: OFFSET 0 before it keeps the planner from asking any earlier.
quote(
    "credited",
    """(
            SELECT count(*) > 0 FROM billing_audit_line credit
            JOIN billing_audit_invoice given ON given.id = credit.invoice_id
            WHERE credit.client_id = %(client)s AND credit.shelf_id = ANY (%(shelves)s)
                AND credit.billed_service_id = x.billed_service_id
                AND credit.charge_type IN ({type credit}, {type adjustment}, {type recurring})
                AND credit.amount IN (-x.amount, -round(x.claim, 2)) AND credit.amount < 0
                AND CASE WHEN credit.period_from IS NULL THEN given.bill_date
                        BETWEEN x.period_from AND (x.period_to + interval '3 months')::date
                    ELSE credit.period_from <= x.period_to AND credit.period_to >= x.period_from
                END)""",
)
