"""What the tests of registry have in common."""

from datetime import timedelta

from payung.stages.registry.files import import_staff
from tests.factories.registry import (
    AT,
    Member,
    secretariat,
    staff_sheet,
)

OFFICES = ("Dinas Kesehatan", "Dinas Sosial", "Kecamatan Boja")
SITI = Member()
NEXT_MONTH = AT + timedelta(days=30)


def send(regency_id, people, *, apply=True, at=AT, by=None, title="Keadaan: 31 Oktober 2026"):
    return import_staff(
        content=staff_sheet(people, title=title),
        name="asn.xlsx",
        regency_id=regency_id,
        apply=apply,
        by=by or secretariat(regency_id),
        at=at,
    )


def figures(report):
    return {what: report.counts[what] for what in ("new", "changed", "moved", "gone", "back")}
