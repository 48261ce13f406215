"""The pages without sign-in: open to everybody, and they show sums and offices only."""

from collections.abc import Mapping

from tests.factories.world import World
from tests.promises.addresses.page import Page, everybody


def _file(world: World) -> Mapping[str, object]:
    del world
    return {"slug": "bulanan"}


_ASKED_FIRST = Page(is_public=True, answer=302, stranger=302)
"""Without the three answers the family is asked them."""
TABLE: dict[str, Page] = {
    "/": everybody(),
    "/tentang/": everybody(),
    "/angka/": everybody(),
    "/angka/unduh/": everybody(),
    "/angka/unduh/katalog.jsonld": everybody(),
    "/angka/unduh/SHA256SUMS.txt": everybody(),
    "/angka/unduh/<slug:slug>.csv": everybody(own=_file),
    "/angka/metode/": everybody(),
    "/angka/sematkan/": everybody(),
    "/angka/sematkan/bagan/": everybody(),
    "/angka/bagan.svg": everybody(),
    "/peringkat/": everybody(),
    "/peringkat/peringkat.csv": everybody(),
    "/peringkat/kabupaten/": everybody(),
    "/petugas/": everybody(),
    "/bantuan/": everybody(),
    "/bantuan/kecelakaan/": everybody(),
    "/bantuan/kecelakaan/daftar.pdf": everybody(),
    "/bantuan/meninggal/": everybody(),
    "/bantuan/meninggal/siapa/": everybody(),
    "/bantuan/meninggal/sebab/": everybody(),
    "/bantuan/meninggal/akta/": everybody(),
    "/bantuan/meninggal/daftar/": _ASKED_FIRST,
    "/bantuan/meninggal/daftar.pdf": _ASKED_FIRST,
    "/privasi/": everybody(),
    "/privasi/permintaan/": everybody(posts=True),
    "/privasi/permintaan/terkirim/": everybody(),
    "/aksesibilitas/": everybody(),
    "/status/": everybody(),
    "/robots.txt": everybody(),
    "/payung.webmanifest": everybody(),
}
