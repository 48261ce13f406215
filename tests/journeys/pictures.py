"""What is photographed of the registration half: every screen by number, address and reader."""

from dataclasses import dataclass
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page

from payung.kernel.people import Role

WIDTHS = (360, 1280)
EMPTIED = """() => {
    const boxes = "main form[method=post] :is(input, textarea, select)";
    for (const e of document.querySelectorAll(boxes)) {
        if (["hidden", "submit", "button", "file"].includes(e.type)) continue;
        if (["radio", "checkbox"].includes(e.type)) e.checked = false; else e.value = "";
    }
}"""
SEND = "main form[method=post] button:is(.primary, [type=submit], :not([type])):not(.sr)"
COLOURS = 128
MOST_BYTES = 120_000
TOKENS = (
    "14231f 45554e 0b5f4b f0a81c a8231b 1d578c e0eee6 fdf0d2 fae7e2 e5eef6 684200 3d564d b9b39f"
)
"""What means something by its colour, or looks like nothing else: kept however small it is."""


@dataclass(frozen=True)
class Screen:
    """One screen: its number in the inventory, its address as the router prints it, its reader."""

    number: str
    address: str
    reader: Role | None = None

    def stem(self, variant: str, width: int) -> str:
        parts = self.address.strip("/").split("/")
        words = [word for word in parts if word and "<" not in word][-2:]
        one = ["satu"] if "<" in parts[-1] else []
        return "-".join([self.number, *words, *one, variant, str(width)])


def of_reader(reader: Role | None, *numbered: str) -> tuple[Screen, ...]:
    return tuple(Screen(*line.split(" ", 1), reader) for line in numbered)


PUBLIC = of_reader(
    None,
    "S01 /",
    "S02 /tentang/",
    "S07 /petugas/",
    "S08 /cek/",
    "S08 /k/<str:code>/",
    "S08 /kartu/periksa/",
    "S09 /bantuan/",
    "S09a /bantuan/kecelakaan/",
    "S09b /bantuan/meninggal/",
    "S09c /privasi/",
    "S09c /aksesibilitas/",
    "S09c /status/",
    "S112 /privasi/permintaan/",
    "S112 /privasi/permintaan/terkirim/",
    "S70 /masuk/",
    "S72 /aktivasi/",
    "S73 /lupa/",
    "S75 /keluar/",
    "S76 /sesi-habis/",
    "S95 /tidak-ada/",
    "S99 /v/",
    "S99 /v/<str:code>/",
)
SPONSOR = of_reader(
    Role.SPONSOR,
    "S20 /saya/",
    "S10 /daftar/",
    "S19 /daftar/selesai/<sponsorship:sponsorship_id>/",
    "S21 /saya/pekerja/<sponsorship:sponsorship_id>/",
    "S22 /saya/pekerja/<sponsorship:sponsorship_id>/ubah/",
    "S23 /saya/pekerja/<sponsorship:sponsorship_id>/berhenti/",
    "S24 /saya/ganti/",
    "S25 /saya/potongan/",
    "S25 /saya/potongan/beda/",
    "S26 /saya/pindah/",
    "S27 /saya/surat-kuasa/",
    "S27 /saya/surat-kuasa/cabut/",
    "S28 /saya/lapor/",
    "S29 /saya/pesan/",
    "S74 /akun/",
    "S74 /akun/kata-sandi/",
    "S74 /akun/kontak/",
    "S74 /akun/autentikator/",
    "S74 /masuk/pastikan/",
    "S98 /bpjs/",
)
OFFICER = of_reader(
    Role.OFFICER,
    "S30 /kantor/",
    "S31 /kantor/pengajuan/",
    "S32 /kantor/pengajuan/<sponsorship:sponsorship_id>/",
    "S32 /kantor/titipan/",
    "S32 /kantor/titipan/<entrusted:entrusted_id>/",
    "S33 /kantor/tambah/",
    "S34 /kantor/unggah/",
    "S35 /kantor/unggah/<file:file_id>/",
    "S36 /kantor/kirim/",
    "S37 /kantor/batch/<batch:batch_id>/",
    "S38 /kantor/asn/",
    "S39 /kantor/cari/",
    "S3A /kantor/mutasi/",
    "S3A /kantor/mutasi/<relocation:relocation_id>/",
    "S3B /kantor/kartu/",
    "S3B /kantor/kartu/<sponsorship:sponsorship_id>/hilang/",
    "S3C /kantor/ajakan/",
    "S3D /kantor/serah-terima/",
    "S3D /kantor/kontak/",
    "S109 /pesan/",
    "S98 /gaji/",
    "S74 /akun/",
)
BRANCH = of_reader(
    Role.BRANCH,
    "S80 /bpjs/",
    "S81 /bpjs/batch/",
    "S82 /bpjs/batch/<batch:batch_id>/",
    "S82 /bpjs/batch/<batch:batch_id>/jawab/",
    "S83 /bpjs/balasan/",
    "S84 /bpjs/balasan/<file:file_id>/",
    "S87 /bpjs/alasan/",
    "S87 /bpjs/alasan/<slug:code>/",
)
SECRETARIAT = of_reader(
    Role.SECRETARIAT,
    "S100 /kelola/",
    "S103 /kelola/kantor/",
    "S103 /kelola/kantor/impor/",
    "S103 /kelola/kantor/impor/<file:file_id>/",
    "S103 /kelola/kantor/baru/",
    "S103 /kelola/kantor/<agency:agency_id>/",
    "S103 /kelola/kantor/<agency:agency_id>/nama/",
    "S103 /kelola/kantor/<agency:agency_id>/ejaan/",
    "S103 /kelola/kantor/<agency:agency_id>/kontak/",
    "S103 /kelola/kantor/<agency:agency_id>/tutup/",
    "S104 /kelola/asn/impor/",
    "S104 /kelola/asn/hilang/",
    "S104 /kelola/asn/impor/<file:file_id>/",
    "S105 /kelola/pengguna/",
    "S105 /kelola/pengguna/undang/",
    "S105 /kelola/pengguna/keputusan/<approval:approval_id>/",
    "S105 /kelola/pengguna/<person:person_id>/",
    "S105 /kelola/pengguna/<person:person_id>/peran/",
    "S105 /kelola/pengguna/<person:person_id>/hilang/",
    "S108 /kelola/surat/",
    "S108 /kelola/surat/<str:kind>/",
    "S109 /kelola/pesan/",
    "S109 /kelola/pesan/<slug:name>/",
    "S112 /kelola/permintaan-data/",
    "S112 /kelola/permintaan-data/baru/",
    "S112 /kelola/permintaan-data/<request:request_id>/",
    "S112 /kelola/permintaan-data/<request:request_id>/identitas/",
    "S113 /kelola/insiden/",
    "S113 /kelola/insiden/baru/",
    "S113 /kelola/insiden/<incident:incident_id>/",
    "S114 /kelola/pengumuman/",
    "S113 /kelola/insiden/<incident:incident_id>/perbaiki/",
    "S113 /kelola/insiden/<incident:incident_id>/surat/",
    "S114 /kelola/pengumuman/baru/",
    "S114 /kelola/pengumuman/<notice:notice_id>/ubah/",
    "S105 /kelola/pengguna/<person:person_id>/kode/buat/",
    "gaya /gaya/",
)
AUDITOR = of_reader(
    Role.AUDITOR,
    "S120 /audit/",
    "S122 /audit/perubahan/",
    "S122 /audit/perubahan/rantai/",
    "S124 /audit/akses/",
    "S124 /audit/akses/orang/<person:person_id>/",
    "S124 /audit/akses/pekerja/<worker:worker_id>/",
)
TREASURER = of_reader(Role.TREASURER, "S40 /gaji/")
SCREENS = (*PUBLIC, *SPONSOR, *OFFICER, *BRANCH, *SECRETARIAT, *AUDITOR, *TREASURER)


def photograph(page: Page, to: Path) -> None:
    """Keep the whole page, in few enough colours for a document."""
    raw = to.with_suffix(".raw.png")
    page.screenshot(path=str(raw), full_page=True, animations="disabled")
    with Image.open(raw) as picture:
        for colours in (COLOURS, 48, 24):
            few_colours(picture.convert("RGB"), colours).save(to, optimize=True)
            if to.stat().st_size <= MOST_BYTES:
                break
    raw.unlink()


def few_colours(picture: Image.Image, most: int) -> Image.Image:
    """Keep the most frequent colours as they are: grounds stay true, edges of letters move."""
    found = sorted(picture.getcolors(picture.width * picture.height) or [], reverse=True)
    palette = Image.new("P", (1, 1))
    kept = [part for token in TOKENS.split() for part in bytes.fromhex(token)]
    kept += [part for _, colour in found[: most - len(kept) // 3] for part in colour]
    palette.putpalette(kept + kept[:3] * (256 - len(kept) // 3))
    return picture.quantize(palette=palette, dither=Image.Dither.NONE)


def contact_sheets(folder: Path, width: int) -> None:
    """Lay the pictures of one width side by side, as many as an eye can judge at once."""
    columns, wide, tall = (4, 360, 1500) if width < 700 else (2, 800, 800)
    rows = 1 if width < 700 else 2
    names = sorted(folder.glob(f"*-{width}.png"))
    names = [name for name in names if not name.name.startswith("sheet")]
    for number in range(0, len(names), columns * rows):
        sheet = Image.new("RGB", (columns * (wide + 12), rows * (tall + 12)), "#777777")
        for place, name in enumerate(names[number : number + columns * rows]):
            with Image.open(name) as picture:
                seen = picture.convert("RGB")
            seen = seen.resize((wide, round(seen.height * wide / seen.width)))
            seen = seen.crop((0, 0, wide, min(seen.height, tall)))
            sheet.paste(seen, (place % columns * (wide + 12), place // columns * (tall + 12)))
        sheet.save(folder / f"sheet-{width}-{number // (columns * rows):02}.png")
