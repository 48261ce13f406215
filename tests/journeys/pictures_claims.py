"""What is photographed of the claims half: every screen by number, address and reader."""

from pathlib import Path

from payung.kernel.people import Role
from tests.factories.claim_papers import award
from tests.factories.papers import drawn, picture
from tests.journeys.pictures import Screen, few_colours, of_reader

AWARD = Screen("D23", "/surat/hitungan/")
COLOURS = 64

_ONE, _BRANCH = "/klaim/<claim:claim_id>/", "/bpjs/klaim/<claim:claim_id>/"
_DEATHS = "/kelola/kematian/"
ANSWERS = "siapa=suami-istri&sebab={}&akta=belum"
LISTS: dict[Screen, str] = {
    Screen("S66", f"/bantuan/meninggal/{cause}/"): (
        f"/bantuan/meninggal/daftar/?{ANSWERS.format(cause)}"
    )
    for cause in ("sakit", "kerja")
}
"""S66 after three answers: a widow after an illness, and after an accident at work."""
CLAIMS: tuple[Screen, ...] = (
    *of_reader(None, "S66 /bantuan/meninggal/siapa/", "S65 /klaim/<str:code>/status/"),
    *of_reader(
        Role.SPONSOR,
        "S60-asn /klaim/",
        f"S61-asn {_ONE}",
        "S62 /klaim/kecelakaan/<sponsorship:sponsorship_id>/",
        "S63 /klaim/meninggal/<sponsorship:sponsorship_id>/",
    ),
    # before the officer's, whose deaths would be candidates for the list of the secretariat's
    *of_reader(
        Role.SECRETARIAT,
        f"S60 {_DEATHS}",
        f"S60 {_DEATHS}periksa/",
        f"S60 {_DEATHS}periksa/<death:match_id>/",
        f"S60 {_DEATHS}selesai/",
        f"S60 {_DEATHS}hak/",
        f"S60 {_DEATHS}perkiraan/",
        f"S60 {_DEATHS}<file:file_id>/",
        "S09a /kelola/rumah-sakit/",
        "S09a /kelola/rumah-sakit/tambah/",
    ),
    *of_reader(
        Role.OFFICER,
        "S60 /klaim/",
        f"S61 {_ONE}",
        f"S61 {_ONE}buka/",
        f"S61 {_ONE}laporan/",
        f"S61 {_ONE}hasil/",
        f"S61 {_ONE}cacat/",
        f"S61 {_ONE}tahap/<int:number>/",
        f"S61 {_ONE}ahli-waris/",
        f"S61 {_ONE}ahli-waris/tambah/",
        f"S61 {_ONE}ahli-waris/<heir:heir_id>/",
        f"S64 {_ONE}berkas/",
        f"S64 {_ONE}berkas/<slug:code>/",
        f"S61 {_ONE}serahkan/",
        f"S61 {_ONE}batal/",
        f"S67 {_ONE}beasiswa/",
        f"S67 {_ONE}beasiswa/tambah/",
        f"S67 {_ONE}beasiswa/<child:child_id>/",
        f"S67 {_ONE}beasiswa/<child:child_id>/tahun/",
        f"D08 {_ONE}surat/",
        "S60 /kantor/kematian/",
        "S60 /kantor/kematian/perkiraan/",
        "S60 /kantor/kematian/mulai/<sponsorship:sponsorship_id>/",
    ),
    *of_reader(
        Role.BRANCH,
        f"S86 {_BRANCH}",
        f"S86 {_BRANCH}minta/",
        f"S86 {_BRANCH}tolak/",
        f"S86 {_BRANCH}putuskan/",
        f"S86 {_BRANCH}bayar/<heir:heir_id>/",
        f"S86 {_BRANCH}beasiswa/<school:school_year_id>/bayar/",
        f"S86 {_BRANCH}beasiswa/<school:school_year_id>/tolak/",
    ),
)


def explained(folder: Path, width: int) -> None:
    """Keep the paper that explains an award, as wide as a screen."""
    page = picture(drawn("D23", award(with_decision=True)))
    page = page.resize((width, round(page.height * width / page.width)))
    few_colours(page, COLOURS).save(folder / f"{AWARD.stem('penuh', width)}.png", optimize=True)
