"""The viewer's reach as a condition on the offices of a query."""

from payung.kernel.people import Viewer


def reach(viewer: Viewer, agency: str) -> tuple[str, dict[str, int | None]]:
    """
    Return a condition on the table alias `agency` (an office), and its values.

    Who sees neither all offices of a regency nor one office sees nothing.
    """
    values = {"its_regency": viewer.regency_id, "its_agency": viewer.agency_id}
    in_regency = f"({agency}.regency_id = %(its_regency)s OR %(its_regency)s::bigint IS NULL)"
    if viewer.sees_all_agencies:
        return in_regency, values
    return f"{in_regency} AND {agency}.id = %(its_agency)s::bigint", values
