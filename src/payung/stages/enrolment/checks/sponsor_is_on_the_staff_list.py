"""The sponsor is a civil servant of the regency, and of the office that sends the sheet."""

from typing import Final

from payung.kernel.findings import Finding

_OTHER_OFFICE: Final = Finding.warning("nip_of_other_agency")


def sponsor_is_on_the_staff_list(*, is_known: bool, is_of_office: bool) -> Finding | None:
    """
    Return a refusal for an unknown NIP, a warning where another office must take the row over.

    The other office is not named: the officer who sends the sheet need not know who works where.
    """
    if not is_known:
        return Finding.reject("nip_unknown")
    return None if is_of_office else _OTHER_OFFICE
