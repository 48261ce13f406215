from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from payung.kernel.dates import (
    month_name,
    parse_date,
    parse_month,
    render_date,
    render_date_long,
    render_month,
    render_time,
)
from payung.kernel.findings import Unreadable
from payung.kernel.month import Month

TODAY = date(2026, 11, 20)
days = st.dates(date(1900, 1, 1), date(2199, 12, 31))
months = st.builds(Month, st.integers(1900, 2199), st.integers(1, 12))


@given(days)
def test_reads_back_every_way_of_rendering(day):
    assert parse_date(render_date(day)) == day
    assert parse_date(render_date_long(day)) == day
    assert parse_date(day.isoformat()) == day
    assert parse_date(f"{day.day}-{day.month}-{day.year}") == day


@given(months)
def test_reads_back_a_rendered_month(month):
    assert parse_month(render_month(month)) == parse_month(str(month)) == month


@given(st.text(max_size=25), st.none() | st.just(TODAY))
def test_reads_or_refuses_any_text(text, today):
    try:
        day = parse_date(text, today=today)
    except Unreadable:
        return

    assert 1900 <= day.year < 2200


@given(st.dates(TODAY - timedelta(days=36_500), TODAY))
def test_reads_two_digit_years_as_the_latest_past(day):
    text = f"{day.day:02}-{day.month:02}-{day.year % 100:02}"

    if text == "29-02-00" and day.year == 1900:
        return
    assert parse_date(text, today=TODAY) == day


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("1/2/24", date(2024, 2, 1)),
        ("01-02-2024", date(2024, 2, 1)),
        ("1 Februari 2024", date(2024, 2, 1)),
        ("2024-02-01", date(2024, 2, 1)),
        ("2024/2/1", date(2024, 2, 1)),
        ("21/8/24", date(2024, 8, 21)),
        ("21-08-2024", date(2024, 8, 21)),
        ("21 08 2024", date(2024, 8, 21)),
        ("21.08.2024", date(2024, 8, 21)),
        ("19-03-02", date(2002, 3, 19)),
        ("14-03-58", date(1958, 3, 14)),
        ("14 September 1996", date(1996, 9, 14)),
        ("6 Februari 1994", date(1994, 2, 6)),
        ("6 Pebruari 1994", date(1994, 2, 6)),
        ("17 Agt 1945", date(1945, 8, 17)),
        ("17 Agu. 1945", date(1945, 8, 17)),
        ("17-Sept-1996", date(1996, 9, 17)),
        ("17-Aug-45", date(1945, 8, 17)),
        ("1 May 2001", date(2001, 5, 1)),
        ("October 5, 2001", date(2001, 10, 5)),
        ("5 DESEMBER 2001", date(2001, 12, 5)),
        ("5Desember2001", date(2001, 12, 5)),
        ("1996-09-14 00:00:00", date(1996, 9, 14)),
        ("1996-09-14T00:00:00", date(1996, 9, 14)),
        (" 21/08/2024 ", date(2024, 8, 21)),
        ("'21/08/2024", date(2024, 8, 21)),
        ("21\u201308\u20132024", date(2024, 8, 21)),
        ("21\u00a0Agustus\u00a02024", date(2024, 8, 21)),
        ("２１/０８/２０２４", date(2024, 8, 21)),
        ("29/02/2024", date(2024, 2, 29)),
        ("29/02/00", date(2000, 2, 29)),
    ],
)
def test_accepts_what_people_write(text, day):
    assert parse_date(text, today=TODAY) == day


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "date_incomplete"),
        ("  ", "date_incomplete"),
        ("1996", "date_incomplete"),
        ("21/08", "date_incomplete"),
        ("21 Agustus", "date_incomplete"),
        ("Agustus 2024", "date_incomplete"),
        ("02/13/2024", "date_month"),
        ("2024-13-01", "date_month"),
        ("00/00/0000", "date_month"),
        ("01/00/2024", "date_month"),
        ("00/01/2024", "date_day"),
        ("32/01/2024", "date_day"),
        ("31/04/2024", "date_day"),
        ("31 April 2024", "date_day"),
        ("30/02/2024", "date_day"),
        ("29/02/2023", "date_leap_day"),
        ("29-02-23", "date_leap_day"),
        ("29/02/1900", "date_leap_day"),
        ("21/08/2567", "date_year"),
        ("21/08/1445", "date_year"),
        ("0001-01-01", "date_year"),
        ("21/08/024", "date_year"),
        ("21/08/4", "date_year"),
        ("21 Ramadan 2024", "date_month_name"),
        ("45292", "date_unreadable"),
        ("21082024", "date_unreadable"),
        ("kemarin sore", "date_unreadable"),
        ("2024-W05-1", "date_unreadable"),
        ("1996-09-14 07:30:00", "date_unreadable"),
        ("9" * 5000, "date_unreadable"),
    ],
)
def test_refuses_what_is_no_day_or_in_doubt(text, code):
    with pytest.raises(Unreadable) as refusal:
        parse_date(text, today=TODAY)

    assert refusal.value.finding.code == code
    assert refusal.value.finding.message()


def test_asks_for_four_digits_where_no_day_decides_the_century():
    with pytest.raises(Unreadable) as refusal:
        parse_date("14-03-58")

    assert refusal.value.finding.code == "date_two_digit_year"


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("19-11-26", date(2026, 11, 19)),
        ("20-11-26", date(2026, 11, 20)),
        ("21-11-26", date(1926, 11, 21)),
    ],
)
def test_a_two_digit_year_turns_after_today(text, day):
    assert parse_date(text, today=TODAY) == day


@pytest.mark.parametrize("text", ["", "13/2026", "Foo 2026", "2026-13", "0/2026", "2026"])
def test_refuses_what_is_no_month(text):
    with pytest.raises(Unreadable):
        parse_month(text)


def test_renders_time_with_a_dot_and_the_zone():
    assert render_time(datetime(2026, 11, 20, 7, 30, tzinfo=UTC)) == "14.30 WIB"
    wit = timezone(timedelta(hours=9))
    assert render_time(datetime(2026, 11, 20, 0, 5, tzinfo=wit)) == "22.05 WIB"
    with pytest.raises(ValueError):
        render_time(datetime(2026, 11, 20, 7, 30))  # noqa: DTZ001 - that it has no zone is the case


def test_renders_days_and_months_in_indonesian():
    assert render_date(date(2024, 8, 21)) == "21/08/2024"
    assert render_date_long(date(2024, 8, 1)) == "1 Agustus 2024"
    assert render_month(Month(2026, 8)) == "Agustus 2026"


@given(days)
def test_english_is_read_back_too(day):
    assert parse_date(render_date_long(day, "en")) == day


def test_months_have_english_names():
    assert render_month(Month(2026, 8), "en") == "August 2026"
    assert render_date_long(date(2026, 5, 1), "en") == "1 May 2026"
    assert [month_name(number, "en")[:3] for number in (1, 10, 12)] == ["Jan", "Oct", "Dec"]
    assert month_name(8) == "Agustus"
