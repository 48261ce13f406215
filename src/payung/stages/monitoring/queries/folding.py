"""
Which months are covered (N4), and how a year of paid months becomes one row of a worker.

Whoever measures everything reads millions of paid months. They are folded once, each worker's
months of an office to the bits of one number; whatever is counted then is counted over workers.
"""

from payung.kernel.month import Month

BACK = 12
"""Cohorts look back a year and the first year of a membership ahead: bits reach so far around."""
MOST_MONTHS = 36
"""So many months at once, and a year before and after them, fit into the bits of one number."""

_PROTECTS = """s.card_number <> ''
          AND s.starts_on < {following} AND (s.ends_on IS NULL OR s.ends_on > p.month)
          AND (s.end_reason <> 'lapsed' OR p.received_on < s.ends_on)
          AND (w.died_on IS NULL OR w.died_on >= greatest(p.month, s.starts_on))"""
"""When a paid month `p` of worker `w` is covered by the membership `s`."""

_NOT_TAKEN_BACK = "NOT EXISTS (SELECT 1 FROM remittance_unpaid u WHERE u.paid_month_id = p.id)"


def covered(following: str) -> str:
    """
    Return what makes the paid month `p` a covered one (N4); a test holds it to cover's own.

    :param following: the first day of the next month, as SQL.
    """
    return f"""{_NOT_TAKEN_BACK}
    AND EXISTS (SELECT 1 FROM membership_spell s JOIN registry_worker w ON w.id = s.worker_id
        WHERE s.worker_id = p.worker_id AND {_PROTECTS.format(following=following)})"""


COVERED = covered("p.month + interval '1 month'")

MONTHS = f"""around AS (
    SELECT d::date AS month, (d + interval '1 month')::date AS following,
        (extract(year FROM d) * 12 + extract(month FROM d))::int AS number,
        1::bigint << (row_number() OVER (ORDER BY d) - 1)::int AS bit
    FROM generate_series(%(first)s::date - interval '{BACK} months',
        %(last)s::date + interval '{BACK} months', interval '1 month') AS d),
months AS (SELECT * FROM around WHERE month >= %(first)s AND month <= %(last)s)"""


def fold(source: str = "") -> str:
    """
    Return the query that folds paid months: per worker, office and membership that covers them.

    `spell_id` is empty where none does; two may cover one month, so that bits are joined and never
    counted by rows. `received_on`: when the first of them was received.

    :param source: a join that confines which paid months `p` are folded; without one, all around.
    """
    return f"""SELECT p.worker_id, p.agency_id, s.id AS spell_id, bit_or(d.bit) AS bits,
        min(p.received_on) AS received_on
    FROM remittance_paidmonth p JOIN around d ON d.month = p.month {source}
    LEFT JOIN (membership_spell s JOIN registry_worker w ON w.id = s.worker_id)
        ON s.worker_id = p.worker_id AND {_PROTECTS.format(following="d.following")}
    WHERE p.month >= %(first)s::date - interval '{BACK} months'
      AND p.month <= %(last)s::date + interval '{BACK} months' AND {_NOT_TAKEN_BACK}
    GROUP BY 1, 2, 3"""


FOLDED = "figures_folded"
"""A table that a rebuild makes once and every statement of it reads; gone when it is over."""

FOLD = f"""CREATE TEMPORARY TABLE {FOLDED} ON COMMIT DROP AS
WITH {MONTHS} {fold()}"""


def spans(months: list[Month]) -> list[tuple[Month, Month]]:
    """Cut the time from the first to the last month into spans that bits can hold, in order."""
    if not months:
        return []
    first, last = min(months), max(months)
    found = []
    while first <= last:
        found.append((first, min(last, first + (MOST_MONTHS - 1))))
        first = first + MOST_MONTHS
    return found
