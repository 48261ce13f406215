"""Two small regencies lived at once are the demo as if one had come after the other."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.db import connection

from payung.jobs.demo.invented_regency import OfficeSpec, specifications
from payung.jobs.demo.loading import MONTHS, load
from payung.kernel.people import Viewer
from payung.reports import verify

pytestmark = [pytest.mark.slow, pytest.mark.once]
TODAY = date(2026, 11, 20)
OFFICES = (
    OfficeSpec(name="Dinas Kesehatan", staff=40, share=40),
    OfficeSpec(name="Kecamatan Contoh", staff=20, share=50),
)


def test_two_regencies_live_their_months_in_step(own_database: Any, capsys: Any) -> None:
    two = [replace(spec, offices=OFFICES) for spec in specifications("full")[-2:]]

    load(two, seed=7, today=TODAY)

    assert "Kabupaten Temanggung, November 2026" in capsys.readouterr().out
    assert verify.findings(viewer=Viewer.system()) == []
    # Offices have the same numbers however the two hurried.
    assert _rows("SELECT regency_id FROM registry_agency ORDER BY id") == [(1,), (1,), (2,), (2,)]
    for regency_id in (1, 2):
        paid = _rows(
            """SELECT count(DISTINCT p.month) FROM remittance_paidmonth p
            JOIN registry_agency a ON a.id = p.agency_id WHERE a.regency_id = %s""",
            [regency_id],
        )
        assert paid[0][0] >= MONTHS - 2
        days = _rows(
            """SELECT DISTINCT (taken_at AT TIME ZONE 'Asia/Jakarta')::date
            FROM monitoring_officemonth WHERE regency_id = %s ORDER BY 1""",
            [regency_id],
        )
        assert (date(2026, 10, 13),) in days
        assert {day for (day,) in days if day.day != 13} <= {TODAY}


def _rows(statement: str, values: list[int] | None = None) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return list(cursor.fetchall())
