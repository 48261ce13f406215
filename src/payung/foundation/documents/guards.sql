-- A paper stays as it was made: what is on it never changes; it can be withdrawn, once.

CREATE OR REPLACE FUNCTION documents_guard() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    before documents_document := OLD;
BEGIN
    before.withdrawn_at := NEW.withdrawn_at;
    before.withdrawn_because := NEW.withdrawn_because;
    IF before IS NOT DISTINCT FROM NEW AND OLD.withdrawn_at IS NULL THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'document %: what was made stays as it was', OLD.id
        USING ERRCODE = 'integrity_constraint_violation';
END $$;

CREATE OR REPLACE TRIGGER guard_document BEFORE UPDATE ON documents_document
    FOR EACH ROW EXECUTE FUNCTION documents_guard();
