"""What a civil servant's deduction is taken from: salary, additional income, or both."""

from payung.foundation.audit.scope import beyond
from payung.kernel.people import Viewer
from payung.reports.scope import SEEN, fetch, scope

BOTH = "both"


def sources_of(*, viewer: Viewer, list_id: int) -> dict[int, str]:
    """
    Return "gaji", "tpp" or `BOTH` by sponsor, as consented to when the list was locked.

    Who has moved away since is still on the list, and in the answer.
    """
    with beyond("who stood on the office's list is shown to it after moving to another office"):
        rows = fetch(_SOURCES, {**scope(viewer), "list": list_id})
    return {row["sponsor_id"]: row["source"] for row in rows}


_SOURCES = f"""WITH {SEEN}
SELECT l.sponsor_id,
       CASE WHEN count(DISTINCT c.pay_source) > 1 THEN '{BOTH}'
            ELSE coalesce(max(c.pay_source), 'gaji') END AS source
FROM deductions_deductionline l
JOIN deductions_deductionlist d ON d.id = l.list_id
JOIN seen ON seen.id = d.agency_id
JOIN membership_payer p ON p.id = l.payer_id
LEFT JOIN LATERAL (
    SELECT pay_source FROM enrolment_consent
    WHERE sponsorship_id = p.sponsorship_id
      AND given_on <= (d.locked_at AT TIME ZONE 'Asia/Jakarta')::date
    ORDER BY version DESC LIMIT 1
) c ON true
WHERE l.list_id = %(list)s
GROUP BY l.sponsor_id"""
