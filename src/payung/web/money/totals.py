"""An approver decides on the total that the page showed, or hears both totals."""

from typing import Final

from payung.kernel.rupiah import render_rupiah
from payung.web.secretariat.asking import Said

TOTAL: Final = "jumlah"


def refuse_other_total(said: Said, now_idr: int) -> None:
    """What can be given back changed since the page was shown: both are told, nothing is done."""
    seen = said.request.POST.get(TOTAL, "")
    if seen != str(now_idr):
        was_idr = int(seen) if seen.isascii() and seen.isdigit() and len(seen) < 16 else 0
        was, now = render_rupiah(was_idr), render_rupiah(now_idr)
        said.wrong("form", "money.decide.changed", was=was, now=now)
