"""The line table, partitioned by shelf, which the model layer cannot describe."""

from django.db import migrations

CREATE = """
CREATE SEQUENCE billing_audit_line_id_seq AS bigint;
CREATE TABLE billing_audit_line (
    id bigint NOT NULL DEFAULT nextval('billing_audit_line_id_seq'),
    shelf_id bigint NOT NULL,
    client_id bigint NOT NULL,
    bill_file_id bigint NOT NULL,
    invoice_id bigint NOT NULL,
    account_id bigint NOT NULL,
    billed_service_id bigint,
    charge_code_id bigint,
    charge_type smallint NOT NULL,
    rate_decimals smallint,
    period_from date,
    period_to date,
    source_row bigint,
    amount numeric(18, 6) NOT NULL,
    quantity numeric(18, 6),
    unit_rate numeric(18, 8),
    line_no varchar(40) NOT NULL,
    description text NOT NULL,
    unit varchar(20) NOT NULL,
    parent_line varchar(40) NOT NULL,
    jurisdiction varchar(40) NOT NULL,
    provider varchar(80) NOT NULL,
    PRIMARY KEY (id, shelf_id)
) PARTITION BY LIST (shelf_id);
ALTER SEQUENCE billing_audit_line_id_seq OWNED BY billing_audit_line.id;
CREATE INDEX lines_of_a_service
    ON billing_audit_line (billed_service_id, charge_code_id, period_from);
CREATE INDEX lines_of_an_invoice ON billing_audit_line (invoice_id);
"""


class Migration(migrations.Migration):
    dependencies = [("billing_audit", "0001_initial")]

    operations = [migrations.RunSQL(CREATE, "DROP TABLE billing_audit_line")]
