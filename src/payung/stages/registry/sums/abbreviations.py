"""Short forms of office names as offices themselves write them. Words that hold no meaning go."""

WORDS = {
    "kec": "kecamatan",
    "kel": "kelurahan",
    "ds": "desa",
    "bag": "bagian",
    "bid": "bidang",
    "kab": "kabupaten",
    "pkm": "puskesmas",
    "pusk": "puskesmas",
    "sek": "sekretariat",
    "din": "dinas",
    "sdn": "sd negeri",
    "smpn": "smp negeri",
    "tkn": "tk negeri",
    "utr": "utara",
    "sel": "selatan",
    "sltn": "selatan",
    "tmr": "timur",
    "brt": "barat",
    "tgh": "tengah",
    "dikbud": "pendidikan kebudayaan",
    "disdik": "dinas pendidikan",
    "dindik": "dinas pendidikan",
    "disdikbud": "dinas pendidikan kebudayaan",
    "dindikbud": "dinas pendidikan kebudayaan",
    "disdikpora": "dinas pendidikan pemuda olahraga",
    "dinkes": "dinas kesehatan",
    "dinsos": "dinas sosial",
    "dishub": "dinas perhubungan",
    "dinhub": "dinas perhubungan",
    "diskominfo": "dinas komunikasi informatika",
    "dinkominfo": "dinas komunikasi informatika",
    "kominfo": "komunikasi informatika",
    "disdukcapil": "dinas kependudukan pencatatan sipil",
    "dindukcapil": "dinas kependudukan pencatatan sipil",
    "dispendukcapil": "dinas kependudukan pencatatan sipil",
    "dukcapil": "dinas kependudukan pencatatan sipil",
    "disperinaker": "dinas perindustrian tenaga kerja",
    "disnaker": "dinas tenaga kerja",
    "disnakertrans": "dinas tenaga kerja transmigrasi",
    "dispermasdes": "dinas pemberdayaan masyarakat desa",
    "dispermades": "dinas pemberdayaan masyarakat desa",
    "disperkim": "dinas perumahan kawasan permukiman",
    "dinperkim": "dinas perumahan kawasan permukiman",
    "dispertan": "dinas pertanian",
    "distan": "dinas pertanian",
    "dispertanpangan": "dinas pertanian pangan",
    "disporapar": "dinas kepemudaan olahraga pariwisata",
    "disarpus": "dinas kearsipan perpustakaan",
    "dlh": "dinas lingkungan hidup",
    "setda": "sekretariat daerah",
    "setwan": "sekretariat dprd",
    "inspektorat": "inspektorat daerah",
    "itda": "inspektorat daerah",
    "bappeda": "badan perencanaan pembangunan daerah",
    "bkd": "badan kepegawaian daerah",
    "bpbd": "badan penanggulangan bencana daerah",
    "bakesbangpol": "badan kesatuan bangsa politik",
    "kesbangpol": "badan kesatuan bangsa politik",
    "satpol": "satuan polisi pamong praja",
    "damkar": "pemadam kebakaran",
    "rsud": "rumah sakit umum daerah",
}
PHRASES = {
    "satpol pp": "satpol",
    "inspektorat daerah": "inspektorat",
    "sumber daya manusia": "sdm",
}
"""Replaced before single words, so that a part of them is not spelled out on its own."""

SILENT = frozenset({"dan", "serta", "pemerintah"})
HEADS = frozenset(
    (
        *("dinas", "badan", "kecamatan", "kelurahan", "desa", "sekretariat", "bagian", "kantor"),
        *("puskesmas", "uptd", "sd", "smp", "tk", "inspektorat", "satuan", "rumah"),
    )
)
"""The sort of an office, as its first word."""

DIRECTIONS = frozenset(
    (
        *("utara", "selatan", "timur", "barat", "tengah", "hulu", "hilir"),
        *("kota", "kabupaten", "daerah", "negeri", "swasta"),
    )
)
"""Words that alone tell two offices apart."""
