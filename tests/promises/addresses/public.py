"""The pages without sign-in: open to everybody, and they show sums and offices only."""

from tests.promises.addresses.page import Page, everybody

TABLE: dict[str, Page] = {
    "/": everybody(),
    "/tentang/": everybody(),
    "/angka/": everybody(),
    "/angka/unduh/": everybody(),
    "/angka/metode/": everybody(),
    "/petugas/": everybody(),
    "/bantuan/": everybody(),
    "/bantuan/kecelakaan/": everybody(),
    "/bantuan/meninggal/": everybody(),
    "/privasi/": everybody(),
    "/privasi/permintaan/": everybody(posts=True),
    "/privasi/permintaan/terkirim/": everybody(),
    "/aksesibilitas/": everybody(),
    "/status/": everybody(),
    "/robots.txt": everybody(),
    "/payung.webmanifest": everybody(),
}
