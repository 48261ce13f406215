"""What is photographed of the money half: every screen by number, address and reader."""

from payung.kernel.people import Role
from tests.journeys.pictures import Screen, of_reader

_MONTH = "/gaji/<month:month>/"
_OFFICES = "/kelola/periode/<str:month>/<agency:agency_id>/"
MONEY: tuple[Screen, ...] = (
    *of_reader(
        Role.TREASURER,
        f"S41 {_MONTH}",
        f"S42 {_MONTH}daftar/",
        f"S43 {_MONTH}hasil/",
        f"S44 {_MONTH}beda/",
        f"S44 {_MONTH}beda/<civilservant:sponsor_id>/",
        f"S45 {_MONTH}setor/",
        f"S46 {_MONTH}cocok/",
        f"S47 {_MONTH}berita-acara/",
        "S48 /gaji/pengembalian/",
        "S48 /gaji/pengembalian/minta/<line:line_id>/",
        "S48 /gaji/pengembalian/bayar/<refund:refund_id>/",
        "S49 /gaji/tertahan/",
        "S49 /gaji/tertahan/<book:book_id>/",
        "S49 /gaji/selisih/",
        "S49 /gaji/selisih/<difference:difference_id>/",
        "S49 /gaji/berhenti/",
        "D21 /serah-terima/",
    ),
    *of_reader(
        Role.BRANCH,
        "S85 /bpjs/penerimaan/",
        "S85 /bpjs/penerimaan/catat/",
        "S85 /bpjs/penerimaan/<slip:slip_id>/",
        "S85 /bpjs/penerimaan/unggah/",
        "S85 /bpjs/penerimaan/unggah/<file:file_id>/",
    ),
    *of_reader(
        Role.SECRETARIAT,
        "S48 /gaji/pengembalian/<approval:approval_id>/",
        "S101 /kelola/periode/",
        "S101 /kelola/periode/<str:month>/",
        f"S101 {_OFFICES}kunci/",
        f"S101 {_OFFICES}buka/",
        "S101 /kelola/periode/keputusan/<approval:approval_id>/",
        "S102 /kelola/tarif/",
        "S102 /kelola/tarif/<str:month>/",
        "S110 /kelola/kualitas/",
        "S110 /kelola/kualitas/<slug:kind>/",
        "S111 /kelola/ekspor/",
        "S100 /kelola/akan-berhenti/",
    ),
    *of_reader(
        Role.AUDITOR,
        "S121 /audit/jejak/",
        "S121 /audit/jejak/<line:line_id>/",
        "S121 /audit/jejak/kantor/<list:list_id>/",
        "S121 /audit/jejak/setoran/<slip:slip_id>/",
        "S121 /audit/jejak/penerimaan/<receipt:receipt_id>/",
        "S123 /audit/selisih/",
        "S123 /audit/selisih/unduh/",
    ),
    *of_reader(Role.OFFICER, "S30 /kantor/akan-berhenti/", "D17 /kantor/tunggakan/"),
    *of_reader(
        Role.SPONSOR,
        "S23 /saya/tawaran/",
        "S23 /saya/tawaran/<sponsorship:sponsorship_id>/",
        "S27 /saya/persetujuan/",
    ),
)
