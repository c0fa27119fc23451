"""Inventory: charges for services the client has no more, or never had.

Only services somebody has confirmed are the client's; one first seen on a bill
is not in the inventory until then.
"""

from billing_audit.checks.base import Check, Confidence, Precedence, Severity, Subject
from billing_audit.checks.examples import Billed, Owned, Terms, bill, example, trap
from billing_audit.checks.inputs import AMOUNT, PERIOD_FROM, PERIOD_TO, day, text
from billing_audit.checks.needs import BILL_LINES, INVENTORY
from billing_audit.checks.populations import OWNED


class BilledAfterDisconnect(Check):
    """A recurring charge for a time after the service was disconnected.

    The disconnect date is the last day of service. A charge whose period begins
    after it is claimed whole. A period that contains the date is claimed for
    the days after it only where the contract says that the last month is billed
    by the day: every contract with the carrier that was in force that day and
    prices the charge must say so, or every one in force when none prices it.
    What a later bill gave back, counting a month as whatever days the carrier
    does, is not claimed again.

    Why it happens: the order to disconnect reaches operations and not billing,
    or removes only some of the charges of a service.

    What to ask for: a credit back to the disconnect date, and the end of the charge.
    """

    code = "C01"
    title = "Billed after disconnect"
    severity = Severity.CRITICAL
    confidence = Confidence.HIGH
    precedence = Precedence.DISCONNECTED
    subject = Subject.SERVICE
    recurs = True
    needs = (BILL_LINES, INVENTORY)
    looks_at = OWNED
    inputs = (
        AMOUNT,
        PERIOD_FROM,
        PERIOD_TO,
        day("disconnect_date", "last day of service", "service.disconnect_date"),
    )
    formula = {
        "whole": "amount",
        "share": "amount * days_after(disconnect_date, period_to) / days(period_from, period_to)",
    }
    clause = "is billed after it was disconnected"
    explanation = "Billed from {period_from}; the last day of service was {disconnect_date}."
    sql = """
        SELECT c.*, c.amount - c.claim AS expected FROM (
            SELECT c.*, s.service_id, s.disconnect_date,
                CASE WHEN c.period_from > s.disconnect_date THEN 'whole' ELSE 'share' END
                    AS formula,
                CASE WHEN c.period_from > s.disconnect_date THEN c.amount
                    ELSE c.amount * (c.period_to - s.disconnect_date)
                        / (c.period_to - c.period_from + 1) END AS claim
            FROM charges c
            JOIN inventory s USING (billed_service_id)
            JOIN bills b USING (invoice_id)
            LEFT JOIN billing_audit_chargecode k ON k.id = c.charge_code_id
            WHERE s.state = 'confirmed' AND c.charge_type = {type recurring}
                AND c.amount > 0
                AND s.disconnect_date < greatest(c.period_from, c.period_to)
                AND (c.period_from > s.disconnect_date OR (
                        SELECT coalesce(bool_and(t.prorates) FILTER (WHERE t.prices),
                            bool_and(t.prorates), false)
                        FROM (
                            SELECT a.prorates_disconnects AS prorates, EXISTS (
                                SELECT FROM clients_contractrate r
                                WHERE r.contract_id = a.id AND r.charge_code = k.code
                            ) AS prices
                            FROM clients_contract a
                            WHERE a.client_id = %(client)s AND a.carrier_id = b.carrier_id
                                AND (a.term IS NULL OR a.term @> s.disconnect_date)
                        ) t
                    ))
            OFFSET 0
        ) c
        WHERE NOT {credited c} AND (c.formula = 'whole' OR NOT EXISTS (
            SELECT FROM billing_audit_line credit
            WHERE credit.client_id = %(client)s AND credit.shelf_id = ANY (%(shelves)s)
                AND credit.billed_service_id = c.billed_service_id
                AND credit.charge_code_id IS NOT DISTINCT FROM c.charge_code_id
                AND credit.period_from > c.disconnect_date AND credit.period_to <= c.period_to
                AND -credit.amount >= c.claim * 28 / 30 - 0.01
        ))
    """
    examples = (
        example(
            "Disconnected in February, billed for March",
            Billed(amount="310.00", over="310.00"),
            inventory=(Owned(disconnected="2026-02-15"),),
        ),
        example(
            "Disconnected on the last day of February, billed from the next day on",
            Billed(amount="310.00", over="310.00"),
            inventory=(Owned(disconnected="2026-02-28"),),
        ),
        example(
            "Disconnected on the first day that is billed",
            Billed(amount="310.00"),
            inventory=(Owned(disconnected="2026-03-01"),),
        ),
        example(
            "Disconnected within March under a contract that says nothing of partial months",
            Billed(amount="310.00"),
            inventory=(Owned(disconnected="2026-03-21"),),
            contracts=(Terms(),),
        ),
        example(
            "Disconnected within March under a contract that bills the last month by the day",
            Billed(amount="310.00", over="100.00"),
            inventory=(Owned(disconnected="2026-03-21"),),
            contracts=(Terms(prorates=True),),
        ),
        example(
            "The first day billed was its last, under a contract that bills by the day",
            Billed(amount="310.00", over="300.00"),
            inventory=(Owned(disconnected="2026-03-01"),),
            contracts=(Terms(prorates=True),),
        ),
        example(
            "The last day billed was its last, under a contract that bills by the day",
            Billed(amount="310.00"),
            inventory=(Owned(disconnected="2026-03-31"),),
            contracts=(Terms(prorates=True),),
        ),
        trap(
            "April was billed though the service ended in March, and May's bill gave it back",
            bill(
                Billed(amount="310.00", period=("2026-04-01", "2026-04-30")),
                number="1002",
                on="2026-04-01",
            ),
            bill(
                Billed(amount="-310.00", period=("2026-04-01", "2026-04-30"), charge="credit"),
                number="1003",
                on="2026-05-01",
            ),
            inventory=(Owned(disconnected="2026-03-31"),),
        ),
        trap(
            "Billed by the day: the next bill gave ten days of March back, the month taken as 30",
            bill(Billed(amount="310.00")),
            bill(
                Billed(amount="-103.33", period=("2026-03-22", "2026-03-31"), charge="credit"),
                number="1002",
                on="2026-04-01",
            ),
            inventory=(Owned(disconnected="2026-03-21"),),
            contracts=(Terms(prorates=True),),
        ),
        example(
            "Notice of 30 days ends on 11 April, and April to July are billed in full",
            *(
                bill(
                    Billed(amount="420.00", period=(first, last), over=over),
                    number=f"20{place}",
                    on=first,
                    file=f"{first}.csv",
                )
                for place, (first, last, over) in enumerate(
                    (
                        ("2026-04-01", "2026-04-30", "266.00"),
                        ("2026-05-01", "2026-05-31", "420.00"),
                        ("2026-06-01", "2026-06-30", "420.00"),
                        ("2026-07-01", "2026-07-31", "420.00"),
                    )
                )
            ),
            inventory=(Owned(disconnected="2026-04-11"),),
            contracts=(Terms(prorates=True),),
        ),
        example(
            "Two contracts, and only one of them bills the last month by the day",
            Billed(amount="310.00"),
            inventory=(Owned(disconnected="2026-03-21"),),
            contracts=(Terms(prorates=True), Terms(number="MSA-2")),
        ),
        example(
            "The last calls are billed a month later",
            Billed(amount="9.00", charge="usage", code="USG"),
            inventory=(Owned(disconnected="2026-02-15"),),
        ),
        example(
            "A credit for the time after the disconnect",
            Billed(amount="-310.00", charge="credit"),
            inventory=(Owned(disconnected="2026-02-15"),),
        ),
        example(
            "A charge that the same bill takes back",
            Billed(amount="310.00"),
            Billed(amount="-310.00", charge="credit"),
            inventory=(Owned(disconnected="2026-02-15"),),
        ),
        example(
            "A service that nobody has confirmed yet",
            Billed(amount="310.00"),
            inventory=(Owned(disconnected="2026-02-15", state="proposed"),),
        ),
        example("A service that is still there", Billed(amount="310.00"), inventory=(Owned(),)),
    )


class NotInTheInventory(Check):
    """A charge for a service that is not in the client's inventory.

    Nothing is claimed until a person says that the finding is valid, because an
    inventory may be incomplete; until then the amount is shown as exposure.
    Whatever other checks claim on the line is not counted again.

    Why it happens: a neighbour's or predecessor's service on the wrong account,
    an order nobody placed, or a service missing from the inventory.

    What to ask for: the order that the service was installed by; without one, a
    credit since the first bill, and its removal.
    """

    code = "C04"
    title = "Service not in the inventory"
    severity = Severity.HIGH
    confidence = Confidence.MEDIUM
    precedence = Precedence.TO_BE_CONFIRMED
    subject = Subject.SERVICE
    claims_once_validated = True
    recurs = True
    needs = (BILL_LINES, INVENTORY)
    looks_at = OWNED
    inputs = (AMOUNT, text("service_number", "service billed", "billed_service.number"))
    formula = "amount"
    clause = "is billed and not in the inventory"
    explanation = "{service_number} is not among the services on file."
    sql = """
        SELECT c.*, null AS expected, c.amount AS claim, n.number AS service_number
        FROM charges c
        JOIN inventory s USING (billed_service_id)
        JOIN billing_audit_billedservice n ON n.id = c.billed_service_id
        WHERE s.state IS DISTINCT FROM 'confirmed' AND c.amount >= 0
    """
    examples = (
        example(
            "A service nobody has heard of",
            Billed(amount="310.00", service="315-999-0001", over="310.00"),
            Billed(amount="310.00"),
            inventory=(Owned(),),
        ),
        example(
            "A service first seen on a bill and not confirmed",
            Billed(amount="310.00", over="310.00"),
            inventory=(Owned(state="proposed"), Owned(service="315-200-0014")),
        ),
        example(
            "A service that somebody has said is not the client's",
            Billed(amount="310.00", over="310.00"),
            inventory=(Owned(state="dismissed"), Owned(service="315-200-0014")),
        ),
        example(
            "A charge of nothing is still a charge for a strange service",
            Billed(amount="0.00", service="315-999-0001", over="0.00"),
            inventory=(Owned(),),
        ),
        example("A service in the inventory", Billed(amount="310.00"), inventory=(Owned(),)),
        example(
            "A disconnected service is in the inventory",
            Billed(amount="310.00"),
            inventory=(Owned(disconnected="2026-02-15"),),
        ),
        example(
            "A charge of the account",
            Billed(amount="12.50", service="", code="LPC", charge="late_fee"),
            inventory=(Owned(),),
        ),
        example(
            "A credit for a strange service",
            Billed(amount="-10.00", service="315-999-0001", charge="credit"),
            inventory=(Owned(),),
        ),
    )
