"""The definition of N1: who was on an office's staff list in a month."""

STAFF = """changed AS (
    SELECT h.civil_servant_id, h.kind, h.from_agency_id, h.at, h.id, false AS is_agreed,
        date_trunc('month', h.at AT TIME ZONE 'Asia/Jakarta')::date AS month
    FROM registry_staffchange h
    WHERE h.kind IN ('new', 'back', 'gone', 'moved') AND h.at >= %(after)s
    UNION ALL
    SELECT r.civil_servant_id, 'moved', r.from_agency_id, m.at, m.id, true,
        greatest(date_trunc('month', m.at AT TIME ZONE 'Asia/Jakarta')::date, r.from_month)
    FROM registry_relocation r JOIN audit_move m ON m.entity = 'registry_relocation'
        AND m.entity_id = r.id AND m.to_state = 'done'
    WHERE r.state = 'done' AND (m.at >= %(after)s OR r.from_month > %(first)s)),
changes AS (
    SELECT x.civil_servant_id, x.kind, x.from_agency_id, x.at, x.until, x.is_last, x.at_before,
        lag(x.until) OVER (PARTITION BY x.civil_servant_id ORDER BY x.at, x.is_agreed, x.id)
            AS first,
        date_trunc('month', c.gone_on)::date AS gone
    FROM (SELECT h.*, max(h.month) OVER one AS until, lag(h.at) OVER one AS at_before,
            lead(h.id) OVER one IS NULL AS is_last FROM changed h
        WINDOW one AS (PARTITION BY h.civil_servant_id ORDER BY h.at, h.is_agreed, h.id)) x
    LEFT JOIN registry_civilservant c ON c.id = x.civil_servant_id),
stays AS (
    SELECT from_agency_id AS agency_id, first, least(until, gone) AS until, count(*) AS n
    FROM changes WHERE kind IN ('gone', 'moved') GROUP BY 1, 2, 3
    UNION ALL
    SELECT h.from_agency_id, h.first, date_trunc('month', l.left_on)::date, count(*)
    FROM changes h CROSS JOIN LATERAL (
        SELECT (e.detail ->> 'left_on')::date AS left_on FROM audit_event e
        WHERE e.target_type = 'registry_civilservant' AND e.target_id = h.civil_servant_id
          AND e.action = 'staff.left' AND e.at <= h.at
          AND (h.at_before IS NULL OR e.at > h.at_before)
        ORDER BY e.id DESC LIMIT 1) l
    WHERE h.kind = 'back' GROUP BY 1, 2, 3
    UNION ALL
    SELECT c.agency_id, h.until, date_trunc('month', c.gone_on)::date, count(*)
    FROM registry_civilservant c LEFT JOIN changes h ON h.civil_servant_id = c.id AND h.is_last
    WHERE c.agency_id IN (SELECT agency_id FROM wanted)
    GROUP BY 1, 2, 3),
staff AS (
    SELECT w.agency_id, w.month, sum(s.n)::int AS asn FROM wanted w
    JOIN stays s ON s.agency_id = w.agency_id AND (s.first IS NULL OR s.first <= w.month)
        AND (s.until IS NULL OR s.until > w.month)
    GROUP BY 1, 2)"""
"""
N1: the staff list as it stood at the month's end. A stay lasts from the month of one change to
the month before the next; changes before the first month asked for decide nothing. Who was
recorded as gone between two lists, and stands on the next one, worked there until then.

A move that both offices agreed to counts from the month they agreed on, never from one that was
over when the second agreed: everybody is at one office in every month, and no past one changes.
Whoever is gone was nowhere afterwards, whatever moved them in between.
"""
