"""Who the database shows a claim's rows to. A sponsor sees that there is a claim, and no more."""

from typing import Final

from payung.foundation.audit.walls import AGENCY, IS_WIDE, REGENCY, SPONSOR, Wall, of_office

OF_CLAIM: Final = of_office(regency="regency_id", or_else=f"sponsor_id = {SPONSOR}")


def within(claim: str = "claim_id") -> Wall:
    """Rows inside a claim: for its office and its regency, never for its sponsor."""
    return Wall(
        f"EXISTS (SELECT 1 FROM claims_claim c WHERE c.id = {claim}"
        f" AND (c.agency_id = {AGENCY} OR ({IS_WIDE} AND c.regency_id = {REGENCY})))"
    )


def within_parent(column: str, table: str) -> Wall:
    """Rows that belong to a row inside a claim, and are shown with it."""
    return Wall(f"EXISTS (SELECT 1 FROM {table} parent WHERE parent.id = {column})")
