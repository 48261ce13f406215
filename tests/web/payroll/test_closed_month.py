"""No screen changes a closed month: each says that it is closed, and nothing is stored."""

from io import BytesIO

import pytest
from django.db import connection

from payung.foundation.audit.guards import tables
from tests.factories import payroll
from tests.factories.reconciliation import HEADER, resaved
from tests.web.forms import said
from tests.web.payroll.conftest import sent, text

pytestmark = pytest.mark.django_db
TRACES = {"audit_event", "access_submittedform", "access_visit", "audit_look"}


@pytest.fixture
def closed(web_world):
    return f"/gaji/{web_world.month.previous}/"


def _file(content, name):
    file = BytesIO(content)
    file.name = name
    return file


def _stored():
    """Count the rows of every table but those that note who came by."""
    names = [model._meta.db_table for model in tables() if model._meta.db_table not in TRACES]
    with connection.cursor() as cursor:
        cursor.execute("SELECT " + ", ".join(f"(SELECT count(*) FROM {name})" for name in names))
        return dict(zip(names, cursor.fetchone(), strict=True))


def test_no_form_of_it_changes_anything(treasurer, closed):
    form = treasurer.get(f"{closed}daftar/berkas/").content
    other = resaved(form, lambda sheet: sheet.delete_rows(HEADER + 1))
    slip = {"bank": "Bank Jateng", "nomor": "JTG-0999", "jumlah": "8.400", "alasan": "Susulan"}
    day = {"tanggal_hari": "1", "tanggal_bulan": "1", "tanggal_tahun": "2026"}
    before = _stored()

    for page, values in (
        ("hasil/", {"cara": "sesuai"}),
        ("hasil/", {"berkas": _file(other, "hasil.xlsx")}),
        ("setor/", {**slip, **day, "bukti": _file(payroll.PNG, "bukti.png")}),
        ("cocok/", {"apa": "minta"}),
    ):
        answer = sent(treasurer, f"{closed}{page}", **values)
        assert answer.status_code == 422, page
        assert "sudah ditutup" in said(text(answer)), page
    for page in ("daftar/", "beda/"):
        sent(treasurer, f"{closed}{page}")

    assert _stored() == before
