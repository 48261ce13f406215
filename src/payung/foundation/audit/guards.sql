-- The walls that hold against bugs, not only against users. Installed by `payung migrate`, as owner.

CREATE OR REPLACE FUNCTION payung_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% is append-only: % refused', TG_TABLE_NAME, TG_OP
        USING ERRCODE = 'integrity_constraint_violation';
END $$;

CREATE OR REPLACE FUNCTION audit_canonical(e audit_event) RETURNS bytea
LANGUAGE sql STABLE SET timezone = 'UTC' AS $$
    SELECT convert_to((to_jsonb(e) - 'id' - 'hash' - 'previous_hash')::text, 'UTF8')
$$;

CREATE OR REPLACE FUNCTION audit_chain() RETURNS trigger LANGUAGE plpgsql
SECURITY DEFINER SET search_path = public AS $$
DECLARE
    last_seq bigint;
    last_hash bytea;
BEGIN
    -- One writer at a time per chain, until its transaction ends: a chain has no forks.
    PERFORM pg_advisory_xact_lock(hashtextextended('audit:' || NEW.chain, 0));
    SELECT seq, hash INTO last_seq, last_hash FROM audit_event
        WHERE chain = NEW.chain ORDER BY seq DESC LIMIT 1;
    NEW.seq := coalesce(last_seq, 0) + 1;
    NEW.previous_hash := coalesce(last_hash, ''::bytea);
    NEW.recorded_at := clock_timestamp();
    NEW.hash := sha256(NEW.previous_hash || audit_canonical(NEW));
    RETURN NEW;
END $$;

CREATE OR REPLACE FUNCTION audit_require_actor(entity text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    IF coalesce(current_setting('payung.role', true), '') = '' THEN
        RAISE EXCEPTION '%: a state may change only inside an operation', entity
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
END $$;

CREATE OR REPLACE FUNCTION audit_moves_inserted() RETURNS trigger LANGUAGE plpgsql
SECURITY DEFINER SET search_path = public AS $$
DECLARE
    refused record;
BEGIN
    SELECT n.id, n.state INTO refused FROM new_rows n
        WHERE NOT EXISTS (SELECT 1 FROM audit_allowedmove a
            WHERE a.entity = TG_TABLE_NAME AND a.from_state = '' AND a.to_state = n.state)
        LIMIT 1;
    IF FOUND THEN
        RAISE EXCEPTION '% %: a row cannot begin in state %', TG_TABLE_NAME, refused.id, refused.state
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    PERFORM audit_require_actor(TG_TABLE_NAME);
    INSERT INTO audit_move (entity, entity_id, from_state, to_state, at, actor_id, role, agency_id,
                            reason, request_id)
    SELECT TG_TABLE_NAME, n.id, '', n.state, current_setting('payung.at')::timestamptz,
        nullif(current_setting('payung.actor_id'), '')::bigint, current_setting('payung.role'),
        nullif(current_setting('payung.agency_id'), '')::bigint,
        current_setting('payung.reason'), current_setting('payung.request_id')
    FROM new_rows n;
    RETURN NULL;
END $$;

CREATE OR REPLACE FUNCTION audit_moves_updated() RETURNS trigger LANGUAGE plpgsql
SECURITY DEFINER SET search_path = public AS $$
DECLARE
    refused record;
BEGIN
    IF NOT EXISTS (SELECT 1 FROM new_rows n JOIN old_rows o USING (id) WHERE n.state <> o.state) THEN
        RETURN NULL;
    END IF;
    SELECT n.id, o.state AS from_state, n.state AS to_state INTO refused
        FROM new_rows n JOIN old_rows o USING (id)
        WHERE n.state <> o.state AND NOT EXISTS (SELECT 1 FROM audit_allowedmove a
            WHERE a.entity = TG_TABLE_NAME AND a.from_state = o.state AND a.to_state = n.state)
        LIMIT 1;
    IF FOUND THEN
        RAISE EXCEPTION '% %: % -> % is not an allowed move', TG_TABLE_NAME, refused.id,
            refused.from_state, refused.to_state USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    PERFORM audit_require_actor(TG_TABLE_NAME);
    INSERT INTO audit_move (entity, entity_id, from_state, to_state, at, actor_id, role, agency_id,
                            reason, request_id)
    SELECT TG_TABLE_NAME, n.id, o.state, n.state, current_setting('payung.at')::timestamptz,
        nullif(current_setting('payung.actor_id'), '')::bigint, current_setting('payung.role'),
        nullif(current_setting('payung.agency_id'), '')::bigint,
        current_setting('payung.reason'), current_setting('payung.request_id')
    FROM new_rows n JOIN old_rows o USING (id) WHERE n.state <> o.state;
    RETURN NULL;
END $$;
