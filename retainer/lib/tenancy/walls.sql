-- The database's side of the signed context.  Run by the owner after every migration.
CREATE SCHEMA IF NOT EXISTS app;
CREATE SCHEMA IF NOT EXISTS sealed;
REVOKE ALL ON SCHEMA sealed FROM PUBLIC;
CREATE TABLE IF NOT EXISTS sealed.context_key (
    kid integer PRIMARY KEY,
    inner_pad bytea NOT NULL,  -- the HMAC key, already xored with RFC 2104's two pads
    outer_pad bytea NOT NULL
);

-- The context of this transaction, or NULL when there is none; raises when it was tampered with.
CREATE OR REPLACE FUNCTION app.context() RETURNS text[]
LANGUAGE plpgsql STABLE PARALLEL RESTRICTED SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    token text := current_setting('app.context', true);
    body text := split_part(token, '~', 1);
    part text[] := string_to_array(body, '|');  -- kid, expires, backend, kind, user, clients, rfp, bidder
    pad record;
BEGIN
    IF token IS NULL OR token = '' THEN
        RETURN NULL;
    END IF;
    SELECT inner_pad, outer_pad INTO pad FROM sealed.context_key WHERE kid = part[1]::integer;
    IF NOT FOUND
        OR encode(sha256(pad.outer_pad || sha256(pad.inner_pad || convert_to(body, 'UTF8'))), 'hex')
            <> split_part(token, '~', 2)
        OR to_timestamp(part[2]::bigint) < clock_timestamp()
        OR part[3]::integer <> pg_backend_pid()
    THEN
        RAISE EXCEPTION 'the tenant context is not valid' USING ERRCODE = '28000';
    END IF;
    RETURN part;
END $$;

-- The clients whose rows a role of this kind may touch now; NULL shuts every row.
CREATE OR REPLACE FUNCTION app.clients(kind text) RETURNS bigint[]
LANGUAGE plpgsql STABLE PARALLEL RESTRICTED SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    part text[] := app.context();
BEGIN
    IF part IS NULL OR part[4] <> kind THEN
        RETURN NULL;
    END IF;
    IF part[6] = '*' THEN
        RETURN (SELECT array_agg(id) FROM public.clients_client);
    END IF;
    RETURN string_to_array(part[6], ',')::bigint[];
END $$;

-- Whether the context covers the whole practice.
CREATE OR REPLACE FUNCTION app.sees_all(kind text) RETURNS boolean
LANGUAGE sql STABLE PARALLEL RESTRICTED SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT coalesce((app.context())[4] = kind AND (app.context())[6] = '*', false)
$$;

-- The user the context was signed for.
CREATE OR REPLACE FUNCTION app.user_id(kind text) RETURNS bigint
LANGUAGE sql STABLE PARALLEL RESTRICTED SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT CASE WHEN (app.context())[4] = kind THEN (app.context())[5]::bigint END
$$;

-- The one request for proposal, and the one bidder of it, that a bidder's person acts in.
CREATE OR REPLACE FUNCTION app.rfp() RETURNS bigint
LANGUAGE sql STABLE PARALLEL RESTRICTED SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT CASE WHEN (app.context())[4] = 'bidder' THEN (app.context())[7]::bigint END
$$;
CREATE OR REPLACE FUNCTION app.bidder() RETURNS bigint
LANGUAGE sql STABLE PARALLEL RESTRICTED SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT CASE WHEN (app.context())[4] = 'bidder' THEN (app.context())[8]::bigint END
$$;

REVOKE ALL ON ALL FUNCTIONS IN SCHEMA app FROM PUBLIC;
REVOKE ALL ON SCHEMA public FROM PUBLIC;

-- Triggers guard claims, decisions and published reports.  Their package lets everybody pass who
-- sets pgtrigger.ignore, which injected SQL could do; here nobody passes.
CREATE OR REPLACE FUNCTION public._pgtrigger_should_ignore(trigger_name name) RETURNS boolean
LANGUAGE sql IMMUTABLE AS $$ SELECT false $$;
