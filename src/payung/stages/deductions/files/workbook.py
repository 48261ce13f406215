"""The payroll file: civil servants, how many workers each gives for, the sum; no worker."""

from payung.kernel.dates import render_month
from payung.kernel.keyring import header_key
from payung.kernel.people import Viewer
from payung.kernel.rupiah import render_rupiah
from payung.stages.deductions.queries import ListSummary, lines_for_list, list_by_id
from payung.stages.intake.gateway import write_template
from payung.stages.intake.sums import Column, Layout

VERSION = "potongan-1"
CUT, NOT_CUT = "Terpotong", "Tidak terpotong"
LAYOUT = Layout(
    columns=(
        Column("nip", True, ("NIP",), "digits"),
        Column("name", True, ("Nama",)),
        Column("count", True, ("Jumlah pekerja",)),
        Column("amount", True, ("Potongan (Rp)",), "money"),
        Column("outcome", True, ("Hasil",)),
        Column("reason", False, ("Sebab",)),
    ),
    exact=True,
)
"""Headers are read back to the letter (P21). Payroll fills in the last two, or the amount cut."""


def payroll_file(*, viewer: Viewer, list_id: int, seq: int = 1) -> bytes:
    """
    Return the list as a workbook for payroll, which is also the form of its answer.

    :param seq: which answer it asks for: 1, or one more than the answer that stands.
    :raises NoSuchList: there is none, or not for this viewer.
    """
    summary = list_by_id(viewer=viewer, list_id=list_id)
    rows = [
        (line.nip, line.name, str(line.workers), str(line.amount_idr), CUT, "")
        for line in lines_for_list(viewer=viewer, list_id=list_id)
    ]
    return write_template(
        fields=header_fields(summary, seq),
        key=header_key(),
        title=_title(summary),
        layout=LAYOUT,
        rows=rows,
    )


def header_fields(summary: ListSummary, seq: int) -> dict[str, str]:
    """Return what the signed cell says: which list, of whom, for when, and which answer."""
    return {
        "template": VERSION,
        "list": str(summary.list_id),
        "agency": str(summary.agency_id),
        "month": str(summary.month),
        "seq": str(seq),
        "digest": summary.digest,
    }


def _title(summary: ListSummary) -> str:
    return (
        f"Daftar potongan {render_month(summary.month)} · {summary.agency} · "
        f"{summary.lines} pekerja · {render_rupiah(summary.total_idr)} · "
        f"sidik {summary.digest[:16]}"
    )
