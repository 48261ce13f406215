"""What is photographed of figures, leaders, Korpri and outreach: every screen by number."""

from payung.kernel.people import Role
from tests.journeys.pictures import Screen, of_reader

_EVENTS = "/kelola/sosialisasi/"
_MEETING = "/kelola/rapat/<meeting:meeting_id>/"
_SESSION = f"{_EVENTS}sesi/<session:session_id>/"
FIGURES: tuple[Screen, ...] = (
    *of_reader(
        None,
        "S03 /angka/",
        "S04 /angka/unduh/",
        "S05 /angka/metode/",
        "S03 /angka/sematkan/",
        "S03 /angka/sematkan/bagan/",
        "S06 /peringkat/",
        "S06 /peringkat/kabupaten/",
        "S59 /cerita/",
        "S59 /cerita/tarik/",
        "S107 /hadir/<slug:code>/",
        "S107 /hadir/<slug:code>/tercatat/",
    ),
    *of_reader(
        Role.LEADER,
        "S50 /pimpinan/",
        "S50 /pimpinan/siapa/",
        "S51 /pimpinan/kantor/",
        "S52 /pimpinan/kantor/<agency:agency_id>/",
        "S53 /pimpinan/bahan-rapat/",
        "S53 /pimpinan/bahan-rapat/<freeze:freeze_id>/",
    ),
    *of_reader(
        Role.KORPRI,
        "S56 /korpri/",
        "S57 /korpri/peringkat/",
        "S58 /korpri/ajakan/",
        "S59 /korpri/cerita/",
        "S59 /korpri/cerita/baru/",
        "S59 /korpri/cerita/<story:story_id>/tarik/",
        "D18 /korpri/piagam/",
    ),
    *of_reader(
        Role.SECRETARIAT,
        "S54 /pimpinan/target/",
        "S54 /pimpinan/target/<slug:figure>/<slug:of>/",
        f"S106 {_EVENTS}",
        f"S106 {_EVENTS}baru/",
        f"S106 {_EVENTS}kunjungan/",
        f"S107 {_EVENTS}<event:event_id>/",
        f"S107 {_EVENTS}<event:event_id>/sesi/",
        f"S107 {_SESSION}",
        f"S107 {_SESSION}layar/",
        f"S107 {_SESSION}hadir/",
        "angka-lain /kelola/angka-lain/",
        "angka-lain /kelola/angka-lain/baru/",
        "angka-lain /kelola/angka-lain/<stated:stated_id>/ganti/",
        "D13 /korpri/peringkat/cetak/",
        "rapat /kelola/rapat/",
        "rapat /kelola/rapat/baru/",
        f"rapat {_MEETING}",
        f"rapat {_MEETING}agenda/",
        f"rapat {_MEETING}keputusan/",
        f"rapat {_MEETING}tindak-lanjut/",
        f"rapat {_MEETING}notulen/",
        "dasar-hukum /kelola/dasar-hukum/",
        "dasar-hukum /kelola/dasar-hukum/tambah/",
    ),
    *of_reader(
        Role.OFFICER,
        "S3C /kantor/ajakan/",
        "rapat /kantor/tindak-lanjut/",
        "rapat /kantor/tindak-lanjut/<action:item_id>/",
    ),
)
