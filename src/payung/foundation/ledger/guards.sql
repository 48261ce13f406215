-- The invariants of the books, checked at the end of every statement, for a row as for a million.

CREATE OR REPLACE FUNCTION ledger_balance(of_agency bigint, of_month date, of_account text)
RETURNS bigint LANGUAGE sql STABLE AS $$
    SELECT coalesce(sum(CASE WHEN debit = of_account THEN amount_idr ELSE 0 END), 0)::bigint
         - coalesce(sum(CASE WHEN credit = of_account THEN amount_idr ELSE 0 END), 0)::bigint
    FROM ledger_transfer
    WHERE agency_id = of_agency AND month = of_month AND (debit = of_account OR credit = of_account)
$$;

CREATE OR REPLACE FUNCTION ledger_guard() RETURNS trigger LANGUAGE plpgsql
SECURITY DEFINER SET search_path = public AS $$
DECLARE
    bad record;
    touched_books bigint;
    ready_books bigint;
BEGIN
    -- The book's row is the lock: whoever posts to an office and month waits for the one before.
    WITH touched AS (
        SELECT agency_id, month, min(seq) AS first_seq, max(seq) AS last_seq, count(*) AS rows
        FROM new_rows GROUP BY agency_id, month
    ), locked AS (
        SELECT b.id, b.state, b.last_seq AS before, t.* FROM ledger_book b
        JOIN touched t ON t.agency_id = b.agency_id AND t.month = b.month
        ORDER BY b.id FOR UPDATE OF b
    ), moved AS (
        UPDATE ledger_book b SET last_seq = l.last_seq FROM locked l
        WHERE b.id = l.id AND l.state = 'open'
          AND l.first_seq = l.before + 1 AND l.last_seq = l.before + l.rows
        RETURNING b.id
    )
    SELECT (SELECT count(*) FROM touched), (SELECT count(*) FROM moved)
        INTO touched_books, ready_books;
    IF touched_books <> ready_books THEN
        RAISE EXCEPTION 'ledger: % of % books are closed, missing or out of sequence',
            touched_books - ready_books, touched_books USING ERRCODE = 'integrity_constraint_violation';
    END IF;

    IF EXISTS (SELECT 1 FROM new_rows WHERE reverses_id IS NOT NULL) THEN
        SELECT n.id INTO bad FROM new_rows n LEFT JOIN ledger_transfer o ON o.id = n.reverses_id
        WHERE n.reverses_id IS NOT NULL AND (o.kind = 'REVERSE' OR n.kind <> 'REVERSE'
            OR (n.debit, n.credit, n.amount_idr, n.agency_id, n.month)
               IS DISTINCT FROM (o.credit, o.debit, o.amount_idr, o.agency_id, o.month)
            OR (n.sponsor_id, n.worker_id, n.slip_id)
               IS DISTINCT FROM (o.sponsor_id, o.worker_id, o.slip_id)) LIMIT 1;
        IF FOUND THEN
            RAISE EXCEPTION 'ledger: reversal % does not mirror its original', bad.id
                USING ERRCODE = 'integrity_constraint_violation';
        END IF;
    END IF;

    IF EXISTS (SELECT 1 FROM new_rows WHERE attempt > 0) THEN
        -- Two branches, each answered by the partial unique index of its kind.
        SELECT n.id INTO bad FROM new_rows n
        WHERE n.attempt > 0 AND NOT EXISTS (
            SELECT 1 FROM ledger_transfer o JOIN ledger_transfer r ON r.reverses_id = o.id
            WHERE n.kind = 'CUT' AND o.kind = 'CUT' AND o.worker_id = n.worker_id
              AND o.month = n.month AND o.sponsor_id = n.sponsor_id AND o.attempt = n.attempt - 1)
        AND NOT EXISTS (
            SELECT 1 FROM ledger_transfer o JOIN ledger_transfer r ON r.reverses_id = o.id
            WHERE n.debit = 'COVER' AND o.debit = 'COVER' AND o.worker_id = n.worker_id
              AND o.month = n.month AND o.kind = n.kind AND o.attempt = n.attempt - 1)
        LIMIT 1;
        IF FOUND THEN
            RAISE EXCEPTION 'ledger: % repeats a transfer that was not reversed', bad.id
                USING ERRCODE = 'integrity_constraint_violation';
        END IF;
    END IF;

    IF EXISTS (SELECT 1 FROM new_rows WHERE kind <> 'CUT') THEN
        SELECT t.agency_id, t.month, s.account, s.balance INTO bad
        FROM (SELECT DISTINCT agency_id, month FROM new_rows WHERE kind <> 'CUT') t
        CROSS JOIN LATERAL (
            SELECT p.account, sum(p.amount) AS balance FROM ledger_transfer x
            CROSS JOIN LATERAL (VALUES (x.debit, x.amount_idr), (x.credit, -x.amount_idr))
                AS p (account, amount)
            WHERE x.agency_id = t.agency_id AND x.month = t.month
              AND p.account IN ('HELD', 'TRANSIT', 'BPJS', 'RETURNED')
            GROUP BY p.account HAVING sum(p.amount) < 0) s LIMIT 1;
        IF FOUND THEN
            RAISE EXCEPTION 'ledger: % of office % in % would be % rupiah', bad.account,
                bad.agency_id, bad.month, bad.balance USING ERRCODE = 'integrity_constraint_violation';
        END IF;
    END IF;

    IF EXISTS (SELECT 1 FROM new_rows WHERE credit = 'PREPAID') THEN
        -- PREPAID belongs to a worker of an office across months: a lock of its own.
        PERFORM pg_advisory_xact_lock(hashtextextended('prepaid:' || agency_id, 0))
            FROM (SELECT DISTINCT agency_id FROM new_rows WHERE credit = 'PREPAID'
                  ORDER BY agency_id) p;
        SELECT agency_id, worker_id INTO bad FROM ledger_transfer
        WHERE (agency_id, worker_id) IN
              (SELECT agency_id, worker_id FROM new_rows WHERE credit = 'PREPAID')
          AND (debit = 'PREPAID' OR credit = 'PREPAID')
        GROUP BY agency_id, worker_id
        HAVING sum(CASE WHEN debit = 'PREPAID' THEN amount_idr ELSE -amount_idr END) < 0 LIMIT 1;
        IF FOUND THEN
            RAISE EXCEPTION 'ledger: worker % of office % has less prepaid than is drawn',
                bad.worker_id, bad.agency_id USING ERRCODE = 'integrity_constraint_violation';
        END IF;
    END IF;

    IF EXISTS (SELECT 1 FROM new_rows WHERE credit = 'TRANSIT' AND slip_id IS NOT NULL) THEN
        SELECT slip_id INTO bad FROM ledger_transfer
        WHERE slip_id IN (SELECT slip_id FROM new_rows WHERE credit = 'TRANSIT')
          AND (debit = 'TRANSIT' OR credit = 'TRANSIT')
        GROUP BY slip_id
        HAVING sum(CASE WHEN debit = 'TRANSIT' THEN amount_idr ELSE -amount_idr END) < 0;
        IF FOUND THEN
            RAISE EXCEPTION 'ledger: slip % received more than it sent', bad.slip_id
                USING ERRCODE = 'integrity_constraint_violation';
        END IF;
    END IF;
    RETURN NULL;
END $$;

-- A book counts its own transfers: nobody numbers by hand, and a book never changes its place.
CREATE OR REPLACE FUNCTION ledger_book_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        IF NEW.last_seq = 0 AND NEW.state = 'open' THEN
            RETURN NEW;
        END IF;
    ELSIF (NEW.agency_id, NEW.month) = (OLD.agency_id, OLD.month)
          AND (NEW.last_seq = OLD.last_seq OR pg_trigger_depth() > 1) THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'ledger: a book begins open and empty, stays in its place and counts itself'
        USING ERRCODE = 'integrity_constraint_violation';
END $$;

DROP TRIGGER IF EXISTS ledger_book_guard ON ledger_book;
CREATE TRIGGER ledger_book_guard BEFORE INSERT OR UPDATE ON ledger_book
    FOR EACH ROW EXECUTE FUNCTION ledger_book_guard();

DROP TRIGGER IF EXISTS ledger_transfer_guard ON ledger_transfer;
CREATE TRIGGER ledger_transfer_guard AFTER INSERT ON ledger_transfer
    REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION ledger_guard();
