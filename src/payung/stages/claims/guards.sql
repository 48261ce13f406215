-- What must hold between a decision and the money that follows it. Installed by `payung migrate`.

-- The parts of a decision add up to it, looked at when the transaction ends.
CREATE OR REPLACE FUNCTION claims_decision_sum() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.total_idr IS DISTINCT FROM
       (SELECT sum(stated_idr) FROM claims_decisionline WHERE decision_id = NEW.id) THEN
        RAISE EXCEPTION 'decision %: its parts do not add up', NEW.id
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF EXISTS (SELECT 1 FROM claims_decision d JOIN claims_payment p ON p.decision_id = d.id
            WHERE d.claim_id = NEW.claim_id AND d.number < NEW.number) THEN
        RAISE EXCEPTION 'decision %: something of an earlier one was paid', NEW.id
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NULL;
END $$;

DROP TRIGGER IF EXISTS guard_decision_sum ON claims_decision;
CREATE CONSTRAINT TRIGGER guard_decision_sum AFTER INSERT ON claims_decision
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION claims_decision_sum();

-- Nobody gets more than was decided, of the last decision, while the branch has the file.
CREATE OR REPLACE FUNCTION claims_payment_guard() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    of record;
BEGIN
    SELECT d.claim_id, d.total_idr, d.number INTO of FROM claims_decision d
        WHERE d.id = NEW.decision_id;
    PERFORM 1 FROM claims_claim WHERE id = of.claim_id AND state = 'in_process' FOR UPDATE;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'payment: claim % is not in process', of.claim_id
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF EXISTS (SELECT 1 FROM claims_decision d
            WHERE d.claim_id = of.claim_id AND d.number > of.number) THEN
        RAISE EXCEPTION 'payment: claim % was decided anew', of.claim_id
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF NEW.heir_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM claims_heir h
            WHERE h.id = NEW.heir_id AND h.claim_id = of.claim_id) THEN
        RAISE EXCEPTION 'payment: the heir is of another claim than %', of.claim_id
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF NEW.amount_idr + coalesce((SELECT sum(amount_idr) FROM claims_payment
            WHERE decision_id = NEW.decision_id), 0) > of.total_idr THEN
        RAISE EXCEPTION 'payment: more than was decided for claim %', of.claim_id
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;

CREATE OR REPLACE TRIGGER guard_payment BEFORE INSERT ON claims_payment
    FOR EACH ROW EXECUTE FUNCTION claims_payment_guard();

-- Paid means to the last rupiah.
CREATE OR REPLACE FUNCTION claims_paid_guard() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    last record;
BEGIN
    SELECT d.id, d.total_idr INTO last FROM claims_decision d
        WHERE d.claim_id = NEW.id ORDER BY d.number DESC LIMIT 1;
    IF NOT FOUND OR last.total_idr IS DISTINCT FROM
       (SELECT sum(amount_idr) FROM claims_payment WHERE decision_id = last.id) THEN
        RAISE EXCEPTION 'claim %: its payments are not what was decided', NEW.id
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;

CREATE OR REPLACE TRIGGER guard_paid BEFORE UPDATE ON claims_claim
    FOR EACH ROW WHEN (OLD.state <> 'paid' AND NEW.state = 'paid')
    EXECUTE FUNCTION claims_paid_guard();

-- What is paid of a decision is not asked back or refused by a move of the claim alone.
CREATE OR REPLACE FUNCTION claims_half_paid_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM claims_decision d JOIN claims_payment p ON p.decision_id = d.id
            WHERE d.claim_id = NEW.id) THEN
        RAISE EXCEPTION 'claim %: a part of it was paid', NEW.id
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;

CREATE OR REPLACE TRIGGER guard_half_paid BEFORE UPDATE ON claims_claim
    FOR EACH ROW WHEN (OLD.state = 'in_process' AND NEW.state IN ('collecting', 'refused'))
    EXECUTE FUNCTION claims_half_paid_guard();
