"""A sheet may still have the NIP that a sponsor had before: the person is found, and it is told."""

from typing import Final

from payung.kernel.findings import Finding

_FORMER: Final = Finding.info("sponsor_nip_former")


def sponsor_nip_is_the_present_one(*, is_former: bool) -> Finding | None:
    """
    Return an information where the NIP is one that the sponsor had before.

    The new one is not told: the sheet may be another office's.
    """
    return _FORMER if is_former else None
