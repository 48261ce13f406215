"""What the open comparison of regencies hides, its places do not give away."""

from datetime import UTC, datetime

from payung.kernel.month import Month
from payung.reports.published.regencies import (
    CONFIRMED,
    WORKERS,
    Compared,
    PublicRegency,
    _among_the_shown,
    _safe,
)
from payung.stages.monitoring.queries.regencies import RegencyFigures
from payung.stages.monitoring.sums.shares import Figure

MONTH = Month(2026, 9)
AS_OF = datetime(2026, 10, 13, 5, tzinfo=UTC)


def counted(name: str, covered: int, registered: int, asn: int, places: tuple[int, int]):
    def figure(code: str, whole: int) -> Figure:
        return Figure(code=code, part=covered, whole=whole, month=MONTH, as_of=AS_OF)

    return RegencyFigures(
        code="33.24",
        name=name,
        is_here=True,
        month=MONTH,
        is_provisional=False,
        figures=(figure(WORKERS, asn), figure(CONFIRMED, registered)),
        place_by_workers=places[0],
        place_by_confirmed=places[1],
    )


def shown(*rows: RegencyFigures) -> list[PublicRegency]:
    return _among_the_shown([_safe(row) for row in rows])


def by_confirmed(*rows: RegencyFigures) -> list[tuple[str, int | None]]:
    found = Compared(month=MONTH, province="33", rows=tuple(shown(*rows)))
    return [(row.name, row.by_confirmed) for row in found.by_confirmed]


SEMARANG = counted("Semarang", 86, 92, 850, (1, 2))
KENDAL = counted("Kendal", 900, 975, 10_334, (2, 3))


def test_one_whose_last_few_are_hidden_leaves_no_gap_at_the_top_and_is_named_all_the_same():
    almost_all = counted("Batang", 36, 38, 540, (3, 1))
    assert by_confirmed(SEMARANG, KENDAL, almost_all) == [
        ("Semarang", 1),
        ("Kendal", 2),
        ("Batang", None),
    ]


def test_it_looks_the_same_wherever_the_hidden_one_really_stands():
    first, last = (counted("Batang", part, 38, 540, (3, at)) for part, at in ((36, 1), (3, 3)))
    ahead = [counted(one.name, one.figures[0].part, one.figures[1].whole or 0, 850, at)
             for one, at in ((SEMARANG, (1, 1)), (KENDAL, (2, 2)))]  # fmt: skip
    assert by_confirmed(SEMARANG, KENDAL, first) == by_confirmed(*ahead, last)


def test_two_with_the_same_share_stay_side_by_side():
    rows = (
        counted("Batang", 36, 38, 540, (4, 1)),
        counted("Kendal", 80, 90, 900, (1, 2)),
        counted("Semarang", 80, 90, 900, (1, 2)),
        counted("Temanggung", 39, 49, 585, (3, 4)),
    )
    assert [row.by_confirmed for row in shown(*rows)] == [None, 1, 1, 3]
    assert [row.by_workers for row in shown(*rows)] == [4, 1, 1, 3]
