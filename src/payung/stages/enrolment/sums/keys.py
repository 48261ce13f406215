"""Short keyed digests that tie a row of a branch file to its place."""

from typing import Final

from payung.kernel.sealing import Sealer

_PLACE: Final = "enrolment_batchline.key"
_LENGTH: Final = 8


def row_key(sealer: Sealer, *, batch_id: int, row: int, sponsorship_id: int) -> str:
    """Return eight hex digits: another row or batch has others; nobody outside can make them."""
    return sealer.index(f"{batch_id}:{row}:{sponsorship_id}", _PLACE).hex()[:_LENGTH]
