-- What must hold between a slip and the receipt that confirms it. Installed by `payung migrate`.

CREATE OR REPLACE FUNCTION remittance_match_guard() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    bad record;
BEGIN
    SELECT n.id INTO bad FROM new_rows n
        JOIN remittance_slip s ON s.id = n.slip_id
        JOIN remittance_receipt r ON r.id = n.receipt_id
        WHERE s.recorded_by_id IS NOT DISTINCT FROM r.recorded_by_id
           OR (s.bank, s.number) <> (r.bank, r.slip_number)
           OR r.regency_id <> s.regency_id
           OR r.received_on < s.paid_on
        LIMIT 1;
    IF FOUND THEN
        RAISE EXCEPTION 'match %: the receipt is not of this slip, or one person recorded both',
            bad.id USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NULL;
END $$;

CREATE OR REPLACE TRIGGER guard_match AFTER INSERT ON remittance_match
    REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION remittance_match_guard();

-- The parts of a slip add up to the slip (M12), looked at when the transaction ends.
CREATE OR REPLACE FUNCTION remittance_slip_sum() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.amount_idr IS DISTINCT FROM
       (SELECT sum(amount_idr) FROM remittance_slipline WHERE slip_id = NEW.id) THEN
        RAISE EXCEPTION 'slip %: its parts do not add up', NEW.id
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NULL;
END $$;

DROP TRIGGER IF EXISTS guard_slip_sum ON remittance_slip;
CREATE CONSTRAINT TRIGGER guard_slip_sum AFTER INSERT ON remittance_slip
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION remittance_slip_sum();
