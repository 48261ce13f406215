"""A sheet of receipts: looked at first, the good rows recorded, the same sheet only once."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from payung.foundation.ledger.models import Book
from payung.kernel.people import Role
from payung.stages.remittance.models import Receipt
from tests.factories import held_money as made
from tests.factories.world import World
from tests.web.forms import hidden, said
from tests.web.signing_in import signed_in

pytestmark = pytest.mark.django_db
UPLOAD = "/bpjs/penerimaan/unggah/"
HEADER = "Nomor Tanda Terima;Bank;Nomor Bukti Setor;Jumlah (Rp);Tanggal Diterima"


def _slips(world: World) -> int:
    """Two slips of the office for one month; return the amount of each."""
    book_id = made.cut(world)
    total = sum(one.given_idr for one in made.people(world, book_id))
    half = total // 2
    made.slip(world, half, number="JTG-0901", reason="bagian satu")
    made.slip(world, total - half, number="JTG-0902")
    return half


def _sheet(*rows: str) -> bytes:
    return "\n".join([HEADER, *rows, ""]).encode()


def _upload(client, content: bytes, name: str = "penerimaan.csv"):
    page = client.get(UPLOAD).content.decode()
    return client.post(UPLOAD, {**hidden(page), "berkas": SimpleUploadedFile(name, content)})


def _accept(client, address: str, page: str = ""):
    page = page or client.get(address).content.decode()
    seen = page.split('name="seen" value="')[1].split('"')[0]
    return client.post(address, {**hidden(page), "seen": seen}, follow=True)


def _row(world: World, slip: str, amount: object, *, number: str = "") -> str:
    return f"{number};Bank Jateng;{slip};{amount};{world.today:%d/%m/%Y}"


def _recorded() -> list[str]:
    found = Receipt.objects.filter(slip_number__startswith="JTG-09")
    return sorted(found.values_list("slip_number", flat=True))


def test_nothing_is_recorded_before_it_was_looked_at(web_world: World):
    half = _slips(web_world)
    client = signed_in(Role.BRANCH)

    answer = _upload(client, _sheet(_row(web_world, "JTG-0901", half)))
    page = said(client.get(answer["Location"]).content.decode())

    assert "1 penerimaan siap dicatat" in page
    assert "Cocok dengan bukti" in page
    assert _recorded() == []


def test_faulty_rows_come_first_and_keep_no_good_row_back(web_world: World):
    half = _slips(web_world)
    client = signed_in(Role.BRANCH)
    rows = (
        _row(web_world, "JTG-0901", half),
        _row(web_world, "JTG-0902", "1000,50"),
        _row(web_world, "JTG-0999", 5000),
    )
    address = _upload(client, _sheet(*rows))["Location"]
    page = client.get(address).content.decode()

    _accept(client, address, page)

    assert page.index("Perlu diperbaiki") < page.index("baris yang dicatat")
    assert "Bukti belum dicatat" in page
    assert _recorded() == ["JTG-0901", "JTG-0999"]


def test_the_same_sheet_twice_changes_nothing_and_says_so(web_world: World):
    half = _slips(web_world)
    client = signed_in(Role.BRANCH)
    sheet = _sheet(_row(web_world, "JTG-0901", half))
    address = _upload(client, sheet)["Location"]
    page = client.get(address).content.decode()
    _accept(client, address, page)
    before = Receipt.objects.count()

    again = _upload(client, sheet)
    stale = _accept(client, address, page)

    assert again.status_code == 422
    assert "Tri Nugroho" in again.content.decode()
    assert stale.status_code in (200, 409, 422)
    assert Receipt.objects.count() == before


def test_a_row_recorded_by_press_is_known_and_not_recorded_again(web_world: World):
    half = _slips(web_world)
    client = signed_in(Role.BRANCH)
    first = _upload(client, _sheet(_row(web_world, "JTG-0901", half)))["Location"]
    _accept(client, first)
    both = _sheet(_row(web_world, "JTG-0901", half), _row(web_world, "JTG-0902", "7.000"))

    address = _upload(client, both)["Location"]
    page = said(client.get(address).content.decode())
    _accept(client, address)

    assert "1 sudah tercatat sebelumnya" in page
    assert "Beda jumlah" in page
    assert _recorded() == ["JTG-0901", "JTG-0902"]


def test_a_slip_that_came_in_meanwhile_makes_the_officer_look_again(web_world: World):
    client = signed_in(Role.BRANCH)
    address = _upload(client, _sheet(_row(web_world, "JTG-0901", 5000)))["Location"]
    page = client.get(address).content.decode()
    _slips(web_world)

    answer = _accept(client, address, page)

    assert "Belum ada yang dicatat. Periksa lagi." in said(answer.content.decode())
    assert _recorded() == []


def test_what_cannot_be_is_found_before_accepting(web_world: World):
    half = _slips(web_world)
    client = signed_in(Role.BRANCH)
    early = web_world.today.fromordinal(web_world.today.toordinal() - 1)
    rows = (
        f";Bank Jateng;JTG-0901;{half};{early:%d/%m/%Y}",
        _row(web_world, "JTG-0902", 0),
        _row(web_world, "JTG-0902", half),
        _row(web_world, "JTG-0902", half),
    )

    page = said(client.get(_upload(client, _sheet(*rows))["Location"]).content.decode())

    assert "baru disetor" in page
    assert "Jumlahnya nol." in page
    assert "sudah ada di baris 4" in page


def test_another_file_is_refused_with_what_to_do(web_world: World):
    client = signed_in(Role.BRANCH)

    for content, name in ((b"%PDF-1.7", "a.pdf"), (b"a;b\n1;2\n", "b.csv"), (b"", "c.csv")):
        answer = _upload(client, content, name)
        assert answer.status_code == 422
        assert "Galat: " in answer.content.decode()


def test_the_empty_sheet_has_the_columns_that_are_read(web_world: World):
    client = signed_in(Role.BRANCH)
    empty = client.get("/bpjs/penerimaan/templat/").content
    filled = empty + _row(web_world, "JTG-0901", 5000).encode() + b"\r\n"

    answer = _upload(client, filled)

    assert answer.status_code == 302


def test_books_are_untouched_by_looking(web_world: World):
    half = _slips(web_world)
    book = Book.objects.get(
        agency_id=web_world.agencies[made.OFFICE], month=web_world.month.next.first_day
    )
    client = signed_in(Role.BRANCH)

    client.get(_upload(client, _sheet(_row(web_world, "JTG-0901", half)))["Location"])

    assert Book.objects.get(pk=book.pk).last_seq == book.last_seq
