"""The ranking as a table of open data: the same rows as S06, S57 and D13."""

from typing import Final

from payung.kernel.wording import say
from payung.reports.homes.places import Place
from payung.reports.published.ranking import PublicRanking, Row
from payung.reports.published.tables import (
    DECIMAL,
    MONTH,
    PEOPLE,
    PERCENT,
    WHOLE,
    Cell,
    Column,
    Table,
)

LANG: Final = "id"
COLUMNS: Final = (
    Column(name="kode_wilayah"),
    Column(name="wilayah"),
    Column(name="bulan", kind=MONTH),
    Column(name="kelas_kantor"),
    Column(name="kantor"),
    Column(name="status_kantor"),
    Column(name="tempat", kind=WHOLE),
    Column(name="tempat_bulan_lalu", kind=WHOLE),
    Column(name="asn", kind=WHOLE, unit=PEOPLE, code="N1"),
    Column(name="asn_ikut_serta", kind=WHOLE, unit=PEOPLE, code="N2"),
    Column(name="partisipasi_persen", kind=DECIMAL, unit=PERCENT, code="N3"),
    Column(name="perubahan_poin", kind=DECIMAL),
    Column(name="pekerja_terlindungi", kind=WHOLE, unit=PEOPLE, code="N4"),
    Column(name="tepat_waktu", code="N7"),
)


def ranking_table(place: Place, found: PublicRanking | None, *, size: str = "") -> Table:
    """Return the offices of a month, of one class where `size` names it."""
    rows = [] if found is None else [*found.rows, *found.waiting, *found.idle]
    return Table(
        slug="peringkat" if not size else f"peringkat-{size}",
        of=place.regency_code,
        columns=COLUMNS,
        rows=[
            _row(place, found, row)
            for row in rows
            if found is not None and size in ("", row.office.size)
        ],
        first=None if found is None else found.month,
        last=None if found is None else found.month,
        changed_at=None if found is None else found.as_of,
    )


def _row(place: Place, found: PublicRanking, row: Row) -> list[Cell]:
    office, is_closed = row.office, row.office.is_closed
    share = office.score if is_closed else None
    timely = "" if not is_closed else "open_data.yes" if row.is_on_time else "open_data.no"
    return [
        *(place.regency_code, place.regency, found.month),
        say(f"figures.size.{office.size}", LANG),
        office.name,
        say(f"ranking.kind.{row.kind}", LANG),
        *(office.place, office.before, office.asn),
        *((None, None) if share is None else (share.part, share.percent)),
        office.change,
        office.covered if is_closed else None,
        timely and say(timely, LANG),
    ]
