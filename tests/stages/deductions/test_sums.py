import pytest

from payung.kernel.month import Month
from payung.stages.deductions.sums import prices

DECEMBER = Month(2026, 12)


def test_each_combination_has_its_price():
    found = prices(
        DECEMBER,
        [
            ("other", "private", 1_000_000, "jkk,jkm"),
            ("other", "apbd", 1_000_000, "jkk,jkm"),
            ("other", "private", 1_000_000, "jkk,jkm,jht"),
        ],
    )

    assert [(price.due_idr, price.creditable_idr) for price in found] == [
        (8_400, 8_400),
        (16_800, 16_800),
        (28_400, 8_400),
    ]


@pytest.mark.parametrize(
    ("month", "due_idr"),
    [(Month(2026, 3), 16_800), (Month(2026, 4), 8_400), (DECEMBER.next, 16_800)],
)
def test_the_month_decides(month, due_idr):
    (price,) = prices(month, [("other", "private", 1_000_000, "jkk,jkm")])

    assert price.due_idr == due_idr


def test_what_the_law_has_no_tariff_for_is_left_out():
    assert list(prices(DECEMBER, [("other", "private", 0, "jkk,jkm")])) == []
