-- What must hold between a slip and the receipt that confirms it. Installed by `payung migrate`.

-- A slip ends once: confirmed or withdrawn. Whoever ends it waits for the other to be over.
CREATE OR REPLACE FUNCTION remittance_hold_end(of_slip bigint) RETURNS void LANGUAGE sql AS $$
    SELECT pg_advisory_xact_lock(hashtextextended('slip-end:' || of_slip, 0))
$$;

CREATE OR REPLACE FUNCTION remittance_match_guard() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    bad record;
BEGIN
    PERFORM remittance_hold_end(slip_id) FROM (SELECT slip_id FROM new_rows ORDER BY slip_id) n;
    SELECT n.id INTO bad FROM new_rows n JOIN remittance_slipwithdrawal w ON w.slip_id = n.slip_id;
    IF FOUND THEN
        RAISE EXCEPTION 'match %: the slip was withdrawn', bad.id
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
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

-- A withdrawn slip was confirmed by nobody, and holds no money once the transaction ends.
CREATE OR REPLACE FUNCTION remittance_withdrawal_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM remittance_hold_end(NEW.slip_id);
    IF EXISTS (SELECT 1 FROM remittance_match m WHERE m.slip_id = NEW.slip_id) THEN
        RAISE EXCEPTION 'slip %: the branch confirmed it', NEW.slip_id
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF EXISTS (SELECT 1 FROM remittance_slipline l JOIN ledger_book b
            ON b.agency_id = l.agency_id AND b.month = l.month AND b.state = 'closed'
            WHERE l.slip_id = NEW.slip_id) THEN
        RAISE EXCEPTION 'slip %: its month is closed', NEW.slip_id
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;

CREATE OR REPLACE TRIGGER guard_withdrawal BEFORE INSERT ON remittance_slipwithdrawal
    FOR EACH ROW EXECUTE FUNCTION remittance_withdrawal_guard();

CREATE OR REPLACE FUNCTION remittance_withdrawn_is_empty() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM ledger_transfer t WHERE t.slip_id = NEW.slip_id
            AND t.kind IN ('REMIT', 'RECEIPT')
            AND NOT EXISTS (SELECT 1 FROM ledger_transfer r WHERE r.reverses_id = t.id)) THEN
        RAISE EXCEPTION 'slip %: withdrawn, and money of it stands', NEW.slip_id
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NULL;
END $$;

DROP TRIGGER IF EXISTS guard_withdrawn_is_empty ON remittance_slipwithdrawal;
CREATE CONSTRAINT TRIGGER guard_withdrawn_is_empty AFTER INSERT ON remittance_slipwithdrawal
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION remittance_withdrawn_is_empty();

CREATE OR REPLACE FUNCTION remittance_withdrawn_guard() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    bad record;
BEGIN
    SELECT n.slip_id INTO bad FROM new_rows n
        JOIN remittance_slipwithdrawal w ON w.slip_id = n.slip_id
        WHERE n.kind IN ('REMIT', 'RECEIPT') LIMIT 1;
    IF FOUND THEN
        RAISE EXCEPTION 'slip %: it was withdrawn and takes no money', bad.slip_id
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NULL;
END $$;

CREATE OR REPLACE TRIGGER guard_withdrawn AFTER INSERT ON ledger_transfer
    REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT
    EXECUTE FUNCTION remittance_withdrawn_guard();

-- A number, or a picture, is used again only after the slip that had it was withdrawn.
CREATE OR REPLACE FUNCTION remittance_again_guard() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    is_free boolean;
BEGIN
    IF TG_TABLE_NAME = 'remittance_slip' THEN
        is_free := EXISTS (SELECT 1 FROM remittance_slip s
            JOIN remittance_slipwithdrawal w ON w.slip_id = s.id
            WHERE s.bank = NEW.bank AND s.number = NEW.number AND s.attempt = NEW.attempt - 1);
    ELSE
        is_free := EXISTS (SELECT 1 FROM remittance_slipscan c
            JOIN remittance_slipwithdrawal w ON w.slip_id = c.slip_id
            WHERE c.sha256 = NEW.sha256 AND c.attempt = NEW.attempt - 1);
    END IF;
    IF NOT is_free THEN
        RAISE EXCEPTION '% %: what had its name before was not withdrawn', TG_TABLE_NAME, NEW.id
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;

CREATE OR REPLACE TRIGGER guard_slip_again BEFORE INSERT ON remittance_slip
    FOR EACH ROW WHEN (NEW.attempt <> 0) EXECUTE FUNCTION remittance_again_guard();
CREATE OR REPLACE TRIGGER guard_scan_again BEFORE INSERT ON remittance_slipscan
    FOR EACH ROW WHEN (NEW.attempt <> 0) EXECUTE FUNCTION remittance_again_guard();

-- A closed month stays as it was (M11): nothing about it is added, whoever writes. Transfers have
-- the ledger's own guard. `of` says how a row of the table finds its office and month.
CREATE OR REPLACE FUNCTION remittance_closed_guard() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    of text := TG_ARGV[0];
    bad record;
BEGIN
    IF of = 'place' THEN
        SELECT b.agency_id, b.month INTO bad FROM ledger_book b
            JOIN (SELECT DISTINCT agency_id, month FROM new_rows) n USING (agency_id, month)
            WHERE b.state = 'closed' LIMIT 1;
    ELSIF of = 'list' THEN
        SELECT b.agency_id, b.month INTO bad FROM (SELECT DISTINCT list_id FROM new_rows) n
            JOIN deductions_deductionlist d ON d.id = n.list_id
            JOIN ledger_book b ON b.agency_id = d.agency_id AND b.month = d.month
            WHERE b.state = 'closed' LIMIT 1;
    ELSIF of = 'result' THEN
        SELECT b.agency_id, b.month INTO bad FROM (SELECT DISTINCT result_id FROM new_rows) n
            JOIN reconciliation_result r ON r.id = n.result_id
            JOIN deductions_deductionlist d ON d.id = r.list_id
            JOIN ledger_book b ON b.agency_id = d.agency_id AND b.month = d.month
            WHERE b.state = 'closed' LIMIT 1;
    ELSIF of = 'result_line' THEN
        SELECT b.agency_id, b.month INTO bad FROM new_rows n
            JOIN reconciliation_resultline x ON x.id = n.result_line_id
            JOIN reconciliation_result r ON r.id = x.result_id
            JOIN deductions_deductionlist d ON d.id = r.list_id
            JOIN ledger_book b ON b.agency_id = d.agency_id AND b.month = d.month
            WHERE b.state = 'closed' LIMIT 1;
    ELSE
        SELECT b.agency_id, b.month INTO bad FROM new_rows n
            JOIN remittance_paidmonth p ON p.id = n.paid_month_id
            JOIN ledger_book b ON b.agency_id = p.agency_id AND b.month = p.month
            WHERE b.state = 'closed' LIMIT 1;
    END IF;
    IF FOUND THEN
        RAISE EXCEPTION '%: the month % of office % is closed', TG_TABLE_NAME, bad.month,
            bad.agency_id USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NULL;
END $$;

DO $$
DECLARE
    one record;
BEGIN
    FOR one IN SELECT * FROM (VALUES
        ('deductions_deductionlist', 'place'), ('deductions_deductionline', 'list'),
        ('deductions_stop', 'list'), ('reconciliation_result', 'list'),
        ('reconciliation_resultline', 'result'), ('reconciliation_parkedrow', 'result'),
        ('reconciliation_reason', 'result_line'), ('remittance_slipline', 'place'),
        ('remittance_paidmonth', 'place'), ('remittance_unpaid', 'paid_month'),
        ('remittance_unlistedrefund', 'place'),
        ('remittance_close', 'place')
    ) AS t (name, way) LOOP
        EXECUTE format(
            'CREATE OR REPLACE TRIGGER guard_closed AFTER INSERT ON %I'
            ' REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT'
            ' EXECUTE FUNCTION remittance_closed_guard(%L)', one.name, one.way);
    END LOOP;
END $$;

-- A closed month is opened again by two people, never by its state alone.
CREATE OR REPLACE FUNCTION remittance_reopened_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM remittance_close c JOIN remittance_reopening r ON r.close_id = c.id
            WHERE c.agency_id = NEW.agency_id AND c.month = NEW.month AND c.version = (
                SELECT max(version) FROM remittance_close l
                WHERE l.agency_id = NEW.agency_id AND l.month = NEW.month)) THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'ledger_book %: nobody asked and agreed to open it again', NEW.id
        USING ERRCODE = 'integrity_constraint_violation';
END $$;

CREATE OR REPLACE TRIGGER guard_reopened BEFORE UPDATE ON ledger_book
    FOR EACH ROW WHEN (OLD.state = 'closed' AND NEW.state = 'open')
    EXECUTE FUNCTION remittance_reopened_guard();
