"""Getting in and out, and one's own account: for everybody, each for themselves."""

from payung.kernel.people import Role
from tests.promises.addresses.page import Page, everybody, only

ALL = tuple(role for role in Role if role is not Role.SYSTEM)
POST_ONLY: dict[str, object] = {"answer": 405, "stranger": 405, "posts": True}


def _shut() -> Page:
    """A door that leads on, whoever knocks: nobody stands there yet."""
    return Page(is_public=True, answer=302, stranger=302, posts=True)


TABLE: dict[str, Page] = {
    "/masuk/": Page(is_public=True, answer=302, stranger=200, posts=True),
    "/masuk/kode/": _shut(),
    "/masuk/kode-cadangan/": _shut(),
    "/masuk/autentikator/": _shut(),
    "/masuk/pastikan/": only(*ALL, posts=True),
    "/masuk/tetap/": Page(is_public=True, answer=405, stranger=405, posts=True),
    "/masuk/lain/": Page(is_public=True, answer=405, stranger=405, posts=True),
    "/masuk/lain/kembali/": Page(is_public=True, answer=404, stranger=404),
    "/keluar/": everybody(posts=True),
    "/peran/": Page(is_public=True, answer=302, stranger=302, posts=True),
    "/sesi-habis/": everybody(),
    "/lupa/": everybody(),
    "/aktivasi/": everybody(posts=True),
    "/aktivasi/pilih/": _shut(),
    "/akun/": only(*ALL),
    "/akun/kata-sandi/": only(*ALL, posts=True),
    "/akun/kontak/": only(*ALL, posts=True),
    "/akun/autentikator/": only(*ALL, posts=True),
    "/akun/autentikator/hapus/": only(*ALL, **POST_ONLY),
    "/akun/kode-cadangan/": only(*ALL, answer=302, posts=True),
    "/akun/keluar-semua/": only(*ALL, **POST_ONLY),
    "/akun/perangkat/<visit:visit_id>/keluar/": only(
        *ALL, own=lambda _world: {"visit_id": 1}, **POST_ONLY
    ),
    "/akun/lain/": only(*ALL, **POST_ONLY),
    "/akun/lain/putus/": only(*ALL, **POST_ONLY),
}
