"""Which pictures stand in `docs/pictures`, side by side, and in `docs/screens.md`."""

from collections.abc import Iterable
from pathlib import Path

from PIL import Image

from tests.journeys.pictures import COLOURS, few_colours

GAP, GROUND, MOST_BYTES = 16, "#8a8a8a", 84_000
PHONE, DESK = (360, 1500), (760, 1000)
SINGLE = {
    "beranda-360": "S01-penuh-360",
    "beranda-1280": "S01-penuh-1280",
    "saya-360": "S20-saya-penuh-360",
    "kantor-1280": "S30-kantor-penuh-1280",
    "pimpinan-1280": "S50-pimpinan-penuh-1280",
    "bpjs-1280": "S80-bpjs-penuh-1280",
    "kelola-1280": "S100-kelola-penuh-1280",
    "gaji-1280": "S40-gaji-penuh-1280",
    "angka-1280": "S03-angka-penuh-1280",
    "korpri-1280": "S57-korpri-peringkat-penuh-1280",
}
STRIPS = {
    "terbuka-1": "S02-tentang S07-petugas S09-bantuan S09c-privasi",
    "terbuka-2": "S09a-bantuan-kecelakaan S08-k-kartu S08a-k-hasil S08a-k-tidak",
    "masuk-1": "S70-masuk S70-masuk-galat S71-masuk-kode S71-masuk-kode-galat",
    "masuk-2": "S72-aktivasi S73-lupa S74-akun S77-peran",
    "masuk-3": "S75-keluar S76-sesi-habis S74-akun-kontak S72-aktivasi-galat",
    "masuk-4": "S72-aktivasi-pilih S74-akun-kode-cadangan S94-sambungan S99-v-asli",
    "daftar-1": "S10-daftar S11-daftar-hubungan S12-daftar-nik S13-daftar-nama",
    "daftar-2": "S14-daftar-pekerjaan S15-daftar-alamat S16-daftar-kontak S17-daftar-izin",
    "daftar-3": "S18-daftar-periksa S19-selesai-baru S19-daftar-selesai-satu"
    " S13a-daftar-belum-bisa",
    "daftar-galat": "S11-daftar-hubungan-galat S12-daftar-nik-galat S14-daftar-pekerjaan-galat"
    " S17-daftar-izin-galat",
    "saya-1": "S20-saya-kosong S21-saya-pekerja-satu S22-pekerja-ubah S23-pekerja-berhenti",
    "saya-2": "S24-saya-ganti S25-saya-potongan S26-saya-pindah S27-saya-surat-kuasa",
    "saya-3": "S28-saya-lapor S29-saya-pesan S25-potongan-beda-galat S28-saya-lapor-galat",
    "galat": "S93-already_done S95-tidak-ada S96-broken S97-waiting",
    "kantor-ponsel": "S30-kantor S31-kantor-pengajuan S35-unggah-baris S33-kantor-tambah-galat",
    "gaji-ponsel": "S41-gaji-satu S42-gaji-daftar S46-gaji-cocok S49-gaji-tertahan",
    "klaim-ponsel": "S09b-bantuan-meninggal S66-meninggal-kerja S61-asn-klaim-satu S61-klaim-satu",
    "pimpinan-ponsel": "S50-pimpinan S51-pimpinan-kantor S52-pimpinan-kantor-satu"
    " S50-pimpinan-siapa",
    "angka-ponsel": "S03-angka S04-angka-unduh S06-peringkat S03-sematkan-bagan",
    "korpri-ponsel": "S56-korpri S57-korpri-peringkat S58-korpri-ajakan S59-korpri-cerita",
    "sosialisasi-ponsel": "S106-kelola-sosialisasi S107-hadir-satu S59-cerita"
    " S107-kelola-sosialisasi-satu",
    "rapat-ponsel": "S53-pimpinan-bahan-rapat rapat-kelola-rapat-satu rapat-kantor-tindak-lanjut"
    " rapat-rapat-agenda",
    "pimpinan-kosong": "S50-pimpinan-kosong S03-angka-kosong S06-peringkat-kosong"
    " S106-kelola-sosialisasi-kosong",
    "korpri-galat": "S59-cerita-baru-galat S54-pimpinan-target-satu-galat"
    " S106-sosialisasi-baru-galat S107-sosialisasi-sesi-galat",
    "klaim-galat": "S62-klaim-kecelakaan-satu-galat S63-klaim-meninggal-satu-galat"
    " S61-ahli-waris-tambah-galat S86-klaim-tolak-galat",
    "kantor-kosong": "S30-kantor-kosong S31-kantor-pengajuan-kosong S36-kantor-kirim-kosong"
    " S3B-kantor-kartu-kosong",
}
DESKS = {
    "kantor-1": "S31-kantor-pengajuan S32-kantor-pengajuan-satu",
    "kantor-2": "S33-kantor-tambah S33-kantor-tambah-galat",
    "kantor-3": "S34-kantor-unggah S35-unggah-baris",
    "kantor-4": "S36-kantor-kirim S37-kantor-batch-satu",
    "kantor-5": "S38-kantor-asn S39-kantor-cari",
    "kantor-6": "S3A-kantor-mutasi S3B-kantor-kartu",
    "kantor-7": "S3C-kantor-ajakan S3D-kantor-serah-terima",
    "bpjs-1": "S81-bpjs-batch S82-bpjs-batch-satu",
    "bpjs-2": "S83-bpjs-balasan-galat S84-bpjs-balasan-satu",
    "bpjs-3": "S87-bpjs-alasan S82-batch-jawab",
    "kelola-1": "S103-kelola-kantor S104-asn-impor-satu",
    "kelola-2": "S105-kelola-pengguna S105-pengguna-undang-galat",
    "kelola-3": "S108-kelola-surat S109-kelola-pesan-satu",
    "kelola-4": "S112-kelola-permintaan-data S113-kelola-insiden-satu",
    "kelola-5": "S114-pengumuman-baru-galat S98-gaji",
    "kelola-6": "S104-asn-ejaan S112-permintaan-data-berkas",
    "audit-1": "S122-audit-perubahan S124-audit-akses",
    "audit-2": "S120-audit S123-audit-selisih",
    "audit-3": "S121-audit-jejak-satu S121-jejak-penerimaan-satu",
    "gaji-1": "S41-gaji-satu S42-gaji-daftar",
    "gaji-2": "S43-gaji-hasil S44-gaji-beda",
    "gaji-3": "S45-gaji-setor S46-gaji-cocok",
    "gaji-4": "S47-gaji-berita-acara S48-gaji-pengembalian",
    "gaji-5": "S49-gaji-tertahan S49-gaji-selisih-satu",
    "klaim-1": "S60-klaim S61-klaim-satu",
    "klaim-2": "S64-klaim-berkas S67-klaim-beasiswa",
    "klaim-3": "S86-bpjs-klaim-satu S86-klaim-putuskan",
    "klaim-4": "D23-surat-hitungan S61-klaim-ahli-waris",
    "kematian-1": "S60-kelola-kematian S60-kematian-perkiraan",
    "bpjs-4": "S85-bpjs-penerimaan S85-penerimaan-unggah",
    "kelola-7": "S101-kelola-periode S102-kelola-tarif",
    "pimpinan-1": "S51-pimpinan-kantor S52-pimpinan-kantor-satu",
    "pimpinan-2": "S50-pimpinan-siapa S54-pimpinan-target",
    "peringkat-1": "S06-peringkat S06-peringkat-kabupaten",
    "angka-1": "S04-angka-unduh S05-angka-metode",
    "angka-2": "angka-lain-kelola-angka-lain angka-lain-angka-lain-baru",
    "korpri-1": "S56-korpri S58-korpri-ajakan",
    "rapat-1": "S53-pimpinan-bahan-rapat S53-pimpinan-bahan-rapat-satu",
    "rapat-2": "rapat-kelola-rapat rapat-kelola-rapat-satu",
    "rapat-3": "rapat-rapat-notulen dasar-hukum-kelola-dasar-hukum",
    "sosialisasi-1": "S106-kelola-sosialisasi S107-kelola-sosialisasi-satu",
    "sosialisasi-2": "S107-sosialisasi-sesi-satu S106-sosialisasi-kunjungan",
    "kelola-8": "S110-kelola-kualitas S111-kelola-ekspor",
}
OF_FIGURES = ("angka", "peringkat", "pimpinan", "korpri", "sosialisasi", "rapat")
"""How the names begin of what is photographed in a regency of sixty offices."""
VARIANTS = ("-galat", "-kosong")


def _file(stem: str, width: int) -> str:
    return f"{stem}-{width}.png" if stem.endswith(VARIANTS) else f"{stem}-penuh-{width}.png"


def lay(pictures: Iterable[Path], to: Path, size: tuple[int, int]) -> None:
    """Lay pictures side by side, each as wide and at most as tall as `size`."""
    wide, tall = size
    seen = []
    for path in pictures:
        with Image.open(path) as picture:
            whole = picture.convert("RGB")
        if whole.width != wide:
            height = round(whole.height * wide / whole.width)
            whole = whole.resize((wide, height), Image.Resampling.LANCZOS)
        seen.append(whole.crop((0, 0, wide, min(whole.height, tall))))
    height = max(one.height for one in seen)
    sheet = Image.new("RGB", (len(seen) * (wide + GAP) - GAP, height), GROUND)
    for place, one in enumerate(seen):
        sheet.paste(one, (place * (wide + GAP), 0))
    _save(sheet, to)


def _save(sheet: Image.Image, to: Path) -> None:
    """Take colours away, and then height, until the file is small enough for a document."""
    for colours in (COLOURS, 64, 40):
        few = few_colours(sheet, colours)
        few.save(to, optimize=True)
        if to.stat().st_size <= MOST_BYTES:
            return
    _save(sheet.crop((0, 0, sheet.width, sheet.height * 4 // 5)), to)


def keep(
    folder: Path, to: Path, *, only: tuple[str, ...] = ("",), but: tuple[str, ...] = ()
) -> list[str]:
    """Write the documents' pictures whose names begin so; return what was missing."""
    to.mkdir(parents=True, exist_ok=True)
    jobs = [(name, [stem + ".png"], None) for name, stem in SINGLE.items()]
    jobs += [
        (name, [_file(stem, 360) for stem in stems.split()], PHONE)
        for name, stems in STRIPS.items()
    ]
    jobs += [
        (name, [_file(stem, 1280) for stem in stems.split()], DESK) for name, stems in DESKS.items()
    ]
    missing = []
    for name, files, size in jobs:
        if not name.startswith(only) or name.startswith(but):
            continue
        paths = [folder / file for file in files]
        missing += [path.name for path in paths if not path.exists()]
        if all(path.exists() for path in paths):
            with Image.open(paths[0]) as first:
                lay(paths, to / f"{name}.png", size or (first.width, 4000))
    return missing
