"""Faults planted in a real database: the doctor names each, and what it says mends it."""

import pytest

from tests.doctor.conftest import Patient

ROLES, WALLS = "roles", "walls"


def test_a_healthy_database_has_no_fault(patient: Patient) -> None:
    report = patient.examined("clocks", "roles", "tables", "walls", "people", "work", "files")

    assert {row["level"] for row in report.rows if "No principal" not in row["says"]} == {"ok"}
    assert report.status == 0
    assert "create_principal" in report.row("No principal can sign in")["mend"]


def test_a_roles_wrong_password_is_told_and_mended(patient: Patient) -> None:
    patient.sql("ALTER ROLE retainer_portal PASSWORD 'another'")

    report = patient.examined(ROLES)

    assert "prepare_database" in report.mend("retainer_portal cannot sign in")
    assert report.level("retainer_staff signs in") == "ok"
    patient.mended()
    assert patient.examined(ROLES).status == 0


def test_a_missing_role_is_told(patient: Patient) -> None:
    with patient.ill(
        "ALTER ROLE retainer_bidder RENAME TO lost", "ALTER ROLE lost RENAME TO retainer_bidder"
    ):
        assert patient.examined(ROLES).mend("retainer_bidder cannot sign in")


def test_a_role_that_passes_the_walls_is_told_with_the_statement(patient: Patient) -> None:
    with patient.ill(
        "ALTER ROLE retainer_staff BYPASSRLS", "ALTER ROLE retainer_staff NOBYPASSRLS"
    ):
        mend = patient.examined(ROLES).mend("retainer_staff has BYPASSRLS")

    assert "ALTER ROLE retainer_staff NOBYPASSRLS;" in mend


def test_a_role_that_may_act_as_another_is_told(patient: Patient) -> None:
    with patient.ill(
        "GRANT retainer_worker TO retainer_portal", "REVOKE retainer_worker FROM retainer_portal"
    ):
        mend = patient.examined(ROLES).mend("retainer_portal is a member of retainer_worker")

    assert "REVOKE retainer_worker FROM retainer_portal;" in mend


def test_an_owner_above_the_walls_is_a_warning(patient: Patient) -> None:
    with patient.ill("ALTER ROLE retainer BYPASSRLS", "ALTER ROLE retainer NOBYPASSRLS"):
        assert patient.examined(ROLES).level("The owner retainer is a superuser or") == "warning"


def test_every_breach_of_the_walls_is_told_and_mended(patient: Patient) -> None:
    patient.sql(
        "ALTER TABLE clients_membership NO FORCE ROW LEVEL SECURITY",
        "ALTER TABLE billing_audit_finding DISABLE ROW LEVEL SECURITY",
        "ALTER POLICY portal_rows ON clients_storedfile USING (true)",
        "GRANT DELETE ON clients_activity TO retainer_staff",
        "GRANT UPDATE (kind) ON clients_user TO retainer_web",
        "GRANT SELECT ON clients_practice TO PUBLIC",
        "DROP POLICY backup_rows ON clients_contract",
    )

    report = patient.examined(WALLS)

    for told in (
        "Rows of clients lie open in clients_membership",
        "Rows of clients lie open in billing_audit_finding",
        "clients_storedfile is not as declared: policy portal_rows",
        "clients_activity is not as declared: retainer_staff may DELETE.",
        "clients_user is not as declared: retainer_web may UPDATE (kind).",
        "clients_practice is not as declared: everybody may SELECT.",
        "A backup would miss rows of clients_contract",
    ):
        assert report.mend(told)
    patient.mended()
    patient.sql("REVOKE SELECT ON clients_practice FROM PUBLIC")
    assert patient.examined(WALLS).status == 0


def test_a_partition_that_somebody_may_read_is_told(patient: Patient) -> None:
    patient.sql(
        "CREATE TABLE planted PARTITION OF billing_audit_line FOR VALUES IN (999999)",
        "ALTER TABLE planted OWNER TO retainer",
    )
    with patient.ill("GRANT SELECT ON planted TO retainer_portal", "DROP TABLE planted"):
        mend = patient.examined(WALLS).mend("retainer_portal is granted the partition planted")

    assert "REVOKE ALL ON planted FROM retainer_portal;" in mend


def test_a_signing_key_that_is_not_ours_is_told_and_mended(patient: Patient) -> None:
    patient.sql("UPDATE sealed.context_key SET inner_pad = outer_pad")

    assert patient.examined(WALLS).mend("refuses the contexts that this SECRET_KEY signs")
    patient.mended()
    assert patient.examined(WALLS).status == 0


def test_a_wall_that_opens_without_a_context_is_told(patient: Patient) -> None:
    with patient.ill(
        "INSERT INTO clients_client (slug, name, address, currency, fiscal_start_month, created_at)"
        " VALUES ('acme', 'Acme', '', 'USD', 1, now());"
        "CREATE POLICY planted ON clients_client TO retainer_staff USING (true)",
        "DROP POLICY planted ON clients_client; DELETE FROM clients_client",
    ):
        assert patient.examined(WALLS).mend("Without any context 1 client")


def test_a_migration_that_is_missing_is_told_and_closes_what_stands_on_it(
    patient: Patient,
) -> None:
    patient.sql(
        "CREATE TABLE aside AS SELECT * FROM django_migrations WHERE app = 'sessions'",
        "DELETE FROM django_migrations WHERE app = 'sessions'",
    )
    with patient.ill(
        "SELECT 1", "INSERT INTO django_migrations OVERRIDING SYSTEM VALUE TABLE aside"
    ):
        report = patient.examined("tables", "walls")
    patient.sql("DROP TABLE aside")

    assert "prepare_database" in report.mend("Not applied of the migrations: sessions 0001_initial")
    assert report.level("Not examined: that needs tables.") == "warning"


def test_a_database_newer_than_the_code_is_a_warning(patient: Patient) -> None:
    with patient.ill(
        "INSERT INTO django_migrations (app, name, applied) VALUES ('clients', '9999_x', now())",
        "DELETE FROM django_migrations WHERE name = '9999_x'",
    ):
        assert patient.examined("tables").level("newer than this code: clients 9999_x") == "warning"


def test_a_large_table_that_nobody_analysed_is_a_warning(patient: Patient) -> None:
    with patient.ill(
        "CREATE TABLE planted WITH (autovacuum_enabled = false) AS"
        " SELECT n, repeat('x', 100) AS words FROM generate_series(1, 20000) n",
        "DROP TABLE planted",
    ):
        assert "ANALYZE" in patient.examined("tables").row("planted were not analysed")["mend"]


@pytest.mark.parametrize(("ahead", "level"), [("20 seconds", "warning"), ("2 minutes", "fault")])
def test_a_clock_that_differs_is_told(patient: Patient, ahead: str, level: str) -> None:
    with patient.ill(
        "CREATE SCHEMA another; GRANT USAGE ON SCHEMA another TO retainer;"
        "CREATE FUNCTION another.clock_timestamp() RETURNS timestamptz LANGUAGE sql AS"
        f" $$ SELECT pg_catalog.clock_timestamp() + interval '{ahead}' $$;"
        "ALTER ROLE retainer SET search_path = another, pg_catalog, public",
        "ALTER ROLE retainer RESET search_path; DROP SCHEMA another CASCADE",
    ):
        assert patient.examined("clocks").level("seconds apart") == level


def test_a_time_zone_nobody_knows_is_told(patient: Patient) -> None:
    with patient.ill(
        "INSERT INTO clients_practice (id, name, address, email, phone, website, accent, logo_svg,"
        " time_zone) VALUES (1, 'Ours', '', '', '', '', '#000000', '', 'Mars/Olympus')",
        "DELETE FROM clients_practice",
    ):
        assert patient.examined("clocks").mend("'Mars/Olympus' is unknown here")


def test_an_empty_database_is_told_from_its_extension_to_its_tables(patient: Patient) -> None:
    with patient.ill("CREATE DATABASE blank OWNER retainer", "DROP DATABASE blank"):
        report = patient.examined("postgres", "tables", DATABASE_URL=patient.url("blank"))

    assert "prepare_database" in report.mend("btree_gist is not installed")
    assert report.mend("Not applied of the migrations")


def test_a_database_that_is_not_there_is_told(patient: Patient) -> None:
    report = patient.examined("walls", DATABASE_URL=patient.url("nowhere"))

    assert "DATABASE_URL" in report.mend("nowhere on")
    assert report.level("Not examined: that needs postgres, tables.") == "warning"
