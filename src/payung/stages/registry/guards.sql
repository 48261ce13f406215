-- A NIP belongs to one person forever. Installed by `payung migrate`.

CREATE OR REPLACE FUNCTION registry_nip_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT 1 FROM new_rows n JOIN registry_nipchange f ON f.before = n.nip
        WHERE f.civil_servant_id <> n.id AND f.takes_back_id IS NULL AND n.gone_on IS NULL
          AND NOT EXISTS (SELECT 1 FROM registry_nipchange b WHERE b.takes_back_id = f.id)
    ) THEN
        RAISE EXCEPTION 'registry_civilservant: somebody had this NIP before'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NULL;
END $$;

CREATE OR REPLACE TRIGGER guard_nip_inserted AFTER INSERT ON registry_civilservant
    REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION registry_nip_guard();
CREATE OR REPLACE TRIGGER guard_nip_updated AFTER UPDATE ON registry_civilservant
    REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION registry_nip_guard();
