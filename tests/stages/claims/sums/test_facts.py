"""Facts come back from their sealed text as they were written."""

from datetime import UTC, date, datetime
from decimal import Decimal

from payung.foundation.rules.benefits import Level, Relation
from payung.stages.claims.sums.facts import (
    LONGEST,
    Cause,
    Facts,
    LossFound,
    Outcome,
    as_text,
    from_text,
    joined,
)
from payung.stages.claims.sums.heirs import (
    ChildInput,
    HeirInput,
    child_from,
    child_text,
    heir_from,
    heir_text,
    is_minor,
)

FULL = Facts(
    cause=Cause.OTHER_ACCIDENT,
    is_traffic=True,
    where="Jalan Boja",
    outcome=Outcome.TOTAL,
    declared_at=datetime(2026, 11, 20, 2, 0, tzinfo=UTC),
    unable_from=date(2026, 11, 1),
    unable_until=date(2026, 11, 30),
    losses=(LossFound(part="thumb_right", times=1, function_lost=50),),
    costs_idr={"land": 200_000},
)


def test_facts_come_back_whole():
    assert from_text(as_text(FULL)) == FULL
    assert from_text(as_text(Facts())) == Facts()


def test_a_later_report_keeps_what_it_leaves_unsaid():
    later = joined(FULL, Facts(family_phone="081200000901", where="Limbangan"))

    assert (later.where, later.family_phone, later.losses) == (
        "Limbangan",
        "081200000901",
        FULL.losses,
    )


def test_a_field_of_another_version_is_passed_over():
    assert from_text('{"cause": "illness", "later": 1}') == Facts(cause=Cause.ILLNESS)


def test_words_without_end_are_cut():
    assert len(from_text(as_text(Facts(words="a" * 9999))).words) == LONGEST


def test_the_doctors_percentage_is_read_with_comma_or_point_or_not_at_all():
    read = [LossFound(part="x", found=text).loss().found for text in ("12,5", "12.5", "", "?")]

    assert read == [Decimal("12.5"), Decimal("12.5"), None, None]


def test_heirs_and_children_come_back_whole():
    heir = HeirInput(name="Sumarni", relation=Relation.SPOUSE, born_on=date(1984, 3, 2), bank="BRI")
    child = ChildInput(
        name="Ayu", born_on=date(2016, 1, 1), level=Level.SD, grade=4, works_from=date(2034, 1, 1)
    )

    assert heir_from(heir_text(heir), heir.relation) == heir
    assert child_from(child_text(child)) == child


def test_who_is_a_minor_on_the_day():
    born_on = date(2008, 11, 18)

    assert not is_minor(None, date(2026, 11, 18))
    assert is_minor(born_on, date(2026, 11, 17))
    assert not is_minor(born_on, date(2029, 11, 18))
