"""No page, paper or file of the treasurer's month holds a worker's name or number."""

from io import BytesIO

import pytest
from openpyxl import load_workbook

from payung.kernel.keyring import sealer
from payung.stages.registry.models import Worker
from payung.stages.registry.sums.places import NIK_PLACE
from tests.factories import payroll
from tests.factories.papers import texts
from tests.web.payroll.conftest import hidden, sent, text

pytestmark = pytest.mark.django_db

SECRET = "Tersembunyi Sekali"
PAGES = ("", "daftar/", "hasil/", "beda/", "setor/", "cocok/", "berita-acara/")


@pytest.fixture
def secrets(web_world):
    """Give every worker one name, and return it with everybody's number."""
    Worker.objects.update(name=SECRET)
    sealed = Worker.objects.values_list("nik_sealed", flat=True)
    return [SECRET, *(sealer().open(bytes(one), NIK_PLACE) for one in sealed)]


def _found(secrets, shown):
    bare = shown.replace(" ", "").replace("\u00a0", "")
    return [one for one in secrets if one in shown or one in bare]


def test_pages_papers_and_files_hold_none(web_world, secrets, treasurer, head, page):
    list_id = payroll.locked(web_world)
    missing, less, *_ = payroll.nips(web_world, list_id)
    payroll.answered(web_world, list_id, **{f"n{missing}": 0, f"n{less}": 1_000})
    shown = [text(treasurer.get(page(name))) for name in PAGES]
    book = load_workbook(BytesIO(treasurer.get(page("daftar/berkas/")).content))
    shown += [str(cell.value) for row in book.active.iter_rows() for cell in row]
    number = payroll.slip(web_world, payroll.due(web_world), "RAHASIA-1")
    payroll.received(web_world, "RAHASIA-1")
    sent(treasurer, page("cocok/"), apa="minta", alasan="Dua orang menyusul")
    asked = text(head.get(page("cocok/")))
    decision = {name: hidden(asked, name) for name in ("dilihat", "sidik")}
    closed = sent(head, page("cocok/"), apa="setuju", **decision)
    assert closed["Location"] == page("berita-acara/")

    for path in ("daftar/cetak/", f"setor/{payroll.ref(number)}/cetak/", "berita-acara/cetak/"):
        made = sent(treasurer, page(path))
        shown += texts(treasurer.get(made["Location"]).content)

    assert [_found(secrets, one) for one in shown if _found(secrets, one)] == []
