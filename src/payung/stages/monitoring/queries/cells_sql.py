"""The definition of every count of a regency's month that is not an office's: N9, N11, who."""

from payung.stages.monitoring.queries.folding import BACK, FOLDED, MONTHS, fold

_HERE = """JOIN places x ON x.agency_id = p.agency_id AND x.month = p.month
        AND p.agency_id = ANY(ARRAY(SELECT DISTINCT agency_id FROM places))"""
_THEIRS = """JOIN (SELECT DISTINCT worker_id FROM begun) b ON b.worker_id = p.worker_id
        AND p.worker_id = ANY(ARRAY(SELECT worker_id FROM begun))"""
"""Lists, so that these rows are found by an index, however the rest is joined."""
_FOLDS = {False: fold(_HERE), True: f"SELECT * FROM {FOLDED}"}
_WAYS = {False: fold(_THEIRS), True: f"SELECT * FROM {FOLDED}"}
_PEOPLE = {False: "WHERE w.id = ANY(ARRAY(SELECT worker_id FROM folds))", True: ""}

_CELLS = f"""wanted AS (SELECT * FROM unnest(%(regencies)s::bigint[], %(months)s::date[])
    AS x (regency_id, month)),
places AS (
    SELECT x.regency_id, x.month, a.id AS agency_id
    FROM wanted x JOIN registry_agency a ON a.regency_id = x.regency_id),
{MONTHS},
kinds AS (SELECT * FROM unnest(%(words)s::text[], %(kinds)s::text[]) AS x (word, kind)),
folds AS ({{folds}}),
people AS (
    SELECT w.id, coalesce(k.kind, 'lain') AS occupation, w.sex, w.district_code AS district,
        CASE WHEN least((e.first - b.born) / 120, 6) = least((e.last - b.born) / 120, 6)
            THEN e.first - 120 * least((e.first - b.born) / 120, 6) ELSE b.born END AS born
    FROM registry_worker w LEFT JOIN kinds k ON k.word = w.occupation
    CROSS JOIN (SELECT min(number) AS first, max(number) AS last FROM months) e
    CROSS JOIN LATERAL (SELECT
        (extract(year FROM w.born_on) * 12 + extract(month FROM w.born_on))::int AS born) b
    {{people}}),
held AS (
    SELECT a.regency_id, v.dimension, v.value, y.bits, count(*) AS n
    FROM (SELECT worker_id, agency_id, bit_or(bits) AS bits FROM folds
        WHERE spell_id IS NOT NULL GROUP BY 1, 2) y
    JOIN people w ON w.id = y.worker_id
    JOIN registry_agency a ON a.id = y.agency_id
    JOIN registry_regency g ON g.id = a.regency_id
    CROSS JOIN LATERAL (VALUES ('occupation', w.occupation), ('sex', w.sex),
        ('age', w.born::text), ('district', CASE WHEN w.district = '' THEN ''
            WHEN left(w.district, 5) = g.code THEN w.district ELSE 'luar' END))
        AS v (dimension, value)
    GROUP BY 1, 2, 3, 4),
who AS (
    SELECT h.regency_id, d.month, h.dimension, v.value, sum(h.n)::int AS count
    FROM held h JOIN months d ON h.bits & d.bit <> 0
    JOIN wanted x ON x.regency_id = h.regency_id AND x.month = d.month
    CROSS JOIN LATERAL (SELECT CASE WHEN h.dimension <> 'age' THEN h.value
        ELSE coalesce(least((d.number - h.value::int) / 120, 6)::text, '') END AS value) v
    GROUP BY 1, 2, 3, 4),
far AS (
    SELECT r.civil_servant_id, f.regency_id, (m.at AT TIME ZONE 'Asia/Jakarta')::date AS day,
        lag((m.at AT TIME ZONE 'Asia/Jakarta')::date) OVER
            (PARTITION BY r.civil_servant_id ORDER BY m.at, m.id) AS before
    FROM registry_relocation r JOIN audit_move m ON m.entity = 'registry_relocation'
        AND m.entity_id = r.id AND m.to_state = 'done'
    JOIN registry_agency f ON f.id = r.from_agency_id
    JOIN registry_agency t ON t.id = r.to_agency_id
    WHERE r.state = 'done' AND f.regency_id <> t.regency_id),
begun AS MATERIALIZED (
    SELECT s.id, s.worker_id, coalesce(f.regency_id, e.regency_id) AS regency_id,
        e.registered_on, s.starts_on, s.first_month, d.bit
    FROM membership_spell s JOIN enrolment_sponsorship e ON e.id = s.opened_by_id
    JOIN around d ON d.month = s.first_month
    LEFT JOIN far f ON f.civil_servant_id = e.sponsor_id AND f.day >= e.registered_on
        AND (f.before IS NULL OR f.before < e.registered_on)
    WHERE s.first_month > %(first)s::date - interval '{BACK} months' AND s.first_month <= %(last)s
      AND coalesce(f.regency_id, e.regency_id) IN (SELECT regency_id FROM wanted)),
ways AS ({{ways}}),
runs AS (
    SELECT y.worker_id, y.spell_id, bit_or(y.bits) AS bits, min(y.received_on) AS received_on
    FROM ways y GROUP BY 1, 2),
paid AS (SELECT worker_id, bit_or(bits) AS bits FROM runs GROUP BY 1),
lives AS (
    SELECT s.regency_id, s.first_month, p.bits & (7 * s.bit) = 7 * s.bit AS kept_3,
        p.bits & (63 * s.bit) = 63 * s.bit AS kept_6,
        p.bits & (4095 * s.bit) = 4095 * s.bit AS kept_12, count(*) AS n
    FROM begun s LEFT JOIN paid p ON p.worker_id = s.worker_id
    GROUP BY 1, 2, 3, 4, 5),
waits AS (
    SELECT s.regency_id, d.month, 'wait' AS dimension, greatest(
        greatest(r.received_on, s.starts_on) - s.registered_on, 0)::text AS value,
        count(*)::int AS count
    FROM begun s JOIN runs r ON r.worker_id = s.worker_id AND r.spell_id = s.id
    JOIN around d ON d.bit = r.bits & -r.bits
    JOIN wanted x ON x.regency_id = s.regency_id AND x.month = d.month
    GROUP BY 1, 2, 4),
cohorts AS (
    SELECT l.regency_id, x.month, 'cohort' AS dimension, v.value, sum(v.n)::int AS count
    FROM lives l CROSS JOIN LATERAL (VALUES (3, kept_3), (6, kept_6), (12, kept_12))
        AS c (months, is_kept)
    JOIN wanted x ON x.regency_id = l.regency_id
        AND x.month = (l.first_month + make_interval(months => c.months - 1))::date
    CROSS JOIN LATERAL (VALUES ('begun_' || c.months, l.n),
        ('kept_' || c.months, CASE WHEN c.is_kept THEN l.n ELSE 0 END)) AS v (value, n)
    GROUP BY 1, 2, 4),
steps AS (
    SELECT c.regency_id, c.reported_at, m.to_state,
        date_trunc('month', m.at AT TIME ZONE 'Asia/Jakarta')::date AS month,
        greatest((m.at AT TIME ZONE 'Asia/Jakarta')::date
            - (c.reported_at AT TIME ZONE 'Asia/Jakarta')::date, 0) AS days,
        row_number() OVER (PARTITION BY c.id, m.to_state ORDER BY m.id) AS nth
    FROM claims_claim c JOIN audit_move m ON m.entity = 'claims_claim' AND m.entity_id = c.id
    WHERE c.state <> 'withdrawn' AND m.to_state IN ('reported', 'complete', 'paid', 'refused')),
claims AS (
    SELECT s.regency_id, s.month, v.dimension, v.value, count(*)::int AS count, 0::bigint AS idr
    FROM steps s JOIN wanted x ON x.regency_id = s.regency_id AND x.month = s.month
    CROSS JOIN LATERAL (VALUES ('claim', s.to_state), (s.to_state, s.days::text))
        AS v (dimension, value)
    WHERE s.nth = 1 AND v.dimension IN ('claim', 'complete', 'paid')
    GROUP BY 1, 2, 3, 4
    UNION ALL
    SELECT c.regency_id, x.month, 'claim', 'paid_idr', count(*)::int, sum(y.amount_idr)::bigint
    FROM claims_payment y JOIN claims_decision d ON d.id = y.decision_id
    JOIN claims_claim c ON c.id = d.claim_id
    JOIN wanted x ON x.regency_id = c.regency_id
        AND x.month = date_trunc('month', y.paid_on)::date
    GROUP BY 1, 2),
measured AS (
    SELECT regency_id, month, dimension, value, count, 0::bigint AS amount_idr FROM who
    UNION ALL SELECT *, 0 FROM waits UNION ALL SELECT *, 0 FROM cohorts
    UNION ALL SELECT * FROM claims)"""
"""
Who is covered sorts exactly the workers of N4; a year of age is complete with the month of birth.
A wait lasts from registration to the first day of protection: the later of the membership's start
and the first receipt of a month it covers; it belongs to the first month covered. Seven, 63 and
4095 are the bits of the first three, six and twelve months: whoever kept on has all of them. Each
step of a claim counts once, on the day it was first reached; a claim that was withdrawn counts
nowhere. Who moved to another regency since stays in the cohort, and the wait, of the one they
began in: what was counted there does not leave with them.
"""

LATEST = """latest AS (
    SELECT DISTINCT ON (c.regency_id, c.month, c.dimension, c.value) c.*
    FROM monitoring_cell c JOIN wanted w ON w.regency_id = c.regency_id AND w.month = c.month
    ORDER BY c.regency_id, c.month, c.dimension, c.value, c.version DESC)"""

COMPARED = """measured m FULL JOIN latest t ON t.regency_id = m.regency_id AND t.month = m.month
    AND t.dimension = m.dimension AND t.value = m.value
WHERE (coalesce(m.count, 0), coalesce(m.amount_idr, 0))
    IS DISTINCT FROM (coalesce(t.count, 0), coalesce(t.amount_idr, 0))"""


def _measured(*, is_whole: bool) -> str:
    return _CELLS.format(folds=_FOLDS[is_whole], ways=_WAYS[is_whole], people=_PEOPLE[is_whole])


def take(*, is_whole: bool) -> str:
    """Return the statement that keeps what differs; the whole reads the table `FOLDED`."""
    return f"""INSERT INTO monitoring_cell
    (regency_id, month, dimension, value, version, taken_at, count, amount_idr)
WITH {_measured(is_whole=is_whole)}, {LATEST}
SELECT coalesce(m.regency_id, t.regency_id), coalesce(m.month, t.month),
    coalesce(m.dimension, t.dimension), coalesce(m.value, t.value), coalesce(t.version, 0) + 1,
    greatest(%(at)s, t.taken_at), coalesce(m.count, 0), coalesce(m.amount_idr, 0)
FROM {COMPARED}"""


DIFFERS = f"""WITH {MONTHS}, {FOLDED} AS MATERIALIZED ({fold()}),
{_measured(is_whole=True).replace(MONTHS + ",", "")}, {LATEST}
SELECT coalesce(m.regency_id, t.regency_id) AS regency_id, coalesce(m.month, t.month) AS month,
    coalesce(m.dimension, t.dimension) AS dimension, coalesce(m.value, t.value) AS value,
    m.count AS measured, t.count AS taken
FROM {COMPARED} ORDER BY 1, 2, 3, 4"""
