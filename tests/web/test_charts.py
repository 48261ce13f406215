from payung.kernel.month import Month
from payung.web.charts import chart_of

MONTHS = Month.span(Month(2025, 12), Month(2026, 12))


def test_the_highest_value_reaches_the_top_and_zero_stands_on_the_floor():
    chart = chart_of([(month, number * 10) for number, month in enumerate(MONTHS)])

    first, last = chart.wide.marks[0], chart.wide.marks[-1]
    assert (first.height, first.y) == (0, chart.wide.floor)
    assert last.y == min(mark.y for mark in chart.wide.marks)


def test_a_month_without_a_value_breaks_the_line():
    values = [5, 6, None, 8, 9]
    chart = chart_of(list(zip(MONTHS[:5], values, strict=True)))

    assert len(chart.wide.lines) == 2
    assert [mark.value for mark in chart.marks] == values


def test_the_first_and_the_last_known_value_carry_their_number():
    chart = chart_of([(month, 1_000 + number) for number, month in enumerate(MONTHS)])

    assert [mark.label for mark in chart.marks if mark.label] == ["1.000", "1.011"]


def test_two_close_values_carry_one_number_so_that_they_do_not_overlap():
    chart = chart_of([(MONTHS[0], 4), (MONTHS[1], 5)])

    assert [mark.label for mark in chart.marks if mark.label] == ["5"]


def test_nothing_is_drawn_from_nothing():
    assert not chart_of([]).has_values
    assert chart_of([(MONTHS[0], None)]).wide.lines == ()


def test_every_mark_stays_inside_the_drawing():
    for drawing in (
        chart_of([(m, 7) for m in MONTHS]).narrow,
        chart_of([(m, 7) for m in MONTHS]).wide,
    ):
        for mark in drawing.marks:
            assert mark.x >= 0
            assert mark.x + mark.width <= drawing.width
            assert mark.label_y > 0


def test_a_target_above_all_values_is_inside_the_drawing():
    chart = chart_of([(month, 10) for month in MONTHS], aim=2_069)

    assert chart.wide.aim is not None
    assert 0 < chart.wide.aim.label_y < chart.wide.aim.y < chart.wide.marks[0].y


def test_a_forecast_follows_the_last_count_and_only_its_end_carries_a_number():
    last = MONTHS[-1]
    chart = chart_of([(m, 974) for m in MONTHS], ahead={last + 1: 1_000, last + 2: 1_103})

    assert [mark.label for mark in chart.marks if mark.label] == ["974", "1.103"]
    assert [mark.is_ahead for mark in chart.marks[-3:]] == [False, True, True]
    assert len(chart.wide.ahead.split()) == 3
    assert all(mark.x + mark.width <= chart.narrow.width for mark in chart.narrow.marks)


def test_an_open_month_is_marked_and_a_month_of_nothing_is_not_told_to_be_open():
    chart = chart_of([(MONTHS[0], 4), (MONTHS[1], None)], open_months=MONTHS[:2])

    assert chart.has_open
    assert not chart_of([(MONTHS[1], None)], open_months=MONTHS).has_open
