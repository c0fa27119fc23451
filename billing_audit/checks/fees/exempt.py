"""Taxes nobody owes: the client is exempt, or the law bars the tax."""

from billing_audit.checks.base import Check, Confidence, Precedence, Severity, Subject
from billing_audit.checks.examples import Billed, example, trap
from billing_audit.checks.fees.needs import CERTIFICATES, PUBLIC_FEES
from billing_audit.checks.fees.papers import Certified, Published
from billing_audit.checks.fees.tables import SALES
from billing_audit.checks.inputs import AMOUNT, day, number, text
from billing_audit.checks.needs import BILL_LINES
from billing_audit.checks.populations import LEVIES, TAXES

EXEMPT = Certified(tax="sales tax")
FREEDOM = Published(code="ITFA", authority="US Congress", rate="0", valid=("2020-07-01", None))
INTERNET = Billed(amount="800.00", code="DIA", description="Dedicated internet access, 1 Gbps")
CHARGED_ON = text("charged_on", "what it is charged on", "base.description")


class TaxedThoughExempt(Check):
    """A tax is billed that a certificate frees the client of.

    A certificate is for one tax, by its charge code or by words of its name,
    for one legal entity, and binds the carrier from the day it was given to
    them. Words free of taxes only; a fee or surcharge is covered when the
    certificate names its charge code. Accounts that state no legal entity are
    taken to be the client's own.

    Why it happens: certificates are per account and get lost when accounts are
    moved, merged or opened.

    What to ask for: a credit back to the day the certificate was given, and the
    exemption on the account. Send the certificate along.
    """

    code = "G09"
    title = "Taxed though exempt"
    severity = Severity.HIGH
    confidence = Confidence.HIGH
    precedence = Precedence.WRONG_TAX
    subject = Subject.PRICE
    recurs = True
    needs = (BILL_LINES, CERTIFICATES)
    looks_at = LEVIES
    inputs = (
        AMOUNT,
        text("certificate", "certificate", "certificate.number"),
        text("tax", "free of", "certificate.tax"),
        day("given_on", "given to the carrier on", "certificate.given_on"),
    )
    formula = "amount"
    clause = "is billed though the client is exempt"
    explanation = (
        "Billed {amount}; certificate {certificate}, given to the carrier on {given_on}, frees of "
        "{tax}."
    )
    sql = r"""
        WITH certified AS MATERIALIZED (
            SELECT b.invoice_id, t.*
            FROM bills b
            JOIN clients_billingaccount a ON a.id = b.account_id
            JOIN clients_client o ON o.id = a.client_id
            JOIN clients_taxcertificate t ON t.client_id = %(client)s AND t.valid @> b.bill_date
                AND t.given_on <= b.bill_date
                AND (t.carrier_id IS NULL OR t.carrier_id = b.carrier_id)
                AND upper(t.legal_entity) = upper(coalesce(nullif(a.legal_entity, ''), o.name))
        )
        SELECT DISTINCT ON (c.line_id) c.*, t.id AS certificate_id, t.number AS certificate, t.tax,
            t.given_on, 0 AS expected, c.amount AS claim
        FROM levies c
        LEFT JOIN billing_audit_chargecode k ON k.id = c.charge_code_id
        JOIN certified t ON t.invoice_id = c.invoice_id
            AND (t.jurisdiction = '' OR upper(t.jurisdiction) = upper(c.jurisdiction))
            AND (upper(t.tax) = upper(k.code) OR c.charge_type = {type tax}
                AND c.description ~* (
                    '\m' || regexp_replace(t.tax, '([^[:alnum:][:space:]])', '\\\1', 'g') || '\M'
                ))
        WHERE {levied c} AND c.amount > 0
        ORDER BY c.line_id, t.id
    """
    examples = (
        example(
            "State sales tax on the account of an entity that is exempt from sales tax",
            Billed(amount="500.00"),
            Billed(amount="20.00", over="20.00", **SALES),
            papers=(EXEMPT,),
        ),
        trap(
            "The account belongs to another legal entity",
            Billed(amount="500.00"),
            Billed(amount="20.00", **SALES),
            papers=(Certified(tax="sales tax", account_of="Acme Real Estate LLC"),),
        ),
        trap(
            "A certificate for another tax",
            Billed(amount="500.00"),
            Billed(amount="20.00", **SALES),
            papers=(Certified(tax="utility users tax"),),
        ),
        trap(
            "A fee that is not a tax, whatever it is called",
            Billed(amount="500.00"),
            Billed(
                amount="3.00", charge="fee", code="REC", description="Sales tax recovery fee",
                service="",
            ),
            papers=(EXEMPT,),
        ),
        example(
            "A certificate by the charge code covers a fee",
            Billed(amount="500.00"),
            Billed(amount="3.00", over="3.00", charge="fee", code="REC", description="Recovery"),
            papers=(Certified(tax="REC"),),
        ),
        example(
            "The carrier was given the certificate after the bill",
            Billed(amount="500.00"),
            Billed(amount="20.00", **SALES),
            papers=(Certified(tax="sales tax", given_on="2026-03-15"),),
        ),
        example(
            "A certificate that nobody gave to the carrier, and one that has ended",
            Billed(amount="500.00"),
            Billed(amount="20.00", **SALES),
            papers=(
                Certified(tax="sales tax", given_on=None),
                Certified(tax="TXST", valid=("2024-01-01", "2025-12-31"), given_on="2024-01-10"),
            ),
        ),
    )  # fmt: skip


class InternetAccessTaxed(Check):
    """A state or local tax is charged on internet access.

    Federal law bars such taxes (Internet Tax Freedom Act), since July 2020
    everywhere in the United States. Judged are taxes that name the charge they
    are on, or that stand on a service whose only charge is internet access.

    Why it happens: the product is classed as telecommunications in the tax
    engine.

    What to ask for: a credit of the tax, and the product classed anew. A bundled
    price may be taxed unless the carrier breaks it out, and so may the
    telecommunications part of an MPLS service.
    """

    code = "G10"
    title = "State or local tax on internet access"
    severity = Severity.HIGH
    confidence = Confidence.HIGH
    precedence = Precedence.WRONG_TAX
    subject = Subject.PRICE
    recurs = True
    needs = (BILL_LINES, PUBLIC_FEES)
    looks_at = TAXES.of("state_or_local_tax")
    inputs = (AMOUNT, CHARGED_ON, number("factor", "tax allowed", "fee.rate"))
    formula = "amount - amount * factor"
    clause = "is a state or local tax on internet access"
    explanation = "Billed {amount} on {charged_on}, which state and local taxes may not be put on."
    sql = """
        SELECT c.*, o.parent_id AS base_id, p.description AS charged_on, f.fee_id, f.rate AS factor,
            c.amount * f.rate AS expected, c.amount - c.amount * f.rate AS claim
        FROM levies c
        JOIN bills b ON b.invoice_id = c.invoice_id
        JOIN levied_on o ON o.line_id = c.line_id
        JOIN charges p ON p.line_id = o.parent_id
        JOIN public_fees f ON f.authority = 'US Congress' AND f.code = 'ITFA'
            AND f.valid @> b.bill_date
        WHERE c.charge_type = {type tax} AND c.amount > 0
            AND (c.kind = 'state_or_local_tax' OR c.kind IS NULL
                AND lower(c.jurisdiction) IN ('state', 'county', 'city', 'local', 'municipal'))
            AND {means p internet_access}
    """
    examples = (
        example(
            "State sales tax on a dedicated internet access",
            INTERNET,
            Billed(amount="32.00", over="32.00", parent="1", **SALES),
            papers=(FREEDOM,),
        ),
        example(
            "County tax on a service that is nothing but internet access",
            INTERNET,
            Billed(amount="8.00", over="8.00", charge="tax", code="TXCO", description="County tax"),
            papers=(FREEDOM,),
        ),
        trap(
            "A bundle of voice and internet at one price",
            Billed(amount="800.00", code="BND", description="Voice and internet access bundle"),
            Billed(amount="32.00", parent="1", **SALES),
            papers=(FREEDOM,),
        ),
        trap(
            "The telecommunications part of an MPLS service",
            Billed(amount="612.00", description="MPLS port, internet access gateway"),
            Billed(amount="24.48", parent="1", **SALES),
            papers=(FREEDOM,),
        ),
        example(
            "A tax for the whole bill does not say what it is on",
            INTERNET,
            Billed(amount="32.00", **SALES),
            papers=(FREEDOM,),
        ),
        example(
            "A federal tax is not barred by this law",
            INTERNET,
            Billed(
                amount="24.00", parent="1", charge="tax", code="FET", description="Federal excise"
            ),
            papers=(FREEDOM,),
        ),
    )
